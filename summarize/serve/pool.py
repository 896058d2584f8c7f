"""The worker processes: each request has one of them to itself, and one that is late is replaced."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import threading
import weakref
from collections.abc import AsyncGenerator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio

from summarize.processes.supervisor import Child, python_command, signal_name
from summarize.serve.failures import INTERNAL, internal_problem
from summarize.serve.problems import Problem
from summarize.serve.worker import FAILED, MORE

_SINGLE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # there are as many processes as cores
_START_SECONDS = 60.0
_GRACE_SECONDS = 0.5  # for abandoned work: a new process takes as long to start
_ANY_NUMBER = 1 << 30  # of answers; the last one is marked


class Worker:
    """One process, which is started when it is needed, and again after it was ended."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._end_child: Callable[[], int | None] = lambda: None
        self._starting = threading.Lock()
        self._is_killed = False  # the child may live for a moment after that
        self._is_over = False

    def start(self) -> None:
        """Start the process, if it does not run, and wait until it is ready.

        Raises:
            Problem: it does not start.
        """
        with self._starting:
            if self._child is not None and not (self._is_killed or self._child.has_ended()):
                return
            self._end_child()
            self._is_killed = False
            try:
                self._child = Child(
                    python_command("summarize.serve.worker", "main"),
                    environment=_SINGLE_THREAD,
                    printed=subprocess.DEVNULL,
                    own_session=True,  # Ctrl-C is for the server; its parser goes with it
                )
            except OSError as error:
                raise Problem(503, f"this machine cannot start a process now: {error.strerror}") from error
            # A mounted application is not told of its end. At exit the process ends with its input.
            ending = weakref.finalize(self, self._child.end)
            ending.atexit = False
            self._end_child = ending
            if self._is_over or not b"".join(self._child.exchange(seconds=_START_SECONDS)).endswith(b"\n"):
                raise Problem(503, "a worker process does not start")

    def exchange(self, request: Mapping[str, Any], seconds: float, take: Any) -> None:
        """Send a request, and hand over each line of the answer, or the problem; then None."""
        try:
            self.start()
            child = self._child
            assert child is not None
            sent = json.dumps(request).encode() + b"\n"
            for line in child.exchange(sent, _ANY_NUMBER, seconds, in_all=True):
                if not line.endswith(b"\n"):
                    break
                take(line)
                if not line.startswith(MORE):
                    return
            take(self._why_none(child, seconds))
        except Problem as problem:
            take(problem)
        finally:
            take(None)

    def kill(self) -> None:
        """End the process; the caller that waits gets no answer."""
        self._is_killed = True
        if self._child is not None:
            self._child.kill()

    def end(self) -> None:
        """End the process for good, and free what belongs to it."""
        self._is_over = True
        self._end_child()

    def _why_none(self, child: Child, seconds: float) -> Problem:
        status = self._end_child() or 0
        self._child = None
        if child.is_late:
            return Problem(
                504,
                f"the work took more than {seconds:g} seconds, the limit; send a shorter text",
                "TimeoutError",
            )
        ended = signal_name(status) or f"exit status {status}"
        return Problem(
            503, f"the process that did the work was ended ({ended}); send a shorter text", "WorkerError"
        )


class Pool:
    """Worker processes for extractive work and for parsing.

    Args:
        size: the number of processes.
        seconds: of wall-clock time for all answers to a request, and to wait for a free process.
    """

    def __init__(self, size: int, seconds: float) -> None:
        self._seconds = seconds
        self._workers = [Worker() for _ in range(size)]
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        for worker in self._workers:
            self._idle.put_nowait(worker)
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="summarize-worker")
        self._tasks: set[asyncio.Task[None]] = set()
        self.is_ready = False

    def start(self) -> None:
        """Start the processes that do not run; a request starts one by itself if nobody has."""
        while not self._idle.empty():
            self._spawn(self._begin(self._idle.get_nowait()))

    async def _begin(self, worker: Worker) -> None:
        try:
            with contextlib.suppress(Problem):  # it is tried again with the first request
                await self._in_thread(worker.start)
                self.is_ready = True
        finally:
            self._idle.put_nowait(worker)

    async def end(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.kill()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=5)
        for worker in self._workers:
            worker.end()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def ask(self, request: Mapping[str, Any]) -> bytes:
        """Return the answer to a request, as JSON.

        Raises:
            Problem: there is none.
        """
        return b"".join([line async for line in self.stream(request)])

    async def stream(self, request: Mapping[str, Any]) -> AsyncGenerator[bytes]:
        """Yield the answers to a request, each a line of JSON, as they come.

        The process is free again once it has given all, even if nobody takes them.

        Raises:
            Problem: something is wrong with the request, or it takes too long.
        """
        try:
            with anyio.fail_after(self._seconds):  # asyncio.wait_for of Python 3.11 may lose a cancellation
                worker = await self._idle.get()
        except TimeoutError:
            raise Problem(503, "the server is busy; try again later", headers={"Retry-After": "5"}) from None
        loop = asyncio.get_running_loop()
        answers: asyncio.Queue[bytes | Problem | None] = asyncio.Queue()

        def _take(answer: bytes | Problem | None) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(answers.put_nowait, answer)

        work = self._in_thread(worker.exchange, request, self._seconds, _take)
        work.add_done_callback(lambda _: self._idle.put_nowait(worker))
        try:
            while (answer := await answers.get()) is not None:
                if isinstance(answer, Problem):
                    raise answer
                self.is_ready = True
                if answer.startswith(FAILED):
                    raise _problem(json.loads(answer[1:]))
                yield answer[1:]
            await asyncio.shield(work)  # which raises unexpected errors
        finally:
            if not work.done():
                self._spawn(self._recover(worker, work))

    def _in_thread(self, function: Any, *arguments: Any) -> asyncio.Future[None]:
        return asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _recover(self, worker: Worker, work: asyncio.Future[None]) -> None:
        """Wait briefly for abandoned work, then end it."""
        done, _ = await asyncio.wait({work}, timeout=_GRACE_SECONDS)
        if not done:
            worker.kill()
            await asyncio.wait({work})


def _problem(failed: dict[str, str]) -> Problem:
    if failed["kind"] == INTERNAL:
        return internal_problem(failed["detail"])
    if failed["kind"] == "MemoryError":
        return Problem(413, f"{failed['detail']}; send a shorter one", "MemoryError")
    return Problem.of(failed["kind"], failed["detail"])
