"""A document on its way through a model: its steps, and the requests that wait for their outputs."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from summarize.abstractive.engines.base import Request
from summarize.abstractive.live import LiveText
from summarize.abstractive.output import Output, Piece
from summarize.errors import GenerationError

Result = TypeVar("Result")
# Yields requests, is sent an output for each, and returns the result.
Steps = Generator[list[Request], list[Output], Result]


@dataclass(eq=False)
class Job(Generic[Result]):
    """A document under way. One thread at a time takes it further.

    Attributes:
        steps: what is done with the document.
        result: the result, or the error that is raised when the turn of the document comes.
        is_done: whether there is a result, or none is needed any more.
        round: how often it has made requests; outputs of earlier rounds are of no use.
        live: the text while it is written, if somebody reads it.
    """

    steps: Steps[Result]
    result: Result | Exception | None = None
    is_done: bool = False
    round: int = 0
    live: LiveText | None = None
    _outputs: list[Output | None] = field(default_factory=list)
    _n_missing: int = 0

    @classmethod
    def failed(cls, error: Exception) -> Job[Any]:
        """Return the job of a document that could not even be made, such as an empty text."""
        job: Job[Any] = Job(_nothing())
        job.end(error)
        return job

    def start(self) -> list[Request]:
        """Return the first requests."""
        return self._go_on(lambda: next(self.steps))

    @property
    def has_news(self) -> bool:
        """Whether there is a result, or something to read meanwhile."""
        return self.is_done or (self.live is not None and len(self.live.events) > 0)

    def hear(self, position: int, piece: Piece) -> None:
        """Take a piece of an output that is being written."""
        if self.live is not None:
            self.live.receive(position, piece)

    def receive(self, position: int, output: Output) -> list[Request]:
        """Take an output; return the next requests once all are there."""
        if self.live is not None:
            self.live.receive(position, output)
        self._outputs[position] = output
        self._n_missing -= 1
        if self._n_missing or self.is_done:
            return []
        return self._go_on(lambda: self.steps.send([each for each in self._outputs if each is not None]))

    def waits_for(self, position: int, round: int) -> bool:  # noqa: A002 (it is the round)
        """Return whether the output of a request is still missing."""
        return not self.is_done and self.round == round and self._outputs[position] is None

    def throw(self, error: Exception) -> list[Request]:
        """Pass an error to the steps; return the requests that they make instead, if they can."""
        return [] if self.is_done else self._go_on(lambda: self.steps.throw(error))

    def end(self, result: Result | Exception) -> None:
        """Note the result, or the error."""
        if not self.is_done:
            self.result, self.is_done = result, True
        self.steps.close()

    def _go_on(self, step: Callable[[], list[Request]]) -> list[Request]:
        try:
            requests = step()
            while not requests:
                requests = self.steps.send([])
        except StopIteration as last:
            self.end(last.value)
            return []
        except Exception as error:
            self.end(error)
            return []
        except BaseException:
            self.end(GenerationError("the thread that ran the model was interrupted"))
            raise
        self.round += 1
        self._outputs, self._n_missing = [None] * len(requests), len(requests)
        if self.live is not None:
            self.live.begin(requests)
        return requests


@dataclass(frozen=True, eq=False)
class PendingRequest:
    """A request that waits for its batch.

    Attributes:
        request: the request.
        job: whose it is.
        position: which of the requests of its job's round.
        round: the round.
        n_tries: how often it has failed for no fault of its own.
    """

    request: Request
    job: Job[Any]
    position: int
    round: int
    n_tries: int = 0

    @property
    def is_wanted(self) -> bool:
        """Whether its job still waits for it."""
        return self.job.waits_for(self.position, self.round)


def _nothing() -> Steps[None]:
    yield []
