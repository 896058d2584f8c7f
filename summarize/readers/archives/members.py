"""Files and members of archives: where a document is, and its bytes."""

from __future__ import annotations

import io
import os
import stat
from typing import IO

from summarize.errors import ReadError
from summarize.readers.archives.layers import check_nesting
from summarize.readers.archives.unpacking import (
    IN_ARCHIVE,
    document_names,
    only_member,
    open_archive,
    read_member,
)
from summarize.readers.detection import is_package
from summarize.readers.files import name_of, open_file
from summarize.readers.limits import Limits, applied, limits_in_force, read_bounded, too_large
from summarize.readers.suffixes import is_mailbox


def members(path: str | os.PathLike[str], *, limits: Limits | None = None) -> list[str]:
    """Return where the documents in a file are: in an archive one place each, else the file itself.

    Each place can be given to :func:`read`. Folders and hidden files are no documents.

    Args:
        path: a file.
        limits: how many members there may be, and of how many bytes an archive in it.

    Raises:
        ReadError: the file cannot be opened, or is an archive that is damaged or too large.

    >>> members("seeds/000_a76c248ee9268897.txt")
    ['seeds/000_a76c248ee9268897.txt']
    """
    name = name_of(path)
    if name == "-" or _is_stream(name):  # what is read of a pipe here would be lost
        return [name]
    with applied(limits), open_file(name) as file:
        return _members(file, name, 1)


def _is_stream(name: str) -> bool:
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116, Path would change the name
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _members(file: IO[bytes], name: str, nested: int) -> list[str]:
    if not file.read(4).startswith(b"PK"):
        return [name]
    with open_archive(file, name) as archive:
        if is_package(archive.namelist()):
            return [name]
        check_nesting(nested, name)
        places: list[str] = []
        for member in document_names(archive):
            place = f"{name}{IN_ARCHIVE}{member}"
            if member.lower().endswith(".zip"):
                places += _members(io.BytesIO(read_member(archive, member, name)), place, nested + 1)
            else:
                places.append(place)
        return places


def _split(name: str) -> list[str]:
    """Return a path, and the member of each archive on the way if it is a place in one."""
    if not name:
        raise ReadError("a file name is empty")
    parts = name.split(IN_ARCHIVE)
    for n_parts in range(len(parts), 1, -1):  # a file may have the mark in its name
        archive = IN_ARCHIVE.join(parts[:n_parts])
        if os.path.isfile(archive):  # noqa: PTH113, Path raises an error for a NUL
            return [archive, *_split_members(parts[n_parts:])]
    return [parts[0], *_split_members(parts[1:])] if os.path.isfile(parts[0]) else [name]  # noqa: PTH113


def _split_members(parts: list[str]) -> list[str]:
    """Return the members again where a mark is part of a name: only an archive has members."""
    members: list[str] = []
    for part in parts:
        if members and not members[-1].lower().endswith(".zip"):
            members[-1] += IN_ARCHIVE + part
        else:
            members.append(part)
    return members


def _whole(file: IO[bytes], name: str) -> tuple[bytes, str, int]:
    """Return a whole file; if it is larger than a document may be, the only document in it."""
    try:
        if not file.seekable():
            return read_bounded(file, name), name, 0
        is_archive = file.read(2) == b"PK"
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        if size <= limits_in_force().bytes:
            return read_bounded(file, name), name, 0
        if not is_archive:
            raise ReadError(too_large(name))
        with open_archive(file, name) as archive:
            if is_package(archive.namelist()):
                raise ReadError(too_large(name))
            member = only_member(archive, name)
            return read_member(archive, member, name), f"{name}{IN_ARCHIVE}{member}", 1
    except ReadError:
        raise
    except OSError as error:
        raise ReadError(f"{name}: cannot be read: {error.strerror or error}") from error


def read_place(name: str) -> tuple[bytes, str, int]:
    """Return the bytes of a file or of a member of an archive, its name, and how many archives it was in.

    Raises:
        ReadError: there is no such file or member, or it is damaged, encrypted or too large.

    >>> read_place("seeds/000_a76c248ee9268897.txt")[0][:18]
    b'Tue. Oct 3rd, 2023'
    """
    archive, *inner = _split(name)
    if inner and is_mailbox(archive):
        from summarize.readers.archives.mailbox import read_mails  # brings in email, which no text needs

        return read_mails(archive, IN_ARCHIVE.join(inner)), name, 0
    with open_file(archive) as opened:
        file = opened
        for nested, member in enumerate(inner, 1):
            check_nesting(nested, name)
            with open_archive(file, archive) as members_of:
                data = read_member(members_of, member, archive)
            file, archive = io.BytesIO(data), f"{archive}{IN_ARCHIVE}{member}"
        data, place, nested = _whole(file, archive)
        return data, place, len(inner) + nested
