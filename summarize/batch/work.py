"""What is done with each document of a batch: read it, summarize it, make its record."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from summarize.batch.fingerprints import SourcedItem
from summarize.batch.isolation import Outcome, summarize_alone
from summarize.batch.records import Failure, Record, failure_record, summary_record
from summarize.document import Document
from summarize.length import Length
from summarize.readers import Item, Limits
from summarize.summarizer import Summarizer
from summarize.text.lines import Lines

Read = Callable[..., Document]


@dataclass(frozen=True)
class Work:
    """All that it takes to make the record of a document, in this process or another.

    Attributes:
        summarizer: what summarizes.
        length: the length, None for the method's own default.
        query: the query, if any.
        language: of all documents, None to detect it of each.
        encoding: of all files, None to find it out of each.
        lines: how their line breaks are read, as of :class:`Document`.
        read: how an item that has a place is read: ``read(place, encoding=…, language=…)``; None for
            files and URLs.
        settings: what the records depend on, see :func:`describe_settings`.
        limits: how much is read of each document; the usual ones if None.
    """

    summarizer: Summarizer
    length: Length | None
    query: str | None
    language: str | None
    encoding: str | None
    lines: Lines
    read: Read | None
    settings: str
    limits: Limits | None = None

    def document(self, given: SourcedItem) -> Document:
        """Return the document of an item.

        Raises:
            Exception: whatever reading it may raise.
        """
        from summarize.readers import read_any, read_item  # bring in all formats

        return read_item(
            given.item,
            encoding=self.encoding,
            language=self.language,
            lines=self.lines,
            read_place=self.read or read_any,
            limits=self.limits,
        )

    def record(self, item: Item) -> Record:
        """Return the record of an item: of its summary, or of the error that came instead.

        Raises:
            MissingExtraError, ModelError: nothing can be summarized.
        """
        start = time.perf_counter()
        given = SourcedItem.of(item)
        result = summarize_alone(self.summarizer, given, self.document, self.length, self.query)
        return self.record_of(Outcome(given, start, result))

    def record_of(self, outcome: Outcome[SourcedItem]) -> Record:
        """Return the record of what came of an item."""
        (item, source), start, result = outcome
        seconds = time.perf_counter() - start
        if isinstance(result, Exception):
            return failure_record(Failure.of(item.id, result), self.settings, seconds, source)
        try:
            return summary_record(item.id, result, self.settings, seconds, source)
        except Exception as error:  # of a method that gives something else than a summary
            return failure_record(Failure.of(item.id, error), self.settings, seconds, source)
