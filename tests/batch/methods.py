"""Methods that misbehave where a document says so, in a module that worker processes can import."""

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar

from summarize import Document, Lead, Length, Summarizer, Summary
from summarize.errors import MissingExtraError


@dataclass(frozen=True, kw_only=True)
class Awkward(Lead):
    name: ClassVar[str] = "awkward"

    def score_sentences(self, document: Document, query: str | None):
        time.sleep(_pause(document.text))
        os.write(1, b"a package that prints\n")
        if "CALLS" in os.environ:
            with Path(os.environ["CALLS"]).open("ab", buffering=0) as calls:
                calls.write(b".")
        if "VANISHES" in document.text:
            os._exit(3)
        if "KILLED" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "LEAVES" in document.text:
            sys.exit(5)
        if "RAISES" in document.text:
            raise KeyError("the wheel came off")
        if "DEEP" in document.text:
            return self.score_sentences(document, query)
        if "HUGE" in document.text:
            raise MemoryError
        if "NEEDS" in document.text:
            raise MissingExtraError("it needs wheels; install them: pip install wheels")
        return super().score_sentences(document, query)


def _pause(text: str) -> float:
    if "HANGS" in text:
        return 1000
    return 0.3 if "SLOW" in text else float(os.environ.get("PAUSE", "0"))


class Plain(Summarizer):
    """No dataclass, and a batch that an error ends, as anybody might write it."""

    def __init__(self, colour: str = "red") -> None:
        self.colour = colour

    def __call__(
        self, document: Document | str, length: Length | None = None, *, query: str | None = None
    ) -> Summary:
        return Awkward()(document, length, query=query)

    def batch(
        self, documents: Iterable[Document | str], length: Length | None = None, *, query: str | None = None
    ) -> Iterator[Summary]:
        for document in documents:
            yield self(document, length, query=query)


class Ahead(Plain):
    """Takes four documents before it works on the first, as a batch on a GPU does."""

    def batch(
        self, documents: Iterable[Document | str], length: Length | None = None, *, query: str | None = None
    ) -> Iterator[Summary]:
        documents = iter(documents)
        while taken := list(islice(documents, 4)):
            yield from [self(document, length, query=query) for document in taken]


def read_and_hang(place: str, **_: object) -> Document:
    time.sleep(1000)
    raise AssertionError(place)


def read_file(place: str, *, encoding: str | None = None, language: str | None = None) -> Document:
    return Document(Path(place).read_text(encoding=encoding or "utf-8"), language)
