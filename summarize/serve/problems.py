"""What goes wrong, as problem details (RFC 9457): a status and a sentence, never a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse, Response

from summarize import errors

MEDIA_TYPE = "application/problem+json"

# Of errors that are no fault of the request; all others of ours have status 422.
_STATUSES = {
    "ConvergenceError": 422,
    "GenerationError": 503,
    "MissingExtraError": 503,
    "ModelError": 503,
}
STATUSES = {
    400: "The body is no valid JSON, JSON Lines or form.",
    401: "The token is missing or wrong.",
    403: "The request comes from a page of another site.",
    408: "The body took too long to arrive.",
    413: "The body is larger than this server accepts, or has more lines.",
    415: "The body has a media type that is not accepted here.",
    422: "The text or another value cannot be used; the detail has the reason, and what to do.",
    429: "Too many requests are in progress.",
    503: "The server cannot do this now.",
    504: "The work took too long and was ended.",
}
"""The statuses of problems, and what they mean."""


class Problem(Exception):  # noqa: N818 (RFC 9457 calls it so)
    """A reason why there is no answer.

    Args:
        status: of HTTP.
        detail: a sentence for people.
        kind: the name of the error, for programs.
        headers: of the response.
    """

    def __init__(
        self, status: int, detail: str, kind: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.kind = kind
        self.headers = headers or {}

    @classmethod
    def of(cls, kind: str, detail: str) -> Problem:
        """Return the problem of one of our errors, by its name.

        >>> Problem.of("EmptyTextError", "the text is empty or blank").status
        422
        """
        return cls(_STATUSES.get(kind, 422), detail, kind)

    def to_dict(self) -> dict[str, Any]:
        """Return the problem details."""
        phrase = {422: "Unprocessable Content", 413: "Content Too Large"}.get(self.status)
        found = {
            "type": "about:blank",
            "title": phrase or HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return found | ({} if self.kind is None else {"error": self.kind})

    def response(self) -> Response:
        """Return the problem as a response."""
        return JSONResponse(self.to_dict(), self.status, self.headers, media_type=MEDIA_TYPE)


def problem_of(error: errors.SummarizeError) -> Problem:
    """Return the problem of one of our errors.

    >>> problem_of(errors.ModelError("there is no such model")).to_dict()["title"]
    'Service Unavailable'
    """
    return Problem.of(type(error).__name__, str(error))
