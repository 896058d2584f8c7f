"""A batch in worker processes: one that dies, or takes too long, costs its document and nothing else."""

from __future__ import annotations

import base64
import os
import pickle
import time
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future
from threading import Lock, Thread

from summarize.batch.errors import WorkerError
from summarize.batch.fingerprints import Fingerprint
from summarize.batch.pending_items import PendingItems
from summarize.batch.records import Failure, Record, failure_record
from summarize.batch.tasks import Task, Waiting
from summarize.batch.work import Work
from summarize.batch.worker import parse_answer, request_line
from summarize.processes.cores import n_cores
from summarize.processes.supervisor import Child, python_command, signal_name
from summarize.readers import Item

# Documents under way: enough that a long one does not leave the other workers idle, few enough to hold.
_ITEMS_A_WORKER = 64
_MOST_CHARACTERS = 32_000_000
_WORKERS_A_CORE = 4  # more only wait for one another, also where documents come from a slow network
_END_SECONDS = 10.0  # for a process that answers no more to end by itself, and so to say why


def in_processes(
    work: Work, pending: PendingItems, n_workers: int, timeout: float | None = None
) -> Generator[Record]:
    """Yield the records of all items, in order; a document that ends its process has one of a failure.

    Records that are finished before that of an earlier document wait for it.

    Args:
        work: what is done with each item.
        pending: the items.
        n_workers: the most processes; there are no more than items, and than four for each core.
        timeout: seconds for one document, after which its process is killed; None for no limit.

    Raises:
        WorkerError: the summarizer cannot be sent to another process, or a process does not start.
        Exception: the summarizer cannot work at all.
    """
    crew = _Crew(work, min(n_workers, _WORKERS_A_CORE * n_cores()), timeout)
    under_way: deque[tuple[Future[Record], int]] = deque()
    n_characters = 0
    try:
        while True:
            while (
                len(under_way) < crew.most * _ITEMS_A_WORKER
                and n_characters < _MOST_CHARACTERS
                and not (under_way and under_way[0][0].done())  # a slow source does not hold back records
            ):
                item = next(pending, None)
                if item is None:
                    break
                task = Task.of(item, work.limits)
                n_characters += task.size
                under_way.append((crew.give(task), task.size))
            if not under_way:
                return
            future, size = under_way.popleft()
            yield future.result()
            n_characters -= size
    finally:
        crew.end()


class _Crew:
    """The worker processes, each with a thread that feeds it; they start as there is work for them."""

    def __init__(self, work: Work, most: int, timeout: float | None) -> None:
        self.most = most
        self._pickled_work = _pack(work)
        self._settings = work.settings
        self._timeout = timeout
        self._waiting = Waiting()
        self._processes: list[_Process] = []
        self._threads: list[Thread] = []

    def give(self, task: Task) -> Future[Record]:
        """Return what will hold the record of a task."""
        future = self._waiting.add(task)
        if len(self._processes) < self.most and self._waiting.needs_a_worker():
            process = _Process(self._pickled_work, self._settings, self._timeout)
            thread = Thread(target=process.work_off, args=(self._waiting,), daemon=True)
            self._processes.append(process)
            self._threads.append(thread)
            thread.start()
        return future

    def end(self) -> None:
        """End all processes and threads."""
        self._waiting.close()
        for process in self._processes:
            process.kill()
        for thread in self._threads:
            thread.join()
        for process in self._processes:
            process.close()


class _Process:
    """One worker process: started when it is first asked, and again after it died."""

    def __init__(self, pickled_work: bytes, settings: str, timeout: float | None) -> None:
        self._pickled_work = pickled_work
        self._settings = settings
        self._timeout = timeout
        self._child: Child | None = None
        self._is_over = False
        self._lock = Lock()

    def work_off(self, waiting: Waiting) -> None:
        """Make records of what waits, until it is over."""
        while taken := waiting.take():
            try:
                answers = self.ask([task for task, _ in taken])
            except Exception as error:  # re-raised in the thread that waits for this record
                answers = [error]
            answers += [answers[-1]] * (len(taken) - len(answers))
            for (_, future), answer in zip(taken, answers, strict=True):
                if isinstance(answer, Exception):
                    future.set_exception(answer)
                else:
                    future.set_result(answer)

    def ask(self, tasks: list[Task]) -> list[Record | Exception]:
        """Return the records of tasks, in order, up to an error that ends the run.

        A task that ends the process, or takes too long, has a record of a failure.

        Raises:
            WorkerError: the process does not start.
        """
        answers: list[Record | Exception] = []
        while len(answers) < len(tasks):
            if self._child is not None and self._child.has_ended():
                self._end(self._child)  # while it was idle, which is no fault of these items
            child = self._child or self._start()
            rest, start = tasks[len(answers) :], time.perf_counter()
            for line in child.exchange(request_line(rest), len(rest), self._timeout):
                if not line.endswith(b"\n"):
                    break
                answers.append(parse_answer(line) or WorkerError("a worker process is ready twice"))
                start = time.perf_counter()
                if isinstance(answers[-1], Exception):
                    return answers
            if len(answers) < len(tasks):
                item, seconds = tasks[len(answers)].item, time.perf_counter() - start
                failure = self._why_none(item, child)
                answers.append(failure_record(failure, self._settings, seconds, Fingerprint.of(item)))
        return answers

    def kill(self) -> None:
        """End the process, for good; who waits for its answer has none."""
        with self._lock:
            self._is_over = True
            if self._child is not None:
                self._child.kill()

    def close(self) -> None:
        """Free what is left of the process, once nobody waits for it."""
        if self._child is not None:
            self._end(self._child)

    def _start(self) -> Child:
        with self._lock:
            if self._is_over:
                raise WorkerError("the run is over")
            try:
                self._child = child = Child(
                    python_command("summarize.batch.worker", "main"),
                    # As many threads as processes are enough.
                    environment=None if "OMP_NUM_THREADS" in os.environ else {"OMP_NUM_THREADS": "1"},
                    own_session=True,  # Ctrl-C is for this process
                )
            except OSError as error:
                raise WorkerError(f"a worker process does not start: {error}") from error
        answer = b"".join(child.exchange(self._pickled_work))
        if not answer.endswith(b"\n"):
            raise WorkerError(f"a worker process does not start: it {self._end(child)}")
        if isinstance(arrived := parse_answer(answer), Exception):
            raise WorkerError(
                f"the summarizer does not arrive in a worker process: {arrived!s:.120}; define it in a "
                "module that can be imported, or use one worker without a timeout"
            ) from arrived
        return child

    def _why_none(self, item: Item, child: Child) -> Failure:
        ended = self._end(child)
        if child.is_late:
            message = f"took more than {self._timeout:g} seconds, the limit; split it, or give more (timeout)"
            return Failure(item.id, "TimeoutError", message)
        return Failure(item.id, "WorkerError", f"its process {ended}")

    def _end(self, child: Child) -> str:
        """End a process that answers no more, and return how it ended."""
        with self._lock:
            self._child = None
        status = child.end(_END_SECONDS)
        name = signal_name(status)
        if name is None:
            return f"ended with exit status {status}"
        hint = "; if the memory was not enough, fewer workers need less" if name == "SIGKILL" else ""
        return f"was ended by {name}{hint}"


def _pack(work: Work) -> bytes:
    try:
        return base64.b64encode(pickle.dumps(work)) + b"\n"
    except Exception as error:  # as many kinds as there are classes
        raise WorkerError(
            f"the summarizer cannot be sent to worker processes: {error!s:.120}; use one worker without "
            "a timeout"
        ) from error
