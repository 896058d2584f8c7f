"""PDF: the lines of each page with their size and place, as PDFium finds them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from summarize.errors import ReadError
from summarize.processes.inside import at_most
from summarize.readers.formats.markup import Content, one_line
from summarize.readers.formats.pdf.lines import Line, lines_of
from summarize.readers.formats.pdf.margins import without_line_numbers
from summarize.readers.formats.pdf.text import compose
from summarize.readers.formats.pdf.words import CLEAN, words_of
from summarize.readers.limits import limits_in_force

# What programs write where nobody gave a title.
_NO_TITLE = re.compile(
    r"untitled\b.*|\(anonymous\)|microsoft (?:word|powerpoint)\b.*|powerpoint[- ]pr.sentation|slide ?\d+"
    r"|(?:doc(?:ument)?|layout|presentation|template|book|print)[ _-]?\d*|no title|title|pii:.*|doi:.*"
    r"|.*\.(?:docx?|dvi|fm|indd|odt|pdf|pptx?|ps|qxd|rtf|tex|txt|wpd)",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(r"[^\W\d_]{3,}|[\u3040-\u9fff\uac00-\ud7af]+")
_TITLE_SAMPLE = 20_000  # characters of the text, where a title is said again
_SAID_AGAIN = 0.5  # of its words
_SCANS = 0.2  # of the pages: a book may have some of pictures, but so many are pages that nobody could read
_PICTURE = 0.5  # of a page, covered by images
_STAMPED = 3  # pages: what so many have, and half of all, is no text of a page but says where it is from
_OPENING = (
    8.0  # CPU seconds; PDFium rebuilds a sound file of 256 MB in 4, and some damaged ones of 5 MB in 70
)
_DIGITS = re.compile(r"\d+")


def read_pdf(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of a PDF, with its pages.

    Args:
        data: the document.
        name: for errors.
        encoding: not used; fonts say their own.

    Raises:
        ImportError: pypdfium2 is not installed.
        ReadError: it is damaged or encrypted, has more pages than the limits allow, or many of them are
            scans without text.
    """
    import pypdfium2

    del encoding
    most_seconds = limits_in_force().seconds or _OPENING
    try:
        with at_most(most_seconds):
            document = pypdfium2.PdfDocument(data)
            n_pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadError(f"{name}: is encrypted; save it without its password (qpdf --decrypt)") from error
        raise ReadError(f"{name}: is a damaged PDF; was it copied whole? ({error})") from error
    most = limits_in_force().pages
    if most is not None and n_pages > most:
        raise ReadError(f"{name}: has {n_pages:,} pages, and at most {most:,} are read; split it")
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
    title = one_line(document.get_metadata_value("Title").translate(CLEAN))
    return content._replace(title=title if title and _is_title(title, content.text) else content.title)


def _is_title(title: str, text: str) -> bool:
    """Return whether a title is of the document: not what a program wrote, and said again in the text."""
    words = _TITLE_WORD.findall(title.casefold())
    said = text[:_TITLE_SAMPLE].casefold()
    n_said = sum(word in said for word in words)
    return bool(words) and n_said >= _SAID_AGAIN * len(words) and not _NO_TITLE.fullmatch(title)


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
    lines = lines_of(without_line_numbers(words_of(text_page)))
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


def _count(n_pages: int) -> str:
    return "1 page" if n_pages == 1 else f"{n_pages} pages"
