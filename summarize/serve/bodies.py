"""The body of a request: read within limits of size and time, and parsed into plain values."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import AsyncGenerator, Collection
from typing import Any

import anyio
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from summarize.checks import show
from summarize.errors import did_you_mean
from summarize.serve.fields import FIELDS
from summarize.serve.problems import Problem
from summarize.serve.settings import Settings

# It would log faults of a form to standard error, and may quote the form.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)

JSON, JSON_LINES, FORM = "application/json", "application/x-ndjson", "multipart/form-data"
_ANY_LINES = (JSON_LINES, "application/jsonl", "application/json-lines")
_BODIES_AT_ONCE = 8  # of the largest size, in memory
_FORM_FIELDS = 50
_HELD = "summarize.held"  # in the scope of a request: the sizes of its bodies in memory
# Times the largest size: what is over it is read and forgotten up to here, since most clients read no answer
# before they have sent all.
_DRAINED = 2


class Bodies:
    """Reads bodies within a limit of memory; each counts until its request is answered.

    Args:
        settings: with the limits.
    """

    def __init__(self, settings: Settings) -> None:
        self._most = settings.max_bytes
        self._most_lines = settings.max_lines
        self._seconds = settings.upload_seconds
        self._left = _BODIES_AT_ONCE * settings.max_bytes

    async def read(self, request: Request) -> bytes:
        """Return the body of a request.

        Raises:
            Problem: it is too large, or too slow.
            ClientDisconnect: who sends it has gone away.
        """
        announced = request.headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > _DRAINED * self._most:
            raise self._too_large()
        try:
            with anyio.fail_after(self._seconds):
                return await self._read(request)
        except TimeoutError:
            detail = f"the body took more than {self._seconds:g} seconds to arrive, the limit"
            raise Problem(408, detail, headers={"Connection": "close"}) from None

    async def _read(self, request: Request) -> bytes:
        chunks: list[bytes] = []
        total = held = 0
        try:
            async for chunk in request.stream():
                total += len(chunk)
                if total > _DRAINED * self._most:
                    break
                if total > self._most:
                    chunks.clear()
                    continue
                held += len(chunk)
                self._left -= len(chunk)
                chunks.append(chunk)
                if self._left < 0:
                    detail = "too many large requests are in progress; try again later"
                    raise Problem(429, detail, headers={"Retry-After": "5"})
            if total > self._most:
                raise self._too_large()
        except BaseException:
            self._left += held
            raise
        request.scope.setdefault(_HELD, []).append(held)
        return b"".join(chunks)

    def forget(self, scope: Scope) -> None:
        """Let the memory of the bodies of a request go to others: it has its answer."""
        self._left += sum(scope.pop(_HELD, ()))

    def _too_large(self) -> Problem:
        shown = f"{self._most / 1e6:g} MB" if self._most >= 1e6 else f"{self._most:,} bytes"
        return Problem(413, f"the body is larger than {shown}, the most that this server accepts")

    async def values(self, request: Request, allowed: Collection[str]) -> dict[str, Any]:
        """Return the fields of a request by name, from JSON or from a form; a file is in ``file``.

        Args:
            request: with a body.
            allowed: the names of the fields that it may have.

        Raises:
            Problem: the body is none of these, or has other fields.
        """
        media_type = media_type_of(request)
        if media_type == JSON:
            values = parse_object(await self.read(request))
        elif media_type == FORM:
            values = await _parse_form(request.headers, await self.read(request))
            allowed = (*allowed, "file")
        else:
            raise Problem(415, f"the Content-Type must be {JSON} or {FORM}, got {show(media_type or 'none')}")
        check_names(values, allowed)
        return values

    async def lines(self, request: Request) -> list[bytes]:
        """Return the lines of a request of JSON Lines that are not blank.

        Raises:
            Problem: the body has another media type, or too many lines.
        """
        media_type = media_type_of(request)
        if media_type not in _ANY_LINES:
            raise Problem(415, f"the Content-Type must be {JSON_LINES}, got {show(media_type or 'none')}")
        body = await self.read(request)
        if body.count(b"\n") > self._most_lines:
            raise Problem(
                413, f"the body has more than {self._most_lines:,} lines, the most that this server accepts"
            )
        return [line for line in body.split(b"\n") if line.strip()]


class Forgetting:
    """Releases the memory of a body once its request is answered.

    Args:
        app: the application.
        bodies: which it reads.
    """

    def __init__(self, app: ASGIApp, bodies: Bodies) -> None:
        self._app = app
        self._bodies = bodies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        scope[_HELD] = []  # one list for all copies of the scope
        try:
            await self._app(scope, receive, send)
        finally:
            self._bodies.forget(scope)


def media_type_of(request: Request) -> str:
    """Return the media type of a body in lower case, blank if there is none."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def parse_object(body: bytes) -> dict[str, Any]:
    """Return a JSON object.

    Raises:
        Problem: it is something else.

    >>> parse_object(b'{"text": "Cats purr."}')
    {'text': 'Cats purr.'}
    """
    try:
        values = json.loads(body)
    except RecursionError:
        raise Problem(400, "the body is no valid JSON: it is nested too deeply") from None
    except ValueError as error:
        shown = str(error)[:100] if isinstance(error, json.JSONDecodeError) else type(error).__name__
        raise Problem(400, f"the body is no valid JSON: {shown}") from None
    if not isinstance(values, dict):
        raise Problem(422, f'the body must be a JSON object such as {{"text": "…"}}, got {show(values)}')
    return values


def check_names(values: dict[str, Any], allowed: Collection[str]) -> None:
    """Raise a problem if there are fields of other names.

    Raises:
        Problem: with the nearest name.
    """
    for name in values:
        if name not in allowed:
            raise Problem(
                422,
                f"there is no field {name!r:.60}; {did_you_mean(name[:60], allowed)}",
                "UnknownFieldError",
            )


class _InMemory(MultiPartParser):
    spool_max_size = 1 << 40  # no upload is written to the disk


async def _parse_form(headers: Headers, body: bytes) -> dict[str, Any]:
    async def _pieces() -> AsyncGenerator[bytes]:
        yield body
        yield b""

    parser = _InMemory(headers, _pieces(), max_files=1, max_fields=_FORM_FIELDS, max_part_size=len(body) + 1)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise Problem(
            400, f"the body is no valid form: {str(getattr(error, 'message', error))[:100]}"
        ) from None
    values: dict[str, Any] = {}
    try:
        for name, value in form.multi_items():
            if name in values:
                raise Problem(422, f"the field {name!r:.60} is given twice")
            values[name] = await _file(value) if isinstance(value, UploadFile) else _parsed(name, value)
    finally:
        await form.close()
    if "file" in values and not isinstance(values["file"], dict):
        raise Problem(422, "the field 'file' must be a file, with a file name")
    return values


async def _file(upload: UploadFile) -> dict[str, Any]:
    media_type = upload.content_type
    return {
        "data": base64.b64encode(await upload.read()).decode(),
        "name": (upload.filename or "the file")[-200:],
        # The type that programs send if they have no better one; the content shows the format.
        "media_type": None if media_type in ("application/octet-stream", "") else media_type,
    }


def _parsed(name: str, value: str) -> Any:
    """Return the value of a field of a form as JSON has it; what cannot be is left for the error."""
    kinds = FIELDS[name].kinds if name in FIELDS else ()
    if value == "" and name not in ("text", "summary"):
        return None  # a field that was left blank
    try:
        if kinds and kinds != ("string",):
            return json.loads(value)
    except (ValueError, RecursionError):
        pass
    return value
