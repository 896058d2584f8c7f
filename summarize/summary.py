"""A summary: a string that knows where each of its sentences comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from summarize import __version__
from summarize.document import Document, Span
from summarize.length import Length


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary.

    Attributes:
        text: the sentence as it stands in the document: ``document.text[start:end]``.
        start: position of its first character in the document.
        end: position after its last character.
        position: its number among the sentences of the document, from 0.
        score: its salience by the method; only comparable within one document.
        sources: the spans of the document it comes from.
    """

    text: str
    start: int
    end: int
    position: int
    score: float
    sources: tuple[Span, ...]


class Summary(str):
    """The text of a summary, a sentence a line, with its provenance.

    White space inside a sentence, such as the line breaks of a wrapped text, is folded to one
    space in the string; ``sentences`` hold the original.

    Attributes:
        sentences: the sentences, in the order of the document.
        document: the document they are from.
        method: the name of the method.
        options: the options of the method.
        length: the length that was asked for.
        query: the query that steered the choice, if any.
        coverage: the share of the document that the method has read.

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
    length: Length
    query: str | None
    coverage: float

    def __new__(
        cls,
        sentences: Sequence[SummarySentence],
        *,
        document: Document,
        method: str,
        options: Mapping[str, Any],
        length: Length,
        query: str | None = None,
        coverage: float = 1.0,
    ) -> Summary:
        """Join the sentences; the other arguments are the attributes of the same names."""
        self = super().__new__(cls, "\n".join(" ".join(s.text.split()) for s in sentences))
        self.sentences = tuple(sentences)
        self.document = document
        self.method = method
        self.options = dict(options)
        self.length = length
        self.query = query
        self.coverage = coverage
        return self

    @property
    def signature(self) -> str:
        """One line that says how to make this summary again, as sacreBLEU signs its scores.

        Method, options, length, query and language, and the versions that decide on sentences
        and terms.
        """
        from importlib.metadata import version

        settings = {"method": self.method, **self.options, "length": self.length}
        if self.query is not None:
            settings["query"] = repr(self.query)
        settings |= {"language": self.document.language, "summarize": __version__}
        settings |= {package: version(package) for package in ("sentencex", "PyStemmer", "stopwordsiso")}
        return "|".join(f"{key}:{value}" for key, value in settings.items())

    def to_dict(self) -> dict[str, Any]:
        """Return the summary and its provenance as plain values, ready for JSON.

        The text of the document is not included.
        """
        return {
            "summary": str(self),
            "sentences": [asdict(sentence) for sentence in self.sentences],
            "method": self.method,
            "language": self.document.language,
            "coverage": self.coverage,
            "signature": self.signature,
        }

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        # copy and pickle make a str subclass anew from these.
        names = ("document", "method", "options", "length", "query", "coverage")
        return (self.sentences,), {name: getattr(self, name) for name in names}
