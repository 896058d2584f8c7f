"""How much of one document is read at most; what is over a limit is an error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from summarize.checks import check_count, check_number, show_typed
from summarize.errors import InvalidTypeError, ReadError

MAX_RATIO = 200  # of unpacked to packed bytes; text has 3 to 20, a log may have 100
RATIO_COUNTS_FROM = 8 << 20  # unpacked bytes: below them no ratio does harm
MAX_NESTING = 3  # archives and compressed files in one another
MAX_MEMORY = 768 << 20  # address space of the process that parses
SECONDS = 5.0  # of computing, for a small document to be parsed
SECONDS_A_MEGABYTE = (
    20.0  # Markdown takes 2.6, the article of a web page 4, a PDF of text 12 (one slow, busy core)
)
MOST_SECONDS = 300.0

_CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of one document is read at most: what a server lowers for documents of strangers.

    Attributes:
        bytes: of a document, as stored and unpacked, and of a text in a table.
        seconds: CPU seconds to parse a document; by default 5 and 20 for each MB, at most 300, but at most
            8 to open a PDF and 9 for reStructuredText. If given, captions are parsed in a child process
            too, where they can be stopped.
        members: of an archive.
        pages: of a PDF; any number if None.
        fetch_bytes: of what a URL gives, as sent and unpacked.
        fetch_seconds: wall-clock seconds to fetch it, redirects included.

    Raises:
        InvalidTypeError, InvalidValueError: a limit is no number above 0.

    >>> from summarize.readers import read_bytes
    >>> read_bytes(b"Cats purr.", "a.txt", limits=Limits(bytes=5))
    Traceback (most recent call last):
    summarize.ReadError: a.txt: is larger than 5 bytes, the most that is read of one document; split it
    """

    bytes: int = 256 << 20
    seconds: float | None = None
    members: int = 10_000
    pages: int | None = None
    fetch_bytes: int = 50_000_000
    fetch_seconds: float = 120.0

    def __post_init__(self) -> None:
        for name in ("bytes", "members", "fetch_bytes"):
            check_count(name, getattr(self, name))
        if self.pages is not None:
            check_count("pages", self.pages)
        if self.seconds is not None:
            check_number("seconds", self.seconds, above=0)
        check_number("fetch_seconds", self.fetch_seconds, above=0)

    def seconds_for(self, n_bytes: int, most: float | None = None) -> float:
        """Return how many CPU seconds a document of so many bytes, of a format with a limit, may be parsed.

        >>> Limits().seconds_for(10_000_000), Limits(seconds=2).seconds_for(10_000_000)
        (205.0, 2)
        >>> Limits().seconds_for(10_000_000, most=9.0)
        9.0
        """
        if self.seconds is not None:
            return self.seconds
        return min(SECONDS + SECONDS_A_MEGABYTE * n_bytes / 1e6, most or MOST_SECONDS)


_USUAL = Limits()
_in_force: ContextVar[Limits] = ContextVar("limits", default=_USUAL)


def limits_in_force() -> Limits:
    """Return the limits of the document that is being read.

    >>> limits_in_force().members
    10000
    """
    return _in_force.get()


@contextmanager
def applied(limits: Limits | None) -> Iterator[None]:
    """Put limits in force for what is read inside; None leaves those that are.

    The loaders of formats, other packages' too, take no limits: so these are a context, not an argument.

    >>> with applied(Limits(members=5)):
    ...     limits_in_force().members
    5

    Raises:
        InvalidTypeError: these are no limits.
    """
    if limits is None:
        yield
        return
    if not isinstance(limits, Limits):
        raise InvalidTypeError(f"limits must be Limits(...) or None, got {show_typed(limits)}")
    token = _in_force.set(limits)
    try:
        yield
    finally:
        _in_force.reset(token)


class SupportsRead(Protocol):
    """A file, or what unpacks one."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""


def read_bounded(stream: SupportsRead, name: str, packed: int | None = None) -> bytes:
    """Return all bytes of a stream, and never hold more of it than is allowed.

    Args:
        stream: a file, or what unpacks one.
        name: for the error.
        packed: how many bytes the stream unpacks; None if it isn't packed.

    Raises:
        ReadError: it has more bytes than the limits allow, or over ``MAX_RATIO`` times as many as are packed.

    >>> import io
    >>> read_bounded(io.BytesIO(b"A text."), "a.txt")
    b'A text.'
    """
    chunks: list[bytes] = []
    total, most = 0, limits_in_force().bytes
    while chunk := stream.read(_CHUNK):
        chunks.append(chunk)
        total += len(chunk)
        if total > most:
            raise ReadError(too_large(name, is_packed=packed is not None))
        if packed is not None and total > max(RATIO_COUNTS_FROM, MAX_RATIO * packed):
            raise ReadError(
                f"{name}: unpacks to more than {MAX_RATIO} times its size, as bombs do and texts do not; "
                "if you trust it, unpack it and read what was in it"
            )
    return b"".join(chunks)


def too_large(name: str, *, is_packed: bool = False) -> str:
    """Return what to tell of a document that is too large.

    >>> too_large("a.txt")
    'a.txt: is larger than 256 MB, the most that is read of one document; split it'
    """
    size, most = "unpacks to more" if is_packed else "is larger", limits_in_force().bytes
    shown = f"{most:,} bytes" if most < 10 << 20 else f"{most >> 20} MB"
    return f"{name}: {size} than {shown}, the most that is read of one document; split it"


def check_size(text: object, name: str) -> None:
    """Raise a ReadError if a text that is there already has more bytes, in UTF-8, than the limits allow.

    >>> check_size("Cats purr.", "row 1")
    """
    most = limits_in_force().bytes
    if isinstance(text, str) and 4 * len(text) > most and len(text.encode("utf-8", "surrogatepass")) > most:
        raise ReadError(too_large(name))
