"""What is read of office documents, papers and books in markup, and which kind each block keeps."""

import json
import sys
from pathlib import Path

import pytest

from summarize import Document, ReadError, summarize
from summarize.readers import read_bytes
from summarize.readers.formats.latex import symbols
from summarize.readers.formats.latex.reading import read_latex
from summarize.readers.formats.registry import format_of
from summarize.readers.sandbox import child
from tests.readers.samples import archive, sample

KINDS = ["heading", "heading", "prose", "table", "heading", "prose", "code", "item", "item"]


@pytest.mark.parametrize(
    "name", ["a.odt", "a.tex", "a.rst", "a.fb2", "article.xml", "book.xml", "a.pptx", "a.rtf", "a.ipynb"]
)
def test_one_text_from_any_format_keeps_headings_lists_tables_and_code(name: str) -> None:
    document = read_bytes(sample(name), name)
    prose = [sentence.text for sentence in document.sentences if sentence.kind == "prose"]
    if name != "a.ipynb":  # whose Markdown another reader reads
        assert prose[:2] == ["Cats purr.", "Nobody knows why they do it, but many have asked."]
        assert "cat\tage\nTom\t12" in document.text
        assert "footnote" not in document.text or name == "a.pptx"  # pandoc puts notes on a slide
    headings = [sentence.text.lstrip("# ") for sentence in document.sentences if sentence.is_heading]
    assert "All about cats" in headings
    assert not [sentence for sentence in document.body.sentences if "print" in sentence.text]
    if name in ("a.odt", "a.tex", "a.rst", "a.fb2", "article.xml", "book.xml"):
        assert [block.kind for block in document.blocks] == KINDS
        assert document.title == "On cats"


def text_of(written: str, name: str) -> str:
    return read_bytes(written.encode(), name).text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"It fell~\cite{a,b}, see \eqref{e}.", "It fell, see […]."),
        (r"We write it ($v=\frac{d}{t}$).", "We write it (v=d/t)."),
        (
            r"So \begin{equation} E = mc^2. \label{e} \end{equation} By~\eqref{e} it holds.",
            "So E = mc^2. By (1) it holds.",
        ),
        (r"Na\"ive caf\'e, fa\c{c}ade, \ss{} and \LaTeX{}: 5\,\% of \$3.", "Naïve café, façade, ß and LaTeX: 5 % of $3."),
        (r"``One'' --- two\footnote{No.} \textcolor{red}{three}.", "“One” — two three."),
        (r"\unknown{Kept} \emph{words} % not this" + "\nhere.", "Kept words here."),
        (r"As \citet{moor} showed.", "As [moor] showed."),
        (r"\newcommand{\us}{the port}\begin{document}We, \us, met.\end{document} No.", "We, the port, met."),
        (r"\paragraph{Data.} We took all.", "##### Data.\n\nWe took all."),
        (r"One.\begin{comment}Two.\end{comment} Three.", "One. Three."),
        (r"\begin{itemize}\item One.\item Two.\end{itemize} Three.", "- One.\n\n- Two.\n\nThree."),
        (
            r"It stands \begin{figure}\includegraphics[width=3cm]{a}\caption[A]{The hall.}\label{f}\end{figure}"
            r"as Figure~\ref{f} shows.",
            "It stands as Figure 1 shows.\n\nFigure 1: The hall.",
        ),
        (
            r"\begin{tabular}{ll}\toprule a & b \\ 1 & \multicolumn{2}{c}{2} \\\bottomrule\end{tabular}",
            "a\tb\n1\t2",
        ),
        (r"\begin{lstlisting}[language=C]" + "\nx = 1; % y\n" + r"\end{lstlisting} Text.", "```\nx = 1; % y\n```\n\nText."),
        (
            r"See \href{http://a.org/b%20c}{the page} for more. The port is closed.",
            "See the page for more. The port is closed.",
        ),
        (r"It is at \url{http://a.org/b%20c\_d}. It rains.", "It is at http://a.org/b%20c_d. It rains."),
        (r"Set \verb|$HOME| or \lstinline[language=sh]!a%b!, \lstinline{%{x}}.", "Set $HOME or a%b, %{x}."),
        (r"\section{On \verb|$HOME|}", "## On $HOME"),
        ("It rains. % \\begin{verbatim} and \\verb|\nIt snows.", "It rains. It snows."),
        (r"It cost 5\% \\% more" + "\nthan before.", "It cost 5% than before."),
        (
            r"\newcommand{\pct}[1]{#1 percent}\def\two#1#2{#1 and #2}"
            r"\begin{document}\pct{20} of \two{\pct{3}}{all} met.\end{document}",
            "20 percent of 3 percent and all met.",
        ),
        (
            r"\newcommand{\note}[1]{}\newcommand{\todo}[1]{#1}\begin{document}We met\note{why?}.\todo{Ask.}\end{document}",
            "We met.",
        ),
        (
            r"\begin{document}We use \sysname, since \sysname{} is fast. \noindent It \hfill ends \LaTeX.\end{document}",
            "We use sysname, since sysname is fast. It ends LaTeX.",
        ),
        (r"\newcommand{\foo}[1]{Some text #1 of macro} It rains.", "It rains."),
        (r"\newcommand*\foo[2][default]{Some #1 of #2} It rains.", "It rains."),
        (r"\hyperref[a]{The hall} is \textcolor{red}{\parbox{3cm}{\emph{old}}}.", "The hall is old."),
        (r"It costs $5\$ x$ a day.", "It costs 5$ x a day."),
    ],
)  # fmt: skip
def test_latex(written: str, read: str) -> None:
    assert text_of(written, "a.tex") == read


