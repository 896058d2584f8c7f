"""Line breaks: whether the lines of a text are wrapped or are units; independent of block kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice
from typing import Literal, NamedTuple

from summarize.checks import check_choice
from summarize.text.marks import ends_sentence
from summarize.text.words import UNSPACED_CHARACTER

Lines = Literal["auto", "wrapped", "units"]
LINES: tuple[Lines, ...] = ("auto", "wrapped", "units")

_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_CONTINUES = (",", ";", "-", "–", "(", "/", "\u00ad")

# The marks of an item or a heading identify it; the lengths of lines do not matter.
_OPENS_ITEM = re.compile(r"(?:[-+–—*•‣◦▪●·]|#{1,6}|\(?\w{1,3}[.)])[ \t]")
# "Ann Moor  10:02 AM", above a message. It begins with the colon, which makes the search fast.
_ENDS_WITH_TIME = re.compile(r":(?<=\d:)\d\d(?:\s?[AaPp][Mm])?$")
_ADDRESS = re.compile(r"\w+://|[\w.+-]+@\w|\w[\w-]+\.\w")
_SHORT_WORD = 3  # letters
_SAMPLE = 500  # breaks used for the decision
_WIDTH_QUANTILE = 0.9  # a few lines may be longer: tables, addresses
_LONGEST_WORD = 40  # characters; a longer one, such as an address, may wrap anywhere
_WIDEST = 200  # characters; a longer line is a paragraph
_NARROWEST = 40  # characters; books in columns have more
_UNSPACED_SLACK = 3  # characters; Chinese and Japanese lines end early for a punctuation mark
# Shares of the mid-sentence breaks that follow a full line, and that precede a lower-case letter. Wrapped
# bills, novels and mails have 0.75 to 1 of the former, two-column papers 0.7 or more of the latter. Reviews,
# chats and pages have 0 to 0.35 of the former and, if long, 0 to 0.3 of the latter. Measured on every second
# document of the shared sets and on 60 collected texts.
_FULL_SHARE = 0.5
_SMALL_SHARE = 0.3
_SHORT = 0.6  # of the width of the neighbouring lines; a shorter line ends a unit
_SHORT_ABOVE_CAPITAL = 0.8  # the same above a capital letter: of 40 such lines in 100 texts 38 end a unit
_CAPITALS_INSIDE = 0.2  # share of the lines inside a sentence; English has 0.1, German 0.35


class _Break(NamedTuple):
    """A line break between two lines that are not blank."""

    row: int  # of the following line
    line: str
    following: str


def check_lines(lines: object) -> None:
    """Raise an error unless a value is one of :data:`LINES`."""
    check_choice("lines", lines, LINES)


def unify_line_ends(text: str) -> str:
    r"""Return the text with every line end replaced by ``\n``, at unchanged positions.

    >>> unify_line_ends("a\r\nb\u2028c")
    'a \nb\nc'
    """
    if "\r" in text:  # to look for two characters takes thirty times as long
        text = text.replace("\r\n", " \n")
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    return text


def unit_starts(text: str, lines: Lines = "auto") -> list[int]:
    r"""Return the starts of lines that begin a new unit without a blank line before them.

    A break is inside a sentence if the next word did not fit on the line (wrapped text), or if the next
    line begins in lower case in a text with capitals.

    Args:
        text: its line ends are ``\n``.
        lines: ``"wrapped"``: no line begins a unit; ``"units"``: each line does; ``"auto"``: decided by the
            lengths of the lines and the characters at their ends.

    >>> unit_starts("Great hotel\nBad food\nKind staff"), unit_starts("It was the\nbest of times.")
    ([12, 21], [])
    """
    if lines == "wrapped" or "\n" not in text:
        return []
    rows = text.split("\n")
    if lines == "units":
        found = list(_breaks(rows, range(1, len(rows))))
    else:
        found = _ends_of_units(rows, has_capitals=not text.lstrip()[:1].islower())
    offsets = [0, *accumulate(map(len, rows))] if found else []
    return [offsets[each.row] + each.row for each in found]


def _ends_of_units(rows: list[str], has_capitals: bool) -> list[_Break]:
    """Return the breaks at which a unit ends."""
    breaks = _breaks(rows, range(1, len(rows)))
    sample = list(islice(breaks, _SAMPLE))
    width = _wrapped_width(sample, has_capitals)
    if width is None and not has_capitals and any(not row or row.isspace() for row in rows[1:-1]):
        return []  # no evidence, and blank lines separate the units
    if width is None:
        return [
            each
            for each in chain(sample, breaks)
            if not _OPENS_ITEM.match(each.following) and not (has_capitals and _is_mid_sentence(each))
        ]
    # Most lines are long and need no further test.
    above_capital = _SHORT if _has_capitals_inside(sample, width) else _SHORT_ABOVE_CAPITAL
    shorter = [row + 1 for row, line in enumerate(rows[:-1]) if 0 < len(line) < above_capital * width]
    return [
        each
        for each in _breaks(rows, shorter)
        if not (each.following[0].islower() and _is_open(each))
        and not _OPENS_ITEM.match(each.following)
        and _is_short(each, rows, width, above_capital)
    ]


def _breaks(rows: list[str], following: Iterable[int]) -> Iterator[_Break]:
    """Yield the breaks before the given rows, except before a rule of one repeated mark."""
    for row in following:
        line, next_line = rows[row - 1].rstrip(), rows[row].strip()
        if line and next_line and (len(next_line) > _LONGEST_WORD or len(set(next_line)) > 1):
            yield _Break(row, line, next_line)


def _wrapped_width(breaks: list[_Break], has_capitals: bool) -> int | None:
    """Return the line width of a wrapped text, None if it is not wrapped."""
    if not breaks:
        return None
    lengths = sorted(len(each.line) for each in breaks)
    width = lengths[int(_WIDTH_QUANTILE * len(lengths))]
    opened = [each for each in breaks if _is_open(each) and not _OPENS_ITEM.match(each.following)]
    n_small = sum(map(_begins_small, opened)) if has_capitals else 0
    n_full = sum(_is_full(each, width) for each in opened) if _NARROWEST <= width <= _WIDEST else 0
    # The longest line is always full: alone, it goes on if what follows ends as a sentence.
    is_full = opened and (n_full > 1 or ends_sentence(opened[0].following))
    is_wrapped = (is_full and n_full >= _FULL_SHARE * len(opened)) or n_small > _SMALL_SHARE * len(opened)
    return width if is_wrapped else None


def _has_capitals_inside(breaks: list[_Break], width: int) -> bool:
    """Return whether lines often begin with a capital inside a sentence, as in German."""
    inside = [each.following for each in breaks if _is_open(each) and _is_full(each, width)]
    return sum(line[0].isupper() for line in inside) > _CAPITALS_INSIDE * len(inside)


def _begins_small(each: _Break) -> bool:
    """Return whether the next line begins with a word in lower case, not with an address."""
    return each.following[0].islower() and not _ADDRESS.match(each.following)


def _is_full(each: _Break, width: int) -> bool:
    """Return whether the next word would not fit on the line."""
    if UNSPACED_CHARACTER.match(each.following):
        return len(each.line) + _UNSPACED_SLACK > width
    return len(each.line) + 1 + _first_word(each.following) > width


def _is_short(each: _Break, rows: list[str], width: int, above_capital: float) -> bool:
    """Return whether a line is shorter than its neighbours, since columns may differ in width."""
    above = rows[each.row - 2] if each.row > 1 else ""
    below = rows[each.row + 1] if each.row + 1 < len(rows) and each.following else ""
    around = (above, each.line, each.following, below)
    widest = width if _ENDS_WITH_TIME.search(each.line) else max(len(line.rstrip()) for line in around)
    length = len(each.line) + 1 + _first_word(each.following)
    last = each.line.rpartition(" ")[2]
    may_continue = not each.following[:1].isupper() or (last.islower() and len(last) <= _SHORT_WORD)
    share = _SHORT if may_continue else above_capital
    return length < share * min(width, widest) and not each.line.endswith(_CONTINUES)


def _is_open(each: _Break) -> bool:
    """Return whether a line may continue on the next: it has no final stop and is no header of a message."""
    return not ends_sentence(each.line) and not _ENDS_WITH_TIME.search(each.line)


def _first_word(line: str) -> int:
    """Return the length of the first word of a line."""
    end = line.find(" ", 0, _LONGEST_WORD)
    return min(len(line), _LONGEST_WORD) if end < 0 else end


def _is_mid_sentence(each: _Break) -> bool:
    """Return whether a lower-case letter follows, or a number after a short word ("am 3. Mai")."""
    if not _is_open(each):
        return False
    if each.following[0].isdigit():
        last = each.line.rpartition(" ")[2]
        return last.islower() and len(last) <= _SHORT_WORD
    return _begins_small(each)
