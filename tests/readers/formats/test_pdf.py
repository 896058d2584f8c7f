"""Pages of PDF that are images, lines with dots, and what is filled in."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from summarize import ReadError
from summarize.readers import read_bytes

PICTURE = ImageReader(Image.new("RGB", (60, 80), "gray"))


def pdf(*pages: Callable[[Canvas], object], encrypt: object = None) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=encrypt)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(*texts: str) -> Callable[[Canvas], object]:
    def draw(canvas: Canvas) -> None:
        for n, text in enumerate(texts):
            canvas.drawString(72, 700 - 14 * n, text)

    return draw


def scan(canvas: Canvas, stamp: str = "") -> None:
    canvas.drawImage(PICTURE, 0, 0, *A4)
    canvas.drawString(72, 20, stamp)


@pytest.mark.parametrize("stamp", ["", "Taken from an archive on 12 May"])
def test_scanned_pages_behind_a_page_of_text_are_told(stamp: str) -> None:
    pages = [lines("A cover that the archive has made."), *[lambda canvas: scan(canvas, stamp)] * 5]
    with pytest.raises(ReadError, match="^a: 5 of its 6 pages are images without text; .*ocrmypdf"):
        read_bytes(pdf(*pages), "a")


def test_a_few_pictures_and_backgrounds_are_no_scans() -> None:
    words = [lines(f"The story of day {word}.") for word in ("one", "two", "three", "four", "five")]
    assert "day five" in read_bytes(pdf(*words[:4], scan, words[4]), "a").text

    def slide(number: int) -> Callable[[Canvas], object]:
        return lambda canvas: scan(canvas, f"A slide about {'abcdef'[number]}.")

    assert "about f." in read_bytes(pdf(*map(slide, range(6))), "a").text
    assert read_bytes(pdf(slide(0)), "a").text == "A slide about a."


def test_dots_before_numbers_that_do_not_grow_are_no_table_of_contents() -> None:
    menu = read_bytes(
        pdf(lines("Pizza ........ 12", "Pasta ........ 9", "Wine ........ 30", "Enjoy it.")), "a"
    )
    assert "Pizza ........ 12" in menu.text
    contents = lines("One ........ 1", "Two ........ 1", "Three ........ 30", "Enjoy it.")
    assert read_bytes(pdf(contents), "a").text == "Enjoy it."


def test_what_is_filled_into_a_form_is_text() -> None:
    def form(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Your name:")
        canvas.acroForm.textfield(name="n", value="Ann Smith", x=72, y=660, width=200, height=20)

    assert read_bytes(pdf(form), "a").text.split("\n") == ["Your name:", "Ann Smith"]


def test_a_pdf_that_is_only_protected_from_changes_is_read() -> None:
    data = pdf(lines("Words to read."), encrypt=StandardEncryption("", ownerPassword="secret"))
    assert read_bytes(data, "a").text == "Words to read."
