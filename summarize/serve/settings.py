"""What a server may do, and how much: one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarize.checks import check_count, check_flags, check_number, show
from summarize.errors import InvalidTypeError, InvalidValueError
from summarize.processes.cores import n_cores
from summarize.readers.limits import Limits

_SHORTEST_TOKEN = 16  # characters; a shorter one can be guessed


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The models, permissions and limits of a server.

    Args:
        models: what requests may name as ``model``: names, engines or :class:`summarize.Abstractive`.
        token: what requests must carry as ``Authorization: Bearer TOKEN``; None to let everyone in.
        allow_urls: whether to fetch pages for requests; only public addresses are reached.
        hosts: names that requests may have in ``Host``; any if empty. A page of another site cannot then
            reach a server on this machine under a name of its own (DNS rebinding).
        max_bytes: of the body of a request, and of a document, as stored and unpacked.
        max_lines: of a batch.
        max_pages: of a PDF.
        max_requests: requests in progress at a time; more get status 429.
        seconds: of wall-clock time for the work on one document.
        model_seconds: of wall-clock time for a model to write one summary.
        upload_seconds: of wall-clock time for a client to send the body of a request, and to take each
            piece of the answer.
        workers: processes for extractive work; as many as cores by default.

    Raises:
        InvalidTypeError, InvalidValueError: a value makes no sense.

    >>> Settings(max_bytes=1_000_000).max_pages
    2000
    """

    models: Sequence[Any] = ()
    token: str | None = None
    allow_urls: bool = False
    hosts: Sequence[str] = ()
    max_bytes: int = 20_000_000
    max_lines: int = 10_000
    max_pages: int = 2000
    max_requests: int = 100
    seconds: float = 60.0
    model_seconds: float = 600.0
    upload_seconds: float = 60.0
    workers: int | None = None

    def __post_init__(self) -> None:
        check_flags(allow_urls=self.allow_urls)
        for name in ("max_bytes", "max_lines", "max_pages", "max_requests"):
            check_count(name, getattr(self, name))
        if self.workers is not None:
            check_count("workers", self.workers)
        for name in ("seconds", "model_seconds", "upload_seconds"):
            check_number(name, getattr(self, name), above=0)
        for name in ("models", "hosts"):
            if isinstance(getattr(self, name), str) or not isinstance(getattr(self, name), Sequence):
                raise InvalidTypeError(f"{name} must be a list, got {show(getattr(self, name))}")
        for host in self.hosts:
            if not isinstance(host, str):
                raise InvalidTypeError(f"hosts must be names, got {show(host)}")
        _check_token(self.token)

    @property
    def n_workers(self) -> int:
        """The number of processes for extractive work."""
        return self.workers or n_cores()

    @property
    def limits(self) -> Limits:
        """What is read at most of a document."""
        return Limits(
            bytes=self.max_bytes,
            seconds=self.seconds,
            members=1000,
            pages=self.max_pages,
            fetch_bytes=self.max_bytes,
            fetch_seconds=self.seconds,
        )


def _check_token(token: object) -> None:
    if token is None:
        return
    if not isinstance(token, str):
        raise InvalidTypeError(f"token must be a str or None, got {show(token)}")
    if len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token:
        raise InvalidValueError(
            f"a token has {_SHORTEST_TOKEN} or more ASCII characters without spaces; make one with "
            "python -c 'import secrets; print(secrets.token_urlsafe())'"
        )


def local_names(host: str) -> Sequence[str]:
    """Return the names of a server that listens on an address of this machine alone; none for others.

    >>> local_names("0.0.0.0")  # noqa: S104
    ()
    """
    names = ("127.0.0.1", "[::1]", "localhost")
    return names if host in ("127.0.0.1", "::1", "localhost") else ()
