"""What a reader finds in a document: its text, and what else a summary can use."""

from __future__ import annotations

from typing import NamedTuple

from summarize.text.cues import Cue
from summarize.text.cuts import MARKED_CHARACTERS
from summarize.text.patterns import compile_on_use

_CELL_CHARACTERS = 80
INVISIBLE = compile_on_use("[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
"""Characters without width, which captions and mails have in lines and names."""


class Content(NamedTuple):
    """The text of a document, with headings as ``#`` lines and blank lines between paragraphs.

    Attributes:
        text: all of it; blank if there is none.
        title: what the document calls itself, or None.
        page_starts: where in the text each page begins; none if it has no pages.
        cues: who speaks from which position on, and when; none if it is no transcript.
        notes: what a user should know of how it was read, such as how little of a page is its article.
    """

    text: str
    title: str | None = None
    page_starts: tuple[int, ...] = ()
    cues: tuple[Cue, ...] = ()
    notes: tuple[str, ...] = ()


def one_line(text: str | None) -> str | None:
    r"""Return a title with its white space folded, or None if nothing is left.

    >>> one_line(" A\n title "), one_line(" ")
    ('A title', None)
    """
    return " ".join((text or "").split()) or None


def heading(text: str, level: int) -> str:
    r"""Return a heading as a line that ``Document.sections`` sees; blank if the text is, bare if it is long.

    >>> heading("Related\nwork", 2)
    '## Related work'
    """
    line = one_line(text)
    marked = f"{'#' * min(max(level, 1), 6)} {line}" if line else ""
    return marked if len(marked) <= MARKED_CHARACTERS else str(line)


def join_row(blocks: list[str], first: int) -> None:
    r"""Put the cells of a row of a table on one line, if they are short and so no text of their own.

    Args:
        blocks: is changed: those from ``first`` on are the cells.
        first: where the row begins.

    >>> blocks = ["A list:", "Tom", "12"]
    >>> join_row(blocks, 1)
    >>> blocks
    ['A list:', 'Tom\t12']
    """
    cells = blocks[first:]
    if len(cells) > 1 and all(len(cell) <= _CELL_CHARACTERS and "\n" not in cell for cell in cells):
        row = "\t".join(cells)
        if first and "\t" in blocks[first - 1]:  # one block a table: a line alone looks like a heading
            first, row = first - 1, f"{blocks[first - 1]}\n{row}"
        blocks[first:] = [row]
