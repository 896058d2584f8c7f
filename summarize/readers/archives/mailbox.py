"""Mailboxes (mbox): where each mail begins, which mails are one thread, and the bytes of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from functools import lru_cache
from typing import IO, NamedTuple

from summarize.errors import ReadError
from summarize.readers.archives.unpacking import IN_ARCHIVE
from summarize.readers.files import open_file
from summarize.readers.formats.mail.mailbox import mail_starts, without_answer_mark
from summarize.readers.limits import limits_in_force, too_large
from summarize.readers.suffixes import Mails

_HEADER_BYTES = 65_536
_ID = re.compile(r"<[^<>\s]{1,250}>")
_THREAD = "thread-"


class _Index(NamedTuple):
    """Where the mails of a mailbox are.

    Attributes:
        starts: where each begins in the file, and at last the end of the file.
        threads: the numbers of the mails of each thread, from 1, in the order of the file.
    """

    starts: tuple[int, ...]
    threads: tuple[tuple[int, ...], ...]


def mail_places(path: str, mails: Mails) -> list[str]:
    """Return the place of each mail or thread of a mailbox, to give to :func:`summarize.readers.read`.

    Args:
        path: a mailbox.
        mails: ``"each"``: a place for each mail; ``"threads"``: one for each thread; ``"together"``: one for
            all of them.

    Raises:
        ReadError: it cannot be opened.
    """
    if mails == "together":
        return [path]
    index = _index(path)
    if len(index.starts) < 2:  # it has no line that begins a mail
        return [path]
    if mails == "each":
        return [f"{path}{IN_ARCHIVE}{number}" for number in range(1, len(index.starts))]
    return [f"{path}{IN_ARCHIVE}{_THREAD}{thread[0]}" for thread in index.threads]


def read_mails(path: str, member: str) -> bytes:
    """Return the bytes of a mail or of the mails of a thread, each with the line that begins it.

    Args:
        path: a mailbox.
        member: the number of a mail, from 1, or ``thread-N`` with the number of the first of a thread.

    Raises:
        ReadError: there is no such mail, or the thread is larger than a document may be.
    """
    index = _index(path)
    numbers = _numbers(index, member)
    if not numbers:
        n_mails = len(index.starts) - 1
        raise ReadError(f"{path}: has no mail {member!r:.40}; it has 1 to {n_mails:,}")
    if sum(index.starts[number] - index.starts[number - 1] for number in numbers) > limits_in_force().bytes:
        raise ReadError(too_large(f"{path}{IN_ARCHIVE}{member}"))
    parts = []
    with open_file(path) as file:
        for number in numbers:
            file.seek(index.starts[number - 1])
            parts.append(file.read(index.starts[number] - index.starts[number - 1]))
    return b"".join(parts)


def _numbers(index: _Index, member: str) -> tuple[int, ...]:
    is_thread = member.startswith(_THREAD)
    digits = member.removeprefix(_THREAD)
    if not digits.isdecimal() or len(digits) > 9 or not 0 < int(digits) < len(index.starts):
        return ()
    number = int(digits)
    if not is_thread:
        return (number,)
    return next((thread for thread in index.threads if thread[0] == number), ())


def _index(path: str) -> _Index:
    """Return where the mails are; a file that has not changed is not searched again."""
    try:
        status = os.stat(path)  # noqa: PTH116 - Path would change the name
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from None
    return _index_of(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=4)
def _index_of(path: str, size: int, _changed: int) -> _Index:
    with open_file(path) as file:
        starts = [*mail_starts(file)]
        headers = [_header(file, start) for start in starts]
    return _Index((*starts, size) if starts else (), tuple(_threads(headers)))


def _header(file: IO[bytes], start: int) -> Message:
    file.seek(start)
    head = file.read(_HEADER_BYTES).partition(b"\n")[2]
    return BytesHeaderParser().parsebytes(head)


def _threads(headers: list[Message]) -> Iterator[tuple[int, ...]]:
    """Yield the numbers of the mails of each thread, joined by what a mail answers, or else its subject."""
    leader = list(range(len(headers) + 1))  # of each mail an earlier one of its thread, or itself
    owner: dict[str, int] = {}

    for number, header in enumerate(headers, 1):
        ids, subject, is_answer = _marks(header)
        for key in (*ids, subject) if is_answer else ids:
            if key in owner:
                one, other = sorted((_first(leader, owner[key]), _first(leader, number)))
                leader[other] = one
        owner.update(dict.fromkeys((*ids, subject), number))
    members: dict[int, list[int]] = {}
    for number in range(1, len(leader)):
        members.setdefault(_first(leader, number), []).append(number)
    yield from map(tuple, members.values())


def _first(leader: list[int], number: int) -> int:
    """Return the first mail of the thread of a mail, and shorten the way to it (union-find)."""
    while leader[number] != number:
        leader[number] = number = leader[leader[number]]
    return number


def _marks(header: Message) -> tuple[list[str], str, bool]:
    """Return the identifiers in a header, its subject without "Re:", and whether that tells the thread."""
    named, answered, others = (
        _ID.findall(str(header.get(name, ""))) for name in ("Message-ID", "In-Reply-To", "References")
    )
    subject = " ".join(str(header.get("Subject", "")).split())
    bare = without_answer_mark(subject)
    is_answer = bare not in ("", subject) and not (answered or others)
    return [*named, *answered, *others], f"subject {bare.lower()}", is_answer
