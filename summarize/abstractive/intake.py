"""Takes documents from a source into a scheduler, without letting the model wait for a slow source."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextvars import copy_context
from threading import Condition, Thread
from typing import Generic

from summarize.abstractive.engines.base import Request
from summarize.abstractive.jobs import Job, Result, Steps
from summarize.abstractive.live import LiveText
from summarize.streaming import PartsRead

# Documents of one source that are under way at a time.
_MAX_JOBS = 256
# Seconds without a new document after which those that are there go through the model.
_PATIENCE = 0.05


class Intake(Generic[Result]):
    """The documents of one source: those under way, in order, and those still to come.

    Args:
        source: gives the steps of one document after the other; an error it raises is that of a
            document, and it is asked for the next one.
        changed: notified when a document has come, or has a result.
        submit: takes the requests of a job, with ``changed`` held.
        is_full: whether enough requests wait for the model.
        is_ahead: whether the source is read in a thread of its own, since it may be slow; else it is
            read by :meth:`fill` until enough documents are there.
        is_live: whether somebody reads what is written meanwhile, by :meth:`pop_events`.
    """

    def __init__(
        self,
        source: Iterator[Steps[Result]],
        changed: Condition,
        submit: Callable[[Job[Result], list[Request]], None],
        is_full: Callable[[], bool],
        *,
        is_ahead: bool,
        is_live: bool = False,
    ) -> None:
        self.jobs: deque[Job[Result]] = deque()
        self._source = source
        self._changed = changed
        self._submit = submit
        self._is_full = is_full
        self._is_ahead = is_ahead
        self._is_live = is_live
        self._is_at_end = self._is_closed = False
        self._interruption: BaseException | None = None
        self._n_taken = 0
        if is_ahead:
            reading = copy_context().run
            Thread(target=reading, args=(self._read_ahead,), name="summarize-intake", daemon=True).start()

    @property
    def is_finished(self) -> bool:
        """Whether no more documents come."""
        return self._is_at_end and not self.jobs

    @property
    def is_ready(self) -> bool:
        """Whether there is something to hand on: a result, or the end."""
        return (
            self.is_finished or self._interruption is not None or (bool(self.jobs) and self.jobs[0].has_news)
        )

    def fill(self, *, is_patient: bool) -> None:
        """Take in documents until there are enough; of a source that is read ahead, those that are there.

        Args:
            is_patient: whether to wait as long as documents come one shortly after the other.
        """
        if not self._is_ahead:
            while self._has_room:
                self._take()
            return
        with self._changed:
            seen = -1
            while is_patient and self._has_room and not self.is_ready and seen != self._n_taken:
                seen = self._n_taken
                self._changed.wait(_PATIENCE)

    def pop(self) -> Iterator[Result | Exception]:
        """Yield the results whose turn has come.

        Raises:
            BaseException: what has interrupted the source.
        """
        while self.jobs and self.jobs[0].is_done:
            with self._changed:
                job = self.jobs.popleft()
                self._changed.notify_all()  # there is room for another one
            yield job.result  # type: ignore[misc]
        if self._interruption is not None:
            raise self._interruption

    def pop_events(self) -> Iterator[str | PartsRead | Result | Exception]:
        """Yield what has been written meanwhile, then the results whose turn has come."""
        while self.jobs and (live := self.jobs[0].live) is not None and live.events:
            yield live.events.popleft()
        yield from self.pop()

    def close(self) -> None:
        """Take no more documents, and request no more results."""
        with self._changed:
            self._is_closed = True
            for job in self.jobs:
                job.is_done = True
            self._changed.notify_all()

    @property
    def _has_room(self) -> bool:
        if self._is_at_end or self._is_closed:
            return False
        return not self.jobs or (len(self.jobs) < _MAX_JOBS and not self._is_full())

    def _read_ahead(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._has_room or self._is_closed or self._is_at_end)
                if self._is_closed or self._is_at_end:
                    return
            try:
                self._take()
            except BaseException as error:  # re-raised in the thread that waits for results
                with self._changed:
                    self._interruption, self._is_at_end = error, True
                    self._changed.notify_all()

    def _take(self) -> None:
        """Take one document, and make its first requests."""
        job: Job[Result] | None = None
        requests: list[Request] = []
        try:
            job = Job(next(self._source), live=LiveText() if self._is_live else None)
        except StopIteration:
            pass
        except Exception as error:  # such as an empty text
            job = Job.failed(error)
        else:
            requests = job.start()
        with self._changed:
            self._n_taken += 1
            if job is None:
                self._is_at_end = True
            else:
                job.is_done |= self._is_closed
                self.jobs.append(job)
                self._submit(job, requests)
            self._changed.notify_all()
