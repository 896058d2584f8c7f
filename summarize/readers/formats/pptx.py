"""PowerPoint presentations (PPTX): a page for each slide, with its speaker notes.

Read by lxml and not by a package for the format: that brings packages for images and spreadsheets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any
from zipfile import ZipFile

from summarize.errors import ReadError
from summarize.readers.archives.unpacking import open_archive, read_member
from summarize.readers.formats.blocks import Blocks
from summarize.readers.formats.markup import Content
from summarize.readers.formats.office import related, relations, title_of
from summarize.readers.formats.xml import parse_xml
from summarize.readers.formats.xml_blocks import Role, local_name, write_blocks
from summarize.readers.limits import limits_in_force, too_large

_MAIN = "ppt/presentation.xml"
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("graphicFrame", "grpSp", "sp", "txBody"), "block"),
    "tr": "row",
    "tc": "cell",
    "br": "break",
    **dict.fromkeys(("AlternateContent", "Choice"), "inline"),
    **dict.fromkeys(("Fallback", "fld", "nvSpPr", "style", "tblPr", "timing"), "left out"),
}
_TITLES = {"title", "ctrTitle"}
_AROUND = {"dt", "ftr", "hdr", "sldImg", "sldNum"}  # what stands on every slide
_BULLETED = {"", "body", "obj", "tbl"}  # placeholders whose paragraphs are items if they do not say other
_CODE_FONT = re.compile(r"consolas|courier|menlo|monaco|\bmono\b|mono$", re.IGNORECASE)
_BETWEEN = "\n\n"
_OF_A_PROGRAM = frozenset(  # words of what programs call a presentation that nobody has named
    [
        "apresentação",
        "de",
        "diapositiva",
        "folie",
        "microsoft",
        "powerpoint",
        "presentación",
        "presentatie",
        "presentation",
        "presentazione",
        "prezentacja",
        "présentation",
        "präsentation",
        "slide",
        "untitled",
        "презентация",
        "演示文稿",
        "プレゼンテーション",
    ]
)
_HEADING = re.compile(r"##? (.+)")


def read_pptx(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of the slides in their order, each followed by its notes.

    Dates, slide numbers, footers and comments are left out.

    Args:
        data: the presentation.
        name: for errors.
        encoding: not used; XML says its own.

    Raises:
        ImportError: lxml is not installed.
        ReadError: it is damaged or encrypted.
    """
    del encoding
    slides: list[str] = []
    n_bytes = 0
    with open_archive(io.BytesIO(data), name) as archive:
        title = title_of(archive, name)
        for path in _slides(archive, name):
            blocks = Blocks()
            notes = (each.target for each in relations(archive, path, name) if each.kind == "notesSlide")
            for part in (path, *notes):
                xml = read_member(archive, part, name)
                n_bytes += len(xml)
                if n_bytes > limits_in_force().bytes:
                    raise ReadError(too_large(name, is_packed=True))
                write_blocks(parse_xml(xml), _role if part == path else _role_in_notes, blocks, lambda _: 2)
            slides.append(blocks.text)
    if title is None or all(word in _OF_A_PROGRAM or word.isdigit() for word in _words(title)):
        first = _HEADING.match(slides[0]) if slides else None
        title = first[1] if first else None
    starts = accumulate((len(slide) + len(_BETWEEN) for slide in slides), initial=0)
    return Content(_BETWEEN.join(slides), title, tuple(starts)[:-1])


def _words(title: str) -> list[str]:
    return title.casefold().replace("-", " ").split()


def _slides(archive: ZipFile, name: str) -> Iterator[str]:
    """Yield the members that are slides, in the order in which they are shown."""
    main = related(archive, "", "officeDocument", _MAIN, name)
    targets = {each.id: each.target for each in relations(archive, main, name) if each.kind == "slide"}
    for element in parse_xml(read_member(archive, main, name)).iter():
        if local_name(element) == "sldId":
            ids = (value for key, value in element.items() if key.endswith("}id"))
            if target := targets.pop(next(ids, ""), None):
                yield target


def _role(element: Any) -> Role:
    kind = local_name(element)
    if kind == "sp":
        placed = _placeholder(element)
        return "heading" if placed in _TITLES else "left out" if placed in _AROUND else "block"
    if kind == "p":
        return _role_of_paragraph(element)
    if kind == "r" and _is_mark(element):
        return "mark"
    return _ROLES.get(kind, "inline") if kind else "left out"


def _role_in_notes(element: Any) -> Role:
    role = _role(element)
    if local_name(element) == "sp" and _placeholder(element) != "body":
        return "left out"  # the slide once more
    return "block" if role == "item" else role


def _role_of_paragraph(paragraph: Any) -> Role:
    fonts = [each.get("typeface") or "" for each in paragraph.iter() if local_name(each) == "latin"]
    n_runs = sum(local_name(each) == "r" for each in paragraph)
    if n_runs and len(fonts) >= n_runs and all(map(_CODE_FONT.search, fonts)):
        return "code"
    shape = next((each for each in paragraph.iterancestors() if local_name(each) in ("sp", "tc")), None)
    properties = next((each for each in paragraph if local_name(each) == "pPr"), ())
    marks = {local_name(each) for each in properties}
    if "buNone" in marks or shape is None or local_name(shape) == "tc":
        return "block"
    is_item = _placeholder(shape) in _BULLETED or marks & {"buChar", "buAutoNum", "buBlip"}
    return "item" if is_item else "block"


def _placeholder(shape: Any) -> str | None:
    """Return the type of a shape that has its place on the slide from the layout; None for another."""
    for element in shape.iter():
        if local_name(element) == "ph":
            return str(element.get("type") or "")
        if local_name(element) == "txBody":
            break
    return None


def _is_mark(run: Any) -> bool:
    """Return whether a run is the raised number of a note."""
    raised = any((each.get("baseline") or "0")[:1] not in "-0" for each in run if local_name(each) == "rPr")
    return raised and "".join(run.itertext()).strip().isdecimal()
