"""Times of recordings, as captions and transcripts write them and players show them."""

from __future__ import annotations

import re

TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
"""A pattern with four groups: hours, minutes, seconds, fraction; hours and fraction may be missing."""


def seconds(found: re.Match[str], first: int = 1) -> float:
    """Return the seconds that the four groups of a :data:`TIME` mean, the first of which has a number.

    >>> seconds(re.match(TIME, "01:00:03,500"))
    3603.5
    """
    hours, minutes, rest, fraction = found.group(first, first + 1, first + 2, first + 3)
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + float(f"0.{fraction or 0}")


def clock(seconds: float) -> str:
    """Return a time as players show it.

    >>> clock(727.4), clock(3727)
    ('12:07', '1:02:07')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def location(page: int | None, time: float | None, speaker: str | None) -> str:
    """Return where a document has something, for people; blank if not known.

    >>> location(3, None, None), location(None, 727.4, "Anna Moor")
    ('p. 3', '12:07 Anna Moor')
    """
    parts = (f"p. {page}" if page else "", "" if time is None else clock(time), speaker)
    return " ".join(part for part in parts if part)
