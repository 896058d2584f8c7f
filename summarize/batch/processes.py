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
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock

from summarize.batch.errors import WorkerError
from summarize.batch.records import Failure, Record, failure_record
from summarize.batch.source import Source
from summarize.batch.work import Work
from summarize.batch.worker import parse_answer, request_line
from summarize.readers.items import Item

# Documents under way: enough that a long one does not leave the other workers idle, few enough to hold.
_ITEMS_A_WORKER = 64
_MOST_CHARACTERS = 32_000_000

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
    parcel = _pack(work)
    idle: SimpleQueue[_Process] = SimpleQueue()
    processes = [_Process(parcel, work.settings) for _ in range(n_workers)]
    for process in processes:
        idle.put(process)

    def ask(item: Item) -> Record:
        """Have the next free process make a record."""
        process = idle.get()
        try:
            return process.ask(item)
        finally:
            idle.put(process)

    threads = ThreadPoolExecutor(n_workers, thread_name_prefix="summarize")
    under_way: deque[tuple[Future[Record], int]] = deque()
    n_characters = 0
    try:
        while True:
            while (
                len(under_way) < n_workers * _ITEMS_A_WORKER
                and n_characters < _MOST_CHARACTERS
                and not (under_way and under_way[0][0].done())  # a slow source does not hold back records
            ):
                item = next(source, None)
                if item is None:
                    break
                size = len(item.text) if isinstance(item.text, str) else 0
                n_characters += size
                # Standard input is that of this process.
                under_way.append((_now(work, item) if item.place == "-" else threads.submit(ask, item), size))
            if not under_way:
                return
            future, size = under_way.popleft()
            yield future.result()
            n_characters -= size
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        threads.shutdown()
        for process in processes:
            process.close()


class _Process:
    """One worker process: started when it is first asked, and again after it died."""

    def __init__(self, parcel: bytes, settings: str) -> None:
        self._parcel = parcel
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = False
        self._lock = Lock()

    def ask(self, item: Item) -> Record:
        """Return the record of an item.

        Raises:
            WorkerError: the process does not start.
            Exception: what ends the run.
        """
        if self._process is not None and self._process.poll() is not None:
            self._reap(self._process)  # while it was idle, which is no fault of this item
        process = self._process or self._start()
        start = time.perf_counter()
        line = _exchange(process, request_line(item))
        if not line.endswith(b"\n"):
            failure = Failure(item.id, "WorkerError", f"its process {self._reap(process)}")
            return failure_record(failure, self._settings, time.perf_counter() - start)
        answer = parse_answer(line)
        if not isinstance(answer, Record):
            raise answer or WorkerError("a worker process is ready twice")
        return answer

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
        line = _exchange(process, self._parcel)
        if not line.endswith(b"\n"):
            raise WorkerError(f"a worker process does not start: it {self._reap(process)}")
        if isinstance(answer := parse_answer(line), Exception):
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


def _exchange(process: subprocess.Popen[bytes], line: bytes) -> bytes:
    """Send a line and return the answer; half a line, or nothing, if the process died."""
    if process.stdin is None or process.stdout is None:
        raise WorkerError("a worker process has no pipes")
    try:
        process.stdin.write(line)
        process.stdin.flush()
        return process.stdout.readline()
    except (OSError, ValueError):  # ValueError: closed
        return b""


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
