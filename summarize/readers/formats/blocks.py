"""The blocks of a document, written so that :class:`~summarize.Document` sees the kind of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from summarize.readers.formats.markup import heading, join_row
from summarize.readers.formats.noncharacters import NOTE
from summarize.text.captions import is_caption

MARK = NOTE
"""Stands in a text where the mark of a note or a citation was."""

_FENCE = "```"
_MARKS = rf"{MARK}(?:[\s,;\u2013\u2014-]*{MARK})*"
_AROUND_MARKS = re.compile(rf"[ \t\n]*(?:\[\s*{_MARKS}\s*\]|\(\s*{_MARKS}\s*\)|{_MARKS})")


class Blocks:
    r"""Collects blocks in order: headings as ``#`` lines, items with ``-``, code between fences.

    >>> blocks = Blocks()
    >>> blocks.heading("Piers", 1)
    >>> blocks.item("The old one")
    >>> blocks.caption("The hall", "Figure")
    >>> blocks.text
    '# Piers\n\n- The old one\n\nFigure 1: The hall'
    """

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._captions: Counter[str] = Counter()
        self._n_code = 0  # length of the list after the last block of code

    @property
    def text(self) -> str:
        """All blocks, with a blank line between two."""
        return "\n\n".join(self._blocks)

    @property
    def n_blocks(self) -> int:
        """The number of blocks so far; a table is one."""
        return len(self._blocks)

    def heading(self, text: str, level: int) -> None:
        """Add a heading of a level from 1; deeper ones than 6 count as 6."""
        self._add(heading(text, level))

    def paragraph(self, text: str) -> None:
        r"""Add a paragraph; its lines stay apart, other white space is folded."""
        self._add(folded(text))

    def item(self, text: str) -> None:
        """Add an item of a list."""
        if text := folded(text):
            self._add(f"- {text}")

    def code(self, text: str) -> None:
        """Add code as it is; directly after other code, it continues that."""
        if not (text := text.strip("\n").rstrip()):
            return
        while _FENCE in text:  # it would end the block
            text = text.replace(_FENCE, "'''")
        if self._blocks and self._n_code == len(self._blocks):
            self._blocks[-1] = f"{self._blocks[-1].removesuffix(_FENCE)}{text}\n{_FENCE}"
        else:
            self._add(f"{_FENCE}\n{text}\n{_FENCE}")
            self._n_code = len(self._blocks)

    def row(self, cells: Iterable[str]) -> None:
        """Add a row of a table; long cells become paragraphs."""
        first = len(self._blocks)
        self._blocks += [cell for cell in map(folded, cells) if cell]
        join_row(self._blocks, first)

    def caption(self, text: str, word: str) -> None:
        """Add the caption of a ``Figure``, ``Table``, …; it is numbered if the text has no number."""
        if text := " ".join(text.split()):
            self._captions[word] += 1
            self._add(text if is_caption(text) else f"{word} {self._captions[word]}: {text}")

    def _add(self, block: str) -> None:
        if block:
            self._blocks.append(block)


def folded(text: str) -> str:
    r"""Return a text with the white space in each line folded, and without blank lines.

    >>> folded(" A  hall\n\n of  boats ")
    'A hall\nof boats'
    """
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def without_marks(text: str) -> str:
    """Return a text without marks of notes, and the brackets, commas and spaces around them.

    >>> without_marks(f"late [{MARK}, {MARK}]. It is cold{MARK}.")
    'late. It is cold.'
    """
    return _AROUND_MARKS.sub("", text) if MARK in text else text
