"""How much of a file is read at most, in bytes, members and seconds; what is over it is an error."""

from __future__ import annotations

from typing import Protocol

from summarize.errors import ReadError

MAX_BYTES = 256 << 20  # of one document, as it lies on the disk and unpacked
MAX_RATIO = 200  # of unpacked to packed bytes; text has 3 to 20, a log may have 100
RATIO_COUNTS_FROM = 8 << 20  # unpacked bytes: below them no ratio does harm
MAX_MEMBERS = 10_000  # of an archive
MAX_NESTING = 3  # archives and compressed files in one another
MAX_MEMORY = 768 << 20  # address space of the process that parses
SECONDS = 5.0  # of computing, for a small document to be parsed
SECONDS_A_MEGABYTE = (
    20.0  # Markdown takes 2.6, the article of a web page 4, a PDF of text 12 (one slow, busy core)
)
MOST_SECONDS = 300.0

_CHUNK = 1 << 20


class SupportsRead(Protocol):
    """A file, or what unpacks one."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""


def seconds_for(n_bytes: int) -> float:
    """Return how long a processor may compute at most to parse a document of so many bytes.

    >>> seconds_for(0), seconds_for(10_000_000)
    (5.0, 205.0)
    """
    return min(SECONDS + SECONDS_A_MEGABYTE * n_bytes / 1e6, MOST_SECONDS)


def read_bounded(stream: SupportsRead, name: str, packed: int | None = None) -> bytes:
    """Return all bytes of a stream, and never hold more of it than is allowed.

    Args:
        stream: a file, or what unpacks one.
        name: for the error.
        packed: how many bytes the stream unpacks; None if it isn't packed.

    Raises:
        ReadError: it has more than ``MAX_BYTES``, or more than ``MAX_RATIO`` times as many as are packed.

    >>> import io
    >>> read_bounded(io.BytesIO(b"A text."), "a.txt")
    b'A text.'
    """
    chunks: list[bytes] = []
    total = 0
    while chunk := stream.read(_CHUNK):
        chunks.append(chunk)
        total += len(chunk)
        if total > MAX_BYTES:
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
    size = "unpacks to more" if is_packed else "is larger"
    return f"{name}: {size} than {MAX_BYTES >> 20} MB, the most that is read of one document; split it"
