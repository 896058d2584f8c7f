"""What a server's answer means when it is not a summary: too long, later, never."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from summarize.errors import GenerationError

_LATER = (408, 409, 425, 429, 500, 502, 503, 504, 529)
# How servers say that an input is too long: OpenAI, vLLM, llama.cpp, LM Studio, Ollama, SGLang, TGI.
_TOO_LONG = re.compile(
    r"context[ _](length|size|window)|exceed_context|maximum (context|model|sequence) len|max_model_len"
    r"|n_keep|too many (input )?tokens|prompt is too long|input (length|is too long)|longer than the model"
    r"|context the overflows|must be <= \d+.*tokens|reduce the length",
    re.IGNORECASE,
)
# The number that they say is their limit.
_LIMITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"maximum (?:context|model|sequence) length (?:is|of) (?:only )?([\d,]{1,15})",
        r"context (?:length|size|window) (?:is |of )?(?:only )?\(?([\d,]{1,15})",
        r"n_ctx[\"':= (]+([\d,]{1,15})",
        r"tokens > ([\d,]{1,15})",
        r"must be <= ([\d,]{1,15})",
    )
)
_NEVER = ("insufficient_quota", "billing")
_LONGEST = 120  # characters of a message of a server


class Refusal(NamedTuple):
    """What a server says instead of an answer.

    Attributes:
        status: the HTTP status; 0 if the answer began well, and an error came in it.
        message: what it says, short.
        body: all of it that was read.
        retry_after: seconds after which the server accepts another request, if it reports them.
    """

    status: int
    message: str
    body: str = ""
    retry_after: float | None = None

    @property
    def is_too_long(self) -> bool:
        """Whether the input is longer than the model reads."""
        return (
            self.status in (0, 400, 413, 422, 500) and _TOO_LONG.search(self.body or self.message) is not None
        )

    @property
    def told(self) -> str:
        """The whole message in lower case, all that was read if there is none in it."""
        return (_message(self.body) or self.body or self.message).lower()

    @property
    def limit(self) -> int | None:
        """The window that the message reports, in tokens."""
        for pattern in _LIMITS:
            if found := pattern.search(self.body or self.message):
                return int(found[1].replace(",", "")) or None
        return None

    @property
    def is_for_now(self) -> bool:
        """Whether the same request may be answered later."""
        is_final = any(word in self.body for word in _NEVER)
        return self.status in _LATER and not self.is_too_long and not is_final


class RefusedError(Exception):
    """A server refuses a request."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


class BrokenError(Exception):
    """An answer ends before its end, or the connection did."""


class TooLongForServerError(GenerationError):
    """The server says that the input is too long, or has cut it."""


def refusal_of(status: int, body: str, retry_after: str | None = None) -> Refusal:
    """Return the message of an error.

    >>> refusal_of(404, '{"error": {"message": "model not found"}}').message
    'model not found'
    """
    message = _message(body)
    if message is None:
        message = "" if "<html" in body.lower() else body
    seconds = None
    if retry_after is not None and re.fullmatch(r"\d+(\.\d+)?", retry_after.strip()):
        seconds = float(retry_after)
    return Refusal(status, short(message) or f"status {status}", body, seconds)


def _message(body: str) -> str | None:
    """Return the message of an error, None if it is no JSON."""
    try:
        return message_in(json.loads(body))
    except (ValueError, RecursionError):
        return None


def message_in(answer: Any) -> str:
    """Return the message of an error in JSON, in whichever of their forms; blank if there is none."""
    if isinstance(answer, dict):
        for name in ("error", "message", "detail", "error_description"):
            if answer.get(name):
                return message_in(answer[name])
        return ""
    if isinstance(answer, list):
        return message_in(answer[0]) if answer else ""
    return answer if isinstance(answer, str) else ""


def short(text: str) -> str:
    """Return a text on one short line."""
    line = " ".join(text[: 10 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
