"""A summary as server-sent events: the pieces, then the summary or the problem."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from summarize.serve.answers import Answers
from summarize.serve.problems import Problem
from summarize.serve.worker import dumped

EVENTS = "text/event-stream"
_SILENCE_SECONDS = 15.0  # after which a comment keeps proxies from closing the connection


async def as_events(answers: Answers, values: dict[str, Any]) -> AsyncGenerator[bytes]:
    """Yield the events of a request for a summary.

    Args:
        answers: makes the summary.
        values: the fields of the request.
    """
    events = answers.events(values)
    try:
        async with aclosing(events):
            following = asyncio.ensure_future(anext(events, None))
            try:
                while True:
                    await asyncio.wait({following}, timeout=_SILENCE_SECONDS)
                    if not following.done():
                        yield b": still working\n\n"
                        continue
                    if (found := following.result()) is None:
                        return
                    yield event(*found)
                    following = asyncio.ensure_future(anext(events, None))
            finally:
                following.cancel()
                await asyncio.wait({following})
    except Problem as problem:
        yield event("problem", dumped(problem.to_dict()))


def event(name: str, data: bytes) -> bytes:
    r"""Return an event; the data are JSON on one line.

    >>> event("summary", b"{}")
    b'event: summary\ndata: {}\n\n'
    """
    return b"event: " + name.encode() + b"\ndata: " + data.strip() + b"\n\n"
