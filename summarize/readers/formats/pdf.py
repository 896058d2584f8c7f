"""PDF: the lines of each page with their size and place, as PDFium finds them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from summarize.errors import ReadError
from summarize.readers.formats.markup import Content, one_line
from summarize.readers.formats.pdf_layout import Line, compose

# What programs write where nobody gave a title.
_NO_TITLE = re.compile(
    r"untitled\b.*|microsoft word.*|.*\.(?:docx?|dvi|indd|odt|pdf|pptx?|qxd|rtf|tex|txt)", re.IGNORECASE
)
_UNWANTED: dict[int, str | None] = dict.fromkeys((*range(9), *range(11, 32), 0xAD))
_LIGATURES = dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), 0xFB00))
_CLEAN = _UNWANTED | _LIGATURES
_SCANS = 0.2  # of the pages: a book may have some of pictures, but so many are pages that nobody could read
_PICTURE = 0.5  # of a page, covered by images
_STAMPED = 3  # pages: what so many have, and half of all, is no text of a page but says where it is from
_DIGITS = re.compile(r"\d+")


def read_pdf(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of a PDF, with its pages.

    Args:
        data: the document.
        name: for errors.
        encoding: not used; fonts say their own.

    Raises:
        ImportError: pypdfium2 is not installed.
        ReadError: it is damaged or encrypted, or many of its pages are scans without text.
    """
    import pypdfium2

    del encoding
    try:
        document = pypdfium2.PdfDocument(data)
        n_pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadError(f"{name}: is encrypted; save it without its password (qpdf --decrypt)") from error
        raise ReadError(f"{name}: is a damaged PDF; was it copied whole? ({error})") from error
    pages = [_lines_of_page(document, number, name) for number in range(n_pages)]
    if not any(character.isalnum() for page in pages for line in page for character in line.text):
        raise ReadError(
            f"{name}: is a PDF without text, {_count(n_pages)} of images or nothing; "
            "recognise the text first, for instance with ocrmypdf"
        )
    n_scans = sum(_is_picture(document[number]) for number in _pages_without_text(pages))
    if n_scans > _SCANS * n_pages:
        raise ReadError(
            f"{name}: {n_scans} of its {n_pages} pages are images without text; "
            "recognise that first, for instance with ocrmypdf --redo-ocr"
        )
    content = compose(pages)
    title = one_line(document.get_metadata_value("Title").translate(_CLEAN))
    return content._replace(title=content.title if title is None or _NO_TITLE.fullmatch(title) else title)


def _lines_of_page(document: Any, number: int, name: str) -> list[Line]:
    import pypdfium2

    try:
        page = document[number]
        if _has_filled_in_text(page):
            pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise ReadError(
            f"{name}: page {number + 1} of {len(document)} is damaged ({error}); "
            "try to repair it, for instance with qpdf"
        ) from error
    lines = []
    position = 0  # in UTF-16, as PDFium counts
    for text in text_page.get_text_range().split("\n"):
        if line := _line(text_page, text, position):
            lines.append(line)
        position += len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1
    text_page.close()
    page.close()
    return lines


def _has_filled_in_text(page: Any) -> bool:
    """Return whether there are fields of a form or notes on a page, which are no part of its own text."""
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET):
            return True
    return False


def _pages_without_text(pages: list[list[Line]]) -> list[int]:
    """Return the numbers of pages that have nothing but what is stamped on most of them."""
    keys = [{_DIGITS.sub("0", line.text) for line in page} for page in pages]
    seen = Counter(key for page in keys for key in page)
    enough = max(_STAMPED, len(pages) / 2)
    return [number for number, page in enumerate(keys) if all(seen[key] >= enough for key in page)]


def _is_picture(page: Any) -> bool:
    from pypdfium2 import raw

    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = image.get_bounds()
        covered += max(right - left, 0) * max(top - bottom, 0)
    page.close()
    return bool(covered > _PICTURE * width * height)


def _line(text_page: Any, text: str, position: int) -> Line | None:
    """Return a line with the place of its first and last character, and the height of its middle one."""
    import pypdfium2

    cleaned = text.translate(_CLEAN).strip()
    if not cleaned:
        return None
    start = position + len(text) - len(text.lstrip())
    end = position + max(len(text.rstrip()) - 1, 0)
    boxes = []
    for place in (start, (start + end) // 2, end):
        index = pypdfium2.raw.FPDFText_GetCharIndexFromTextIndex(text_page, place)
        try:
            boxes.append(text_page.get_charbox(index, loose=True) if index >= 0 else (0.0, 0.0, 0.0, 0.0))
        except pypdfium2.PdfiumError:
            boxes.append((0.0, 0.0, 0.0, 0.0))
    heights = sorted(top - bottom for _, bottom, _, top in boxes)
    return Line(cleaned, size=heights[1], left=boxes[0][0], first_base=boxes[0][1], last_base=boxes[2][1])


def _count(n_pages: int) -> str:
    return "1 page" if n_pages == 1 else f"{n_pages} pages"
