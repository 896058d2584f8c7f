"""What of each kind of document is text, and what becomes of headings, titles and pages."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from summarize import Document, ReadError
from summarize.readers import read_bytes
from tests.readers.samples import ARTICLE, MARKDOWN, VTT, archive, docx, mail, pandoc, pdf, sample


def sections(document: Document) -> list[tuple[int, str | None]]:
    return [(section.level, section.title) for section in document.sections]


@pytest.mark.parametrize("name", ["a.md", "a.docx", "a.epub"])
def test_headings_and_title_of_what_pandoc_makes(name: str) -> None:
    document = read_bytes(sample(name), name)
    assert document.title == "On cats"
    assert sections(document)[-2:] == [(1, "All about cats"), (2, "Their kittens")]
    assert "Cats purr. Nobody knows why they do it, but many have asked." in document.text
    assert "- They sleep a lot.\n" in document.text
    assert "footnote" not in document.text


def test_markdown_loses_what_is_no_prose() -> None:
    text = read_bytes(MARKDOWN.encode(), "a.md").text
    assert text == (
        "# All about cats\n\nCats purr. Nobody knows why they do it, but many have asked.\n\n"
        "## Their kittens\n\n> Kittens play all day.\n\n- They sleep a lot.\n- They eat fish."
    )


def test_the_article_of_a_page_and_not_its_menu() -> None:
    document = read_bytes(sample("a.html"), "a")
    assert document.title == "A thousand trees"
    assert sections(document) == [(1, "A thousand trees"), (2, "Before the winter")]
    assert all(sentence in document.text for sentence in ARTICLE)
    assert not any(word in document.text for word in ("Sports", "Copyright", "tracking"))


def test_a_page_without_an_article_is_read_whole() -> None:
    page = b"<html><body><table><tr><td>Name</td><td>Tom</td></tr></table><p>Short.<p>Two<br>lines.</body></html>"
    assert read_bytes(page, "a").text == "Name\tTom\n\nShort.\n\nTwo\nlines."


def test_pages_of_a_pdf() -> None:
    document = read_bytes(pdf(4), "a")
    assert document.title == "Report on satellites"  # not what the program wrote
    assert sections(document)[:3] == [(1, "Report on satellites"), (2, "Part B"), (2, "Part C")]
    assert [document.page(document.text.index(f"page {n} begins")) for n in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert "published information on satellites, and a well-known author" in document.text
    assert "Report of the year" not in document.text
    assert "goes on until\nthe end of the page without any end" in document.text
    paragraph = next(s for s in document.sentences if s.text.startswith("The well-known story"))
    assert paragraph.text.endswith("without any end")


def test_what_pdf_cannot_be_read() -> None:
    with pytest.raises(ReadError, match=r"^a: is encrypted; save it without its password \(qpdf --decrypt\)"):
        read_bytes(pdf(password="secret"), "a")
    with pytest.raises(
        ReadError, match="^a: is a PDF without text, 4 pages of images or nothing; .*ocrmypdf"
    ):
        read_bytes(pdf(is_scan=True), "a")
    with pytest.raises(ReadError, match="^a: is a damaged PDF; was it copied whole?"):
        read_bytes(b"%PDF-1.7\n" + bytes(range(1, 256)) * 10, "a")


def test_changes_of_a_docx_count_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>Cats </w:t></w:r><w:del><w:r><w:delText>bark</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>purr.</w:t></w:r></w:ins></w:p>"
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>More</w:t></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Tom</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl><w:sdt><w:sdtContent><w:p><w:r><w:t>In</w:t><w:br/><w:t>form.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    assert read_bytes(docx(body), "a").text == "Cats purr.\n\n## More\n\nTom\t12\n\nIn\nform."


def test_a_cut_docx_is_damaged_and_not_half_read() -> None:
    data = docx("<w:p><w:r><w:t>Half</w:t></w:r></w:p>").replace(b"docx", b"docx")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        text = opened.read("word/document.xml")
    cut = archive({"[Content_Types].xml": "<a/>", "word/document.xml": text[:-20]})
    with pytest.raises(ReadError, match=r"^a: is a damaged DOCX \(XMLSyntaxError"):
        read_bytes(cut, "a")


def test_a_protected_epub() -> None:
    with zipfile.ZipFile(io.BytesIO(pandoc("epub"))) as opened:
        files: dict[str, bytes | str] = {name: opened.read(name) for name in opened.namelist()}
    listed = '<EncryptionMethod Algorithm="{}"/>'
    files["META-INF/encryption.xml"] = listed.format("http://www.idpf.org/2008/embedding")
    assert read_bytes(archive(files), "a").title == "On cats"
    files["META-INF/encryption.xml"] = listed.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(ReadError, match=r"^a: is protected \(DRM\)"):
        read_bytes(archive(files), "a")


def test_a_mail_is_what_its_author_wrote() -> None:
    document = read_bytes(mail(), "a")
    assert document.text == f"Dear Bob,\n\n{ARTICLE[0]} Schöne Grüße!"
    assert document.title == "Grüße: the trees"
    assert read_bytes(mail(html=True), "a").text == f"Dear Bob,\n\n{ARTICLE[1]}"


def test_a_mail_of_quotes_alone_is_read_whole() -> None:
    assert read_bytes(b"From: a\nTo: b\n\n> Only this.\n> And this.", "a").text == "Only this.\nAnd this."


def test_mails_that_cannot_be_read() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "a@b.org", "c@d.org"
    message["Content-Type"] = "application/pkcs7-mime"
    with pytest.raises(ReadError, match="^a: is encrypted, or packed into a signature; decrypt it"):
        read_bytes(message.as_bytes(), "a")


def test_what_is_said_in_subtitles() -> None:
    assert (
        read_bytes(sample("a.srt"), "a").text
        == "We went to the moon & back.\n\nIt took a week.\n\nIt did not."
    )
    assert read_bytes(VTT.encode(), "a").text == "we went to the moon"
    tight = b"1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:03,000\ntwo.\n"
    assert read_bytes(tight, "a").text == "One two."
    growing = b"WEBVTT\n\n00:01.000 --> 00:02.000\nI am\n\n00:02.000 --> 00:03.000\nI am here\n"
    assert read_bytes(growing, "a").text == "I am here"