def test_latex_short_forms_that_grow_are_not_written_out() -> None:
    pairs = zip("abcdefg", "bcdefgh", strict=True)
    forms = "".join(f"\\newcommand{{\\{b}}}{{" + f"\\{a}" * 60 + "}" for a, b in pairs)
    document = read_bytes(rf"{forms}\begin{{document}}It rains. \h\end{{document}}".encode(), "a.tex")
    assert document.text.startswith("It rains.")
    assert len(document.text) < 10_000


@pytest.mark.timeout(20)
@pytest.mark.parametrize("mark", [r"\[a ", r"\begin{verbatim} ", r"\iffalse ", r"\verb|a!"])
def test_latex_marks_that_do_not_end_take_linear_time(mark: str) -> None:
    assert read_latex(b"It rains. " + mark.encode() * 20_000, "a.tex").text.startswith("It rains.")


def test_latex_commands_may_be_nested_to_any_depth() -> None:
    for command in (r"\textcolor{red}{", r"\section{", r"\caption{", r"\emph{", r"\unknown{"):
        written = command * 2_000 + "The port is closed." + "}" * 2_000
        assert "The port is closed." in text_of(f"It rains. {written}", "a.tex")
        assert "\\" not in text_of(f"It rains. {written}", "a.tex")


def test_latex_that_only_includes_other_files_says_so() -> None:
    with pytest.raises(ReadError, match="^a.tex: has no text of its own; read the files that it includes"):
        read_bytes(rb"\begin{document}\input{one}\end{document}", "a.tex")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It :ref:`purrs <a>` and :class:`~a.Cat` [#]_.\n\n.. [#] No.", "It purrs and a.Cat."),
        (".. note::\n\n   They bite.\n\n.. versionadded:: 3\n   They fly.", "They bite.\n\nThey fly."),
        (".. include:: /etc/passwd\n\nText.", "Text."),
        (".. raw:: html\n\n   <b>No.</b>\n\n.. toctree::\n\n   one\n\nText.", "Text."),
        (".. figure:: a.png\n\n   A cat.\n\nText.", "Figure 1: A cat.\n\nText."),
        ("So::\n\n   x = 1\n\nText.", "So:\n\n```\nx = 1\n```\n\nText."),
        ("Broken *emphasis and `role.", "Broken *emphasis and `role."),
    ],
)
def test_restructured_text(written: str, read: str) -> None:
    assert text_of(written, "a.rst") == read


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ('<p>It fell <xref ref-type="bibr">[1]</xref>, <xref ref-type="bibr">[2]</xref>.</p>', "It fell."),
        ('<p><xref ref-type="bibr">Moor (1999)</xref> showed it.</p>', "Moor (1999) showed it."),
        ("<p>One <fig><label>Fig. 2</label><caption><p>A hall.</p></caption></fig>two.</p>", "One two.\n\nFig. 2: A hall."),
        ("<sec><label>1</label><title>One</title><p>Caf&eacute; &amp; bar.</p></sec>", "## One\n\nCafé & bar."),
        ("<p>Caf&eacute;<![CDATA[ & &nbsp;]]> &ndash; <![CDATA[&lt;]]></p>", "Café & &nbsp; – &lt;"),
        ("<p>As <inline-formula><tex-math>x</tex-math></inline-formula> it is.</p>", "As it is."),
    ],
)  # fmt: skip
def test_jats(body: str, read: str) -> None:
    written = f'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "a.dtd"><article><body>{body}</body></article>'
    assert text_of(written, "a.xml") == read


