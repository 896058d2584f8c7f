"""Lines of pages as blocks: paragraphs that go on over columns and pages, captions, tables, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from summarize.readers.formats.pdf.lines import Line
from summarize.text.captions import is_caption
from summarize.text.marks import CLOSING, ends_sentence

_SAME_SIZE = 0.08
_PARAGRAPH_GAP = 1.35  # of the usual distance of lines
_INDENT = 0.8  # of the height of a line
_FORMULA_INDENT = 1.5
_FORMULA_GAP = 3.0  # of the usual distance of lines
_SHORT_LAST_LINE = 0.15  # of the width of a paragraph, that its last line leaves free
_SHORT_TITLE = 0.25
_FORMULA_CHARACTERS = 80
_FORMULA_MARK = re.compile(r"[=∑∏∫√≤≥≈±×∈∀∂∇→]")
_SHORT_LINE = 20  # characters; a paragraph that waits for its end is longer
_SHORT_CELL = 40  # characters
_BROKEN = ("\ufffe", "\xad", "-", "\u2010")
_MARK_OF_NOTE = re.compile(r"(?<=[^\w\s])\d{1,2}$")
_LIST_MARK = re.compile(
    r"(?:[-+*•‣◦▪●–—·]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{2,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,4}|\d{1,2})\t"
)
_ITEM = re.compile(r"[•‣◦▪●]\s")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER_OF_FORMULA = re.compile(r"\t\(?\d{1,3}(?:\.\d{1,3})?\)$")

BlockKind = Literal["text", "table", "caption", "note"]


@dataclass
class Block:
    """Lines of one paragraph, heading, table or note, each with the number of its page, from 0.

    Attributes:
        right: where the longest line ends.
    """

    lines: list[Line]
    pages: list[int]
    kind: BlockKind = "text"
    right: float = field(init=False)

    def __post_init__(self) -> None:
        self.right = max(line.right for line in self.lines)

    def add(self, line: Line, number: int) -> None:
        """Go on with a line of a page."""
        self.lines.append(line)
        self.pages.append(number)
        self.right = max(self.right, line.right)


def is_list_mark(text: str) -> bool:
    r"""Return whether a line begins with the mark of an item or the number of a heading, and then a gap.

    >>> is_list_mark("2.1\tThe old quay"), is_list_mark("North\t12")
    (True, False)
    """
    return _LIST_MARK.match(text) is not None


def blocks_of(pages: list[list[Line]], notes: list[list[list[Line]]], pitch: float) -> list[Block]:
    """Return the blocks of all pages.

    Args:
        pages: lines of each, in reading order.
        notes: footnotes of each page; they come after the paragraph that goes on over them.
        pitch: the usual distance of lines, in points.
    """
    blocks: list[Block] = []
    waiting: list[Block] = []
    for number, page in enumerate(pages):
        tables = _rows_of_tables(page)
        for position, line in enumerate(page):
            if position in tables:
                _add_row(blocks, line, number)
                continue
            plain = line._replace(text=_plain(line.text))
            block = _open_block(blocks, plain, number, pitch)
            if block is not None:
                block.add(plain, number)
                continue
            blocks += waiting
            waiting = []
            kind: BlockKind = "caption" if is_caption(plain.text) else "text"
            blocks.append(Block([plain], [number], kind))
        waiting += [Block(lines, [number] * len(lines), "note") for lines in notes[number]]
    return blocks + waiting


def _plain(text: str) -> str:
    if found := _LIST_MARK.match(text):
        text = f"{found[0][:-1]} {text[found.end() :]}"
    return text.replace("\t", " ")


def _rows_of_tables(page: list[Line]) -> set[int]:
    """Return the positions of lines with cells, and of those between them that go on with a cell."""
    rows = []
    for position, line in enumerate(page):
        text = _NUMBER_OF_FORMULA.sub("", line.text)
        if "\t" in text and not (is_list_mark(text) and text.count("\t") == 1):
            rows.append(position)
    found: set[int] = set()
    for i, row in enumerate(rows):
        cells = page[row].text.split("\t")
        near = [other for other in rows[max(0, i - 1) : i + 2] if other != row and abs(other - row) <= 8]
        is_short = max(map(len, cells)) <= _SHORT_CELL
        if (near and is_short) or (is_short and len(cells) > 2):
            found.add(row)
    if found:
        for position in range(min(found), max(found) + 1):
            inside = any(other in found for other in range(position - 8, position))
            after = any(other in found for other in range(position + 1, position + 9))
            is_cell = len(page[position].text) <= _SHORT_CELL and not is_caption(page[position].text)
            if (
                inside
                and is_cell
                and (after or page[position].left > page[max(found)].left + page[position].size)
            ):
                found.add(position)
        last = max(found)
        while last + 1 < len(page) and _continues_cell(page[max(found)], page[last], page[last + 1]):
            last += 1
            found.add(last)
    return found


def _continues_cell(row: Line, last: Line, line: Line) -> bool:
    return (
        line.left > row.left + 2 * line.size
        and len(line.text) <= _SHORT_CELL
        and abs(last.last_base - line.first_base) < 2 * line.size
        and abs(line.size - row.size) < _SAME_SIZE * row.size
    )


def _add_row(blocks: list[Block], line: Line, number: int) -> None:
    last = blocks[-1] if blocks else None
    line = line._replace(text=line.text if "\t" in line.text else f"\t{line.text}")
    if last is not None and last.kind == "table" and last.pages[-1] == number:
        last.add(line, number)
    else:
        blocks.append(Block([line], [number], "table"))


def _open_block(blocks: list[Block], line: Line, number: int, pitch: float) -> Block | None:
    """Return the block that a line goes on with, None if it begins one."""
    if not blocks or is_caption(line.text):
        return None
    block = blocks[-1]
    is_other = block.kind != "text" or abs(line.size - block.lines[-1].size) > _SAME_SIZE * line.size
    if is_other and _begins_low(line) and (left := _was_left(blocks, line)):
        return left
    if block.kind == "table":
        return None
    if _goes_on(block, line, number, pitch):
        return block
    return None


def _was_left(blocks: list[Block], line: Line) -> Block | None:
    """Return the paragraph before captions and tables that has no end yet, and is in the print of a line."""
    for block in blocks[-2:-5:-1]:
        if block.kind == "text":
            last = block.lines[-1]
            is_same = abs(line.size - last.size) <= _SAME_SIZE * last.size and last.is_bold == line.is_bold
            is_open = not _has_ended(last.text) and len(last.text) > _SHORT_LINE
            return block if is_same and is_open else None
    return None


def _has_ended(text: str) -> bool:
    """Return whether a line ends a sentence, or a part of one that stands by itself."""
    text = _MARK_OF_NOTE.sub("", text)
    return ends_sentence(text) or text.rstrip(CLOSING).endswith((":", ";"))


def _begins_low(line: Line) -> bool:
    return line.text[0].isalpha() and not line.text[0].isupper()


def _goes_on(block: Block, line: Line, number: int, pitch: float) -> bool:
    """Return whether a line belongs to the same paragraph as the one before."""
    last = block.lines[-1]
    has_ended = _has_ended(last.text)
    gap = last.last_base - line.first_base
    is_new_page = block.pages[-1] != number
    if not is_new_page and abs(gap) < _FORMULA_GAP * pitch and block.kind == "text":
        if (
            _is_formula(line)
            and line.left > block.lines[0].left + _FORMULA_INDENT * line.size
            and not has_ended
        ):
            return True
        if _is_formula(last) and len(block.lines) > 1 and (_begins_low(line) or _is_formula(line)):
            return True
    if abs(line.size - last.size) > _SAME_SIZE * max(line.size, last.size) or line.is_bold != last.is_bold:
        return False
    if is_new_page or gap < -pitch / 2:  # or a new column
        if last.text.endswith(_BROKEN) and len(last.text) > 1:
            return line.text[0].isalnum()
        return not has_ended and (_begins_low(line) or (last.text[-1] == "," and line.text[0].isalnum()))
    if gap > _PARAGRAPH_GAP * max(pitch, line.size):
        return False
    if _ITEM.match(line.text) or _is_after_forced_break(block, last, line, has_ended):
        return False
    return not (has_ended and line.left - last.left > _INDENT * line.size)


def _is_after_forced_break(block: Block, last: Line, line: Line, has_ended: bool) -> bool:
    """Return whether a line begins with a capital although its first word had room on the line before."""
    if line.text[0].islower() or last.text[-1] in ",;-\ufffe\xad" or not last.right:
        return False
    right = max(block.right, line.right)
    width, room = right - min(last.left, line.left), right - last.right
    word = len(line.text.split(" ", 1)[0]) * (line.right - line.left) / len(line.text)
    return room > word + line.size and room > (_SHORT_LAST_LINE if has_ended else _SHORT_TITLE) * width


def _is_formula(line: Line) -> bool:
    text = line.text
    if len(text) >= _FORMULA_CHARACTERS or text.isalpha():
        return False
    words = _LONG_WORD.findall(text)
    return not words or (_FORMULA_MARK.search(text) is not None and 3 * sum(map(len, words)) < len(text))
