"""Marks of quoted lines other than ``>``: initials, a name, or signs such as ``|`` and ``--]``."""

from __future__ import annotations

import re
from itertools import pairwise

from summarize.readers.formats.mail.attributions import find_attribution

_INITIALS = re.compile(r"[ \t]{0,4}([A-Z]{2,3})>(?=[ >])")
_NAME = re.compile(r"[ \t]{0,4}([^\W\d_][\w.-]{1,15})>(?=[ >]|$)")
# Neither an item of a list, nor a quotation or a bracket that opens.
_SIGNS = re.compile(r"(?!(?:[-–—*+•.]+|[\"'“„«(\[<`].*)(?:\s|\w|$))([^\w\s>]{1,4}?>?)(?=[ \t\w\"'(]|$)")
_LAST_OF_ATTRIBUTION = (":", "：")
_LEAST_LINES = 2


def with_usual_marks(text: str) -> str:
    r"""Return a mail with ``>`` before each quoted line that another mark opens.

    Marks are the initials of a name in the mail, a name before several lines in a row, and the same signs
    before all lines below "Ann wrote:".

    >>> with_usual_marks("On 3 May 2021, Ann Moor wrote:\n\n| When?\n| And who?\n\nI do.")
    'On 3 May 2021, Ann Moor wrote:\n\n> When?\n> And who?\n\nI do.'
    """
    lines = text.split("\n")
    marks = {f"{initials}>" for initials in _initials(lines) if re.search(_name_with(initials), text)}
    marks |= {f"{name}>" for name in _names(lines)}
    marks |= set(_signs(lines))
    if not marks:
        return text
    any_mark = "|".join(map(re.escape, sorted(marks, key=len, reverse=True)))
    return re.sub(rf"^[ \t]{{0,4}}(?:{any_mark})(?=[ \t>\w\"'(]|$)", ">", text, flags=re.MULTILINE)


def _initials(lines: list[str]) -> set[str]:
    return {found[1] for found in map(_INITIALS.match, lines) if found}


def _name_with(initials: str) -> str:
    return r"\b" + r"[ .-]{1,2}(?:[a-z]{1,3} )?".join(rf"{letter}[^\W\d_]*" for letter in initials) + r"\b"


def _names(lines: list[str]) -> set[str]:
    """Return the names before two lines in a row; in a chat they alternate."""
    found = [match[1] if (match := _NAME.match(line)) else None for line in lines]
    return {name for name, following in pairwise(found) if name is not None and name == following}


def _signs(lines: list[str]) -> list[str]:
    """Return the signs that open all lines of the paragraph below an attribution."""
    marks = []
    for position, line in enumerate(lines):
        if not line.rstrip().endswith(_LAST_OF_ATTRIBUTION):
            continue
        below = position + 1
        while below < len(lines) and not lines[below].strip():
            below += 1
        found = _SIGNS.match(lines[below].lstrip()) if below < len(lines) else None
        if found is None or not _is_attribution(lines, position):
            continue
        end = below
        while end < len(lines) and lines[end].lstrip().startswith(found[1]):
            end += 1
        is_over = end == len(lines) or not lines[end].strip()
        if end - below >= _LEAST_LINES and is_over:
            marks.append(found[1])
    return marks


def _is_attribution(lines: list[str], last: int) -> bool:
    """Return whether an attribution of one or two lines ends at a line."""
    for first in (last, last - 1):
        found = find_attribution(lines, first) if first >= 0 else None
        if found is not None and found.end == last + 1:
            return True
    return False
