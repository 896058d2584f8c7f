"""Lines of pages as running text: running heads and page numbers go, words and paragraphs are put together.

It knows lines and where they stand, and nothing of PDF.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from summarize.readers.formats.markup import Content, heading, one_line

HYPHEN = "\ufffe"  # PDFium writes it where a line ends in a hyphen, and goes on with the next line

_EDGE_LINES = 3  # at the top and at the bottom of a page, where running heads are
_EDGE_GAP = 1.5  # of the height of a line
_HEADING_SIZE = 1.12  # of the size of most text
_SAME_SIZE = 0.08
_PARAGRAPH_GAP = 1.35  # of the usual distance of lines
_INDENT = 0.8  # of the height of a line
_HEADING_CHARACTERS = 200
_N_LEVELS = 6
_DIGITS = re.compile(r"\d{1,9}")
_PAGE_NUMBER = re.compile(
    r"[-–—\[(\s]*(?:p\.|pages?|seite|página|pagina)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|von|de|di|sur)\s*\d{1,4})?[-–—\])\s]*",
    re.IGNORECASE,
)
_IN_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*(?:(\d{1,4})|[ivxl]{1,7})$")  # a line of the table of contents
_CONTENTS_LINES = 3  # fewer are no table
_WORD = re.compile(r"\w+(?:-\w+)*")
_BROKEN_WORD = re.compile(rf"(\w*){HYPHEN}(\w*)")
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;。！？。][\"'”’»)\]]*$")


class Line(NamedTuple):
    """A line of a page; where it has hyphens of ``HYPHEN``, several lines of print.

    Attributes:
        text: what it says, not blank.
        size: the height of its characters, in points.
        left: where it begins.
        first_base: how far up on the page its first character stands.
        last_base: the same of its last character.
    """

    text: str
    size: float
    left: float
    first_base: float
    last_base: float


class _Block(NamedTuple):
    """Lines of one paragraph or heading, each with the number of its page, from 0."""

    lines: list[Line]
    pages: list[int]


def compose(pages: list[list[Line]]) -> Content:
    r"""Return the text of the lines of all pages; the title is the largest heading of the first.

    >>> page = [Line("Cats", 20, 72, 700, 700), Line("They purr loudly, and a", 10, 72, 660, 660),
    ...         Line("lot.", 10, 72, 648, 648), Line("Dogs do not.", 10, 72, 612, 612)]
    >>> compose([page]).text
    '# Cats\n\nThey purr loudly, and a\nlot.\n\nDogs do not.'
    """
    pages = [_without_contents(page) for page in pages]
    sizes = Counter[float]()
    gaps = Counter[int]()
    for page in pages:
        for line in page:
            sizes[_rounded(line.size)] += len(line.text)
        gaps.update(round(a.last_base - b.first_base) for a, b in pairwise(page))
    body_size = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
    pages = _without_running_lines(pages, body_size)
    pitch = max((gap for gap in gaps if gap > 0), key=lambda gap: (gaps[gap], -gap), default=0)
    blocks = _blocks(pages, max(float(pitch), body_size))
    levels = _levels(blocks, body_size)
    words = Counter(word for page in pages for line in page for word in _WORD.findall(line.text))
    return _written(blocks, levels, words, len(pages))


def _written(blocks: list[_Block], levels: list[int], words: Counter[str], n_pages: int) -> Content:
    """Return the blocks as text, and where in it pages begin."""
    text: list[str] = []
    length = 0
    starts = [-1] * n_pages
    title = None
    highest = min((level for level in levels if level), default=0)
    for block, level in zip(blocks, levels, strict=True):
        lines = [_mended(line.text, words) for line in block.lines]
        if level:
            lines = [heading(" ".join(lines), level)]
            if level == highest and title is None and block.pages[0] == 0:
                title = one_line(lines[0].lstrip("# "))
        for i, line in enumerate(lines):
            if text:
                length += 1 if i else 2
                text.append("\n" if i else "\n\n")
            if starts[block.pages[i]] < 0:
                starts[block.pages[i]] = length
            text.append(line)
            length += len(line)
    for number in reversed(range(n_pages)):  # an empty page begins where the next one does
        if starts[number] < 0:
            starts[number] = starts[number + 1] if number + 1 < n_pages else length
    return Content("".join(text), title, tuple(starts))


def _without_contents(page: list[Line]) -> list[Line]:
    """Return a page without its lines of a table of contents: their numbers grow, those of prices do not."""
    found = {line: match for line in page if (match := _IN_CONTENTS.search(line.text))}
    numbers = [int(match[1]) for match in found.values() if match[1]]
    if len(found) < _CONTENTS_LINES or numbers != sorted(numbers):
        return page
    return [line for line in page if line not in found]


def _without_running_lines(pages: list[list[Line]], body_size: float) -> list[list[Line]]:
    """Return the pages without what is repeated at their top and bottom, and without their numbers."""
    if len(pages) == 1:
        return pages
    edges = [{line: _keys(line, number) for line in _edges(page)} for number, page in enumerate(pages)]
    seen = Counter(key for edge in edges for key in set[str]().union(*edge.values()))
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        outermost = {max(page, key=_height), min(page, key=_height)} if page else set()
        running = {line for line in outermost if _PAGE_NUMBER.fullmatch(line.text)}
        running.update(
            line
            for line, keys in edge.items()
            if line.size <= _HEADING_SIZE * body_size and any(seen[key] > 1 for key in keys)
        )
        kept.append([line for line in page if line not in running])
    return kept


def _edges(page: list[Line]) -> set[Line]:
    """Return the few lines at the top and at the bottom of a page that a gap keeps from the rest."""
    from_top = sorted(page, key=_height, reverse=True)
    found: set[Line] = set()
    for lines in (from_top, from_top[::-1]):
        for n_lines, (line, inner) in enumerate(pairwise(lines[: _EDGE_LINES + 1]), 1):
            if abs(line.first_base - inner.first_base) > _EDGE_GAP * max(line.size, inner.size):
                found.update(lines[:n_lines])
                break
    return found


def _height(line: Line) -> float:
    return line.first_base


def _keys(line: Line, page: int) -> set[str]:
    """Return what a running head has in common with those of other pages.

    It is the same text, but for a first or last number that is the number of the page.
    """
    text = line.text.casefold()
    numbers = list(_DIGITS.finditer(text))
    keys = {text}
    for found in numbers[:1] + numbers[-1:]:
        keys.add(f"{text[: found.start()]}{int(found[0]) - page}{text[found.end() :]}")
    return keys


def _blocks(pages: list[list[Line]], pitch: float) -> list[_Block]:
    blocks: list[_Block] = []
    for number, page in enumerate(pages):
        for line in page:
            block = blocks[-1] if blocks else None
            if block and _goes_on(block.lines[-1], line, pitch, is_new_page=block.pages[-1] != number):
                block.lines.append(line)
                block.pages.append(number)
            else:
                blocks.append(_Block([line], [number]))
    return blocks


def _goes_on(last: Line, line: Line, pitch: float, *, is_new_page: bool) -> bool:
    """Return whether a line belongs to the same paragraph as the one before."""
    if abs(line.size - last.size) > _SAME_SIZE * max(line.size, last.size):
        return False
    has_ended = _ENDS_A_SENTENCE.search(last.text) is not None
    gap = last.last_base - line.first_base
    if is_new_page or gap < -pitch / 2:  # or a new column
        return not has_ended and line.text[0].isalpha() and not line.text[0].isupper()
    if gap > _PARAGRAPH_GAP * max(pitch, line.size):
        return False
    return not (has_ended and line.left - last.left > _INDENT * line.size)


def _levels(blocks: list[_Block], body_size: float) -> list[int]:
    """Return the level of each block that is a heading, by its size; 0 of those that are text."""
    sizes = []
    for block in blocks:
        text = " ".join(line.text for line in block.lines)
        is_heading = (
            block.lines[0].size > _HEADING_SIZE * body_size
            and len(text) <= _HEADING_CHARACTERS
            and any(character.isalpha() for character in text)
        )
        sizes.append(_rounded(block.lines[0].size) if is_heading else 0.0)
    ranks = {size: rank for rank, size in enumerate(sorted(set(sizes) - {0.0}, reverse=True), 1)}
    return [min(ranks.get(size, 0), _N_LEVELS) for size in sizes]


def _mended(text: str, words: Counter[str]) -> str:
    """Return a text with the words whole that a line end has broken."""

    def _whole(broken: re.Match[str]) -> str:
        left, right = broken[1], broken[2]
        joined, hyphenated = left + right, f"{left}-{right}"
        if joined in words:
            return joined
        is_syllable = hyphenated not in words and left[-1:].isalpha() and right[:1].islower()
        return joined if is_syllable else hyphenated

    return _BROKEN_WORD.sub(_whole, text) if HYPHEN in text else text


def _rounded(size: float) -> float:
    return round(size * 2) / 2
