"""Requests at the same time in a thread of their own, and their results as an iterator that can be closed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, suppress
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from summarize.abstractive.engines.base import Request
from summarize.abstractive.output import Output, Piece

Client = TypeVar("Client")
Result = Output | Piece | Exception
Emit = Callable[[Piece], None]


class _Loop(Generic[Client]):
    """An event loop in a thread, and a client that belongs to it."""

    def __init__(
        self,
        make_client: Callable[[], AbstractAsyncContextManager[Client]],
        answer: Callable[[Client, Request, Emit], Awaitable[Output]],
    ) -> None:
        self.results: SimpleQueue[tuple[int, Result] | BaseException] = SimpleQueue()
        self._answer = answer
        self._loop = asyncio.new_event_loop()
        self._make_client = make_client
        self._is_ready, self._stop = asyncio.Event(), asyncio.Event()
        self._pending: set[asyncio.Task[None]] = set()
        self._is_over = False
        self._thread = Thread(target=self._run, name="summarize-http", daemon=True)
        self._thread.start()

    def submit(self, number: int, request: Request) -> None:
        """Begin a request."""
        self._call(lambda: self._begin(number, request))

    def close(self) -> None:
        """Cancel the requests in progress, close the connections, and wait for the end of the thread."""
        self._call(self._stop.set)
        self._thread.join()

    def _call(self, function: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed if it has failed, which is in the results
            self._loop.call_soon_threadsafe(function)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except BaseException as error:  # for the thread that waits for results
            self.results.put(error)
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        try:
            async with self._make_client() as self._client:
                self._is_ready.set()
                await self._stop.wait()
                await self._break_off()
        finally:
            await self._break_off()  # what waits for a client that cannot be made

    async def _break_off(self) -> None:
        self._is_over = True
        pending = list(self._pending)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    def _begin(self, number: int, request: Request) -> None:
        if self._is_over:
            return
        task = self._loop.create_task(self._put(number, request))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    async def _put(self, number: int, request: Request) -> None:
        def emit(piece: Piece) -> None:
            """Hand a piece on."""
            self.results.put((number, piece))

        result: Result
        await self._is_ready.wait()
        try:
            result = await self._answer(self._client, request, emit)
        except Exception as error:
            result = error
        self.results.put((number, result))


def concurrently(
    requests: Iterable[Request],
    make_client: Callable[[], AbstractAsyncContextManager[Client]],
    answer: Callable[[Client, Request, Emit], Awaitable[Output]],
) -> Iterator[tuple[int, Result]]:
    """Yield the result of each request with its number, as results come, pieces before them.

    After each result, the requests are asked for more. If the iterator is closed, all connections are.

    Args:
        requests: as many as may be under way at a time; it may give more after a result.
        make_client: makes what the requests share.
        answer: from a request to its output.

    Raises:
        Exception: whatever making the client raises, and what ends its loop.
    """
    supply = iter(requests)
    loop = _Loop(make_client, answer)
    n_begun = n_running = 0
    try:
        while True:
            for request in supply:
                loop.submit(n_begun, request)
                n_begun, n_running = n_begun + 1, n_running + 1
            if n_running == 0:
                return
            found = loop.results.get()
            if isinstance(found, BaseException):
                raise found
            number, result = found
            n_running -= not isinstance(result, Piece)
            yield number, result
    finally:
        loop.close()
