"""Lines of a text file that may be compressed, one after the other and never all of them.

Bytes that are not in the file's encoding become lone surrogates, and are no error here: what is lost
by one bad line is that line.
"""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from summarize.errors import ReadError, SummarizeError
from summarize.readers.archives.unpacking import zstandard
from summarize.readers.encodings import check_encoding, unless_utf_8
from summarize.readers.files import cannot_open

MAX_LINE = 1 << 27  # characters; a longer line comes in pieces

_MARKS = (  # UTF-32 before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = io.DEFAULT_BUFFER_SIZE  # bytes that show whether a file is text
_BEGINNING = 1 << 20  # bytes that show whether a table is UTF-8 although another encoding is named


def open_text(name: str, encoding: str | None = None, newline: str = "\n") -> TextIO:
    r"""Open a text file, unpacked as it is read if its name ends with ``.gz`` or ``.zst``.

    Args:
        name: a file.
        encoding: any that Python knows, unless the file evidently is UTF-8; if not given, what a byte-order
            mark says, or else UTF-8.
        newline: what ends a line, as ``open`` has it; line ends stay what they are.

    Raises:
        ReadError: the file is missing, not readable, or not text.
        InvalidValueError: no encoding has this name.
        MissingExtraError: it is packed with Zstandard, and nothing that unpacks it is installed.

    >>> with open_text("seeds/000_a76c248ee9268897.txt") as stream:
    ...     next(stream)
    'Tue. Oct 3rd, 2023\n'
    """
    if encoding is not None:
        check_encoding(encoding)
    try:
        data = _open_bytes(name, _SAMPLE if encoding is None else _BEGINNING)
        beginning = data.peek()  # once, since a pipe cannot be opened again
    except SummarizeError:
        raise
    except Exception as error:  # each way of packing has errors of its own
        raise cannot_open(name, error) from error
    encoding = unless_utf_8(beginning, encoding)
    if encoding is None:
        sample = beginning[:_SAMPLE]
        encoding = next((marked for mark, marked in _MARKS if sample.startswith(mark)), "utf-8-sig")
        if encoding == "utf-8-sig" and b"\0" in sample:
            data.close()
            raise ReadError(
                f"{name}: is not text, it has NUL bytes; if it is UTF-16 without a mark, "
                "name the encoding utf-16-le (--encoding on the command line)"
            )
    elif codecs.lookup(encoding).name == "utf-8":
        encoding = "utf-8-sig"
    return io.TextIOWrapper(data, encoding, "surrogateescape", newline)


def lines_of(stream: TextIO, name: str) -> Iterator[str]:
    r"""Yield the lines of a text with their ends; one of more than ``MAX_LINE`` characters in pieces.

    Args:
        stream: an open text.
        name: of its file, for the error.

    Raises:
        ReadError: the file cannot be read further; what was before that has been yielded.

    >>> list(lines_of(io.StringIO("One.\nTwo."), "a.txt"))
    ['One.\n', 'Two.']
    """
    while True:
        try:
            line = stream.readline(MAX_LINE)
        except Exception as error:  # each way of packing has errors of its own
            raise ReadError(f"{name}: cannot be read further: {error}") from error
        if not line:
            return
        yield line


def _open_bytes(name: str, size: int) -> io.BufferedReader:
    """Open a file with a buffer of a given size."""
    suffix = Path(name).suffix.lower()
    if suffix == ".gz":
        return io.BufferedReader(gzip.open(name), size)
    if suffix == ".zst":
        return io.BufferedReader(zstandard(name).open(name), size)
    return io.BufferedReader(Path(name).open("rb", buffering=0), size)
