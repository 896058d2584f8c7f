"""A batch in this process: the summarizer sees all documents at once, and may put them together."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterator
from typing import NamedTuple

from summarize.batch.records import Record
from summarize.batch.source import Source
from summarize.batch.work import FAULTS_OF_THE_RUN, Work
from summarize.document import Document
from summarize.readers.items import Item
from summarize.summary import Summary


class _Begun(NamedTuple):
    """An item under way, and when that began."""

    item: Item
    start: float


class _UnreadError(Exception):
    """A document could not be read; its cause is why."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


class _Documents(Iterator[Document]):
    """The documents as a summarizer asks for them; goes on after an error."""

    def __init__(self, work: Work, source: Source) -> None:
        self.begun: deque[_Begun] = deque()
        self.again: deque[Item] = deque()
        self._work = work
        self._source = source

    def __next__(self) -> Document:
        item = self.again.popleft() if self.again else next(self._source)
        self.begun.append(_Begun(item, time.perf_counter()))
        try:
            return self._work.document(item)
        except Exception as error:
            raise _UnreadError(error) from error

    @property
    def is_at_end(self) -> bool:
        """Whether all were asked for, and each has its summary or error."""
        return self._source.is_at_end and not self.begun and not self.again


def in_this_process(work: Work, source: Source) -> Generator[Record]:
    """Yield the records of all items, in order.

    The seconds of a record run from the reading of its document to its summary; those that a model
    takes together share them.

    Raises:
        Exception: the summarizer cannot work at all.
    """
    documents = _Documents(work, source)
    while not documents.is_at_end:
        n_before = None
        for record in _records(work, documents):
            n_before = record
            yield record
        if n_before is None and not documents.is_at_end:
            raise RuntimeError(f"{type(work.summarizer).__name__}.batch ended before the documents did")
        # The batch of a method of one's own may be a generator, which an error ends.
        documents.again.extend(each.item for each in documents.begun)
        documents.begun.clear()


def _records(work: Work, documents: _Documents) -> Iterator[Record]:
    """Yield a record for each document that one batch comes to."""
    summaries = work.summarizer.batch(documents, work.length, query=work.query)
    while True:
        result = _next(summaries)
        if result is None:
            return
        if not documents.begun:
            raise (
                result
                if isinstance(result, Exception)
                else RuntimeError(
                    f"{type(work.summarizer).__name__}.batch gave more summaries than there are documents"
                )
            )
        item, start = documents.begun.popleft()
        if isinstance(result, Exception):
            yield work.failed(item, result, start)
        else:
            yield work.done(item, result, start)


def _next(summaries: Iterator[Summary]) -> Summary | Exception | None:
    """Return the next summary, the error that came instead, or None at the end."""
    try:
        return next(summaries)
    except StopIteration:
        return None
    except FAULTS_OF_THE_RUN:
        raise
    except _UnreadError as unread:
        return unread.error
    except Exception as error:
        return error
