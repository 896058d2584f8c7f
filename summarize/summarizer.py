"""The one protocol that every summarization method, ours or a user's, follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from summarize.document import Document
from summarize.length import Length
from summarize.summary import Summary


@runtime_checkable
class Summarizer(Protocol):
    """A callable from a document to its summary.

    Pass an instance as ``summarize(text, my_summarizer)``, or give its class a name with the
    entry-point group ``summarize.methods`` to have ``summarize(text, "name", option=…)``.
    """

    def __call__(
        self, document: Document | str, length: Length | None = None, *, query: str | None = None
    ) -> Summary:
        """Summarize one document; no length means the method's own default."""
        ...

    def batch(
        self, documents: Iterable[Document | str], length: Length | None = None, *, query: str | None = None
    ) -> Iterator[Summary]:
        """Yield the summary of each document, in order, holding few in memory."""
        ...
