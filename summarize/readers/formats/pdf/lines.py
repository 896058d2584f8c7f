"""Words of a page as lines in reading order: column after column, however they were drawn."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from summarize.readers.formats.noncharacters import INITIAL
from summarize.readers.formats.pdf.words import Word

HEADING_SIZE = 1.12
"""Times the size of most text: larger print is a heading."""
_OVERLAP = 0.45  # of the height of the smaller of two words on one line
_BACK = 0.5  # of its height, that a word may begin before the end of the last one
_CELL_GAP = 1.3  # of the height: between cells; between words it is 0.3, or up to 1 in justified text
_GUTTER = 6.0  # points, at least, between columns
_RAISED = 0.8  # of the size of the word before it: a note mark, an exponent
_LONGEST_RAISED = 3  # characters
_LONGEST_ROW = 200  # words
_MARK = re.compile(r"[•‣◦▪●–-]|[\[(]?\w{1,3}[.)\]]|\d{1,3}")  # of an item
_NEAR = 8 * _GUTTER  # no column of running text is so narrow
_COLUMN_LINES = 4  # at least, beside one another
_CROSSING = 0.34  # of the lines at a gutter may cross it: headings, figures
_COLUMN_WORDS = 3.2  # on average in a line of a column; cells have fewer
_INITIAL_SIZE = 1.7  # of the size of the text that it begins
_SINGLES = 0.8  # of the words of a spaced-out title have one letter
_SPACED_LETTERS = 5
_WORD_GAP = 1.6  # of the usual gap of spaced-out letters


class Line(NamedTuple):
    """A line of a page.

    Attributes:
        text: what it says, not blank, with tabs between cells.
        size: the height of its characters, in points.
        left: where it begins.
        first_base: how far up on the page its first character stands.
        last_base: the same of its last character.
        right: where it ends.
        is_bold: whether all of it is bold.
    """

    text: str
    size: float
    left: float
    first_base: float
    last_base: float
    right: float = 0.0
    is_bold: bool = False


def pitch_of(pages: list[list[Line]]) -> float:
    """Return the usual distance of lines, in points; 0 if no line is below another.

    >>> pitch_of([[Line("One", 10, 72, y, y) for y in (700, 688, 676, 640)]])
    12.0
    """
    gaps = Counter(round(a.last_base - b.first_base) for page in pages for a, b in pairwise(page))
    return float(max((gap for gap in gaps if gap > 0), key=lambda gap: (gaps[gap], -gap), default=0))


def lines_of(words: list[Word]) -> list[Line]:
    """Return the lines of a page in reading order.

    >>> places = (("One", 0, 50), ("two.", 25, 50), ("Go", 0, 30))
    >>> [line.text for line in lines_of([Word(text, x, x + 20, y, y + 10) for text, x, y in places])]
    ['One two.', 'Go']
    """
    rows = _whole(_rows(words))
    gutters = _gutters(rows)
    if gutters:
        rows = _by_columns(rows, gutters)
    return [_line(row) for row in _beside_initials(rows)]


def _rows(words: list[Word]) -> list[list[Word]]:
    """Return words that follow one another on one line, in the order of the file."""
    rows: list[list[Word]] = []
    for word in words:
        if rows and _is_on(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _is_on(row: list[Word], word: Word) -> bool:
    last = row[-1]
    size = word.top - word.bottom
    if word.left <= last.right - _BACK * min(last.top - last.bottom, size):
        return False
    return any(_are_level(before, word) for before in row[:-4:-1])  # one may be raised, or an accent


def _are_level(word: Word, other: Word) -> bool:
    overlap = min(word.top, other.top) - max(word.bottom, other.bottom)
    return overlap >= _OVERLAP * min(word.size, other.size) > 0


def _whole(rows: list[list[Word]]) -> list[list[Word]]:
    """Return the rows with a beginning or a raised mark in its place that was drawn after its line.

    Single words may run from right to left.
    """
    whole: list[list[Word]] = []
    for row in rows:
        last = whole[-1] if whole else []
        if not 1 < len(last) <= _LONGEST_ROW:
            whole.append(row)
        elif len(row) > 1 and _is_close(row[-1], last[0]):
            last[:0] = row
        elif len(row) == 1 and (before := _raised_after(last, row[0])) is not None:
            word = last[before]
            last[before] = word._replace(text=word.text + row[0].text, right=row[0].right)
        else:
            whole.append(row)
    return whole


def _is_close(word: Word, following: Word) -> bool:
    gap = following.left - word.right
    return -_BACK * word.size < gap < min(_GUTTER, word.size) and _are_level(word, following)


def _raised_after(row: list[Word], mark: Word) -> int | None:
    """Return the index of the word that a small mark follows inside a row, None if there is none."""
    for index, (word, following) in enumerate(pairwise(row)):
        if word.left < mark.left and mark.right <= following.left + _BACK * mark.size:
            is_small = mark.size < _RAISED * word.size and len(mark.text) <= _LONGEST_RAISED
            return index if is_small and _is_close(word, mark) else None
    return None


class _Gutter(NamedTuple):
    """A space between columns of running text: its middle, and from where to where it runs up the page."""

    x: float
    low: float
    high: float


def _gutters(rows: list[list[Word]]) -> list[_Gutter]:
    pieces = [piece for row in rows for piece in _pieces(row, _GUTTER)]
    if len(pieces) < 2 * _COLUMN_LINES:
        return []
    gutters: list[_Gutter] = []
    for x in sorted({round(piece[0].left) for piece in pieces}):
        right = [piece for piece in pieces if abs(piece[0].left - x) < 2]
        if len(right) < _COLUMN_LINES:
            continue
        low = min(piece[0].bottom for piece in right)
        high = max(piece[0].top for piece in right)
        middle = x - _GUTTER / 2
        beside = [piece for piece in pieces if low <= piece[0].bottom and piece[0].top <= high]
        crossing = [piece for piece in beside if piece[0].left < middle < piece[-1].right]
        left = [piece for piece in beside if piece[-1].right < x - _GUTTER / 2]
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


def _by_columns(rows: list[list[Word]], gutters: list[_Gutter]) -> list[list[Word]]:
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
        is_apart = word.left - last.right >= _GUTTER - 1  # else it is a space between words
        if is_apart and any(last.right <= gutter + 1 and gutter <= word.left + 1 for gutter in gutters):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


def _middle(row: list[Word]) -> float:
    return (row[0].bottom + row[0].top) / 2


def _beside_initials(rows: list[list[Word]]) -> list[list[Word]]:
    """Return the rows with large initials put before the line that they begin."""
    joined: list[list[Word]] = []
    for row in rows:
        if joined and len(joined[-1]) == 1 and _is_initial(joined[-1][0], row[0]):
            joined[-1] += row
        else:
            joined.append(row)
    for row in joined:
        if len(row) > 1 and _is_initial(row[0], row[1]):
            row[0] = row[0]._replace(
                text=f"{row[0].text}{INITIAL}", bottom=row[1].bottom, top=row[1].top, is_bold=row[1].is_bold
            )
    return joined


def _is_initial(word: Word, following: Word) -> bool:
    return (
        len(word.text) == 1
        and word.text.isalpha()
        and word.size > _INITIAL_SIZE * following.size
        and following.left >= word.left
        and following.left - word.right < 2 * following.size
        and word.bottom - following.size < following.bottom < word.top
    )


def _line(row: list[Word]) -> Line:
    weights = sorted((word.size, len(word.text)) for word in row)
    half, total = sum(length for _, length in weights) / 2, 0
    size = weights[-1][0]
    for height, length in weights:
        total += length
        if total >= half:
            size = height
            break
    base = next((word for word in row if abs(word.size - size) < 0.1 * size), row[0])
    spelled = [word for word in row if any(map(str.isalnum, word.text))]  # marks of items are seldom bold
    return Line(
        _text(row),
        size=size,
        left=row[0].left,
        first_base=base.bottom,
        last_base=base.bottom,
        right=row[-1].right,
        is_bold=all(word.is_bold for word in spelled or row),
    )


def _text(row: list[Word]) -> str:
    gaps = [word.left - last.right for last, word in pairwise(row)]
    singles = sum(len(word.text) == 1 for word in row)
    if singles >= _SPACED_LETTERS and singles >= _SINGLES * len(row):
        usual = sorted(gaps)[len(gaps) // 2]
        between = [" " if gap > _WORD_GAP * usual else "" for gap in gaps]
    else:
        between = [
            "\t" if gap > _CELL_GAP * max(last.size, 1) else " " for gap, last in zip(gaps, row, strict=False)
        ]
    text = row[0].text + "".join(f"{space}{word.text}" for space, word in zip(between, row[1:], strict=True))
    return re.sub(rf"{INITIAL}[ \t]", INITIAL, text).replace("\xad ", "\xad")
