"""Keywords of files, in the shape that the command line prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from summarize.api import keywords
from summarize.document import Document
from summarize.phrases.extraction import Keyword


@dataclass(frozen=True)
class KeywordList:
    """The keywords of a document; as a string, one a line."""

    keywords: tuple[Keyword, ...]
    language: str

    @classmethod
    def of(cls, document: Document, n: int) -> KeywordList:
        """Find the n best keywords of a document.

        >>> print(KeywordList.of(Document("Red wine and white wine.", "en"), 1))
        Red wine
        """
        return cls(tuple(keywords(document, n)), document.language)

    def __str__(self) -> str:
        return "\n".join(keyword.text for keyword in self.keywords)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {"keywords": [keyword.to_dict() for keyword in self.keywords], "language": self.language}
