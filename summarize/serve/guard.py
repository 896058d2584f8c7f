"""Who may come in: hosts, origins and the token; and the headers that protect browsers."""

from __future__ import annotations

import contextlib
import hmac
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarize.serve.problems import Problem
from summarize.serve.settings import Settings

NEEDS_TOKEN = ("/v1/", "/metrics")
"""How the paths begin that need the token, if there is one."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Refuses forbidden requests, adds headers to all answers, and drops clients that do not read.

    Args:
        app: the application to guard.
        settings: with the token, the hosts and the time for a client to take a piece of an answer.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._token = None if settings.token is None else settings.token.encode()
        self._hosts = {host.lower() for host in settings.hosts}
        self._seconds = settings.upload_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def _send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            try:
                with anyio.fail_after(self._seconds):
                    await send(message)
            except TimeoutError:
                raise ClientDisconnect from None

        problem = self._refusal(path_of(scope), Headers(scope=scope))
        answer = self._app if problem is None else problem.response()
        with contextlib.suppress(ClientDisconnect):
            await answer(scope, receive, _send_with_headers)

    def _refusal(self, path: str, headers: Headers) -> Problem | None:
        host = headers.get("host", "")
        if self._hosts and _name_of(host) not in self._hosts:
            return Problem(400, "the server is not known under this name in Host; start it with --host")
        origin = headers.get("origin")
        if origin is not None and _host_of(origin) != host.lower():
            return Problem(403, "pages of other sites may not use this server")
        if self._token is not None and path.startswith(NEEDS_TOKEN) and not self._knows(headers):
            return Problem(
                401, "send the token as: Authorization: Bearer TOKEN", headers={"WWW-Authenticate": "Bearer"}
            )
        return None

    def _knows(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        is_same = hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), self._token or b"")
        return scheme.lower() == "bearer" and is_same


def path_of(scope: Scope) -> str:
    """Return the path of a request in this application, which may be mounted in another.

    >>> path_of({"path": "/nlp/v1/check", "root_path": "/nlp"}), path_of({"path": "/v1/check"})
    ('/v1/check', '/v1/check')
    """
    path: str = scope["path"]
    rest = path.removeprefix(scope.get("root_path", ""))
    return rest if rest.startswith("/") else path


def _host_of(origin: str) -> str | None:
    """Return the host and port of an origin, None if it is no URL.

    >>> _host_of("http://localhost:8000"), _host_of("null")
    ('localhost:8000', None)
    """
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def _name_of(host: str) -> str:
    """Return the name in a Host header, without the port.

    >>> _name_of("LocalHost:80"), _name_of("[::1]:80")
    ('localhost', '[::1]')
    """
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()
