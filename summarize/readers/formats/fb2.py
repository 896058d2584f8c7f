"""FictionBook (FB2): novels in XML."""

from __future__ import annotations

from typing import Any

from summarize.readers.formats.blocks import Blocks
from summarize.readers.formats.markup import Content
from summarize.readers.formats.xml_blocks import Role, local_name, parse_document, text_of, write_blocks

_ROLES: dict[str, Role] = {
    "section": "section",
    **dict.fromkeys(("title", "subtitle"), "heading"),
    **dict.fromkeys(("cite", "empty-line", "epigraph", "p", "poem", "stanza", "text-author"), "block"),
    "v": "break",
    "tr": "row",
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("binary", "description", "image", "stylesheet"), "left out"),
}


def read_fb2(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of a book, without notes and pictures.

    Args:
        data: the book.
        name: not used: what is damaged is no XML.
        encoding: not used; XML says its own.

    Raises:
        ImportError: lxml is not installed.
    """
    del name, encoding
    root = parse_document(data)
    blocks = Blocks()
    write_blocks(root, _role, blocks)
    titles = (text_of(each, _role) for each in root.iter() if local_name(each) == "book-title")
    return Content(blocks.text, next(filter(None, titles), None))


def _role(element: Any) -> Role:
    kind = local_name(element)
    if kind == "body" and element.get("name") in ("notes", "comments", "footnotes"):
        return "left out"
    if kind == "a" and element.get("type") == "note":
        return "mark"
    if kind == "p" and local_name(element.getparent()) in ("title", "subtitle"):
        return "block"
    if kind == "p" and _is_code(element):
        return "code"
    return _ROLES.get(kind, "inline") if kind else "left out"


def _is_code(paragraph: Any) -> bool:
    children = list(paragraph)
    return [local_name(child) for child in children] == ["code"] and not (
        (paragraph.text or "").strip() or (children[0].tail or "").strip()
    )
