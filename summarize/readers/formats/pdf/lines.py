"""Words of a page as lines, however they were drawn."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from summarize.readers.formats.noncharacters import INITIAL
from summarize.readers.formats.pdf.columns import GUTTER, by_columns
from summarize.readers.formats.pdf.words import Word

HEADING_SIZE = 1.12
"""Times the size of most text: larger print is a heading."""
_OVERLAP = 0.45  # of the height of the smaller of two words on one line
_BACK = 0.5  # of its height, that a word may begin before the end of the last one
_CELL_GAP = 1.3  # of the height: between cells; between words it is 0.3, or up to 1 in justified text
_RAISED = 0.8  # of the size of the word before it: a note mark, an exponent
_LONGEST_RAISED = 3  # characters
_LONGEST_ROW = 200  # words
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
    rows = by_columns(_whole(_rows(words)))
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
    return -_BACK * word.size < gap < min(GUTTER, word.size) and _are_level(word, following)


def _raised_after(row: list[Word], mark: Word) -> int | None:
    """Return the index of the word that a small mark follows inside a row, None if there is none."""
    for index, (word, following) in enumerate(pairwise(row)):
        if word.left < mark.left and mark.right <= following.left + _BACK * mark.size:
            is_small = mark.size < _RAISED * word.size and len(mark.text) <= _LONGEST_RAISED
            return index if is_small and _is_close(word, mark) else None
    return None


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
