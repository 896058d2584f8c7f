"""OpenDocument texts (ODT) and presentations (ODP): paragraphs, headings, lists, tables, in order.

Read by lxml and not by a package for the format: those unpack without limits and expand entities.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from summarize.errors import ReadError
from summarize.readers.archives.unpacking import open_archive, read_member
from summarize.readers.formats.blocks import Blocks
from summarize.readers.formats.markup import Content, one_line
from summarize.readers.formats.xml import parse_xml
from summarize.readers.formats.xml_blocks import Role, local_name, text_of, write_blocks

_READ = ("text", "text-template", "text-master", "presentation", "presentation-template")
_KIND = re.compile(r"[a-z-]{1,40}")
_CAPTION = re.compile(r"Caption|Drawing|Figure|Illustration|Table|Text")  # as LibreOffice names them
_CODE = re.compile(r"Preformatted_20_Text|Source_?(?:20_)?Code")
_ROLES: dict[str, Role] = {
    "h": "heading",
    **dict.fromkeys(("list", "p", "page", "text-box"), "block"),
    "list-item": "item",
    "table-row": "row",
    "table-cell": "cell",
    "frame": "figure",
    "line-break": "break",
    **dict.fromkeys(("bibliography-mark", "note"), "mark"),
    **dict.fromkeys(
        (
            "alphabetical-index",
            "annotation",
            "bibliography",
            "covered-table-cell",
            "desc",
            "forms",
            "list-header",
            "illustration-index",
            "image",
            "notes",
            "object",
            "object-ole",
            "plugin",
            "ruby-text",
            "sequence-decls",
            "table-index",
            "table-of-content",
            "title",
            "tracked-changes",
            "user-index",
        ),
        "left out",
    ),
}


def read_odt(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of a document as it reads with all changes accepted.

    Notes, comments, tables of contents, page headers and footers are left out.

    Args:
        data: the document.
        name: for errors.
        encoding: not used; XML says its own.

    Raises:
        ImportError: lxml is not installed.
        ReadError: it is damaged, encrypted, or neither a text nor a presentation.
    """
    del encoding
    with open_archive(io.BytesIO(data), name) as archive:
        kind = read_member(archive, "mimetype", name).decode("ascii", "replace").strip().rpartition(".")[2]
        if kind not in _READ:
            way_out = "save its sheets as CSV" if "spreadsheet" in kind else "save it as ODT or PDF"
            shown = kind if _KIND.fullmatch(kind) else "file"
            raise ReadError(f"{name}: is an OpenDocument {shown}, which is not read; {way_out}")
        manifest = "META-INF/manifest.xml"
        if manifest in archive.NameToInfo and b"encryption-data" in read_member(archive, manifest, name):
            raise ReadError(f"{name}: is encrypted; save it without its password")
        parts = {
            part: parse_xml(read_member(archive, part, name))
            for part in ("content.xml", "styles.xml", "meta.xml")
            if part == "content.xml" or part in archive.NameToInfo
        }
    styles = _Styles(parts.values())
    body = next((each for each in parts["content.xml"].iter() if local_name(each) == "body"), None)
    if body is None:
        raise ReadError(f"{name}: is a damaged OpenDocument file: it has no body; was it copied whole?")
    for spaces in [each for each in body.iter() if local_name(each) in ("s", "tab")]:
        spaces.text = "\t" if local_name(spaces) == "tab" else " "
    blocks = Blocks()
    write_blocks(body, styles.role, blocks, styles.level)
    said = (each for part in ("meta.xml",) if part in parts for each in parts[part].iter())
    title = next((one_line(each.text) for each in said if local_name(each) == "title"), None)
    return Content(blocks.text, title or styles.title(body))


class _Styles:
    """The styles of a document by name, each with those that it is made from."""

    def __init__(self, parts: Iterable[Any]) -> None:
        self._parents = {
            _attribute(style, "name"): _attribute(style, "parent-style-name")
            for part in parts
            for style in part.iter()
            if local_name(style) == "style"
        }

    def role(self, element: Any) -> Role:
        """Return the role of an element."""
        kind = local_name(element)
        if kind == "p":
            styles = list(self._of(element))
            if _presented_as(element) == "title" or "Title" in styles:
                return "heading"
            if any(map(_CODE.match, styles)):
                return "code"
            if styles and any(map(_CAPTION.fullmatch, styles)):
                return "caption"
        return _ROLES.get(kind, "inline") if kind else "left out"

    def level(self, heading: Any) -> int:
        """Return the level of a heading; a title has that of the first one."""
        said = _attribute(heading, "outline-level")
        if said.isdecimal():
            return int(said[:2])
        return 1 if _presented_as(heading) is None else 2

    def title(self, body: Any) -> str | None:
        """Return the paragraph that is in the style of titles."""
        titles = (each for each in body.iter() if local_name(each) == "p" and "Title" in self._of(each))
        return next((text_of(each, self.role) or None for each in titles), None)

    def _of(self, paragraph: Any) -> Iterator[str]:
        """Yield the styles of a paragraph, from its own to the most general."""
        style, seen = _attribute(paragraph, "style-name"), set[str]()
        while style and style not in seen:
            yield style
            seen.add(style)
            style = self._parents.get(style, "")


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _presented_as(paragraph: Any) -> str | None:
    """Return what the frame of a slide that a paragraph is in is for."""
    for around in islice(paragraph.iterancestors(), 2):
        if local_name(around) == "frame":
            return _attribute(around, "class") or None
    return None
