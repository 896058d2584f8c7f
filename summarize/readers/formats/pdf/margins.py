"""What stands around the text of pages: line numbers, running heads, watermarks, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import NamedTuple

from summarize.readers.formats.pdf.lines import HEADING_SIZE, Line, pitch_of
from summarize.readers.formats.pdf.words import Word
from summarize.text.marks import ends_sentence

_EDGE_LINES = 3  # at the top and at the bottom of a page, where running heads are
_EDGE_GAP = 1.5  # of the height of a line, to the text
_TIGHT_PAGES = 3  # that repeat a running head which no gap keeps from the text
_TITLE_CHARACTERS = 60
_WATERMARK_SIZE = 1.3  # of the size of most text
_OTHER_GAP = 1.08  # of the usual distance of lines
_OTHER_SIZE = 0.04
_SAME_PLACE = 4.0  # points
_NUMBERED_LINES = 5  # at least, on a page with line numbers
_STEPS = (1, 2, 5, 10)
_STEADY = 0.7  # of the numbers of lines grow by the same step
_NOTE_SIZE = 0.93  # of the size of most text
_LINE_NUMBER = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d{1,9}")
_NOTE = re.compile(r"(\d{1,3}|[*†‡§¶]{1,3}|\[\d{1,3}\])[.)]?[\s\t]?\s*\S")
_NUMBERED_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|\[\d{1,3}\])[.)]?\s+[^\W\d_a-z]")
_NOTE_LINES = 12  # at most, of a note in the size of the text
_PAGE_NUMBER = re.compile(
    r"[-–—\[(\s]*(?:p\.|pages?|seite|página|pagina)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|von|de|di|sur)\s*\d{1,4})?[-–—\])\s]*",
    re.IGNORECASE,
)


def without_line_numbers(words: list[Word]) -> list[Word]:
    """Return the words of a page without numbers that count its lines, in a margin of their own."""
    columns: dict[int, list[int]] = defaultdict(list)
    for position, word in enumerate(words):
        if _LINE_NUMBER.fullmatch(word.text):
            columns[round(word.right / 3)].append(position)
            if round(word.left / 3) != round(word.right / 3):
                columns[-1 - round(word.left / 3)].append(position)
    numbers: set[int] = set()
    for found in columns.values():
        if len(found) >= _NUMBERED_LINES and _count_lines([words[position] for position in found], words):
            numbers.update(found)
    return [word for position, word in enumerate(words) if position not in numbers] if numbers else words


def _count_lines(numbers: list[Word], words: list[Word]) -> bool:
    ordered = sorted(numbers, key=lambda word: -word.bottom)
    steps = Counter(int(b.text) - int(a.text) for a, b in pairwise(ordered))
    step, n_steady = steps.most_common(1)[0]
    if step not in _STEPS or n_steady < _STEADY * (len(numbers) - 1):
        return False
    left, right = min(word.left for word in numbers), max(word.right for word in numbers)
    low, high = ordered[-1].bottom, ordered[0].top
    others = [
        word
        for word in words
        if low <= word.bottom <= high and word.left < right and word.right > left and word not in numbers
    ]
    return len(others) <= len(numbers) / 10


def without_running_lines(pages: list[list[Line]], body_size: float) -> list[list[Line]]:
    """Return the pages without what is repeated at their edges or in one place, and without numbers."""
    if len(pages) == 1:
        return pages
    pitch = pitch_of(pages)
    edges = [_edges(page, pitch) for page in pages]
    keys = [
        {edge.line: _keys(edge.line, number) for side in sides for edge in side}
        for number, sides in enumerate(edges)
    ]
    seen = Counter(key for page in keys for key in set[str]().union(*page.values()))
    places = Counter(place for page in pages for place in {_place(line) for line in page})
    enough = max(_TIGHT_PAGES, len(pages) / 2)
    kept = []
    for page, sides, of_lines in zip(pages, edges, keys, strict=True):
        outermost = {max(page, key=_height), min(page, key=_height)} if page else set()
        running = {line for line in outermost if _PAGE_NUMBER.fullmatch(line.text)}
        for side in sides:
            is_outer = True
            for line, is_apart, is_other in side:
                n_pages = max(seen[key] for key in of_lines[line])
                if (is_apart and n_pages > 1 and line.size <= HEADING_SIZE * body_size) or (
                    is_outer
                    and is_other
                    and n_pages >= _TIGHT_PAGES
                    and _is_title(line)
                    and (line.size <= HEADING_SIZE * body_size or places[_place(line)] >= _TIGHT_PAGES)
                ):
                    running.add(line)
                is_outer = is_outer and line in running
        running.update(
            line
            for line in page
            if places[_place(line)] >= enough and line.size > _WATERMARK_SIZE * body_size and _is_title(line)
        )
        kept.append([line for line in page if line not in running])
    return kept


class _Edge(NamedTuple):
    """A line near the top or bottom: whether a wide gap keeps it from the rest, and whether anything does."""

    line: Line
    is_apart: bool
    is_other: bool


def _is_title(line: Line) -> bool:
    return max(map(len, line.text.split("\t"))) <= _TITLE_CHARACTERS and line.text[-1] not in ".,;:-\ufffe"


def _edges(page: list[Line], pitch: float) -> list[list[_Edge]]:
    """Return the few lines at the top of a page and those at its bottom, outermost first."""
    from_top = sorted(page, key=_height, reverse=True)
    sides = []
    for lines in (from_top, from_top[::-1]):
        n_apart = 0
        for n_lines, (line, inner) in enumerate(pairwise(lines[: _EDGE_LINES + 1]), 1):
            if abs(line.first_base - inner.first_base) > _EDGE_GAP * max(line.size, inner.size):
                n_apart = n_lines
                break
        sides.append(
            [
                _Edge(line, position < n_apart, _differs(line, inner, pitch))
                for position, (line, inner) in enumerate(pairwise(lines[: _EDGE_LINES + 1]))
            ]
        )
    return sides


def _differs(line: Line, inner: Line, pitch: float) -> bool:
    gap = abs(line.first_base - inner.first_base)
    return (
        gap > _OTHER_GAP * pitch
        or abs(line.size - inner.size) > _OTHER_SIZE * inner.size
        or abs(line.left - inner.left) > inner.size / 2
        or line.is_bold != inner.is_bold
    )


def _place(line: Line) -> tuple[str, int, int]:
    return line.text, round(line.left / _SAME_PLACE), round(line.first_base / _SAME_PLACE)


def _height(line: Line) -> float:
    return line.first_base


def _keys(line: Line, page: int) -> set[str]:
    """Return what a running head has in common with those of other pages.

    It is the same text, but for one of its first or last numbers that is the number of the page.
    """
    text = line.text.casefold()
    numbers = list(_DIGITS.finditer(text))
    keys = {text}
    for found in numbers[:3] + numbers[-3:]:
        keys.add(f"{text[: found.start()]}{int(found[0]) - page}{text[found.end() :]}")
    return keys


def split_notes(
    page: list[Line], body_size: float, following: Line | None = None
) -> tuple[list[Line], list[list[Line]]]:
    """Return a page without its footnotes, and the lines of each note.

    They are in smaller print at the end of the page or of a column, and the first begins with a mark; or in
    the size of the text, where they interrupt a sentence that the next page goes on with.

    Args:
        page: its lines.
        body_size: of most text of the document, in points.
        following: the first line of the next page.
    """
    kept: list[Line] = []
    notes: list[list[Line]] = []
    columns = _columns(page)
    nexts = [*(column[0] for column in columns[1:]), following]
    for column, after in zip(columns, nexts, strict=False):  # an empty page has no columns
        start = len(column)
        while start and column[start - 1].size <= _NOTE_SIZE * body_size:
            start -= 1
        while start < len(column) and not _NOTE.match(column[start].text):
            start += 1
        if start == 0:  # all of it is small print
            start = len(column)
        if start == len(column):
            start = _interruption(column, after)
        kept += column[:start]
        for line in column[start:]:
            if _NOTE.match(line.text) or not notes:
                notes.append([line])
            else:
                notes[-1].append(line)
    return kept, notes


def _interruption(column: list[Line], after: Line | None) -> int:
    """Return where notes begin that interrupt the sentence before them; the number of lines if none does."""
    if after is None or not column or not after.text[0].islower() or not ends_sentence(column[-1].text):
        return len(column)
    for position in range(len(column) - 1, max(0, len(column) - _NOTE_LINES), -1):
        if _NUMBERED_NOTE.match(column[position].text):
            before = column[position - 1].text
            if before[-1].isalpha() or before[-1] == ",":
                return position
    return len(column)


def _columns(page: list[Line]) -> list[list[Line]]:
    """Return the lines of a page, cut where they go up."""
    columns: list[list[Line]] = []
    for line in page:
        if columns and line.first_base <= columns[-1][-1].first_base + line.size:
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns
