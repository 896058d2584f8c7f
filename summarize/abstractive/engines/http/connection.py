"""Requests to one server: with its key, in bounded time and size, again where that can help."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx2

from summarize.abstractive.engines.http.faults import (
    BrokenError,
    Refusal,
    RefusedError,
    message_in,
    refusal_of,
    short,
)
from summarize.errors import GenerationError, ModelError

Answer = TypeVar("Answer")

_LARGEST_ANSWER = 64_000_000  # bytes: the tokens of a text of some megabytes
_MAX_TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0  # seconds before the second try, doubled for each; and at most
_CONNECT = 10.0  # seconds
# Characters: a shorter key is no secret, but what servers without one are given, such as "none".
_LEAST_SECRET = 8
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
# What the client raises, also for a proxy or an address that makes no sense to it, or has no package.
_CANNOT_ASK = (httpx2.HTTPError, httpx2.InvalidURL, ValueError, ImportError, OverflowError)
_NOT_REACHED = (httpx2.ConnectTimeout, httpx2.ConnectError)
_CERTIFICATE = ("CERTIFICATE_VERIFY_FAILED", "certificate")


@dataclass(frozen=True)
class Connection:
    """How to reach a server.

    Attributes:
        label: what people call the kind of server.
        url: its address.
        key: sent with each request; None for no key.
        timeout: seconds without a byte after which a request has failed.
    """

    label: str
    url: str
    key: str | None = field(repr=False)
    timeout: float

    def get(self, path: str) -> Any:
        """Return the answer in JSON to a short question about the server.

        Args:
            path: under the address; from the root of the host if it begins with ``//``.

        Raises:
            RefusedError: the server refuses it.
            GenerationError: the server cannot be reached, or gives no JSON.
        """
        return self._ask_now("GET", path, None)

    def post(self, path: str, payload: Any) -> Any:
        """Return the answer in JSON to a question with values; errors are those of :meth:`get`."""
        return self._ask_now("POST", path, payload)

    def _ask_now(self, method: str, path: str, payload: Any) -> Any:
        try:
            with (
                httpx2.Client(**self._options) as client,
                client.stream(method, self._place(path), json=payload) as response,
            ):
                body = b""
                for piece in response.iter_bytes():
                    body = self._grown(body, piece)
        except _CANNOT_ASK as error:
            raise self._explained(error) from error
        return self._json(response, body)

    def client(self) -> httpx2.AsyncClient:
        """Return a client for requests at the same time."""
        return httpx2.AsyncClient(**self._options)

    async def ask(self, client: httpx2.AsyncClient, path: str, payload: Any) -> Any:
        """Return the answer in JSON.

        Raises:
            RefusedError: the server refuses the request, after as many tries as make sense.
            ModelError: the server cannot be reached any more.
            GenerationError: the server breaks off, or gives no JSON.
        """

        async def attempt() -> Any:
            """Ask once."""
            async with self._response(client, path, payload) as response:
                found = self._json(response, await self._body(response))
            if isinstance(found, dict) and found.get("error") and "choices" not in found:
                raise self._refused_within(found)
            return found

        return await self.retried(attempt)

    @asynccontextmanager
    async def lines(
        self, client: httpx2.AsyncClient, path: str, payload: Any
    ) -> AsyncIterator[AsyncIterator[Any]]:
        """Give the pieces of a streamed answer in JSON, from server-sent events or one on each line."""
        async with self._response(client, path, payload) as response:
            if not response.is_success or "html" in response.headers.get("content-type", ""):
                self._json(response, await self._body(response))
            yield self._pieces(response)

    async def retried(self, attempt: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the answer, after further attempts if a fault may be temporary."""
        wait = _FIRST_WAIT
        for n_left in range(_MAX_TRIES - 1, -1, -1):
            asked: float | None = None
            try:
                return await attempt()
            except RefusedError as error:
                asked = error.refusal.retry_after
                if n_left == 0 or not error.refusal.is_for_now or (asked or 0) > _LONGEST_WAIT:
                    raise
            except (BrokenError, httpx2.TransportError) as error:
                is_absent = isinstance(error, _NOT_REACHED) and not _is_certificate(error)
                may_pass = not isinstance(error, httpx2.TimeoutException | httpx2.UnsupportedProtocol)
                # No other document would fare better; what has too much to do may answer the next one.
                if isinstance(error, httpx2.ConnectError) and is_absent and n_left == 0:
                    raise ModelError(str(self._explained(error))) from error
                if n_left == 0 or not (is_absent or may_pass) or _is_certificate(error):
                    raise self._explained(error) from error
            await asyncio.sleep(wait if asked is None else asked)
            wait = min(2 * wait, _LONGEST_WAIT)
        raise AssertionError  # the last try returns or raises

    @asynccontextmanager
    async def _response(
        self, client: httpx2.AsyncClient, path: str, payload: Any
    ) -> AsyncIterator[httpx2.Response]:
        async with client.stream("POST", self._place(path), json=payload) as response:
            yield response

    async def _body(self, response: httpx2.Response) -> bytes:
        body = b""
        async for piece in response.aiter_bytes():
            body = self._grown(body, piece)
        return body

    async def _pieces(self, response: httpx2.Response) -> AsyncIterator[Any]:
        async for line in self._lines(response):
            text = line.removeprefix("data:").strip()
            if line.startswith((":", "event:", "id:", "retry:")) or not text:
                continue
            if text == "[DONE]":
                return
            try:
                piece = json.loads(text)
            except (ValueError, RecursionError):
                raise BrokenError(f"no JSON in a stream: {short(self._without_key(text))}") from None
            if isinstance(piece, dict) and piece.get("error"):
                raise self._refused_within(piece)
            yield piece

    async def _lines(self, response: httpx2.Response) -> AsyncIterator[str]:
        """Yield the lines of an answer; the other line breaks of Unicode are text in JSON."""
        n_left, rest = _LARGEST_ANSWER, bytearray()
        async for piece in response.aiter_bytes():
            n_left -= len(piece)
            if n_left < 0:
                raise self._too_large()
            *lines, last = piece.split(b"\n")
            for line in lines:
                yield (rest + line).rstrip(b"\r").decode("utf-8", "replace")
                rest.clear()
            rest += last
        yield rest.decode("utf-8", "replace")

    def _json(self, response: httpx2.Response, body: bytes) -> Any:
        text = body.decode("utf-8", "replace")
        if response.is_redirect:
            target = urlsplit(response.headers.get("location", ""))
            raise GenerationError(
                f"{self.label} at {self.url} sends requests on to "
                f"{short(self._without_key(target.netloc + target.path))}; give "
                "that address as base_url"
            )
        if not response.is_success:
            retry_after = response.headers.get("retry-after")
            raise RefusedError(refusal_of(response.status_code, self._without_key(text), retry_after))
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            told = self._without_key(text)
            kind = "a web page" if "<html" in told[:2000].lower() else f"no JSON: {short(told[:200])!r}"
            raise GenerationError(
                f"{self.label} at {self.url} answers with {kind}; is base_url right? It usually ends in /v1"
            ) from None

    def _refused_within(self, answer: dict[str, Any]) -> RefusedError:
        """Return the error for an answer that began well, with status 200."""
        told = self._without_key(message_in(answer))
        return RefusedError(
            Refusal(0, short(told) or "an error", self._without_key(json.dumps(answer))[:2000])
        )

    def _without_key(self, text: str) -> str:
        """Return a message of a server without the key, which some servers repeat in errors."""
        return text.replace(self.key, "…") if self.key and len(self.key) >= _LEAST_SECRET else text

    def _place(self, path: str) -> str:
        if not path.startswith("//"):
            return f"{self.url}{path}"
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{path[1:]}"

    @property
    def _options(self) -> dict[str, Any]:
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        parts = urlsplit(self.url)
        return {
            "headers": headers,
            "timeout": httpx2.Timeout(self.timeout, connect=min(_CONNECT, self.timeout)),
            "follow_redirects": False,  # the key is for this host
            "limits": httpx2.Limits(max_connections=None),
            "trust_env": parts.hostname not in _LOOPBACK,  # a proxy does not lead to this machine
            "verify": parts.scheme == "https",  # reading all certificates takes longer than a short request
        }

    def _grown(self, body: bytes, piece: bytes) -> bytes:
        if len(body) + len(piece) > _LARGEST_ANSWER:
            raise self._too_large()
        return body + piece

    def _too_large(self) -> GenerationError:
        size = f"{_LARGEST_ANSWER // 10**6} MB"
        return GenerationError(
            f"{self.label} at {self.url} answers with more than {size}; is base_url right?"
        )

    def _explained(self, error: Exception) -> GenerationError:
        where = f"{self.label} at {self.url}"
        if _is_certificate(error):
            return GenerationError(
                f"{where} has a TLS certificate that is not trusted; set SSL_CERT_FILE to that of its issuer"
            )
        if isinstance(error, _NOT_REACHED):
            hint = "is it running" if urlsplit(self.url).hostname in _LOOPBACK else "is the address right"
            told = " (it may speak http, not https)" if "WRONG_VERSION" in str(error) else ""
            return GenerationError(
                f"{where} cannot be reached{told}; {hint}? Give another address as base_url= (--base-url)"
            )
        if isinstance(error, httpx2.TimeoutException):
            return GenerationError(
                f"{where} sent nothing for {self.timeout:g} s; for a longer limit, give timeout="
            )
        if not isinstance(error, httpx2.TransportError | BrokenError):
            told = short(self._without_key(str(error)))
            return GenerationError(
                f"{where} cannot be asked: {told}; are base_url, timeout and the variables for proxies right?"
            )
        return GenerationError(f"{where} broke the connection off, {_MAX_TRIES} times: {short(str(error))}")


def _is_certificate(error: Exception) -> bool:
    return isinstance(error, httpx2.ConnectError) and any(word in str(error) for word in _CERTIFICATE)
