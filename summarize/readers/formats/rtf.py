"""Rich Text Format (RTF), as striprtf reads it, with the headings and tables that it leaves unmarked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from summarize.errors import ReadError
from summarize.readers.formats.blocks import Blocks
from summarize.readers.formats.markup import Content, one_line
from summarize.readers.formats.noncharacters import CELL_END, LEVELS, ROW_END, ROW_START

# Noncharacters go through the package as they are, and come out where the mark was.
_ENDS = {"cell": CELL_END, "nestcell": CELL_END, "trowd": ROW_START, "row": ROW_END}
_OUTLINE = re.compile(r"\\outlinelevel([0-8])(?!\d) ?")
_TABLE = re.compile(r"\\(cell|nestcell|trowd|row)(?![a-zA-Z]) ?")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_ESCAPED = re.compile(rb"\\[\\{}]")
_TITLE = re.compile(r"\{\\title (.{0,500}?)\}", re.DOTALL)
_ITEM = re.compile(r"(?:[•·▪◦§\uf0b7o–-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\t")


def read_rtf(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of a document, without notes, headers, footers, pictures and deleted text.

    Args:
        data: the document.
        name: for errors.
        encoding: of bytes beyond ASCII that are not escaped; what the document says if None.

    Raises:
        ImportError: striprtf is not installed.
        ReadError: it is cut off.
    """
    from striprtf import striprtf

    rtf_to_text: Callable[..., str] = striprtf.rtf_to_text
    said = _CODE_PAGE.search(data[:4096])
    source = _decoded(data, encoding or (f"cp{said[1].decode()}" if said else "cp1252"))
    marks = _ESCAPED.sub(b"", data)
    if marks.count(b"{") > marks.count(b"}"):
        raise ReadError(f"{name}: is a damaged RTF: its last brace is missing; was it copied whole?")
    found = _TITLE.search(source)
    title = one_line(rtf_to_text(f"{{\\rtf1 {found[1]}}}", errors="replace")) if found else None
    # The package takes targets of links into the text, and the marks of lists of old programs out of it.
    source = source.replace("HYPERLINK", "").replace("\\pntext", "\\listtext")
    source = source.replace("{\\deleted", "{\\*\\deleted")
    source = _OUTLINE.sub(lambda level: f"\\outlinelevel{level[1]} {LEVELS[int(level[1])]}", source)
    source = _TABLE.sub(lambda end: f"\\plain {_ENDS[end[1]]}", source)
    blocks = Blocks()
    for part in _rows_and_text(rtf_to_text(source, errors="replace").replace("\0", "")):
        if isinstance(part, list):
            blocks.row(part)
        else:
            _add_lines(part, blocks)
    return Content(blocks.text, title)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def _rows_and_text(text: str) -> Iterator[str | list[str]]:
    """Yield the cells of each row, and the text between rows."""
    parts = text.split(ROW_END)
    for number, part in enumerate(parts, 1):
        before, _, row = part.partition(ROW_START)
        yield before.replace(CELL_END, "\t")
        cells = row.replace(ROW_START, "").split(CELL_END)
        if number < len(parts):
            yield [cell.strip() for cell in cells]
        else:
            yield "\t".join(cells)


def _add_lines(text: str, blocks: Blocks) -> None:
    for line in text.splitlines():
        level = max((LEVELS.index(mark) + 1 for mark in set(line).intersection(LEVELS)), default=0)
        line = line.translate(_WITHOUT_LEVELS).strip()
        item = _ITEM.match(line)
        if level and not item:
            blocks.heading(line, level)
        elif item and item[0][0] not in "(" and not item[0][0].isalnum():
            blocks.item(line[item.end() :])
        else:
            blocks.paragraph(line)


_WITHOUT_LEVELS = dict.fromkeys(map(ord, LEVELS))
