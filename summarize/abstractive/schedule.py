"""Many documents through one model: requests of similar length together, results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain
from threading import Condition
from typing import Generic, TypeVar

from summarize.abstractive.engines.base import Engine, ErrorKind, InputTooLongError, Request
from summarize.abstractive.intake import Intake
from summarize.abstractive.jobs import Job, PendingRequest, Result, Steps
from summarize.abstractive.output import Output, Piece
from summarize.abstractive.running import Batch, Failure, OpenBatch, explained
from summarize.errors import GenerationError
from summarize.streaming import PartsRead

Event = TypeVar("Event")

# Batches' worth of requests that wait: enough to sort by length, few enough to hold in memory.
_MAX_WAITING_BATCHES = 16
_MAX_TRIES = 3
# The share of the steps a request may take that count as saved in a batch. Most outputs are longer, but those
# that end early wait for the others: with 1/8, titles were written 4 % slower in batches than one by one.
_SHARE_OF_STEPS = 1 / 16


class Scheduler(Generic[Result]):
    """Runs the steps of many documents on one engine. It can be used from several threads at once.

    A thread that waits for a result takes the model one result further, one thread at a time, for all
    documents that are there.

    Args:
        engine: the model.
        batch_size: largest number of requests in a batch, None for no other limit than the engine's.

    Attributes:
        batch_tokens: largest number of tokens in a batch; less after memory was not enough.
    """

    def __init__(self, engine: Engine, batch_size: int | None = None) -> None:
        limits = engine.profile.batch
        self.engine = engine
        self.batch_tokens = limits.tokens
        self._batch_size = min(filter(None, (batch_size, limits.requests)), default=None)
        self._rows = limits.rows
        self._padding_a_step = limits.padding_a_step
        self._concurrent = None if limits.concurrent is None else batch_size or limits.concurrent
        self._changed = Condition()  # guards all that follows
        self._waiting: list[PendingRequest] = []
        self._batches: deque[list[PendingRequest]] = deque()
        self._batch: Batch | None = None
        self._n_tokens = 0  # of requests that have not been through the model
        self._is_busy = False

    def run(self, source: Iterator[Steps[Result]], *, is_ahead: bool = True) -> Iterator[Result | Exception]:
        """Yield the result of each document, or the error that it ended with, in order.

        Args:
            source: gives the steps of one document after the other; an error it raises is that of a
                document, and it is asked for the next one.
            is_ahead: whether the source is read in a thread of its own, so that results need not wait
                for it. If not, it is read here until there is enough for full batches.
        """
        intake: Intake[Result] = Intake(source, self._changed, self._add, self._is_full, is_ahead=is_ahead)
        yield from self._drive(intake, intake.pop)

    def stream(self, steps: Steps[Result]) -> Generator[str | PartsRead | Result, None, None]:
        """Yield the pieces for one document as the model writes them, then its result.

        If the iterator is closed before, the model writes no more of it.

        Raises:
            Exception: the error that the document ends with.
        """
        intake: Intake[Result] = Intake(
            iter([steps]), self._changed, self._add, self._is_full, is_ahead=False, is_live=True
        )
        with closing(self._drive(intake, intake.pop_events)) as events:
            for event in events:
                if isinstance(event, Exception):
                    raise event
                yield event

    def _drive(
        self, intake: Intake[Result], pop: Callable[[], Iterator[Event]]
    ) -> Generator[Event, None, None]:
        try:
            while True:
                if self._batch is None or not intake.jobs or self._is_hungry:
                    intake.fill(is_patient=not (self._batch or self._batches))
                yield from pop()
                if intake.is_finished:
                    return
                self._step(intake)
        finally:
            intake.close()
            self._forget_unwanted()

    @property
    def _is_hungry(self) -> bool:
        return self._concurrent is not None and not (self._batches or self._waiting)

    def _is_full(self) -> bool:
        if self._concurrent is not None:
            return len(self._waiting) + len(self._batches) >= 2 * self._concurrent
        return self.batch_tokens is not None and self._n_tokens >= _MAX_WAITING_BATCHES * self.batch_tokens

    def _add(self, job: Job[Result], requests: list[Request]) -> None:
        if not job.is_done:
            self._requeue([PendingRequest(each, job, n, job.round) for n, each in enumerate(requests)])

    def _requeue(self, pending: list[PendingRequest]) -> None:
        self._waiting += pending
        self._n_tokens += _size(pending)

    def _step(self, intake: Intake[Result]) -> None:
        """Take one result from the model in this thread, or wait for another thread to take one."""
        with self._changed:
            if intake.is_ready:
                return
            if self._is_busy or not (self._batch or self._batches or self._waiting):
                self._changed.wait()
                return
            batch = self._batch = self._batch or self._next_batch()
            self._is_busy = batch is not None
        if batch is None:
            return
        is_over = True
        try:
            is_over = self._take_result(batch)
            if is_over:
                batch.results.close()
        except BaseException:
            with self._changed:  # other threads may need them
                self._requeue([each for each in batch.missing.values() if each.is_wanted])
            raise
        finally:
            with self._changed:
                self._is_busy = False
                if is_over:
                    self._batch = None
                self._changed.notify_all()

    def _next_batch(self) -> Batch | None:
        if self._concurrent is not None:
            return OpenBatch(self.engine, self._take_wanted, self._concurrent)
        wanted = self._next_wanted()
        return Batch(self.engine, wanted) if wanted else None

    def _take_wanted(self) -> PendingRequest | None:
        """Return the next request by itself."""
        with self._changed:
            while self._batches or self._waiting:
                if wanted := self._next_wanted():
                    return wanted[0]
        return None

    def _next_wanted(self) -> list[PendingRequest]:
        """Return the requests of the next batch that are still wanted."""
        if not self._batches:
            self._batches.extend(self._plan())
        pending = self._batches.popleft()
        self._n_tokens -= _size(pending)
        self._changed.notify_all()  # there is room for more documents
        return [each for each in pending if each.is_wanted]

    def _plan(self) -> list[list[PendingRequest]]:
        """Put all waiting requests into batches of similar length; the oldest document's come first."""
        age = {
            id(job): number for number, job in enumerate(dict.fromkeys(each.job for each in self._waiting))
        }
        batches: list[list[PendingRequest]] = []
        for each in sorted(self._waiting, key=lambda each: (each.request.group, -each.request.n_tokens)):
            group = each.request.group
            is_alike = bool(batches) and batches[-1][0].request.group == group
            if is_alike and self._pays(batches[-1], each) and self._fits([*batches[-1], each]):
                batches[-1].append(each)
            else:
                batches.append([each])
        self._waiting = []
        return sorted(batches, key=lambda batch: min(age[id(each.job)] for each in batch))

    def _pays(self, batch: list[PendingRequest], each: PendingRequest) -> bool:
        """Return whether a shorter request saves more steps in a batch than its padding costs."""
        if self._padding_a_step is None:
            return True
        budget = each.request.budget
        n_steps = max(budget.minimum, _SHARE_OF_STEPS * budget.maximum)
        return batch[0].request.n_tokens - each.request.n_tokens <= self._padding_a_step * n_steps

    def _fits(self, batch: list[PendingRequest]) -> bool:
        if any(each.request.is_streamed for each in batch):  # alone, or engines could not stream it
            return len(batch) == 1
        if self._concurrent is not None:
            return False
        is_few = self._batch_size is None or len(batch) <= self._batch_size
        return is_few and (self.batch_tokens is None or self._cost(batch) <= self.batch_tokens)

    def _cost(self, batch: list[PendingRequest]) -> int:
        """Return the tokens of a batch, padding and outputs of all rows included."""
        longest = max(each.request.n_tokens for each in batch)
        output = max(each.request.budget.maximum for each in batch)
        return len(batch) * (longest + output) * self._rows

    def _take_result(self, batch: Batch) -> bool:
        """Hand the next result on; return whether it was the last one."""
        try:
            number, result = next(batch.results)
        except StopIteration:
            lost = GenerationError(f"the engine of {self.engine.profile.name!r} gave no output for an input")
            failure = Failure(ErrorKind.FATAL, lost)
        except Exception as error:
            # An error holds on to the tensors of the failed run: one of memory ends here.
            kind = self.engine.error_kind(error)
            failure = Failure(kind, None if kind is ErrorKind.MEMORY else error)
        else:
            if isinstance(result, Piece):
                self._hear(batch.missing[number], result)
            else:
                self._receive(batch.missing.pop(number), result)
            is_done = not any(each.is_wanted for each in batch.missing.values())
            return is_done and (self._concurrent is None or self._is_hungry)
        self._divide([*batch.missing.values()], failure)
        return True

    def _hear(self, each: PendingRequest, piece: Piece) -> None:
        with self._changed:
            if each.is_wanted:
                each.job.hear(each.position, piece)
            self._changed.notify_all()

    def _receive(self, each: PendingRequest, result: Output | Exception) -> None:
        if isinstance(result, Exception):
            self._fail(each, Failure(self.engine.error_kind(result), result))
        elif each.is_wanted:
            self._go_on(each, each.job.receive(each.position, result))

    def _divide(self, missing: list[PendingRequest], failure: Failure) -> None:
        """Handle the failure of a whole batch."""
        if failure.kind is ErrorKind.MEMORY:
            self.engine.free_memory()
        if len(missing) == 1:
            self._fail(missing[0], failure)
        elif failure.kind is ErrorKind.MEMORY:
            self._make_smaller_batches(missing)
        else:  # one document's trouble is not all others'
            with self._changed:
                self._batches.extendleft([each] for each in reversed(missing))
                self._n_tokens += _size(missing)

    def _go_on(self, each: PendingRequest, requests: list[Request]) -> None:
        with self._changed:
            self._add(each.job, requests)
            self._changed.notify_all()

    def _fail(self, failed: PendingRequest, failure: Failure) -> None:
        """Handle the error of one request."""
        request = failed.request
        if failure.kind is ErrorKind.RETRY and failed.n_tries + 1 < _MAX_TRIES:
            with self._changed:
                self._requeue([replace(failed, n_tries=failed.n_tries + 1)])
        elif failure.kind is ErrorKind.LIMIT and failed.is_wanted:
            too_long = InputTooLongError(request.n_tokens + request.budget.maximum)
            too_long.__cause__ = failure.error
            self._go_on(failed, failed.job.throw(too_long))
        elif failed.is_wanted:
            failed.job.end(explained(failure, request))

    def _make_smaller_batches(self, batch: list[PendingRequest]) -> None:
        with self._changed:
            half = self._cost(batch) // 2
            self.batch_tokens = max(1, half if self.batch_tokens is None else min(self.batch_tokens, half))
            self._requeue(batch)
            # All that were planned for as much memory are too large, too.
            self._waiting += chain.from_iterable(self._batches)
            self._batches.clear()

    def _forget_unwanted(self) -> None:
        """Drop the requests of documents that no caller waits for."""
        with self._changed:
            self._waiting = [each for each in self._waiting if each.is_wanted]
            wanted = ([each for each in batch if each.is_wanted] for batch in self._batches)
            self._batches = deque(filter(None, wanted))
            self._n_tokens = _size([*self._waiting, *chain.from_iterable(self._batches)])
            in_model = self._batch.missing.values() if self._batch else ()
            if self._batch and not self._is_busy and not any(each.is_wanted for each in in_model):
                self._batch.results.close()
                self._batch = None


def _size(pending: list[PendingRequest]) -> int:
    return sum(each.request.n_tokens for each in pending)
