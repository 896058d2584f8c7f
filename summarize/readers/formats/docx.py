"""Word documents (DOCX): paragraphs, headings by their styles, lists and cells of tables, in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from zipfile import ZipFile

from summarize.errors import ReadError
from summarize.readers.archives.unpacking import open_archive, read_member
from summarize.readers.formats.markup import Content, heading, join_row, one_line
from summarize.readers.formats.office import related, title_of
from summarize.readers.formats.xml import parse_xml
from summarize.readers.formats.xml_blocks import local_name

_MAIN = "word/document.xml"
_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",  # "strict"
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}
# A deleted or moved text is in the file still.
_GONE = {"del", "moveFrom", "instrText", "footnoteReference", "commentReference"}
_NO_PROSE = re.compile(r"toc ?\d|[\w ]*caption")  # styles of contents and under images
_BODY_LEVEL = 9  # the outline level of what is no heading


class _Styles(NamedTuple):
    """What styles are called in English, in small letters, and the levels of those of headings; by key."""

    names: dict[str, str]
    levels: dict[str, int]


def read_docx(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of a document as it reads with all changes accepted.

    Comments, footnotes and endnotes, captions, the table of contents, page headers and footers are left out.

    Args:
        data: the document.
        name: for errors.
        encoding: not used; XML says its own.

    Raises:
        ImportError: lxml is not installed.
        ReadError: it is damaged or encrypted.
    """
    del encoding
    with open_archive(io.BytesIO(data), name) as archive:
        main = related(archive, "", "officeDocument", _MAIN, name)
        body = parse_xml(read_member(archive, main, name))
        styles = _styles(archive, related(archive, main, "styles", "word/styles.xml", name), name)
        title = title_of(archive, name)
    if any(local_name(element) == "altChunk" for element in body.iter()):
        raise ReadError(
            f"{name}: has other documents in it that only Word puts together; save it there again"
        )
    blocks: list[str] = []
    rows: list[int] = []  # where in the blocks each open row of a table began
    for event, paragraph in _paragraphs_and_rows(body):
        if local_name(paragraph) == "tr":
            if event == "start":
                rows.append(len(blocks))
            else:
                join_row(blocks, rows.pop())
            continue
        text = _text_of(paragraph)
        style = _property(paragraph, "pStyle") or ""
        called = styles.names.get(style, style.lower())
        if _NO_PROSE.fullmatch(called):
            continue
        level = styles.levels.get(style, _outline_level(paragraph))
        if called == "title" and text and title is None:
            title = one_line(text)
        is_item = _child(_child(paragraph, "pPr"), "numPr") is not None
        if text:
            blocks.append(heading(text, level) if level else f"- {text}" if is_item else text)
    return Content("\n\n".join(blocks), title)


def _paragraphs_and_rows(body: Any) -> Iterator[tuple[str, Any]]:
    """Yield each paragraph, those in tables and text boxes too, and the start and end of each row."""
    from lxml import etree

    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start" and _is_gone(element):
            walk.skip_subtree()
        elif local_name(element) == "tr" or (event == "start" and local_name(element) == "p"):
            yield event, element


def _is_gone(element: Any) -> bool:
    kind = local_name(element)
    if kind != "Fallback":
        return kind in _GONE
    # The old form of a drawing repeats the new one, which may be without its text.
    return any(
        local_name(inside) == "t" for new in element.itersiblings(preceding=True) for inside in new.iter()
    )


def _text_of(paragraph: Any) -> str:
    """Return what a paragraph says, without the paragraphs of a text box that hangs on it."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        kind = local_name(element)
        if _is_gone(element) or kind in ("pPr", "rPr") or (kind == "p" and element is not paragraph):
            walk.skip_subtree()
        elif kind == "t":
            pieces.append(element.text or "")
        else:
            pieces.append(_BREAKS.get(kind, ""))
    return "".join(pieces).strip()


def _styles(archive: ZipFile, path: str, name: str) -> _Styles:
    if path not in archive.NameToInfo:
        return _Styles({}, {})
    names: dict[str, str] = {}
    own: dict[str, int] = {}
    parents: dict[str, str] = {}
    for style in parse_xml(read_member(archive, path, name)):
        if local_name(style) == "style" and (key := _attribute(style, "styleId")):
            parents[key] = _value(_child(style, "basedOn")) or ""
            names[key] = called = (_value(_child(style, "name")) or key).lower()
            level = _outline_level(style)
            if called == "title":
                own[key] = 1
            elif level or called.startswith("heading "):
                own[key] = level or int(called[8:9]) if called[8:9].isdecimal() else level
    return _Styles(names, _with_inherited(own, parents))


def _with_inherited(own: dict[str, int], parents: dict[str, str]) -> dict[str, int]:
    """Return the level of each style that is a heading, its own or that of the style it is made from."""
    levels = {}
    for key in parents:
        ancestor, seen = key, set[str]()
        while ancestor and ancestor not in own and ancestor not in seen:
            seen.add(ancestor)
            ancestor = parents.get(ancestor, "")
        levels[key] = own.get(ancestor, 0)
    return {key: level for key, level in levels.items() if level}


def _outline_level(element: Any) -> int:
    """Return the level that a style or paragraph says for itself, from 1; 0 if it says none."""
    said = _property(element, "outlineLvl") or ""
    return int(said) + 1 if said.isdecimal() and len(said) == 1 and int(said) < _BODY_LEVEL else 0


def _child(element: Any, kind: str) -> Any:
    """Return the first child of a kind, or None."""
    if element is None:
        return None
    return next((child for name in _NAMESPACES if (child := element.find(name + kind)) is not None), None)


def _attribute(element: Any, kind: str) -> str | None:
    found = next((value for name in _NAMESPACES if (value := element.get(name + kind)) is not None), None)
    return None if found is None else str(found)


def _value(element: Any) -> str | None:
    return None if element is None else _attribute(element, "val")


def _property(element: Any, kind: str) -> str | None:
    return _value(_child(_child(element, "pPr"), kind))
