"""Many documents through one model: inputs of similar length together, results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Generic, TypeVar

from summarize.abstractive.engines.transformers.engine import Engine, Request, is_out_of_memory
from summarize.abstractive.output import Output
from summarize.errors import GenerationError, SummarizeError

Result = TypeVar("Result")
Steps = Generator[list[Request], list[Output], Result]

# Documents that are under way, and batches' worth of inputs that wait: enough to sort by length,
# few enough to hold in memory.
_MOST_JOBS = 256
_MOST_WAITING = 16


@dataclass(eq=False)
class _Job(Generic[Result]):
    """A document under way: its steps, and the outputs that it waits for."""

    steps: Steps[Result]
    outputs: list[Output | None] = field(default_factory=list)
    n_missing: int = 0
    result: Result | Exception | None = None
    is_done: bool = False

    def start(self) -> list[Request]:
        """Return the first inputs."""
        return self._go_on(lambda: next(self.steps))

    def receive(self, place: int, output: Output) -> list[Request]:
        """Take an output; return the next inputs once all are there."""
        self.outputs[place] = output
        self.n_missing -= 1
        if self.n_missing or self.is_done:
            return []
        return self._go_on(lambda: self.steps.send([each for each in self.outputs if each is not None]))

    def end(self, result: Result | Exception) -> None:
        """Note the result, or the error that is raised when the turn of the document comes."""
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
        self.outputs, self.n_missing = [None] * len(requests), len(requests)
        return requests


@dataclass(frozen=True, eq=False)
class _Waiting:
    """An input that waits for its batch."""

    request: Request
    job: _Job[Any]
    place: int

    @property
    def group(self) -> str:
        """What all inputs of a batch have in common."""
        return self.request.language_token or ""

    @property
    def size(self) -> int:
        """Its number of tokens."""
        return len(self.request.ids)


class Scheduler(Generic[Result]):
    """Runs the steps of many documents on one engine.

    Args:
        engine: the model.
        batch_tokens: largest number of tokens in a batch, padding and outputs of all beams included.
        batch_size: largest number of inputs in a batch, None for no other limit than tokens.
    """

    def __init__(self, engine: Engine, batch_tokens: int, batch_size: int | None = None) -> None:
        self.engine = engine
        self.batch_tokens = batch_tokens
        self.batch_size = batch_size
        self._waiting: list[_Waiting] = []
        self._n_tokens = 0  # of inputs that have not been through the model

    def run(self, starts: Iterator[Steps[Result]]) -> Iterator[Result | Exception]:
        """Yield the result of each document, or the error that it ended with, in order.

        Args:
            starts: gives the steps of one document after the other; an error it raises is that of a
                document, and it is asked for the next one.
        """
        jobs: deque[_Job[Result]] = deque()
        batches: deque[list[_Waiting]] = deque()
        is_at_end = False
        while True:
            while (
                not is_at_end
                and len(jobs) < _MOST_JOBS
                and self._n_tokens < _MOST_WAITING * self.batch_tokens
            ):
                job = _next_job(starts)
                is_at_end = job is None
                if job is not None:
                    jobs.append(job)
                    self._add(job, [] if job.is_done else job.start())
            while jobs and jobs[0].is_done:
                yield jobs.popleft().result  # type: ignore[misc]
            if is_at_end and not jobs:
                return
            if not batches:
                batches.extend(self._plan())
            if batches:
                batch = batches.popleft()
                self._n_tokens -= sum(each.size for each in batch)
                if not self._run_batch(batch):  # too large: all that were planned for as much memory are, too
                    self._waiting += chain.from_iterable(batches)
                    batches.clear()

    def _add(self, job: _Job[Result], requests: list[Request]) -> None:
        self._waiting += [_Waiting(request, job, place) for place, request in enumerate(requests)]
        self._n_tokens += sum(len(request.ids) for request in requests)

    def _plan(self) -> list[list[_Waiting]]:
        """Put all waiting inputs into batches of similar length; the oldest document's come first."""
        age = {
            id(job): number for number, job in enumerate(dict.fromkeys(each.job for each in self._waiting))
        }
        batches: list[list[_Waiting]] = []
        for each in sorted(self._waiting, key=lambda each: (each.group, -each.size)):
            if batches and batches[-1][0].group == each.group and self._fits([*batches[-1], each]):
                batches[-1].append(each)
            else:
                batches.append([each])
        self._waiting = []
        return sorted(batches, key=lambda batch: min(age[id(each.job)] for each in batch))

    def _fits(self, batch: list[_Waiting]) -> bool:
        is_few = self.batch_size is None or len(batch) <= self.batch_size
        return is_few and self._cost(batch) <= self.batch_tokens

    def _cost(self, batch: list[_Waiting]) -> int:
        """Return the tokens of a batch, padding and outputs of all beams included."""
        longest = max(each.size for each in batch)
        output = max(each.request.budget.maximum for each in batch)
        return len(batch) * (longest + output) * self.engine.decoding.n_beams

    def _run_batch(self, batch: list[_Waiting]) -> bool:
        """Run a batch; return whether the memory was enough, else its inputs wait again."""
        live = [each for each in batch if not each.job.is_done]
        if not live:
            return True
        outputs, error = self._generate(live)
        if outputs is not None:
            for each, output in zip(live, outputs, strict=True):
                self._add(each.job, each.job.receive(each.place, output))
        elif error is None:
            _free_memory()
            return self._with_less_memory(live)
        elif len(live) == 1:
            live[0].job.end(_explained(error, live[0]))
        else:  # one document's trouble is not all others'
            for each in live:
                self._run_batch([each])
        return True

    def _generate(self, batch: list[_Waiting]) -> tuple[list[Output] | None, Exception | None]:
        """Return the outputs, or the error; neither if the memory was not enough."""
        try:
            return self.engine.generate([each.request for each in batch]), None
        except Exception as error:
            # An error holds on to the tensors of the failed run: this one ends here.
            return None, None if is_out_of_memory(error) else error

    def _with_less_memory(self, batch: list[_Waiting]) -> bool:
        if len(batch) > 1:
            self.batch_tokens = max(1, min(self.batch_tokens, self._cost(batch) // 2))
            self._waiting += batch
            self._n_tokens += sum(each.size for each in batch)
            return False
        (each,) = batch
        each.job.end(
            GenerationError(
                f"the memory is not enough for one input of {each.size:,} tokens with up to "
                f"{each.request.budget.maximum:,} new ones; use a smaller chunk_size, fewer beams or a "
                "smaller dtype"
            )
        )
        return True


def _next_job(starts: Iterator[Steps[Any]]) -> _Job[Any] | None:
    try:
        return _Job(next(starts))
    except StopIteration:
        return None
    except Exception as error:  # such as an empty text
        job: _Job[Any] = _Job(_nothing())
        job.end(error)
        return job


def _nothing() -> Steps[None]:
    yield []


def _explained(error: Exception, failed: _Waiting) -> Exception:
    if isinstance(error, SummarizeError):
        return error
    explained = GenerationError(
        f"the model failed on an input of {failed.size:,} tokens: {type(error).__name__}: {error}"
    )
    explained.__cause__ = error
    return explained


def _free_memory() -> None:
    import gc

    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
