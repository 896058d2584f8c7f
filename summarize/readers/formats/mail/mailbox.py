"""Several mails in one file (mbox) as one text, with their senders beside it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import IO

from summarize.errors import ReadError
from summarize.readers.formats.markup import Content, heading
from summarize.text.cues import Cue

_FROM = re.compile(rb"From [^\r\n]{1,200}\b\d{4}\b[^\r\n]{0,40}\r?\n")
_HEADER = re.compile(rb">?From |[!-9;-~]{1,100}:")
_ANSWERS = re.compile(
    r"\s*(?:(?:re|aw|antw|sv|vs|rif|ynt|odp|回复|答复)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE
)


def mail_starts(file: IO[bytes]) -> Iterator[int]:
    r"""Yield where each mail begins: at a line "From …" after a blank one, and above a header.

    >>> box = b"From a 3 May 2021\nTo: b\n\nYes.\n\nFrom c 4 May 2021\nTo: a\n\nNo.\n"
    >>> list(mail_starts(io.BytesIO(box)))
    [0, 31]
    """
    position, start, is_after_blank = 0, -1, True
    for line in file:
        if start >= 0:
            if _HEADER.match(line):
                yield start
            start = -1
        if is_after_blank and line.startswith(b"From ") and _FROM.fullmatch(line):
            start = position
        is_after_blank = line in (b"\n", b"\r\n")
        position += len(line)


def split_mails(data: bytes) -> list[bytes]:
    r"""Return the mails of a mailbox without the lines that begin them; the data itself if it is none.

    >>> split_mails(b"From a 3 May 2021\nTo: b\n\nYes.\n\nFrom c 4 May 2021\nTo: a\n\nNo.\n")
    [b'To: b\n\nYes.\n\n', b'To: a\n\nNo.\n']
    """
    starts = [*mail_starts(io.BytesIO(data)), len(data)]
    if len(starts) < 3:
        return [data]
    mails = (data[start:end] for start, end in pairwise(starts))
    return [mail.partition(b"\n")[2] for mail in mails]


def without_answer_mark(subject: str) -> str:
    """Return a subject without "Re:" in any language.

    >>> without_answer_mark("Re: AW: The piles")
    'The piles'
    """
    return _ANSWERS.sub("", subject)


def join_mails(mails: list[bytes], read: Callable[[bytes], tuple[Content, str | None]]) -> Content:
    """Return the texts of several mails as one: a heading for each new subject, the sender as speaker.

    A note says how many of them cannot be read, and why the first of those.

    Args:
        mails: the mails.
        read: returns the content of a mail, and its sender.

    Raises:
        ReadError: none of them can be read.
    """
    contents, failures = [], []
    for mail in mails:
        try:
            contents.append(read(mail))
        except ReadError as error:
            failures.append(error)
    if not contents:
        raise failures[0]
    subjects = [without_answer_mark(content.title or "") for content, _ in contents]
    notes: tuple[str, ...] = ()
    if failures:
        notes = (f"{len(failures):,} of {len(mails):,} mails could not be read: {failures[0]}",)
    are_one = len({subject.lower() for subject in subjects}) == 1
    texts: list[str] = []
    cues: list[Cue] = []
    length, last = 0, ""
    for (content, sender), subject in zip(contents, subjects, strict=True):
        is_new = not are_one and subject.lower() != last
        text = f"{heading(subject, 2)}\n\n{content.text}" if is_new and subject else content.text
        last = subject.lower()
        if text.strip():
            cues.append(Cue(length, None, sender))
            texts.append(text)
            length += len(text) + 2
    title = subjects[0] or None if are_one else None
    return Content("\n\n".join(texts), title, cues=tuple(cues), notes=notes)
