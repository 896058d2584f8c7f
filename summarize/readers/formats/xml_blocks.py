"""The blocks of an XML document, given the role of each of its elements."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, Literal

from summarize.readers.formats.blocks import MARK, Blocks, without_marks
from summarize.readers.formats.xml import parse_xml

Role = Literal[
    "section",  # makes the headings in it deeper
    "heading",
    "block",  # a paragraph, or what is around some
    "item",
    "code",
    "row",
    "cell",
    "figure",  # what floats: written after the paragraph that it stands in
    "mark",  # of a note or a citation: left out, with the brackets and commas around it
    "caption",
    "break",
    "left out",
    "inline",
]
RoleOf = Callable[[Any], Role]

_ENTITY = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&([A-Za-z][A-Za-z0-9]{1,30});", re.DOTALL)
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_SPACE = re.compile(r"\s+")


def parse_document(data: bytes) -> Any:
    """Return the root of an XML document whose DTD, which is not loaded, may name characters.

    Raises:
        ImportError: lxml is not installed.
        SyntaxError: it is damaged.

    >>> parse_document(b'<!DOCTYPE a SYSTEM "a.dtd"><a>caf&eacute; &amp; bar</a>').text
    'café & bar'
    """
    return parse_xml(_ENTITY.sub(_character, data))


def _character(entity: re.Match[bytes]) -> bytes:
    if entity[1] is None or entity[1] in _OF_XML:  # or a part in which nothing is an entity
        return entity[0]
    text = html.unescape(entity[0].decode())
    return entity[0] if text.startswith("&") else "".join(f"&#{ord(one)};" for one in text).encode()


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; blank for what is no element.

    >>> local_name(parse_document(b'<a xmlns="b"/>'))
    'a'
    """
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def write_blocks(
    root: Any, role_of: RoleOf, blocks: Blocks, level_of: Callable[[Any], int] | None = None
) -> None:
    r"""Add the blocks of a tree.

    Args:
        root: an element of lxml.
        role_of: the role of an element.
        blocks: gets them.
        level_of: the level of a heading; that of the sections around it if None.

    >>> blocks = Blocks()
    >>> tree = parse_document(b"<a><t>One</t><p>It <b>rains</b>.</p></a>")
    >>> write_blocks(tree, lambda e: {"t": "heading", "p": "block"}.get(local_name(e), "inline"), blocks)
    >>> blocks.text
    '# One\n\nIt rains.'
    """
    _Writer(role_of, blocks, level_of, 1).walk(root)


class _Writer:
    def __init__(
        self, role_of: RoleOf, blocks: Blocks, level_of: Callable[[Any], int] | None, level: int
    ) -> None:
        self._role_of = role_of
        self._level_of = level_of
        self._blocks = blocks
        self._pieces: list[str] = []
        self._is_item = False
        self._rows: list[list[str]] = []  # the cells of the open rows
        self._level = level
        self._floating: list[Any] = []  # figures in the open paragraph
        self._figures: list[bool] = []  # of each open figure whether it floats

    def walk(self, root: Any) -> None:
        """Write a tree, in the order of the document."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            role = self._role_of(element)
            if event == "end":
                self._ends(role)
                self._add(None if element is root else element.tail)
            elif self._starts(element, role):
                walk.skip_subtree()
            else:
                self._add(element.text)
        self._close()

    def _starts(self, element: Any, role: Role) -> bool:
        """Begin an element, and return whether what is in it has been dealt with."""
        if role in ("inline", "break"):
            self._add_as_is("\n" if role == "break" else "")
            return False
        if role in ("left out", "mark"):
            self._add_as_is(MARK if role == "mark" else "")
            return True
        if role == "figure":
            self._figures.append("".join(self._pieces).strip() != "")
            if self._figures[-1]:
                self._floating.append(element)
            return self._figures[-1]
        self._close()
        if role in ("heading", "caption", "code", "cell"):
            self._write_whole(element, role)
            return True
        self._level += role == "section"
        self._is_item = role == "item" or (self._is_item and role == "block")
        if role == "row":
            self._rows.append([])
        return False

    def _ends(self, role: Role) -> None:
        if role == "figure" and not self._figures.pop():
            self._close()
        if role in ("section", "block", "item", "row"):
            self._close()
            self._level -= role == "section"
            self._is_item = self._is_item and role != "item"
        if role == "row":
            self._blocks.row(self._rows.pop())

    def _write_whole(self, element: Any, role: Role) -> None:
        text = "".join(element.itertext()) if role == "code" else text_of(element, self._role_of)
        if role == "code":
            self._blocks.code(text)
        elif role == "heading":
            self._blocks.heading(text, self._level_of(element) if self._level_of else self._level)
        elif role == "caption":
            self._blocks.caption(text, _kind_of_figure(element))
        elif self._rows:
            self._rows[-1].append(text)
        else:
            self._blocks.paragraph(text)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(_SPACE.sub(" ", text))

    def _add_as_is(self, text: str) -> None:
        if text:
            self._pieces.append(text)

    def _close(self) -> None:
        text = without_marks("".join(self._pieces))
        floating = self._floating
        self._pieces, self._floating = [], []
        if text.strip() and self._rows:
            self._rows[-1].append(text)
        elif text.strip() and self._is_item:
            self._blocks.item(text)
            self._is_item = False  # its further paragraphs are none
        elif text.strip():
            self._blocks.paragraph(text)
        for element in floating:
            _Writer(self._role_of, self._blocks, self._level_of, self._level).walk(element)


def text_of(element: Any, role_of: RoleOf) -> str:
    """Return the text of an element on one line, without what is left out.

    >>> text_of(parse_document(b"<a>One <b>two</b> three</a>"), lambda element: "inline")
    'One two three'
    """
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inside in walk:
        role = role_of(inside)
        if event == "start" and role in ("left out", "mark", "figure") and inside is not element:
            walk.skip_subtree()
            pieces.append(MARK if role == "mark" else "")
        elif event == "start":
            pieces.append(inside.text or "")
        else:
            pieces.append("" if role in ("inline", "left out", "mark") else " ")
            pieces.append("" if inside is element else inside.tail or "")
    return " ".join(without_marks("".join(pieces)).split())


def _kind_of_figure(element: Any) -> str:
    """Return what a caption calls itself: a table is named so by an element around the caption."""
    around = element.getparent(), element.getparent().getparent() if element.getparent() is not None else None
    names = " ".join(local_name(each) for each in around if each is not None)
    return "Table" if "table" in names else "Figure"
