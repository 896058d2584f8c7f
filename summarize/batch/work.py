"""What is done with each document of a batch: read it, summarize it, make its record."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from summarize.batch.records import Failure, Record, failure_record, summary_record
from summarize.document import Document
from summarize.errors import InvalidValueError, MissingExtraError, ModelError, ReadError
from summarize.length import Length
from summarize.readers.items import Item
from summarize.summarizer import Summarizer
from summarize.summary import Summary

Read = Callable[..., Document]

# Of the summarizer, these are no fault of a document: all others would end the same way.
FAULTS_OF_THE_RUN = (MissingExtraError, ModelError)


@dataclass(frozen=True)
class Work:
    """All that it takes to make the record of a document, in this process or another.

    Attributes:
        summarizer: what summarizes.
        length: the length, None for the method's own default.
        query: the query, if any.
        language: of all documents, None to detect it of each.
        encoding: of all files, None to find it out of each.
        read: how an item that has a place is read: ``read(place, encoding=…, language=…)``; None for
            files of all formats that are known.
        settings: what the records depend on, see :func:`describe_settings`.
    """

    summarizer: Summarizer
    length: Length | None
    query: str | None
    language: str | None
    encoding: str | None
    read: Read | None
    settings: str

    def document(self, item: Item) -> Document:
        """Return the document of an item.

        Raises:
            Exception: whatever reading it may raise.
        """
        if item.error is not None:
            raise ReadError(item.error)
        if item.text is not None:
            return Document(item.text, self.language)
        if item.place is None:
            raise InvalidValueError("there is neither a text nor a place to read it from")
        read = self.read or _default_read()
        return read(item.place, encoding=self.encoding, language=self.language)

    def record(self, item: Item) -> Record:
        """Return the record of an item: of its summary, or of the error that came instead.

        Raises:
            MissingExtraError, ModelError: nothing can be summarized.
        """
        start = time.perf_counter()
        try:
            document = self.document(item)
        except Exception as error:  # of any reader, on any file
            return self.failed(item, error, start)
        try:
            summary = self.summarizer(document, self.length, query=self.query)
        except FAULTS_OF_THE_RUN:
            raise
        except Exception as error:  # of anybody's method
            return self.failed(item, error, start)
        return self.done(item, summary, start)

    def done(self, item: Item, summary: Summary, start: float) -> Record:
        """Return the record of a summary that was begun at a time of ``time.perf_counter``."""
        seconds = time.perf_counter() - start
        try:
            return summary_record(item.id, summary, self.settings, seconds)
        except Exception as error:  # of a method that gives something else than a summary
            return self.failed(item, error, start)

    def failed(self, item: Item, error: Exception, start: float) -> Record:
        """Return the record of a failure that was begun at a time of ``time.perf_counter``."""
        return failure_record(Failure.of(item.id, error), self.settings, time.perf_counter() - start)


def _default_read() -> Read:
    from summarize.readers.reading import read  # brings in all formats

    return read
