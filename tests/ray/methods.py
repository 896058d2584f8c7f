"""Methods that misbehave, in a module that the workers can import."""

import os
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize import Document, Length, Summarizer, Summary

FATAL = "This one is fatal."


@dataclass
class DiesOnce(Summarizer):
    """Another method, whose process is killed by the first text that has `FATAL` in it."""

    inner: Summarizer
    marker: Path

    @property
    def batches_documents(self) -> bool:
        return self.inner.batches_documents

    def __call__(
        self, document: Document | str, length: Length | None = None, *, query: str | None = None
    ) -> Summary:
        return self.inner(document, length, query=query)

    def batch(
        self, documents: Iterable[Document | str], length: Length | None = None, *, query: str | None = None
    ) -> Iterator[Summary]:
        return self.inner.batch(map(self._pass, documents), length, query=query)

    def _pass(self, document: Document | str) -> Document:
        document = Document.of(document)
        if FATAL in document.text and not self.marker.exists():
            self.marker.write_text(str(os.getpid()))
            os.kill(os.getpid(), signal.SIGKILL)
        return document


class Fails(Summarizer):
    """A generator, which is over after its first error."""

    def __call__(
        self, document: Document | str, length: Length | None = None, *, query: str | None = None
    ) -> Summary:
        return next(self.batch([document], length, query=query))

    def batch(
        self, documents: Iterable[Document | str], length: Length | None = None, *, query: str | None = None
    ) -> Iterator[Summary]:
        from summarize import TextRank

        for document in documents:
            if "bad" in Document.of(document).text:
                raise KeyError("no such thing")
            yield TextRank()(document, length, query=query)
