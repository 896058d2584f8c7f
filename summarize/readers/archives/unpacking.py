"""Compressed files (gzip, Zstandard) and ZIP archives, unpacked in memory and never past the limits."""

from __future__ import annotations

import io
import os
import re
import sys
from collections import Counter
from collections.abc import Mapping, MutableMapping
from typing import IO, TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from summarize.errors import MissingExtraError, ReadError
from summarize.extras import install_command
from summarize.readers.limits import SupportsRead, limits_in_force, read_bounded, too_large

if TYPE_CHECKING:
    import zipfile

IN_ARCHIVE = "!"  # archive.zip!folder/member.txt
_DIRECTORY_ENTRY = 46  # bytes of a member's entry, its name aside
_END_RECORDS = 66_000  # bytes at the end of an archive that hold them
_SIZE_OF_DIRECTORY = re.compile(rb"PK\x05\x06.{8}(.{4})|PK\x06\x06.{36}(.{8})", re.DOTALL)
_NAMED: MutableMapping[zipfile.ZipFile, dict[str, zipfile.ZipInfo]] = WeakKeyDictionary()
_HIDDEN = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|Thumbs\.db$|desktop\.ini$)")


def unpack_gzip(data: bytes, name: str) -> bytes:
    """Return what a gzip file holds.

    Raises:
        ReadError: it is damaged, or holds more than is read.

    >>> import gzip
    >>> unpack_gzip(gzip.compress(b"A text."), "a.gz")
    b'A text.'
    """
    import gzip

    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        return _unpack(file, name, "gzip", len(data))


def unpack_zstandard(data: bytes, name: str) -> bytes:
    """Return what a Zstandard file holds.

    Raises:
        MissingExtraError: no package for it is installed.
        ReadError: it is damaged, or holds more than is read.
    """
    zstd = zstandard(name)
    try:
        with zstd.ZstdFile(io.BytesIO(data)) as file:
            return _unpack(file, name, "Zstandard", len(data))
    except zstd.ZstdError as error:
        raise ReadError(f"{name}: is a damaged Zstandard file: {error}") from error


def zstandard(name: str) -> Any:
    """Return the package that unpacks Zstandard.

    Raises:
        MissingExtraError: none is installed; Python has one from 3.14 on.
    """
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:
        raise MissingExtraError(
            f"{name}: Zstandard needs backports.zstd: {install_command('readers')}"
        ) from error
    return zstd


def open_archive(file: IO[bytes], name: str) -> zipfile.ZipFile:
    """Return a ZIP archive, of which no more than the list of members has been read.

    Raises:
        ReadError: it is damaged, or has more members than the limits allow.
    """
    import zipfile

    most = limits_in_force().members
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_RECORDS))
    # The list is read whole by zipfile, so that its size is looked at before.
    ends = _SIZE_OF_DIRECTORY.finditer(file.read())
    n_bytes = max((int.from_bytes(end[1] or end[2], "little") for end in ends), default=0)
    file.seek(0)
    try:
        if n_bytes > size:
            raise zipfile.BadZipFile("its list of members is longer than the file")
        archive = None if n_bytes > max(most * _DIRECTORY_ENTRY * 8, _END_RECORDS) else zipfile.ZipFile(file)
    except _broken(zipfile.BadZipFile) as error:
        raise ReadError(f"{name}: is a damaged ZIP archive: {error}; was it copied whole?") from error
    if archive is None or len(archive.filelist) > most:
        raise ReadError(f"{name}: has more than {most:,} members, the most that are read; unpack it")
    return archive


def document_names(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of the members that may be documents: no folders and no hidden files.

    Two members may have the same name; the second is called ``a (2).txt`` then.
    """
    named = _by_name(archive)
    return [name for name, info in named.items() if not (info.is_dir() or _HIDDEN.search(name))]


def _by_name(archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """Return the members by name; of several with the same one, the later are ``a (2).txt`` and so on."""
    if len(archive.NameToInfo) == len(archive.filelist):
        return archive.NameToInfo
    if (known := _NAMED.get(archive)) is not None:
        return known
    named: dict[str, zipfile.ZipInfo] = {}
    counts: Counter[str] = Counter()
    for info in archive.filelist:
        name = info.filename
        stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a path would change the name
        while name in named:
            counts[info.filename] += 1
            name = f"{stem} ({counts[info.filename] + 1}){suffix}"
        named[name] = info
    return _NAMED.setdefault(archive, named)


def read_member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """Return one member of an archive.

    Args:
        archive: an open one.
        member: its name there.
        name: of the archive, for the error.

    Raises:
        ReadError: there is no such member, it is encrypted or damaged, or larger than is read.
    """
    import zipfile

    place = f"{name}{IN_ARCHIVE}{member}"
    try:
        info = _by_name(archive)[member]
    except KeyError:
        raise ReadError(f"{place}: no such member; {name} has {_listed(document_names(archive))}") from None
    if info.flag_bits & 1:
        raise ReadError(f"{place}: is encrypted; unpack it with its password first")
    if info.file_size > limits_in_force().bytes:
        raise ReadError(too_large(place, is_packed=True))
    try:
        with archive.open(info) as file:
            return _unpack(file, place, "ZIP", info.compress_size)
    except _broken(zipfile.BadZipFile, RuntimeError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{place}: is damaged in its ZIP archive: {error}") from error


def only_member(archive: zipfile.ZipFile, name: str) -> str:
    """Return the name of the one document in an archive.

    Raises:
        ReadError: there is none, or more than one; the error tells how to name one.
    """
    names = document_names(archive)
    if not names:
        raise ReadError(f"{name}: is an archive without any document")
    if len(names) > 1:
        raise ReadError(
            f"{name}: is an archive of {len(names):,} documents; "
            f"name one as {name}{IN_ARCHIVE}{names[0]} (there is {_listed(names)})"
        )
    return names[0]


def _unpack(file: SupportsRead, name: str, kind: str, packed: int) -> bytes:
    try:
        return read_bounded(file, name, packed)
    except ReadError:
        raise
    except _broken() as error:
        raise ReadError(f"{name}: is a damaged {kind} file: {error}; was it copied whole?") from error


def _broken(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """Return the errors that damaged bytes may raise, and others."""
    import lzma
    import struct
    import zlib

    of_packages = (zlib.error, lzma.LZMAError, struct.error)
    return (*others, *of_packages, EOFError, OSError, ValueError, NotImplementedError)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "") or "none"
