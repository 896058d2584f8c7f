"""A document as Markdown: what was read of a file, with the kind of each block visible."""

from __future__ import annotations

import re
from itertools import groupby

from summarize.document import Document
from summarize.text.headings import read_heading
from summarize.text.leading_marks import without_list_mark
from summarize.views.escapes import escape_block, escape_inline, fence_for

_NUMBERED = re.compile(r"(\(?)(\d{1,3})([.)])[ \t]")
_NOTE = re.compile(r"\[\^\w{1,20}\]: ")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)*")
_FENCED = re.compile(r"(`{3,}|~{3,})[^`\n]*\n.*\n\1\s*\Z", re.DOTALL)


def to_markdown(document: Document) -> str:
    r"""Return the text of a document as Markdown: its title, and its blocks by their kinds.

    >>> print(to_markdown(Document("# Cats\n\nThey\npurr.\n\n- a lot\n- at night\n\nFigure 1: A cat")))
    # Cats
    <BLANKLINE>
    They purr.
    <BLANKLINE>
    - a lot
    - at night
    <BLANKLINE>
    *Figure 1: A cat*
    """
    written: list[str] = []
    text = document.text
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        parts = [text[block.start : block.end] for block in blocks]
        if kind == "table":
            written.append(_table("\n".join(parts)))
        elif kind == "item":
            written.append(_list(parts))
        else:
            written += [_block(part, kind) for part in parts]
    if document.title and (title := f"# {escape_inline(_line(document.title))}") not in written[:1]:
        written.insert(0, title)
    return "\n\n".join(written)


def _block(text: str, kind: str) -> str:
    if kind == "heading":
        heading = read_heading(text)
        return f"{'#' * min(max(heading.level or 2, 1), 6)} {escape_inline(_line(heading.title))}"
    if kind == "code":
        return text if _FENCED.match(text) else _fenced(text)
    if kind == "caption":
        return f"*{escape_inline(_line(text).strip('*'))}*"
    if kind == "quotation":
        return "\n".join(map(_quoted, text.splitlines()))
    line = _line(text)
    if kind != "prose" and (note := _NOTE.match(line)):
        return f"{note[0]}{escape_inline(line[note.end() :])}"
    return escape_block(line)


def _fenced(text: str) -> str:
    fence = fence_for(text)
    return f"{fence}\n{text}\n{fence}"


def _quoted(line: str) -> str:
    found = _QUOTED.match(line)
    start = found.end() if found else 0
    return f"{line[:start].lstrip()}{escape_block(_line(line[start:]))}"


def _list(parts: list[str]) -> str:
    """Return items as a list; a number that does not follow the one before is text, or it would change."""
    lines: list[str] = []
    expected: int | None = None
    for part in parts:
        line = _line(part)
        if (found := _NUMBERED.match(line)) is None:
            lines.append(f"- {escape_block(_line(without_list_mark(part)))}")
            expected = None
        elif found[1] or expected not in (None, int(found[2])) or str(int(found[2])) != found[2]:
            lines += ["", escape_block(line), ""]
            expected = None
        else:
            lines.append(f"{found[0]}{escape_block(line[found.end() :])}")
            expected = int(found[2]) + 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _table(text: str) -> str:
    rows = [
        [escape_inline(_line(cell), in_cell=True) for cell in line.split("\t")] for line in text.splitlines()
    ]
    if all(len(row) == 1 for row in rows):  # aligned by spaces
        return _fenced(text)
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _line(text: str) -> str:
    return " ".join(text.split())
