"""Peels gzip, Zstandard and ZIP layers off some bytes; an archive may itself be one document."""

from __future__ import annotations

import io

from summarize.errors import ReadError
from summarize.readers.archives.unpacking import (
    IN_ARCHIVE,
    only_member,
    open_archive,
    read_member,
    unpack_gzip,
    unpack_zstandard,
)
from summarize.readers.detection import kind_of_bytes, kind_of_package
from summarize.readers.limits import MAX_NESTING


def unpacked(data: bytes, name: str, nested: int = 0) -> tuple[str | None, bytes, str]:
    """Return the kind of a document, None if it may be text, with its bytes and its name.

    Args:
        data: the document, or what it is packed in.
        name: where that is from.
        nested: how many archives it was taken from before.

    Raises:
        MissingExtraError: it is packed with Zstandard, and no package unpacks that.
        ReadError: it is damaged, encrypted or too large, of a kind that isn't read, or several documents.

    >>> import gzip
    >>> unpacked(gzip.compress(b"%PDF-1.7"), "a.pdf.gz")
    ('pdf', b'%PDF-1.7', 'a.pdf.gz')
    """
    while True:
        kind = kind_of_bytes(data, name)
        if kind in ("gzip", "zstandard"):
            data = unpack_gzip(data, name) if kind == "gzip" else unpack_zstandard(data, name)
        elif kind == "zip":
            with open_archive(io.BytesIO(data), name) as archive:
                if kind := kind_of_package(archive.namelist(), name):
                    return kind, data, name
                member = only_member(archive, name)
                data, name = read_member(archive, member, name), f"{name}{IN_ARCHIVE}{member}"
        else:
            return kind, data, name
        nested += 1
        check_nesting(nested, name)


def check_nesting(nested: int, name: str) -> None:
    """Raise a ReadError if a document is taken from too many archives in one another."""
    if nested > MAX_NESTING:
        raise ReadError(f"{name}: is packed more than {MAX_NESTING} times over; unpack it")
