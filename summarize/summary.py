"""A summary: a string that knows where each of its sentences comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from summarize.document import Document, SourceSpan
from summarize.length import Length
from summarize.signature import join_settings
from summarize.text.broken_words import OneLine
from summarize.text.leading_marks import (
    without_dateline,
    without_list_mark,
    without_lone_marks,
    without_paragraph_number,
    without_run_in_title,
)
from summarize.text.times import location
from summarize.text.unspaced import segmenter_version
from summarize.text.words import has_unspaced
from summarize.usage import Usage
from summarize.version import __version__, version_of

_HEAD = 20  # headings and the like, at most, above the first sentence of a report


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary.

    Attributes:
        text: the sentence. In an extractive summary it equals ``document.text[start:end]``.
        start: offset of its first character in the document; None if a model wrote it.
        end: offset after its last character; None if a model wrote it.
        position: its index among the sentences of the document, from 0; None if a model wrote it.
        score: the score that the method gave it, comparable only within one document; for a model-written
            sentence, the score of its best source.
        sources: the spans of the document that support it, best first; for an extracted sentence, its own
            span.
        page: the page on which its best source begins; None if the document has no pages.
        time: when its best source is said, in seconds since the recording began; None if not known.
        speaker: who says its best source; None if not known.
        support: how well the document supports it, from 0 to 1, as :func:`check` has it; 1 for an extracted
            sentence.
    """

    text: str
    start: int | None
    end: int | None
    position: int | None
    score: float
    sources: tuple[SourceSpan, ...]
    page: int | None = None
    time: float | None = None
    speaker: str | None = None
    support: float = 1.0

    @property
    def location(self) -> str:
        """Where the document has it, for people: ``"p. 3"``, ``"12:07 Anna Moor"``; blank if not known."""
        return location(self.page, self.time, self.speaker)

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, ready for JSON."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {"sources": [source._asdict() for source in self.sources]}


