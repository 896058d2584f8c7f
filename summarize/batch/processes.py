"""A batch in several processes: one that dies costs its document, and nothing else."""

from __future__ import annotations

import base64
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock
from typing import NamedTuple

from summarize.batch.errors import WorkerError
from summarize.batch.records import Failure, Record, failure_record
from summarize.batch.source import Source
from summarize.batch.work import Work
from summarize.batch.worker import parse_answer, request_line
from summarize.readers.items import Item

# Documents under way: enough that a long one does not leave the other workers idle, few enough to hold.
_ITEMS_A_WORKER = 64
_MOST_CHARACTERS = 32_000_000
# Short texts go to a worker together: to send each alone takes a good part of the time of ranking it.
_ITEMS_TOGETHER = 16
_CHARACTERS_TOGETHER = 64_000
_PARCELS_AHEAD = 2  # of a worker; with less there is no time to put texts together

_COMMAND = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from summarize.batch.worker import main; main()"
)


def in_processes(work: Work, source: Source, n_workers: int) -> Generator[Record]:
    """Yield the records of all items, in order; a document that ends its process has one of a failure.

    Records that are finished before that of an earlier document wait for it.

    Raises:
        WorkerError: the summarizer cannot be sent to another process, or a process does not start.
        Exception: the summarizer cannot work at all.
    """
    pickled = _pack(work)
    idle: SimpleQueue[_Process] = SimpleQueue()
    processes = [_Process(pickled, work.settings) for _ in range(n_workers)]
    for process in processes:
        idle.put(process)

    def ask(items: list[Item]) -> list[Record | Exception]:
        """Have the next free process make records."""
        process = idle.get()
        try:
            return process.ask(items)
        finally:
            idle.put(process)

    def is_waited_for() -> bool:
        """Return whether there is better to do than to wait for more items from the source."""
        return len(under_way) < n_workers * _PARCELS_AHEAD or under_way[0].future.done()

    threads = ThreadPoolExecutor(n_workers, thread_name_prefix="summarize")
    under_way: deque[_Parcel] = deque()
    parcels = _parcels(source, is_waited_for)
    n_items = n_characters = 0
    try:
        while True:
            while (
                n_items < n_workers * _ITEMS_A_WORKER
                and n_characters < _MOST_CHARACTERS
                and not (under_way and under_way[0].future.done())  # a slow source does not hold back records
            ):
                items = next(parcels, None)
                if items is None:
                    break
                # Standard input is that of this process.
                future = _now(work, items) if _is_here(items[0]) else threads.submit(ask, items)
                under_way.append(_Parcel(future, len(items), sum(map(_size, items))))
                n_items += under_way[-1].n_items
                n_characters += under_way[-1].n_characters
            if not under_way:
                return
            parcel = under_way.popleft()
            yield from _up_to_an_error(parcel.future.result())
            n_items -= parcel.n_items
            n_characters -= parcel.n_characters
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        threads.shutdown()
        for process in processes:
            process.close()


class _Parcel(NamedTuple):
    """Items that a worker gets together."""

    future: Future[list[Record | Exception]]
    n_items: int
    n_characters: int


def _parcels(source: Iterable[Item], is_waited_for: Callable[[], bool]) -> Iterator[list[Item]]:
    """Yield the items in order: texts together, as long as nobody waits for them, files alone."""
    texts: list[Item] = []
    n_characters = 0
    for item in source:
        if item.text is None and texts:
            yield texts
            texts, n_characters = [], 0
        texts.append(item)
        n_characters += _size(item)
        is_full = len(texts) == _ITEMS_TOGETHER or n_characters >= _CHARACTERS_TOGETHER
        if item.text is None or is_full or is_waited_for():
            yield texts
            texts, n_characters = [], 0
    if texts:
        yield texts


def _up_to_an_error(answers: Iterable[Record | Exception]) -> Iterator[Record]:
    for answer in answers:
        if isinstance(answer, Exception):
            raise answer
        yield answer


