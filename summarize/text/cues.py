"""Cues: who speaks from which position of a text on, and when."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarize.checks import as_list, check_count, show
from summarize.errors import InvalidTypeError, InvalidValueError
from summarize.text.kinds import Block


class Cue(NamedTuple):
    """Who speaks from a position of a text on, and when.

    Attributes:
        start: position of the first character.
        time: seconds since the recording began; None if that is not known.
        speaker: name of the speaker, or the sender of a mail; None if that is not known.
    """

    start: int
    time: float | None = None
    speaker: str | None = None


def checked_cues(cues: object) -> tuple[Cue, ...]:
    """Return the cues that a user gives, in order.

    Raises:
        InvalidTypeError: they are no list of ``(start, time, speaker)``.
        InvalidValueError: they are not in order, or a time is negative or not finite.

    >>> checked_cues([(0, 3.0, "Anna"), (12, None, "Bo")])[1].speaker
    'Bo'
    """
    listed = as_list(cues)
    if listed is None:
        raise InvalidTypeError(f"cues must be a list of (start, time, speaker), got {show(cues)}")
    checked: list[Cue] = []
    for each in listed:
        cue = _checked(each)
        if checked and cue.start < checked[-1].start:
            raise InvalidValueError(f"cues must be in order, and {cue.start} comes after {checked[-1].start}")
        checked.append(cue)
    return tuple(checked)


def _checked(cue: object) -> Cue:
    if not isinstance(cue, tuple | list) or not 1 <= len(cue) <= 3:
        raise InvalidTypeError(f"a cue must be (start, time, speaker), got {show(cue)}")
    start, time, speaker = (*cue, None, None)[:3]
    check_count("the start of a cue", start, least=0)
    if isinstance(time, bool) or not isinstance(time, int | float | None):
        raise InvalidTypeError(f"the time of a cue must be seconds or None, got {show(time)}")
    if time is not None and not (math.isfinite(time) and time >= 0):
        raise InvalidValueError(f"the time of a cue must be 0 or more seconds, got {show(time)}")
    if speaker is not None and not isinstance(speaker, str):
        raise InvalidTypeError(f"the speaker of a cue must be a string or None, got {show(speaker)}")
    return Cue(int(start), None if time is None else float(time), speaker)


def cue_at(cues: Sequence[Cue], position: int) -> Cue | None:
    """Return the last cue that begins at or before a position, None if there is none.

    >>> cue_at([Cue(0, 3.0), Cue(12, 7.5)], 11)
    Cue(start=0, time=3.0, speaker=None)
    """
    n_before = bisect_right(cues, position, key=_start)
    return cues[n_before - 1] if n_before else None


def as_speech(blocks: Iterable[Block], cues: Sequence[Cue]) -> Iterator[Block]:
    """Yield the blocks, of which those that are said at a time are turns or prose, whatever they look like.

    >>> list(as_speech([Block(0, 5, "heading")], [Cue(0, 3.0, "Anna")]))
    [Block(start=0, end=5, kind='turn')]
    """
    for block in blocks:
        cue = cue_at(cues, block.start)
        if cue is None or cue.time is None:
            yield block
        else:
            yield block._replace(kind="turn" if cue.speaker else "prose")


def _start(cue: Cue) -> int:
    return cue.start
