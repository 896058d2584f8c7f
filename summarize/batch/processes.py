"""A batch in several processes: one that dies costs its document, and nothing else."""

from __future__ import annotations

import base64
import os
import pickle
import time
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future
from threading import Condition, Lock, Thread

from summarize.batch.errors import WorkerError
from summarize.batch.pending_items import PendingItems
from summarize.batch.records import Failure, Record, failure_record
from summarize.batch.work import Work
from summarize.batch.worker import parse_answer, request_line
from summarize.processes.supervisor import Child, python_command, signal_name
from summarize.readers import Item

# Documents under way: enough that a long one does not leave the other workers idle, few enough to hold.
_ITEMS_A_WORKER = 64
_MOST_CHARACTERS = 32_000_000
# Short texts go to a worker together: to send each alone takes a good part of the time of ranking it.
_ITEMS_TOGETHER = 16
_CHARACTERS_TOGETHER = 64_000
_END_SECONDS = 10.0  # for a process that answers no more to end by itself, and so to say why


def in_processes(work: Work, pending: PendingItems, n_workers: int) -> Generator[Record]:
    """Yield the records of all items, in order; a document that ends its process has one of a failure.

    Records that are finished before that of an earlier document wait for it.

    Raises:
        WorkerError: the summarizer cannot be sent to another process, or a process does not start.
        Exception: the summarizer cannot work at all.
    """
    pickled = _pack(work)
    waiting = _Waiting()
    processes = [_Process(pickled, work.settings) for _ in range(n_workers)]
    threads = [Thread(target=process.work_off, args=(waiting,), daemon=True) for process in processes]
    for thread in threads:
        thread.start()
    under_way: deque[tuple[Future[Record], int]] = deque()
    n_characters = 0
    try:
        while True:
            while (
                len(under_way) < n_workers * _ITEMS_A_WORKER
                and n_characters < _MOST_CHARACTERS
                and not (under_way and under_way[0][0].done())  # a slow source does not hold back records
            ):
                item = next(pending, None)
                if item is None:
                    break
                n_characters += _size(item)
                # Standard input is that of this process.
                future = _now(work, item) if _is_here(item) else waiting.add(item)
                under_way.append((future, _size(item)))
            if not under_way:
                return
            future, size = under_way.popleft()
            yield future.result()
            n_characters -= size
    finally:
        waiting.close()
        for process in processes:
            process.kill()
        for thread in threads:
            thread.join()
        for process in processes:
            process.close()


class _Waiting:
    """Items that no worker has taken yet."""

    def __init__(self) -> None:
        self._items: deque[tuple[Item, Future[Record]]] = deque()
        self._has_changed = Condition()
        self._is_over = False

    def add(self, item: Item) -> Future[Record]:
        """Add an item, and return what will hold its record."""
        future: Future[Record] = Future()
        with self._has_changed:
            self._items.append((item, future))
            self._has_changed.notify()
        return future

    def take(self) -> list[tuple[Item, Future[Record]]]:
        """Wait for items and return the first: short texts together, a file alone; none when it is over."""
        taken: list[tuple[Item, Future[Record]]] = []
        n_characters = 0
        with self._has_changed:
            self._has_changed.wait_for(lambda: self._items or self._is_over)
            while self._items and len(taken) < _ITEMS_TOGETHER and n_characters < _CHARACTERS_TOGETHER:
                if taken and self._items[0][0].text is None:
                    break
                taken.append(self._items.popleft())
                n_characters += _size(taken[-1][0])
                if taken[-1][0].text is None:
                    break
        return taken

    def close(self) -> None:
        """Leave no items, and let nobody wait."""
        with self._has_changed:
            self._items.clear()
            self._is_over = True
            self._has_changed.notify_all()


def _is_here(item: Item) -> bool:
    return item.text is None and item.place == "-"


def _size(item: Item) -> int:
    return len(item.text) if isinstance(item.text, str) else 0


class _Process:
    """One worker process: started when it is first asked, and again after it died."""

    def __init__(self, pickled_work: bytes, settings: str) -> None:
        self._pickled_work = pickled_work
        self._settings = settings
        self._child: Child | None = None
        self._is_over = False
        self._lock = Lock()

    def work_off(self, waiting: _Waiting) -> None:
        """Make records of what waits, until it is over."""
        while taken := waiting.take():
            try:
                answers = self.ask([item for item, _ in taken])
            except Exception as error:  # re-raised in the thread that waits for this record
                answers = [error]
            answers += [answers[-1]] * (len(taken) - len(answers))
            for (_, future), answer in zip(taken, answers, strict=True):
                if isinstance(answer, Exception):
                    future.set_exception(answer)
                else:
                    future.set_result(answer)

    def ask(self, items: list[Item]) -> list[Record | Exception]:
        """Return the records of items, in order, up to an error that ends the run.

        An item that ends the process has a record of a failure.

        Raises:
            WorkerError: the process does not start.
        """
        answers: list[Record | Exception] = []
        while len(answers) < len(items):
            if self._child is not None and self._child.has_ended():
                self._end(self._child)  # while it was idle, which is no fault of these items
            child = self._child or self._start()
            rest, start = items[len(answers) :], time.perf_counter()
            for line in child.exchange(request_line(rest), len(rest)):
                if not line.endswith(b"\n"):
                    break
                answers.append(parse_answer(line) or WorkerError("a worker process is ready twice"))
                start = time.perf_counter()
                if isinstance(answers[-1], Exception):
                    return answers
            if len(answers) < len(items):
                failure = Failure(items[len(answers)].id, "WorkerError", f"its process {self._end(child)}")
                answers.append(failure_record(failure, self._settings, time.perf_counter() - start))
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
                f"the summarizer does not arrive in a worker process: {arrived}; define it in a module that "
                "can be imported, or use one worker"
            ) from arrived
        return child

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
            f"the summarizer cannot be sent to worker processes: {error}; use one worker"
        ) from error


def _now(work: Work, item: Item) -> Future[Record]:
    future: Future[Record] = Future()
    future.set_result(work.record(item))
    return future
