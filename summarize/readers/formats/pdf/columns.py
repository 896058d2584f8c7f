"""The columns of a page: rows of words cut at the spaces between columns, in reading order."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from summarize.readers.formats.pdf.words import Word

GUTTER = 6.0  # points, at least, between columns
_MARK = re.compile(r"[•‣◦▪●–-]|[\[(]?\w{1,3}[.)\]]|\d{1,3}")  # of an item
_NEAR = 8 * GUTTER  # no column of running text is so narrow
_COLUMN_LINES = 4  # at least, beside one another
_CROSSING = 0.34  # of the lines at a gutter may cross it: headings, figures
_COLUMN_WORDS = 3.2  # on average in a line of a column; cells have fewer


def by_columns(rows: list[list[Word]]) -> list[list[Word]]:
    """Return the rows of words of a page in reading order, column after column, cut at the gutters.

    The rows of a page without columns of running text stay as they are.

    >>> places = (0, 10, 20, 30, 60, 70, 80, 90)
    >>> rows = [[Word(f"at {x}", x, x + 8, y, y + 10) for x in places] for y in (36, 24, 12, 0)]
    >>> [row[0].text for row in by_columns(rows)]
    ['at 0', 'at 0', 'at 0', 'at 0', 'at 60', 'at 60', 'at 60', 'at 60']
    """
    gutters = _gutters(rows)
    return _in_order(rows, gutters) if gutters else rows


class _Gutter(NamedTuple):
    """A space between columns of running text: its middle, and from where to where it runs up the page."""

    x: float
    low: float
    high: float


def _gutters(rows: list[list[Word]]) -> list[_Gutter]:
    pieces = [piece for row in rows for piece in _pieces(row, GUTTER)]
    if len(pieces) < 2 * _COLUMN_LINES:
        return []
    gutters: list[_Gutter] = []
    for x in sorted({round(piece[0].left) for piece in pieces}):
        right = [piece for piece in pieces if abs(piece[0].left - x) < 2]
        if len(right) < _COLUMN_LINES:
            continue
        low = min(piece[0].bottom for piece in right)
        high = max(piece[0].top for piece in right)
        middle = x - GUTTER / 2
        beside = [piece for piece in pieces if low <= piece[0].bottom and piece[0].top <= high]
        crossing = [piece for piece in beside if piece[0].left < middle < piece[-1].right]
        left = [piece for piece in beside if piece[-1].right < x - GUTTER / 2]
        n_beyond = sum(piece[0].left > middle for piece in beside)
        if len(left) < _COLUMN_LINES or len(crossing) > min(_CROSSING * len(beside), n_beyond):
            continue
        if not (_is_text(left) and _is_text(right)):
            continue
        above = high + 2 * right[0][0].size  # a first line that is indented
        if gutters and middle - gutters[-1].x < _NEAR:  # where paragraphs of the same column are indented
            last = gutters[-1]
            gutters[-1] = _Gutter(last.x, min(low, last.low), max(above, last.high))
        else:
            gutters.append(_Gutter(middle, low, above))
    return gutters


def _is_text(pieces: list[list[Word]]) -> bool:
    n_characters = sum(len(word.text) for piece in pieces for word in piece)
    return sum(map(len, pieces)) >= _COLUMN_WORDS * len(pieces) or n_characters > 25 * len(pieces)


def _pieces(row: list[Word], gap: float) -> list[list[Word]]:
    """Return the parts of a row between gaps of so many points; the mark of an item belongs to its text."""
    pieces = [[row[0]]]
    for last, word in pairwise(row):
        is_mark = len(pieces[-1]) == 1 and _MARK.fullmatch(last.text) is not None
        if word.left - last.right >= (gap + last.size if is_mark else gap):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


def _in_order(rows: list[list[Word]], gutters: list[_Gutter]) -> list[list[Word]]:
    """Return the rows cut at gutters, and sorted: what crosses one, then each column down to the next."""
    cut: list[tuple[int, list[Word]]] = []  # the number of the column, -1 across
    for row in rows:
        beside = [gutter.x for gutter in gutters if gutter.low <= _middle(row) <= gutter.high]
        here = beside or [gutter.x for gutter in gutters]
        for piece in _cut(row, beside):
            passed = [x for x in here if x < piece[-1].right]
            crosses = any(piece[0].left < x - _NEAR for x in passed)
            cut.append((-1 if crosses else len(passed), piece))
    borders = sorted((_middle(piece) for column, piece in cut if column < 0), reverse=True)

    def in_order(item: tuple[int, list[Word]]) -> tuple[int, int, float]:
        """Return the zone of a piece between those across, its column, and how far down it is."""
        column, piece = item
        middle = _middle(piece)
        above = sum(border > middle for border in borders)
        return (2 * above + (1 if column >= 0 else 2), column, -middle)

    return [piece for _, piece in sorted(cut, key=in_order)]


def _cut(row: list[Word], gutters: list[float]) -> list[list[Word]]:
    pieces = [[row[0]]]
    for last, word in pairwise(row):
        is_apart = word.left - last.right >= GUTTER - 1  # else it is a space between words
        if is_apart and any(last.right <= gutter + 1 and gutter <= word.left + 1 for gutter in gutters):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


def _middle(row: list[Word]) -> float:
    return (row[0].bottom + row[0].top) / 2