def _is_here(item: Item) -> bool:
    return item.text is None and item.place == "-"


def _size(item: Item) -> int:
    return len(item.text) if isinstance(item.text, str) else 0


class _Process:
    """One worker process: started when it is first asked, and again after it died."""

    def __init__(self, pickled_work: bytes, settings: str) -> None:
        self._pickled_work = pickled_work
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = False
        self._lock = Lock()

    def ask(self, items: list[Item]) -> list[Record | Exception]:
        """Return the records of items, in order, up to an error that ends the run.

        An item that ends the process has a record of a failure.

        Raises:
            WorkerError: the process does not start.
        """
        answers: list[Record | Exception] = []
        while len(answers) < len(items):
            if self._process is not None and self._process.poll() is not None:
                self._reap(self._process)  # while it was idle, which is no fault of these items
            process = self._process or self._start()
            rest, start = items[len(answers) :], time.perf_counter()
            for line in _exchange(process, request_line(rest), len(rest)):
                answers.append(parse_answer(line) or WorkerError("a worker process is ready twice"))
                start = time.perf_counter()
                if isinstance(answers[-1], Exception):
                    return answers
            if len(answers) < len(items):
                failure = Failure(items[len(answers)].id, "WorkerError", f"its process {self._reap(process)}")
                answers.append(failure_record(failure, self._settings, time.perf_counter() - start))
        return answers

    def kill(self) -> None:
        """End the process, for good; who waits for its answer has none."""
        with self._lock:
            self._is_over = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """Free what is left of the process, once nobody waits for it."""
        if self._process is not None:
            self._reap(self._process)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_over:
                raise WorkerError("the run is over")
            try:
                self._process = process = subprocess.Popen(
                    [sys.executable, "-c", _COMMAND, json.dumps(sys.path)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={"OMP_NUM_THREADS": "1", **os.environ},  # as many threads as processes are enough
                    start_new_session=True,  # Ctrl-C is for this process
                )
            except OSError as error:
                raise WorkerError(f"a worker process does not start: {error}") from error
        lines = list(_exchange(process, self._pickled_work, 1))
        if not lines:
            raise WorkerError(f"a worker process does not start: it {self._reap(process)}")
        if isinstance(answer := parse_answer(lines[0]), Exception):
            raise WorkerError(
                f"the summarizer does not arrive in a worker process: {answer}; define it in a module that "
                "can be imported, or use one worker"
            ) from answer
        return process

    def _reap(self, process: subprocess.Popen[bytes]) -> str:
        """Wait for the end of a process, and return what it was."""
        status = process.wait()
        self._process = None
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        if status >= 0:
            return f"ended with exit status {status}"
        name = signal.Signals(-status).name
        hint = "; if the memory was not enough, fewer workers need less" if name == "SIGKILL" else ""
        return f"was ended by {name}{hint}"


def _exchange(process: subprocess.Popen[bytes], line: bytes, n_answers: int) -> Iterator[bytes]:
    """Send a line and yield the lines of the answer; fewer if the process died."""
    if process.stdin is None or process.stdout is None:
        raise WorkerError("a worker process has no pipes")
    with suppress(OSError, ValueError):  # ValueError: closed
        process.stdin.write(line)
        process.stdin.flush()
        for _ in range(n_answers):
            answer = process.stdout.readline()
            if not answer.endswith(b"\n"):
                return
            yield answer


def _pack(work: Work) -> bytes:
    try:
        return base64.b64encode(pickle.dumps(work)) + b"\n"
    except Exception as error:  # as many kinds as there are classes
        raise WorkerError(
            f"the summarizer cannot be sent to worker processes: {error}; use one worker"
        ) from error


def _now(work: Work, items: list[Item]) -> Future[list[Record | Exception]]:
    future: Future[list[Record | Exception]] = Future()
    future.set_result([work.record(item) for item in items])
    return future
