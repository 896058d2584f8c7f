"""DocBook: manuals and books in XML, of versions 4 and 5."""

from __future__ import annotations

from typing import Any

from summarize.readers.formats.blocks import Blocks
from summarize.readers.formats.markup import Content
from summarize.readers.formats.xml_blocks import Role, local_name, parse_document, text_of, write_blocks

_INFO = {"info", "articleinfo", "bookinfo", "chapterinfo", "partinfo", "prefaceinfo", "appendixinfo"} | {
    f"sect{n or 'ion'}info" for n in range(6)
}
_FIGURES = {"figure", "table", "example", "equation"}
_ROLES: dict[str, Role] = {
    **dict.fromkeys(
        (
            "appendix",
            "chapter",
            "glossary",
            "part",
            "preface",
            "refentry",
            "refsect1",
            "refsect2",
            "refsect3",
            "refsection",
            "section",
            "sect1",
            "sect2",
            "sect3",
            "sect4",
            "sect5",
            "simplesect",
        ),
        "section",
    ),
    **dict.fromkeys(("title", "bridgehead"), "heading"),
    **dict.fromkeys(
        (
            "abstract",
            "answer",
            "article",
            "attribution",
            "blockquote",
            "book",
            "caption",
            "caution",
            "epigraph",
            "formalpara",
            "glossentry",
            "important",
            "itemizedlist",
            "member",
            "note",
            "orderedlist",
            "para",
            "procedure",
            "question",
            "refnamediv",
            "sidebar",
            "simpara",
            "simplelist",
            "substeps",
            "term",
            "tip",
            "variablelist",
            "varlistentry",
            "warning",
        ),
        "block",
    ),
    **dict.fromkeys(("listitem", "step"), "item"),
    **dict.fromkeys(
        ("cmdsynopsis", "funcsynopsis", "literallayout", "programlisting", "screen", "synopsis"), "code"
    ),
    **dict.fromkeys(("row", "tr"), "row"),
    **dict.fromkeys(("entry", "td", "th"), "cell"),
    **dict.fromkeys(("informalfigure", *_FIGURES), "figure"),
    "footnote": "mark",
    "footnoteref": "mark",
    **dict.fromkeys(
        (
            "alt",
            "annotation",
            "bibliography",
            "colophon",
            "index",
            "indexterm",
            "mediaobject",
            "remark",
            "inlinemediaobject",
            "revhistory",
            "subtitle",
            "textobject",
            "titleabbrev",
            "toc",
        ),
        "left out",
    ),
}


def read_docbook(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of a book or article, without its data, footnotes, bibliography and index.

    Args:
        data: the document.
        name: not used: what is damaged is no XML.
        encoding: not used; XML says its own.

    Raises:
        ImportError: lxml is not installed.
    """
    del name, encoding
    root = parse_document(data)
    blocks = Blocks()
    write_blocks(root, _role, blocks)
    own = next((each for each in root.iter() if local_name(each) == "title"), None)
    is_own = own is not None and own.getparent() in (root, *(each for each in root if _is_info(each)))
    return Content(blocks.text, text_of(own, _role) or None if is_own else None)


def _is_info(element: Any) -> bool:
    return local_name(element) in _INFO


def _role(element: Any) -> Role:
    kind = local_name(element)
    around = "" if element.getparent() is None else local_name(element.getparent())
    if around in _INFO:
        return "heading" if kind == "title" else "left out"
    if kind == "title" and around in (*_FIGURES, "informalfigure", "formalpara"):
        return "block" if around == "formalpara" else "caption"
    return _ROLES.get(kind, "inline") if kind else "left out"
