"""What is read of papers in LaTeX: front matter, citations, names and labels of items."""

import pytest

from summarize.readers import read_bytes


def text_of(written: str) -> str:
    return read_bytes(written.encode(), "a.tex").text


def test_what_sums_up_a_paper_may_stand_before_the_document() -> None:
    preamble = (
        r"\title{Piers}\author{A. Moor}\newcommand{\years}{ten}\significancestatement{Piers rot early.}"
        r"\keywords{piers $|$ rot}\authorcontributions{A. Moor and B. Dahl wrote all of the text of this paper.}"
        r"\begin{abstract}The pier fell within \years{} years.\end{abstract}\dates{May}"
    )
    assert text_of(rf"{preamble}\begin{{document}}\maketitle We went there.\end{{document}}") == (
        "# Piers\n\nPiers rot early.\n\nKeywords\tpiers\trot\n\n## Abstract\n\nThe pier fell within ten years."
        "\n\nWe went there.\n\n## Author contributions\n\nA. Moor and B. Dahl wrote all of the text of this paper."
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\abstract{It fell.} We met.", "## Abstract\n\nIt fell.\n\nWe met."),
        (r"\begin{keyword}piers \sep rot\end{keyword} We met.", "Keywords\tpiers\trot\n\nWe met."),
        (r"\ifthenelse{\boolean{isshort}}{}{We met.}", "We met."),
        (r"\ifthenelse{\boolean{isshort}}{We met.}{We met in the hall.}", "We met."),
    ],
)
def test_front_matter_within_a_document(written: str, read: str) -> None:
    assert text_of(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"The pier was rotten \cite{moor2011}, like the quay~\citep{dahl99}.", "The pier was rotten, like the quay."),
        (r"As noted by \cite{moor2011piles}, it fell.", "As noted by [Moor 2011], it fell."),
        (r"Of the piers, \cite{moor2011,Dahl99} found that none stood.", "Of the piers, [Moor 2011, Dahl99] found that none stood."),
        (r"As \cite{moor2011} says, it fell.", "As [Moor 2011] says, it fell."),
        (r"It rained. \cite{dahl_piers} show how.", "It rained. [dahl_piers] show how."),
        (r"It was in \cite{moor2011} and \cite{dahl}.", "It was in [Moor 2011] and [dahl]."),
        (r"The piers rotted~\cite{moor2011} and~\cite{dahl}.", "The piers rotted."),
        (r"Moor et al.~\cite{moor2011} show it.", "Moor et al. show it."),
        (r"It stood long (e.g.,~\cite{moor2011}).", "It stood long (e.g., [Moor 2011])."),
        (r"It rained \cite{a1}. \cite{b2} We met.", "It rained. We met."),
        (r"As \citet{moor-etal-2011-piles} say.", "As Moor et al. (2011) say."),
        (r"It is old (the pier; \citealp{moor2011}).", "It is old (the pier; Moor 2011)."),
        (r"It was old~\cite{a}, and \cite{b} found rot.", "It was old, and [b] found rot."),
        (r"As \citeauthor{moor2011} said in \citeyear{moor2011}.", "As Moor said in 2011."),
        (r"The counts in \cref{x} fell (see \cref{y}).", "The counts in […] fell."),
    ],
)  # fmt: skip
def test_a_citation_that_its_sentence_needs_stays(written: str, read: str) -> None:
    assert text_of(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"We saw a \rise increase (\ie more piers).", "We saw a rise increase (ie more piers)."),
        (r"We saw a\ \hfill\ pier and \em all \rm fell.", "We saw a pier and all fell."),
        (r"\newcommand{\rise} {4-fold}We saw a \rise{} increase.", "We saw a 4-fold increase."),
        (r"If $a \smaller b$ it fell.", "If a b it fell."),
    ],
)
def test_a_short_form_without_definition_leaves_its_name(written: str, read: str) -> None:
    assert text_of(written) == read


def test_the_label_of_an_item_stands_before_a_colon() -> None:
    items = r"\begin{description}\item[Old piers] They rot.\item[(a)] They fell.\end{description}"
    assert text_of(items) == "- Old piers: They rot.\n\n- (a) They fell."


@pytest.mark.timeout(20)
@pytest.mark.parametrize("part", [r"\cite{a} ", r", \cite{a}", r"\x{a b. ", r"\begin{a} ", "a.a", "\ufde0a "])
def test_marks_of_papers_take_linear_time(part: str) -> None:
    written = part * 20_000
    text = text_of(rf"{written}\begin{{document}}It fell. {written} We met.\end{{document}}")
    assert text.startswith("It fell.")
