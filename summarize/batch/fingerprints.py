"""What tells that the text of a document is another one than when its record was made."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from summarize.readers import Item
from summarize.readers.archives.unpacking import IN_ARCHIVE
from summarize.readers.files import name_of
from summarize.readers.limits import Limits

_CHUNK = 1 << 20
_DIGEST_BYTES = 16
_HALF = 32  # bits


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text in its record.

    Attributes:
        digest: BLAKE2b of a text in UTF-8, or of the bytes of a file; None of a member of an archive, and of
            a file that is larger than a document may be.
        size: of the file, or of the archive, in bytes; None of a text.
        modified: when the file was changed, in nanoseconds since 1970; None of a text.
    """

    digest: str | None = None
    size: int | None = None
    modified: int | None = None

    @classmethod
    def of(cls, item: Item, *, read_file: bool = True) -> Fingerprint | None:
        """Return the fingerprint of an item; None of a URL, of standard input, and of what cannot be read.

        Args:
            item: of a batch.
            read_file: whether to read a file for its digest.

        >>> Fingerprint.of(Item("a", text="A text.")).digest
        '0e6930e39cbe32a93bc04705b0b999c4'
        """
        if isinstance(item.text, str):
            return cls(_digest(item.text.encode("utf-8", "surrogatepass")))
        if item.text is not None or item.place is None or item.error is not None:
            return None
        try:
            place = name_of(item.place)
            path = _file_of(place)
            if path is None:
                return None
            state = os.stat(path)  # noqa: PTH116, Path would change the name
            has_digest = read_file and path == place and state.st_size <= Limits().bytes
            return cls(_digest_of_file(path) if has_digest else None, state.st_size, state.st_mtime_ns)
        except (OSError, TypeError, ValueError):  # a NUL in its name, or no name
            return None

    @classmethod
    def from_fields(cls, values: object) -> Fingerprint | None:
        """Return the fingerprint in a record; None if there is none."""
        if not isinstance(values, dict) or not isinstance(values.get("digest", ""), str):
            return None
        known: dict[str, Any] = {field.name: values.get(field.name) for field in fields(cls)}
        return cls(**known)

    def to_fields(self) -> dict[str, str | int]:
        """Return what a record says of it.

        >>> Fingerprint("d206", 7).to_fields()
        {'digest': 'd206', 'size': 7}
        """
        return {name: value for name, value in asdict(self).items() if value is not None}

    @property
    def mark(self) -> int:
        """64 bits: a hash of size and time, and one of the digest; each 0 if there is none."""
        state = None if self.size is None else f"{self.size} {self.modified}"
        return _half(state) << _HALF | _half(self.digest)


class SourcedItem(NamedTuple):
    """An item with the fingerprint of its text, which was taken before the text was read."""

    item: Item
    source: Fingerprint | None

    @classmethod
    def of(cls, item: Item) -> SourcedItem:
        """Return an item with its fingerprint."""
        return cls(item, Fingerprint.of(item))


def has_changed(item: Item, mark: int) -> bool:
    """Return whether the text of an item is another than that of a mark; False if nobody can know.

    A file of the same size and time is the same; of another one, the bytes decide.

    >>> mark = Fingerprint.of(Item("a", text="A text.")).mark
    >>> has_changed(Item("a", text="A text."), mark), has_changed(Item("a", text="Another."), mark)
    (False, True)
    """
    if not mark:
        return False  # a record of an older version
    old_state, old_digest = divmod(mark, 1 << _HALF)
    now = Fingerprint.of(item, read_file=False)
    if now is None or (now.size is not None and now.mark >> _HALF == old_state):
        return False
    now = Fingerprint.of(item)
    return now is not None and (now.digest is None or _half(now.digest) != old_digest)


def _file_of(place: str) -> str | None:
    """Return the regular file that is at a place, or that the archive is whose member is there."""
    parts = place.split(IN_ARCHIVE)
    for n_parts in range(len(parts), 0, -1):  # a file may have the mark in its name
        path = IN_ARCHIVE.join(parts[:n_parts])
        if os.path.isfile(path):  # noqa: PTH113, Path raises an error for a NUL
            return path
    return None


def _digest_of_file(path: str) -> str:
    hashed = blake2b(digest_size=_DIGEST_BYTES)
    with Path(path).open("rb") as file:
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def _half(text: str | None) -> int:
    """Return 32 bits of a hash, which are never 0; 0 of nothing."""
    if text is None:
        return 0
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest(), "little") or 1
