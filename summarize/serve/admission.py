"""How many requests are in progress, and that a client which goes away ends its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Coroutine, Iterator
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from summarize.serve.metrics import Metrics
from summarize.serve.problems import Problem

Result = TypeVar("Result")


class Admission:
    """Limits the number of requests in progress.

    Args:
        most: the number of requests.
        metrics: where they are counted.
    """

    def __init__(self, most: int, metrics: Metrics) -> None:
        self._most = most
        self._metrics = metrics

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """Count one more request inside.

        Raises:
            Problem: there are too many.
        """
        if self._metrics.in_work >= self._most:
            detail = f"{self._most} requests are in progress, the most at a time; try again later"
            raise Problem(429, detail, headers={"Retry-After": "1"})
        self._metrics.in_work += 1
        try:
            yield
        finally:
            self._metrics.in_work -= 1


class Stream(StreamingResponse):
    """An answer that comes in pieces; its request counts until it is sent, or the client has gone away.

    Args:
        admission: admits the request.
        pieces: of the answer.
        media_type: of the answer.

    Raises:
        Problem: there are too many requests.
    """

    def __init__(self, admission: Admission, pieces: AsyncGenerator[bytes], media_type: str) -> None:
        super().__init__(pieces, media_type=media_type)
        self._pieces = pieces
        self._place = contextlib.ExitStack()
        self._place.enter_context(admission.one())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        with self._place:
            async with contextlib.aclosing(self._pieces):
                await super().__call__(scope, receive, send)


async def unless_gone(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """Return the result of some work, which is cancelled when the client goes away.

    Args:
        request: of the client; its body has been read.
        work: the work.

    Raises:
        ClientDisconnect: the client has gone away.
    """
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_disconnect(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        gone.cancel()
        task.cancel()


async def _disconnect(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
