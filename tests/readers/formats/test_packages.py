"""Where DOCX and EPUB keep their text, when it is not where it usually is."""

import pytest

from summarize import ReadError
from summarize.readers import read_bytes
from tests.readers.samples import WORD, archive, docx

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def related(**targets: str) -> str:
    listed = "".join(f'<R Type="{RELATION}/{kind}" Target="{target}"/>' for kind, target in targets.items())
    return f"<Rs>{listed}</Rs>"


def styles(**names: str) -> str:
    written = "".join(f'<w:style w:styleId="{k}"><w:name w:val="{v}"/></w:style>' for k, v in names.items())
    return f'<w:styles xmlns:w="{WORD}">{written}</w:styles>'


def test_styles_are_told_by_their_names_and_not_by_the_keys_of_a_language() -> None:
    body = (
        paragraph("Titel", "Titel") + paragraph("Eins 1", "Verzeichnis1") + paragraph("Eins", "berschrift1")
    )
    body += paragraph("Text.") + paragraph("Abb. 1", "Beschriftung")
    named = styles(Titel="Title", Verzeichnis1="toc 1", berschrift1="heading 1", Beschriftung="caption")
    document = read_bytes(docx(body, **{"word/styles.xml": named}), "a")
    assert document.title == "Titel"
    assert document.text == "# Titel\n\n# Eins\n\nText."
    assert read_bytes(docx(paragraph("Eins 1", "TOC1") + paragraph("Text.")), "a").text == "Text."


def test_the_parts_of_a_docx_are_where_it_says() -> None:
    files = {
        "_rels/.rels": related(officeDocument="/word/document2.xml"),
        "word/_rels/document2.xml.rels": related(styles="styles2.xml"),
        "word/styles2.xml": styles(h="heading 2"),
    }
    data = docx(paragraph("Part", "h") + paragraph("Text."), main="word/document2.xml", **files)
    assert read_bytes(data, "a").text == "## Part\n\nText."


@pytest.mark.parametrize(("new", "text"), [(BOX.format("New."), "New."), ("<w:drawing/>", "Old.")])
def test_of_two_forms_of_a_drawing_the_one_with_text_is_read(new: str, text: str) -> None:
    both = f"<w:p><w:r><w:A><w:Choice>{new}</w:Choice><w:Fallback>{BOX.format('Old.')}</w:Fallback></w:A></w:r></w:p>"
    assert read_bytes(docx(both), "a").text == text


def test_a_docx_of_other_documents_is_not_half_read() -> None:
    with pytest.raises(ReadError, match="^a: has other documents in it that only Word puts together"):
        read_bytes(docx(paragraph("Text.") + "<w:altChunk/>"), "a")


def test_every_chapter_of_the_reading_order_is_read() -> None:
    kinds = ("application/xhtml+xml", "text/x-oeb1-document", "image/svg+xml", "application/xml")
    items = "".join(f'<item id="c{n}" href="{n}" media-type="{kind}"/>' for n, kind in enumerate(kinds))
    order = "".join(f'<itemref idref="c{n}" linear="no"/>' for n in (3, 0, 1, 2))
    package = f"<package><manifest>{items}</manifest><spine>{order}</spine></package>"
    container = '<container><rootfile full-path="O/p.opf"/></container>'
    files: dict[str, bytes | str] = {"META-INF/container.xml": container, "O/p.opf": package}
    chapters = {f"O/{n}": f"<html><body><p>Chapter {n}.</p></body></html>" for n in range(4)}
    assert read_bytes(archive(files | chapters), "a").text == "Chapter 3.\n\nChapter 0.\n\nChapter 1."
