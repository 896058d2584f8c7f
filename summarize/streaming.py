"""A summary while it is being written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import NamedTuple

from summarize.document import Document
from summarize.errors import InvalidValueError
from summarize.length import Length
from summarize.summarizer import Summarizer, check_arguments
from summarize.summary import Summary


class PartsRead(NamedTuple):
    """How far a model has come with the parts of a long text, before it writes the summary.

    Attributes:
        n_read: parts that it has read.
        n_parts: parts that are known so far; merging their summaries may add more.
    """

    n_read: int
    n_parts: int


Event = str | PartsRead | Summary


def stream_events(
    summarizer: Summarizer, document: Document, length: Length | None, query: str | None
) -> Iterator[Event]:
    """Return what a summarizer writes of a document while it writes it, and the summary as the last one.

    A summarizer without a method ``stream`` gives its summary alone.
    """
    stream = getattr(summarizer, "stream", None)
    if stream is None:
        check_arguments(length, query)
        return (summarizer(each, length, query=query) for each in (document,))
    events: Iterator[Event] = stream(document, length, query=query)
    return events


class SummaryStream(Iterator[str]):
    """The pieces of a summary, as a model writes them; :func:`summarize_stream` returns it.

    The pieces are the words of the model, without its reasoning. The summary at the end is the checked one:
    whole sentences within the length, with their sources. It may leave out the end of what was streamed. A
    second try of the model, after an output without a sentence, begins on a new line.

    Leaving the stream early, by ``close``, a ``with`` block, Ctrl-C or an error, ends the request.

    Args:
        events: the pieces, the progress, and the summary as the last one.
        on_progress: called with ``(n_read, n_parts)`` each time the model has read a part of a long text.
        finish: what is done with the summary at the end.
    """

    def __init__(
        self,
        events: Iterator[Event],
        on_progress: Callable[[int, int], object] | None = None,
        finish: Callable[[Summary], Summary] = lambda summary: summary,
    ) -> None:
        self._events = events
        self._on_progress = on_progress
        self._finish = finish
        self._summary: Summary | None = None
        self._has_text = False

    def __next__(self) -> str:
        """Return the next piece, which is not empty."""
        for event in self._events:
            if isinstance(event, Summary):
                self._summary = self._finish(event)
                if not self._has_text:
                    self._has_text = True
                    return str(event)
            elif isinstance(event, str):
                self._has_text = True
                return event
            elif self._on_progress is not None:
                self._on_progress(*event)
        raise StopIteration

    @property
    def summary(self) -> Summary:
        """The whole summary; what has not been read of the stream is read first.

        Raises:
            InvalidValueError: the stream was closed before its end.
            SummarizeError: what the model fails with.
        """
        for _ in self:
            pass
        if self._summary is None:
            raise InvalidValueError("the stream was closed before its end, so there is no summary")
        return self._summary

    def close(self) -> None:
        """End the request if it is not done."""
        close = getattr(self._events, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> SummaryStream:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
