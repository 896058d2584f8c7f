"""Lines of pages as running text: paragraphs, headings, tables and notes, with broken words whole.

It knows lines and where they stand, and nothing of PDF.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from summarize.readers.formats.markup import Content, heading, one_line
from summarize.readers.formats.pdf.blocks import Block, blocks_of
from summarize.readers.formats.pdf.calls import without_calls
from summarize.readers.formats.pdf.contents import without_contents
from summarize.readers.formats.pdf.hyphens import Joiner
from summarize.readers.formats.pdf.lines import HEADING_SIZE, Line, pitch_of
from summarize.readers.formats.pdf.margins import split_notes, without_running_lines
from summarize.text.marks import ends_sentence

_HEADING_CHARACTERS = 200
_BOLD_CHARACTERS = 120
_BOLD_LINES = 2
_MOSTLY_BOLD = 0.4  # of all characters: bold print then tells nothing
_N_LEVELS = 6
_GOES_ON = (":", ";", ",")
_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|\[\d{1,3}\])[.)]?\s*")  # of a note
_LETTERS = re.compile(r"[^\W\d_]{3}|[^\W\d_a-z]{2}|[\u3040-\u9fff\uac00-\ud7af]")  # of a heading, at least


def compose(pages: list[list[Line]]) -> Content:
    r"""Return the text of the lines of all pages; the title is the largest heading of the first.

    >>> page = [Line("Cats", 20, 72, 700, 700), Line("They purr loudly, and a", 10, 72, 660, 660),
    ...         Line("lot.", 10, 72, 648, 648), Line("Dogs do not.", 10, 72, 612, 612)]
    >>> compose([page]).text
    '# Cats\n\nThey purr loudly, and a\nlot.\n\nDogs do not.'
    """
    pages = without_contents(pages)
    sizes, bold = Counter[float](), Counter[bool]()
    for page in pages:
        for line in page:
            sizes[_rounded(line.size)] += len(line.text)
            bold[line.is_bold] += len(line.text)
    if bold[True] > _MOSTLY_BOLD * bold.total():  # then it says nothing
        pages = [[line._replace(is_bold=False) for line in page] for page in pages]
    body_size = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
    pages = without_running_lines(pages, body_size)
    firsts = [page[0] if page else None for page in pages[1:]]
    split = [split_notes(page, body_size, first) for page, first in zip(pages, [*firsts, None], strict=False)]
    pages = [without_calls(lines, notes) for lines, notes in split]
    blocks = blocks_of(pages, [notes for _, notes in split], max(pitch_of(pages), body_size))
    levels = _levels(blocks, body_size)
    joiner = Joiner(line.text for page in pages for line in page)
    content = _Text(len(pages)).written(blocks, levels, joiner)
    return content._replace(title=_title(blocks, levels, body_size, joiner))


def _title(blocks: list[Block], levels: list[int], body_size: float, joiner: Joiner) -> str | None:
    """Return the largest heading of the first page, if it is in larger print than the text."""
    first = [
        (level, position)
        for position, (block, level) in enumerate(zip(blocks, levels, strict=True))
        if level and block.pages[0] == 0 and block.lines[0].size > HEADING_SIZE * body_size
    ]
    if not first:
        return None
    return one_line("".join(_joined([line.text for line in blocks[min(first)[1]].lines], joiner)))


@dataclass
class _Text:
    """The text so far, and where in it pages begin."""

    n_pages: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def written(self, blocks: list[Block], levels: list[int], joiner: Joiner) -> Content:
        """Return the blocks as text."""
        starts = [-1] * self.n_pages
        n_notes = 0
        for block, level in zip(blocks, levels, strict=True):
            lines = _joined([line.text for line in block.lines], joiner)
            if level:
                said = heading("".join(lines).replace("\t", " "), level)
                lines = [said, *[""] * (len(lines) - 1)]
            elif block.kind == "note":
                n_notes += 1
                lines[0] = f"[^{n_notes}]: {_MARK.sub('', lines[0], count=1)}"
            if self.pieces:
                lines[0] = f"\n\n{lines[0]}"
            for page, line in zip(block.pages, lines, strict=True):
                if starts[page] < 0:
                    starts[page] = self.length + len(line) - len(line.lstrip())
                self.pieces.append(line)
                self.length += len(line)
        for number in reversed(range(self.n_pages)):  # an empty page begins where the next one does
            if starts[number] < 0:
                starts[number] = starts[number + 1] if number + 1 < self.n_pages else self.length
        for number in range(1, self.n_pages):  # a note comes after the sentence that goes on over it
            starts[number] = max(starts[number], starts[number - 1])
        return Content("".join(self.pieces), page_starts=tuple(starts))


def _joined(lines: list[str], joiner: Joiner) -> list[str]:
    """Return the lines with broken words whole, each in the line where it began, and what separates lines."""
    joined = [joiner.with_initials(line) for line in lines]
    is_whole = [False] * len(joined)
    for i in range(len(joined) - 1):
        if (mended := joiner.join(joined[i], joined[i + 1])) is not None:
            joined[i], joined[i + 1] = mended
            is_whole[i + 1] = True
    separator = " " if any(is_whole) else "\n"  # lines of very different lengths look like titles over text
    joined = [line.rstrip("\ufffe\xad") for line in joined]
    return [
        line if position == 0 or whole or not line else f"{separator}{line}"
        for position, (line, whole) in enumerate(zip(joined, is_whole, strict=True))
    ]


def _levels(blocks: list[Block], body_size: float) -> list[int]:
    """Return the level of each block that is a heading, by its size; 0 of those that are text."""
    sizes = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        size = block.lines[0].size
        text = " ".join(line.text for line in block.lines)
        if block.kind != "text" or not _LETTERS.search(text) or "=" in text:
            sizes.append(0.0)
        elif size > HEADING_SIZE * body_size and len(text) <= _HEADING_CHARACTERS:
            sizes.append(_rounded(size))
        else:
            is_bold = all(line.is_bold for line in block.lines)
            is_short = len(text) <= _BOLD_CHARACTERS and len(block.lines) <= _BOLD_LINES
            is_above = following is not None and following.kind != "note"
            sizes.append(
                -1.0
                if is_bold and is_short and is_above and not (ends_sentence(text) or text.endswith(_GOES_ON))
                else 0.0
            )
    ranks = {size: rank for rank, size in enumerate(sorted(set(sizes) - {0.0}, reverse=True), 1)}
    ranks[-1.0] = max(ranks.get(-1.0, 0), 2)  # bold print alone is no title of a document
    return [min(ranks.get(size, 0), _N_LEVELS) for size in sizes]


def _rounded(size: float) -> float:
    return round(size * 2) / 2
