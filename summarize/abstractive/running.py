"""A batch in a model: the requests it has, their results as they come, and why there may be none."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import NamedTuple

from summarize.abstractive.engines.base import Engine, ErrorKind, Request
from summarize.abstractive.jobs import PendingRequest
from summarize.abstractive.output import Output, Piece
from summarize.errors import GenerationError, SummarizeError


class Batch:
    """A batch in the model: its results so far, and the requests that have none yet."""

    def __init__(self, engine: Engine, pending: list[PendingRequest]) -> None:
        self.missing = dict(enumerate(pending))
        self.results = _results(engine, [each.request for each in pending])


class OpenBatch(Batch):
    """A batch that takes more requests while others are in progress, for an engine that does each alone.

    Args:
        engine: the model.
        take: gives the next request, None if there is none by now.
        size: largest number of requests under way.
    """

    def __init__(self, engine: Engine, take: Callable[[], PendingRequest | None], size: int) -> None:
        super().__init__(engine, [])
        self._take, self._size, self._n_taken = take, size, 0
        self.results = _results(engine, self)

    def __iter__(self) -> Iterator[Request]:
        return self

    def __next__(self) -> Request:
        pending = self._take() if len(self.missing) < self._size else None
        if pending is None:
            raise StopIteration
        self.missing[self._n_taken] = pending
        self._n_taken += 1
        return pending.request


def _results(
    engine: Engine, requests: Iterable[Request]
) -> Generator[tuple[int, Output | Piece | Exception], None, None]:
    """Yield the results of the engine; it is called with the first result, where its errors are handled."""
    yield from engine.generate(requests)


class Failure(NamedTuple):
    """Why requests have no outputs; without the error where that would hold on to memory."""

    kind: ErrorKind
    error: Exception | None


def explained(failure: Failure, request: Request) -> Exception:
    """Return the error of a document, of which one request has failed for good."""
    error = failure.error
    if failure.kind is ErrorKind.MEMORY:
        return GenerationError(
            f"the memory is not enough for one input of {request.n_tokens:,} tokens with up to "
            f"{request.budget.maximum:,} new ones; use a smaller chunk_size, fewer beams or a smaller dtype"
        )
    if isinstance(error, SummarizeError):
        return error
    explained = GenerationError(
        f"the model failed on an input of {request.n_tokens:,} tokens: {type(error).__name__}: {error}"
    )
    explained.__cause__ = error
    return explained
