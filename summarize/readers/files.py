"""Files, opened; or what to tell of one that cannot be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from summarize.errors import InvalidTypeError, ReadError


def name_of(path: str | os.PathLike[str]) -> str:
    """Return a path as a string.

    Raises:
        InvalidTypeError: it is no path.

    >>> name_of(Path("a.txt"))
    'a.txt'
    """
    try:
        return os.fsdecode(path)
    except TypeError:
        raise InvalidTypeError(f"a path must be a string or a Path, not {type(path).__name__}") from None


def open_file(name: str) -> IO[bytes]:
    """Return an open file.

    Raises:
        ReadError: it cannot be opened.
    """
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise cannot_open(name, error) from error


def cannot_open(name: str, error: Exception) -> ReadError:
    """Return what to tell of a file that cannot be opened.

    >>> str(cannot_open("a.txt", FileNotFoundError()))
    'a.txt: no such file'
    """
    if isinstance(error, IsADirectoryError):
        return ReadError(f"{name}: is a folder; name the files in it")
    if isinstance(error, FileNotFoundError):
        hint = "; a URL is read by summarize.readers.read_url" if "://" in name else ""
        return ReadError(f"{name}: no such file{hint}")
    return ReadError(f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}")
