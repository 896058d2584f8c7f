"""How many requests are in work, and that a client which goes away ends its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request

from summarize.serve.metrics import Metrics
from summarize.serve.problems import Problem

Result = TypeVar("Result")


class Admission:
    """Lets so many requests work at a time.

    Args:
        most: the number of requests.
        metrics: where they are counted.
    """

    def __init__(self, most: int, metrics: Metrics) -> None:
        self._most = most
        self._metrics = metrics

    def check(self) -> None:
        """Raise a problem if there are too many.

        Raises:
            Problem: there are.
        """
        if self._metrics.in_work >= self._most:
            detail = f"{self._most} requests are in work, the most at a time; try again later"
            raise Problem(429, detail, headers={"Retry-After": "1"})

    @contextlib.contextmanager
    def one(self, *, is_admitted: bool = False) -> Iterator[None]:
        """Count one more request inside.

        Args:
            is_admitted: whether it has been let in before.

        Raises:
            Problem: there are too many.
        """
        if not is_admitted:
            self.check()
        self._metrics.in_work += 1
        try:
            yield
        finally:
            self._metrics.in_work -= 1


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