def test_of_an_article_neither_its_authors_nor_its_references_are_read() -> None:
    front = (
        "<article-meta><title-group><article-title>Piers</article-title></title-group><contrib-group>"
        "<contrib><name>Moor</name></contrib></contrib-group><abstract><p>It is short.</p></abstract></article-meta>"
    )
    back = "<ref-list><ref><mixed-citation>A. Moor. Piles.</mixed-citation></ref></ref-list>"
    document = read_bytes(
        f"<article><front>{front}</front><body><p>It fell.</p></body><back>{back}</back></article>".encode(),
        "a.xml",
    )
    assert (document.title, document.text) == ("Piers", "# Piers\n\nIt is short.\n\nIt fell.")


def test_unknown_entities_of_a_document_are_not_expanded() -> None:
    bomb = '<!DOCTYPE FictionBook [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
    document = read_bytes(
        f"{bomb}<FictionBook><body><p>It &b; rains.</p></body></FictionBook>".encode(), "a.fb2"
    )
    assert "aaaaaaaaaa" not in document.text
    assert "rains." in document.text


def slide(*paragraphs: str, place: str = "body") -> str:
    written = "".join(f"<a:p>{each}</a:p>" for each in paragraphs)
    return (
        '<p:sld xmlns:p="p" xmlns:a="a"><p:sp><p:nvSpPr><p:nvPr>'
        f'<p:ph type="{place}"/></p:nvPr></p:nvSpPr><p:txBody>{written}</p:txBody></p:sp></p:sld>'
    )


def presentation(*slides: str, **files: str) -> bytes:
    ids = "".join(f'<p:sldId r:id="r{n}"/>' for n in reversed(range(len(slides))))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    targets = "".join(f'<R Id="r{n}" Type="{kind}" Target="slides/s{n}.xml"/>' for n in range(len(slides)))
    return archive(
        {
            "[Content_Types].xml": "<a/>",
            "ppt/presentation.xml": f'<p:presentation xmlns:p="p" xmlns:r="r">{ids}</p:presentation>',
            "ppt/_rels/presentation.xml.rels": f"<Rs>{targets}</Rs>",
            **{f"ppt/slides/s{n}.xml": each for n, each in enumerate(slides)},
            **files,
        }
    )


def test_slides_come_in_the_order_in_which_they_are_shown_and_are_pages() -> None:
    run = "<a:r><a:t>{}</a:t></a:r>"
    document = read_bytes(presentation(slide(run.format("Last.")), slide(run.format("First."))), "a")
    assert document.text == "- First.\n\n- Last."
    assert [document.page(sentence.start) for sentence in document.sentences] == [1, 2]


def test_notes_are_read_and_slide_numbers_are_not() -> None:
    run, kind = "<a:r><a:t>{}</a:t></a:r>", "http://a/notesSlide"
    notes = slide(run.format("Say this.")).replace("p:sld", "p:notes")
    rels = f'<Rs><R Id="a" Type="{kind}" Target="../notes.xml"/></Rs>'
    files = {"ppt/slides/_rels/s0.xml.rels": rels, "ppt/notes.xml": notes}
    first = slide(run.format("One"), place="title").replace(
        "</p:sld>", slide(run.format("7"), place="sldNum") + "</p:sld>"
    )
    assert read_bytes(presentation(first, **files), "a").text == "## One\n\nSay this."


