"""A check as text, Markdown and HTML: each sentence with its support and its unsupported facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from summarize.document import Document
from summarize.views.html import compose
from summarize.views.html import page as complete_page
from summarize.views.items import item, underlined
from summarize.views.marks import Marks, Shown, clean


class ShownFact(Protocol):
    """An unsupported fact, with its place in the summary."""

    @property
    def text(self) -> str:
        """The fact."""

    @property
    def start(self) -> int:
        """The position of its first character in the summary."""

    @property
    def end(self) -> int:
        """The position after its last character."""

    @property
    def kind(self) -> str:
        """What it is."""


class ShownSentence(Shown, Protocol):
    """A sentence with its support and its unsupported facts."""

    @property
    def start(self) -> int:
        """The position of its first character in the summary."""

    @property
    def entailment(self) -> float | None:
        """How sure a model is that its sources support it; None if none says."""

    @property
    def unsupported(self) -> Sequence[ShownFact]:
        """Its unsupported facts."""


class ShownCheck(Protocol):
    """A check."""

    @property
    def sentences(self) -> Sequence[ShownSentence]:
        """The sentences of the summary."""

    @property
    def source(self) -> Document:
        """The source."""

    @property
    def support(self) -> float:
        """The mean support of the sentences."""

    @property
    def entailment(self) -> float | None:
        """The mean entailment of the sentences; None if there is none."""

    @property
    def model(self) -> str | None:
        """The model that judged."""

    @property
    def unsupported(self) -> Sequence[ShownFact]:
        """The unsupported facts of all sentences."""


def to_text(check: ShownCheck) -> str:
    """Return a report: each sentence behind its support, its unsupported facts below it."""
    lines = [_headline(check), ""]
    for sentence in check.sentences:
        where = f"  [{sentence.location}]" if sentence.location else ""
        lines.append(f"{'  '.join(_figures(sentence))}  {_line(sentence.text)}{where}")
        lines += [f"      {_place(fact)}: {fact}" for fact in sentence.unsupported]
    return "\n".join(lines)


def to_markdown(check: ShownCheck) -> str:
    """Return a list of the sentences, with unsupported facts in bold, and what supports them quoted."""
    lines = [_headline(check), ""]
    for number, sentence in enumerate(check.sentences, 1):
        text = _bold(sentence)
        lines.append(f"{number}. {text} ({', '.join(_figures(sentence))})")
        lines += [f"   - {_place(fact)}: {_plain(str(fact))}" for fact in sentence.unsupported]
        if sentence.sources:
            best = sentence.sources[0]
            where = f" ({_plain(sentence.location)})" if sentence.location else ""
            lines.append(f"   > {_plain(_line(check.source.text[best.start : best.end]))}{where}")
    return "\n".join(lines)


def to_html(check: ShownCheck, *, page: bool) -> str:
    """Return the summary, with unsupported facts underlined, beside its source with marks.

    Args:
        check: the check.
        page: whether to make a complete page.
    """
    marks = Marks(check.source.text, check.sentences)
    items = []
    for number, sentence in enumerate(check.sentences):
        places = [(fact.start - sentence.start, fact.end - sentence.start) for fact in sentence.unsupported]
        told = "".join(
            f'<br><span class="fact"><span class="kind">{fact.kind}</span> {clean(str(fact))}</span>'
            for fact in sentence.unsupported
        )
        if sentence.entailment is not None and sentence.support < 1:
            told = f' <span class="quiet">entailment {sentence.entailment:.2f}</span>{told}'
        items.append(item(marks, number, html=underlined(sentence.text, places)) + told)
    source = marks.between(0, len(check.source.text))
    body = compose(items, {"Support": _headline(check)}, source, check.source.language)
    return complete_page(f"Check: {check.source.title or 'Summary'}", body) if page else body


def _headline(check: ShownCheck) -> str:
    n_sentences, n_facts = len(check.sentences), len(check.unsupported)
    judged = f", entailment {check.entailment:.2f} by {check.model}" if check.entailment is not None else ""
    return (
        f"Support {check.support:.2f}{judged} in {n_sentences} sentence{'s' if n_sentences != 1 else ''}, "
        f"{n_facts} unsupported fact{'s' if n_facts != 1 else ''}"
    )


def _figures(sentence: ShownSentence) -> list[str]:
    """Return the support, and the entailment if there is any."""
    return [f"{figure:.2f}" for figure in (sentence.support, sentence.entailment) if figure is not None]


def _place(fact: ShownFact) -> str:
    return f"{fact.kind} at {fact.start}-{fact.end}"


def _bold(sentence: ShownSentence) -> str:
    """Return a sentence on one line, with each unsupported fact in bold."""
    parts, position = [], 0
    for fact in sentence.unsupported:
        start, end = fact.start - sentence.start, fact.end - sentence.start
        if start >= position:  # a name in a false quotation is part of it
            parts += [_plain(sentence.text[position:start]), f"**{_plain(sentence.text[start:end])}**"]
            position = end
    return _line("".join([*parts, _plain(sentence.text[position:])]))


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Return a text without meaning as Markdown."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>" else character for character in text)
