"""A document as Markdown: what was read of a file, with the kind of each block visible."""

from __future__ import annotations

import re
from itertools import groupby

from summarize.document import Document
from summarize.text.blocks import without_list_mark
from summarize.text.headings import read_heading

_NUMBERED = re.compile(r"\(?\d{1,3}[.)][ \t]")
_READ_AS_MARK = re.compile(r"(?=#{1,6}\s|[-+*>]\s|\||```|~~~)|(?<=\d)(?=[.)]\s)")
_FENCES = ("```", "~~~")


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
            written.append("\n".join(map(_item, parts)))
        else:
            written += [_block(part, kind) for part in parts]
    title = document.title
    if title and not any(line == f"# {title}" for line in written[:1]):
        written.insert(0, f"# {title}")
    return "\n\n".join(written)


def _block(text: str, kind: str) -> str:
    if kind == "heading":
        heading = read_heading(text)
        return f"{'#' * min(max(heading.level or 2, 1), 6)} {_line(heading.title)}"
    if kind == "code":
        return text if text.startswith(_FENCES) else f"```\n{text}\n```"
    if kind == "caption":
        return f"*{_line(text).strip('*')}*"
    if kind == "quotation":
        return text
    return _escaped(_line(text))


def _item(text: str) -> str:
    line = _line(text)
    return line if _NUMBERED.match(line) else f"- {_line(without_list_mark(text))}"


def _table(text: str) -> str:
    rows = [[cell.strip().replace("|", "\\|") for cell in line.split("\t")] for line in text.splitlines()]
    if all(len(row) == 1 for row in rows):  # aligned by spaces
        return f"```\n{text}\n```"
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _line(text: str) -> str:
    return " ".join(text.split())


def _escaped(line: str) -> str:
    """Return a paragraph that would be a heading, a list or a quotation with its mark escaped."""
    found = _READ_AS_MARK.search(line[:8])
    if found is None or (found.start() and not line[: found.start()].isdecimal()):
        return line
    return f"{line[: found.start()]}\\{line[found.start() :]}"