@pytest.mark.parametrize(
    ("rtf", "read"),
    [
        (r"{\pard\s1\outlinelevel0 One\par}{\pard Two \b three\b0.\par}", "# One\n\nTwo three."),
        (r"Caf\'e9 \u8364? 5{\footnote No.}.\par", "Café € 5."),
        (r"{\listtext\'95\tab}One\par{\pntext\'95\tab}Two\par", "- One\n\n- Two"),
        (r"\trowd\cellx1 a\cell b\cell\row\trowd\cellx1 1\cell 2\cell\row Text.\par", "a\tb\n1\t2\n\nText."),
        (r'{\field{\*\fldinst HYPERLINK "http://a.org"}{\fldrslt Here}} it is.\par', "Here it is."),
        (r"One{\deleted , no}.\par", "One."),
    ],
)  # fmt: skip
def test_rich_text(rtf: str, read: str) -> None:
    assert text_of("{\\rtf1\\ansi\\ansicpg1252 " + rtf + "}", "a.rtf") == read


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.rst", "Call [{icon}] now {icon}.\n"),
        ("a.tex", "\\documentclass{{article}}\\begin{{document}}Call [{icon}] now {icon}.\\end{{document}}"),
        ("a.rtf", r"{{\rtf1\ansi Call [\u{code}?] now \u{code}?.\par}}"),
        (
            "a.eml",
            "From: a@b.org\nTo: b\nContent-Type: text/html; charset=utf-8\n\n<p>Call [{icon}] now {icon}.</p>",
        ),
    ],
)
@pytest.mark.parametrize("icon", ["\ue000", "\ue001", "\ue010", "\ue012"])
def test_icons_of_fonts_are_text_as_other_characters(name: str, written: str, icon: str) -> None:
    text = text_of(written.format(icon=icon, code=ord(icon) - 65536), name)
    assert text == f"Call [{icon}] now {icon}."


OFFICE = 'xmlns:o="o" xmlns:t="t" xmlns:d="d" xmlns:s="s"'


def open_document(body: str, kind: str = "text", **files: str) -> bytes:
    content = f"<o:document {OFFICE}><o:body><o:text>{body}</o:text></o:body></o:document>"
    return archive(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, **files}
    )


def test_deleted_text_notes_and_contents_of_an_odt_are_left_out() -> None:
    body = (
        "<t:tracked-changes><t:p>Gone.</t:p></t:tracked-changes><t:table-of-content><t:p>One 1</t:p>"
        '</t:table-of-content><t:h t:outline-level="2">One</t:h><t:p>A<t:s/>b<t:note><t:p>No.</t:p></t:note>.'
        "<d:frame><d:text-box><t:p>Beside.</t:p></d:text-box></d:frame> More.</t:p>"
    )
    assert read_bytes(open_document(body), "a").text == "## One\n\nA b. More.\n\nBeside."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            open_document("<t:p>A.</t:p>", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
            "a.odt: is encrypted; save it without its password",
        ),
        (
            open_document("", "spreadsheet"),
            "a.odt: is an OpenDocument spreadsheet, which is not read; save its",
        ),
        (open_document(""), "a.odt: the text is empty or blank"),
    ],
)
def test_what_is_no_text_says_so(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.odt")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('{"cells": [{"cell_type": "code", "source": "x = 1"}]}', "is a notebook without any Markdown cell"),
        ('{"cells": 5}', "is no Jupyter notebook, or a damaged one"),
        ("[" * 100_000, "is no Jupyter notebook, or a damaged one"),
    ],
)
def test_a_notebook_without_text(written: str, message: str) -> None:
    with pytest.raises(ReadError, match=f"^a.ipynb: {message}"):
        text_of(written, "a.ipynb")


