"""A hostile text as a document of each format: as it is where it is markup, else as the text of a package."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from xml.sax.saxutils import escape

from reportlab.pdfgen.canvas import Canvas

from tests.readers.samples import archive, docx

_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))
_LINE, _PAGE = 90, 60  # characters of a line, and lines of a page, of a PDF
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _raw(before: str = "", after: str = "") -> Callable[[str], bytes]:
    return lambda text: (before + text + after).encode("utf-8", "replace")


def _paragraphs(tag: str, text: str) -> str:
    """Return each line as an element."""
    lines = escape(text.translate(_NO_XML)).split("\n")
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


def _xml(before: str, after: str, tag: str = "p") -> Callable[[str], bytes]:
    return lambda text: (before + _paragraphs(tag, text) + after).encode("utf-8", "replace")


def _docx(text: str) -> bytes:
    body = _paragraphs("w:t", text).replace("<w:t>", "<w:p><w:r><w:t>")
    return docx(body.replace("</w:t>", "</w:t></w:r></w:p>"))


def _odt(text: str) -> bytes:
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:text="{_OFFICE}:text:1.0">'
        f"<office:body><office:text>{_paragraphs('text:p', text)}</office:text></office:body>"
        "</office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _epub(text: str) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="a.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    page = f"<html><body>{_paragraphs('p', text)}</body></html>"
    return archive({"META-INF/container.xml": container, "a.opf": package, "a.xhtml": page.encode()})


def _pptx(text: str) -> bytes:
    paragraphs = _paragraphs("a:t", text).replace("<a:t>", "<a:p><a:r><a:t>")
    paragraphs = paragraphs.replace("</a:t>", "</a:t></a:r></a:p>")
    slide = (
        f'<p:sld xmlns:p="{_PRESENTATION}" xmlns:a="{_DRAWING}"><p:cSld><p:spTree><p:sp><p:txBody>'
        f"{paragraphs}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    )
    presentation = (
        f'<p:presentation xmlns:p="{_PRESENTATION}" xmlns:r="{_RELATIONS}"><p:sldIdLst>'
        '<p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>'
    )
    relations = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/{{}}" Target="{{}}"/></Relationships>'
    )
    return archive(
        {
            "[Content_Types].xml": "<a/>",
            "_rels/.rels": relations.format("officeDocument", "ppt/presentation.xml"),
            "ppt/presentation.xml": presentation,
            "ppt/_rels/presentation.xml.rels": relations.format("slide", "slides/slide1.xml"),
            "ppt/slides/slide1.xml": slide.encode(),
        }
    )


def _pdf(text: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    lines = [line[i : i + _LINE] for line in text.split("\n") for i in range(0, max(len(line), 1), _LINE)]
    for first in range(0, len(lines), _PAGE):
        page = canvas.beginText(40, 800)
        for line in lines[first : first + _PAGE]:
            page.textLine(line.encode("latin-1", "replace").decode("latin-1"))
        canvas.drawText(page)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _notebook(text: str) -> bytes:
    cell = {"cell_type": "markdown", "metadata": {}, "source": text.encode("utf-8", "replace").decode()}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


DOCUMENTS: dict[str, Callable[[str], bytes]] = {
    "docbook": _xml('<article xmlns="http://docbook.org/ns/docbook"><title>A</title>', "</article>", "para"),
    "docx": _docx,
    "epub": _epub,
    "fb2": _xml("<FictionBook><body><section>", "</section></body></FictionBook>"),
    "html": _raw("<html><body>"),
    "jats": _xml("<article><front><article-meta/></front><body><sec>", "</sec></body></article>"),
    "json": lambda text: json.dumps({"text": text.encode("utf-8", "replace").decode()}).encode(),
    "latex": _raw("\\documentclass{article}\n\\begin{document}\n"),
    "mail": _raw("From: a@b.c\nSubject: A\nContent-Type: text/plain; charset=utf-8\n\n"),
    "markdown": _raw(),
    "notebook": _notebook,
    "odt": _odt,
    "pdf": _pdf,
    "pptx": _pptx,
    "rst": _raw(),
    "rtf": _raw("{\\rtf1 ", "}"),
    "subtitles": _raw("1\n00:00:01,000 --> 00:00:02,000\n"),
}
"""For each format, what makes a document of a text."""

TABLES: dict[str, Callable[[str], bytes]] = {
    "csv": _raw("text,id\n"),
    "header.csv": lambda text: _raw()(text.replace("\n", ",") + "\n"),
    "tsv": _raw("text\tid\n"),
    "jsonl": lambda text: b"\n".join(
        json.dumps({"text": line.encode("utf-8", "replace").decode()}).encode() for line in text.split("\n")
    ),
    "raw.jsonl": _raw('{"text": "It rained."}\n'),
    "raw.json": _raw("["),
}
"""For each suffix of tables, what makes one of a text: as its rows, its header, or its values."""
