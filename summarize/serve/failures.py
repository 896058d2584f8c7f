"""Unexpected errors: logged by kind and place, never by message, which may quote a text."""

from __future__ import annotations

import logging

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarize.serve.problems import Problem

INTERNAL = "InternalError"
_log = logging.getLogger("summarize.serve")


def describe(error: BaseException) -> str:
    """Return the kind of an error, and the file and line where it was raised.

    >>> describe(ValueError("a text"))
    'ValueError'
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    name = type(error).__name__
    return name if trace is None else f"{name} at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"


def internal_problem(description: str) -> Problem:
    """Log an unexpected error, and return the problem to answer with."""
    _log.error("a request failed: %s", description)
    return Problem(500, "this is an error of the server; its log has the kind and the place", INTERNAL)


class Failures:
    """Answers with a problem where an application fails.

    Args:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        has_begun = False

        async def _note_begin(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, _note_begin)
        except ClientDisconnect:
            return  # the client has gone
        except Exception as error:
            if scope["type"] != "http":
                raise
            problem = internal_problem(describe(error))
            if not has_begun:
                await problem.response()(scope, receive, send)