def test_what_does_not_end_in_a_cell_of_a_notebook_ends_with_it() -> None:
    cells = [["# Cats\n", "They purr.\n"], "```\nx = 1", "They play.", "It rains. <!-- todo", "They sleep."]
    written = json.dumps({"cells": [{"cell_type": "markdown", "source": cell} for cell in cells]})
    document = read_bytes(written.encode(), "a.ipynb")
    assert document.title == "Cats"
    assert [sentence.text for sentence in document.sentences if sentence.kind == "prose"][:2] == [
        "They purr.",
        "They play.",
    ]
    assert document.text.startswith("# Cats\n\nThey purr.\n\nThey play.\n\nIt rains.")
    assert document.text.endswith("\n\nThey sleep.")


def test_an_old_notebook_has_its_headings_in_cells() -> None:
    cells = (
        '[{"cell_type": "heading", "level": 2, "source": ["One"]}, {"cell_type": "code", "input": "x"}, '
        '{"cell_type": "markdown", "source": ["It *rains*.\\n"]}]'
    )
    assert (
        text_of(f'{{"nbformat": 3, "worksheets": [{{"cells": {cells}}}]}}', "a.ipynb")
        == "## One\n\nIt rains."
    )


def test_markup_is_never_a_sentence_of_a_summary() -> None:
    for name in ("a.tex", "a.rst", "article.xml", "book.xml", "a.fb2", "a.ipynb", "a.rtf", "a.json"):
        document: Document = read_bytes(sample(name), name)
        for sentence in summarize(document, sentences=9).sentences:
            assert not set("\\{}<>") & set(sentence.text), (name, sentence.text)


@pytest.mark.parametrize(
    ("kind", "package", "written"),
    [
        ("rtf", "striprtf", r"{\rtf1 A.}"),
        ("latex", "pylatexenc.latex2text", r"\'etude"),
        ("rst", "docutils.core", "A."),
    ],
)
def test_a_missing_package_is_named_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, package: str, written: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    symbols.symbol_of.cache_clear()
    path = tmp_path / "a"
    path.write_text(written)
    answer = child.answer_to({"kind": kind, "path": str(path), "name": "a", "encoding": None})
    assert answer["missing"].startswith(f"a: {format_of(kind).label} needs a package: pip install '")


@pytest.mark.parametrize(
    ("given", "title"),
    [("PowerPoint Presentation", "The weir"), ("Présentation PowerPoint", "The weir"), ("Locks", "Locks")],
)
def test_a_presentation_that_nobody_has_named_has_the_title_of_its_first_slide(
    given: str, title: str
) -> None:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    named = {
        "_rels/.rels": f'<Rs><R Id="c" Type="{kind}" Target="docProps/core.xml"/></Rs>',
        "docProps/core.xml": f"<c><title>{given}</title></c>",
    }
    first = slide("<a:r><a:t>The weir</a:t></a:r>", place="title")
    assert read_bytes(presentation(first, **named), "a.pptx").title == title


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            r"\noindent{\bf Model Inputs} We examine the inputs.",
            "###### Model Inputs\n\nWe examine the inputs.",
        ),
        (r"\textbf{Results} The model wins.", "###### Results\n\nThe model wins."),
        (r"\textbf{Maintown} is a town.", "Maintown is a town."),
        (r"\textbf{Note.} It rains.", "Note. It rains."),
        (r"It is \textbf{Never} Again.", "It is Never Again."),
    ],
)
def test_bold_words_before_a_sentence_are_a_heading_in_latex(written: str, read: str) -> None:
    assert text_of(written, "a.tex") == read


def test_the_title_has_the_short_forms_and_names_of_latex_too() -> None:
    written = (
        r"\newcommand{\sys}{Harbour}\title{\sys and \tool: Two Ports}"
        r"\begin{document}We use \tool, since \sys{} is slow.\end{document}"
    )
    assert read_bytes(written.encode(), "a.tex").title == "Harbour and tool: Two Ports"


def test_words_of_thousands_of_letters_are_cut_in_restructured_text() -> None:
    read = read_bytes(f"The mill turns.\n\n{'a-' * 1500}\n\nIt is old.\n".encode(), "a.rst").text
    assert max(map(len, read.split())) == 1000
    assert read.startswith("The mill turns.")
    assert read.endswith("It is old.")
