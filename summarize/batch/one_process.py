"""A batch in this process: the summarizer sees all documents at once, and may put them together."""

from __future__ import annotations

from collections.abc import Generator

from summarize.batch.isolation import outcomes
from summarize.batch.pending_items import Source
from summarize.batch.records import Record
from summarize.batch.work import Work


def in_this_process(work: Work, source: Source) -> Generator[Record]:
    """Yield the records of all items, in order.

    The seconds of a record run from the reading of its document to its summary; those that a model
    takes together share them.

    Raises:
        Exception: the summarizer cannot work at all.
    """
    for outcome in outcomes(work.summarizer, source, work.document, work.length, work.query):
        yield work.record_of(outcome)
