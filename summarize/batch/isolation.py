"""A batch over inputs that may fail: each input gets its summary or its own error."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import Generic, NamedTuple, TypeVar

from summarize.document import Document
from summarize.errors import MissingExtraError, ModelError
from summarize.length import Length
from summarize.summarizer import Summarizer
from summarize.summary import Summary

Input = TypeVar("Input")

# Of the summarizer, these are no fault of a document: all others would end the same way.
_FAULTS_OF_THE_RUN = (MissingExtraError, ModelError)


class Outcome(NamedTuple, Generic[Input]):
    """An input, when it was begun, by ``time.perf_counter``, and what came of it."""

    input: Input
    start: float
    result: Summary | Exception


class _Begun(NamedTuple, Generic[Input]):
    input: Input
    start: float


class _UnreadError(Exception):
    """A document could not be read, which is never a fault of the run."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


class _Documents(Iterator[Document], Generic[Input]):
    """The documents as a summarizer asks for them; goes on after an error."""

    def __init__(self, inputs: Iterator[Input], read: Callable[[Input], Document]) -> None:
        self.begun: deque[_Begun[Input]] = deque()
        self.is_at_end = False
        self._inputs = inputs
        self._read = read

    def __next__(self) -> Document:
        try:
            each = next(self._inputs)
        except StopIteration:
            self.is_at_end = True
            raise
        self.begun.append(_Begun(each, time.perf_counter()))
        try:
            return self._read(each)
        except Exception as error:
            raise _UnreadError(error) from error


def isolate_errors(
    summarizer: Summarizer,
    inputs: Iterator[Input],
    read: Callable[[Input], Document],
    length: Length | None,
    query: str | None,
) -> Generator[Outcome[Input]]:
    """Yield what comes of each input, in order; few of them are under way at a time.

    Args:
        summarizer: its ``batch`` may end with an error, as that of a generator does; it is begun again.
        inputs: what to summarize.
        read: makes a document of one.
        length: None for the method's own default.
        query: the query, if any.

    Raises:
        MissingExtraError, ModelError: nothing can be summarized.
        RuntimeError: the batch has not a summary for each document.
    """
    documents = _Documents(inputs, read)
    while not documents.is_at_end:
        is_stuck = True
        for outcome in _of_a_batch(summarizer, documents, length, query):
            is_stuck = False
            yield outcome
        if is_stuck and not documents.begun and not documents.is_at_end:
            raise RuntimeError(f"{type(summarizer).__name__}.batch ended before the documents did")
        while documents.begun:
            each, start = documents.begun.popleft()
            yield Outcome(each, start, summarize_alone(summarizer, each, read, length, query))


def summarize_alone(
    summarizer: Summarizer,
    each: Input,
    read: Callable[[Input], Document],
    length: Length | None,
    query: str | None,
) -> Summary | Exception:
    """Return what comes of one input; arguments and errors are those of :func:`isolate_errors`."""
    try:
        document = read(each)
    except Exception as error:  # of any reader, on any file
        return error
    try:
        return summarizer(document, length, query=query)
    except _FAULTS_OF_THE_RUN:
        raise
    except Exception as error:  # of anybody's method
        return error


def _of_a_batch(
    summarizer: Summarizer, documents: _Documents[Input], length: Length | None, query: str | None
) -> Iterator[Outcome[Input]]:
    """Yield what comes of each document that one batch comes to, as far as it is clear whose it is."""
    summaries = summarizer.batch(documents, length, query=query)
    result = _next(summaries)
    while result is not None:
        if not documents.begun:
            raise (
                result
                if isinstance(result, Exception)
                else RuntimeError(
                    f"{type(summarizer).__name__}.batch gave more summaries than there are documents"
                )
            )
        following = None
        if isinstance(result, Exception) and len(documents.begun) > 1:
            following = _next(summaries)
            if following is None:
                return  # a generator that had taken several: nobody knows of which the error is
        yield Outcome(*documents.begun.popleft(), result)
        result = _next(summaries) if following is None else following


def _next(summaries: Iterator[Summary]) -> Summary | Exception | None:
    """Return the next summary, the error that came instead, or None at the end."""
    try:
        return next(summaries)
    except StopIteration:
        return None
    except _FAULTS_OF_THE_RUN:
        raise
    except _UnreadError as unread:
        return unread.error
    except Exception as error:
        return error