class Summary(str):
    """A summary: a string with one sentence per line, which records where each sentence comes from.

    In the string, white space inside a sentence is folded to single spaces; list items have no markers,
    paragraphs of judgments no numbers, and the first sentence of a report no dateline. The sentences of a
    conversation follow the name of their speaker: ``"Ann: We meet on Friday."``. ``sentences`` keeps the
    original.

    Attributes:
        sentences: the sentences, in the order of the document, or as a model wrote them.
        document: the summarized document.
        method: the name of the method.
        options: the options of the method; for a model, all settings that affect its output.
        length: the requested length; None if the model decided it.
        query: the query, if there was one.
        coverage: the share of the document that the method read.
        notes: warnings, such as a limit that could not be kept.
        usage: the tokens that went through a model, if it counts them; else None.

    >>> from summarize import summarize
    >>> summary = summarize("Cats chase mice. It rained. Mice fear cats.", sentences=2)
    >>> print(summary)
    Cats chase mice.
    Mice fear cats.
    >>> first = summary.sentences[0]
    >>> summary.document.text[first.start:first.end]
    'Cats chase mice.'
    """

    sentences: tuple[SummarySentence, ...]
    document: Document
    method: str
    options: dict[str, Any]
    length: Length | None
    query: str | None
    coverage: float
    notes: tuple[str, ...]
    usage: Usage | None

    def __new__(
        cls,
        sentences: Sequence[SummarySentence],
        *,
        document: Document,
        method: str,
        options: Mapping[str, Any],
        length: Length | None,
        query: str | None = None,
        coverage: float = 1.0,
        notes: Sequence[str] = (),
        usage: Usage | None = None,
    ) -> Summary:
        """Join the sentences; the other arguments are the attributes of the same names."""
        shown = OneLine(document.text)
        self = super().__new__(cls, "\n".join(_line(sentence, document, shown) for sentence in sentences))
        self.sentences = tuple(sentences)
        self.document = document
        self.method = method
        self.options = dict(options)
        self.length = length
        self.query = query
        self.coverage = coverage
        self.notes = (*document.notes, *notes)
        self.usage = usage
        return self

    @property
    def model(self) -> str | None:
        """The name of the model that wrote it, None for an extractive summary."""
        return self.options.get("model")

    @cached_property
    def unsupported(self) -> tuple[str, ...]:
        """The numbers, dates and names of the summary that no part of the document contains.

        Compared by what they mean: 1,000 is one thousand, and Oct 3 is October 3rd.
        """
        if all(_is_verbatim(sentence, self.document) for sentence in self.sentences):
            return ()
        from summarize.grounding.facts import find_unsupported

        return find_unsupported(self, self.document.text, self.document.language)

    @property
    def support(self) -> float:
        """The mean support of the sentences, from 0 to 1; 1 for an extractive summary."""
        return sum(sentence.support for sentence in self.sentences) / max(1, len(self.sentences))

    @property
    def signature(self) -> str:
        """One line that says how to make this summary again, as sacreBLEU signs its scores.

        Method, options, length, query and language, and the versions that decide on sentences
        and terms.
        """
        settings = {"method": self.method, **self.options, "length": self.length}
        if self.query is not None:
            settings["query"] = repr(self.query)
        if self.document.lines != "auto":
            settings["lines"] = self.document.lines
        settings |= {"language": self.document.language, "summarize": __version__}
        settings |= {package: version_of(package) for package in ("sentencex", "PyStemmer", "stopwordsiso")}
        if has_unspaced(self.document.text) and (segmenter := segmenter_version()):
            settings["segmenter"] = segmenter
        return join_settings(settings)

    def to_dict(self) -> dict[str, Any]:
        """Return the summary and its provenance as plain values, ready for JSON.

        The text of the document is not included.
        """
        usage = {} if self.usage is None else {"usage": self.usage._asdict()}
        return usage | {
            "summary": str(self),
            "sentences": [sentence.to_dict() for sentence in self.sentences],
            "method": self.method,
            "language": self.document.language,
            "coverage": self.coverage,
            "support": self.support,
            "unsupported": list(self.unsupported),
            "notes": list(self.notes),
            "signature": self.signature,
        }

    def to_markdown(self, *, cite: bool = False) -> str:
        r"""Return a Markdown list of the sentences, under the title of the document if it has one.

        Args:
            cite: whether to put [1], [2] behind the sentences and list the passages that support them, with
                page, time and speaker. If the document was read from a URL, each passage has a link, which
                for web pages leads to the passage itself (a text fragment).

        >>> from summarize import Document, summarize
        >>> talk = Document("Cats purr. Dogs bark.", cues=[(0, 4.0, "Anna"), (11, 65.0, "Bo")])
        >>> print(summarize(talk, "lead", sentences=1).to_markdown(cite=True))
        - Cats purr. [1]
        <BLANKLINE>
        ### Sources
        <BLANKLINE>
        1. Cats purr. (00:04 Anna)
        """
        from summarize.views.citations import to_markdown

        return to_markdown(self.sentences, self.document, self.document.title or "", cite=cite)

    def to_html(self, *, page: bool = True) -> str:
        """Return HTML: the summary beside its source, in which the supporting passages are marked.

        It holds no script and loads nothing.

        Args:
            page: whether it is a complete page; if not, a ``<div>`` to embed in one.
        """
        from summarize.views import html

        body = html.fragment(self.sentences, self.document, self._notes(), self.unsupported)
        return html.page(self.document.title or "Summary", body) if page else body

    def _repr_html_(self) -> str:
        """Return what a notebook shows: of a long source the passages around what supports the summary."""
        from summarize.views.excerpt import excerpt

        return excerpt(self.sentences, self.document, self._notes(), self.unsupported)

    def _notes(self) -> dict[str, str]:
        from summarize.views.html import UNSUPPORTED

        return {
            UNSUPPORTED: ", ".join(self.unsupported),
            "Notes": "; ".join(self.notes),
            "Signature": self.signature,
        }

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        # copy and pickle make a str subclass anew from these.
        names = ("document", "method", "options", "length", "query", "coverage", "notes", "usage")
        return (self.sentences,), {name: getattr(self, name) for name in names}


def speaker_label(speaker: str | None, document: Document) -> str:
    """Return what stands before the words of a speaker: ``"Ann: "``; empty unless several people speak."""
    return f"{speaker}: " if speaker is not None and len(document.speakers) > 1 else ""


def _line(sentence: SummarySentence, document: Document, shown: OneLine) -> str:
    """Return a sentence on one line, with its speaker, without the mark, title or dateline before it."""
    if sentence.position is None:
        return " ".join(sentence.text.split())
    if document.sentences[sentence.position].kind == "item":
        text = shown.of(sentence.text)
        text = without_list_mark(text) or text
    else:
        text = sentence.text
        if (bare := without_paragraph_number(text)) is not text and document.habits.numbers_paragraphs:
            text = bare
        text = shown.of(text)
        is_near_start = sentence.position < _HEAD
        if is_near_start and not any(each.is_candidate for each in document.sentences[: sentence.position]):
            text = without_dateline(text)
    if (bare := without_run_in_title(text)) is not text and document.habits.has_run_in_titles:
        text = bare
    return speaker_label(sentence.speaker, document) + (without_lone_marks(text) or text)


def _is_verbatim(sentence: SummarySentence, document: Document) -> bool:
    return sentence.start is not None and document.text[sentence.start : sentence.end] == sentence.text
