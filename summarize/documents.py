"""Texts as documents, one by one or lazily, with errors that name what to pass instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from summarize.checks import is_missing, show
from summarize.document import Document
from summarize.errors import InvalidTypeError, InvalidValueError
from summarize.summarizer import map_past_errors


def document_of(text: str | Document, language: str | None) -> Document:
    """Return a text as a document.

    Raises:
        InvalidTypeError: it is neither a text nor a document.
        InvalidValueError: it is a document, which has its language, and a language is given.
    """
    if isinstance(text, Document) and language is not None:
        raise InvalidValueError(
            f"language={show(language)} belongs to Document(text, language), which exists already"
        )
    return Document.of(text, language)


def document_of_many(text: str | Document, language: str | None) -> Document:
    """Return one of many texts as a document; the error for a missing one names what leaves it out."""
    if is_missing(text):
        raise InvalidTypeError(f"text must be a str, got {show(text)}; on_error='skip' leaves it out")
    return document_of(text, language)


class DocumentList(Sequence[Document]):
    """The documents of a list of texts, each made when it is asked for; a model need not wait for them."""

    def __init__(self, texts: Sequence[str | Document], language: str | None) -> None:
        self._texts = texts
        self._language = language

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, index: Any) -> Any:
        return document_of_many(self._texts[index], self._language)

    def __iter__(self) -> Iterator[Document]:
        return map_past_errors(lambda text: document_of_many(text, self._language), self._texts)
