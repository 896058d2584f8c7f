"""What a document is, whatever it is called; and what cannot be read, and why."""

import io
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from summarize import InvalidTypeError, InvalidValueError, ReadError
from summarize.readers import Limits, read, read_bytes
from tests.readers.samples import ARTICLE, HTML, MARKDOWN, SAMPLES, SRT, archive, mail, pandoc, pdf, sample

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - {"a.zip"}))
def test_the_content_tells_the_kind_and_not_the_name(tmp_path: Path, name: str) -> None:
    told = read_bytes(sample(name), name)
    path = tmp_path / "document.bin"
    path.write_bytes(sample(name))
    if not name.endswith((".md", ".rst", "one.zip")):
        assert read(path).text == told.text
    path = path.rename(tmp_path / ("document.pdf" if name != "a.pdf" else "document.txt"))
    if not name.endswith((".md", ".rst", "one.zip")):
        assert read(path).text == told.text
    assert told.sentences


def test_only_the_name_or_the_media_type_tells_markdown_and_parts_of_pages() -> None:
    assert "**" in read_bytes(b"All **about** cats.", "a.txt").text
    assert read_bytes(b"All **about** cats.", "a.MD").text == "All about cats."
    assert (
        read_bytes(b"All **about** cats.", "a", media_type="text/markdown; charset=utf-8").text
        == "All about cats."
    )
    assert read_bytes(b"<p>All <b>about</b> cats.", "a.txt").text.startswith("<p>")
    assert read_bytes(b"<p>All <b>about</b> cats.", "https://a.org/a.html?b=1.txt").text == "All about cats."
    assert read_bytes(b"<p>All <b>about</b> cats.", "a", media_type="text/html").text == "All about cats."
    assert read_bytes(b"a < b and b > c", "a.html").text == "a < b and b > c"


def test_a_charset_in_the_media_type_counts_and_an_encoding_counts_more() -> None:
    data = "Grüße aus Köln.".encode("cp1252")
    assert read_bytes(data, "a", media_type="text/plain; charset=windows-1252").text == "Grüße aus Köln."
    assert (
        read_bytes(data, "a", media_type='text/plain; charset="utf-8"', encoding="cp1252").text
        == "Grüße aus Köln."
    )
    assert (
        read_bytes(b"<html><p>" + data, "a", media_type="text/html; charset=cp1252").text == "Grüße aus Köln."
    )
    with pytest.raises(ReadError, match="^a: is not utf-8 text"):
        read_bytes(data, "a", media_type="text/plain; charset=nothing")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("name", "text"), [("a.txt", ARTICLE[0]), ("a.md", MARKDOWN), ("a.srt", SRT), ("a.html", HTML)]
)
def test_marks_of_encodings(encoding: str, name: str, text: str) -> None:
    assert read_bytes(text.encode(encoding), name).text == read_bytes(text.encode(), name).text


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "a.txt: the text is empty or blank"),
        (b" \n ", "a.md", "a.md: the text is empty or blank"),
        (
            b"| a | b |\n|---|---|\n| 1 | 2 |\n",
            "a.md",
            "a.md: has nothing but what is left out of Markdown, such as tables and code",
        ),
        (
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n",
            "a.vtt",
            "a.vtt: has nothing but what is left out of subtitles, such as numbers and times",
        ),
        (b"...", "a.txt", "a.txt: the text has no words"),
        (b"\x89PNG\r\n\x1a\n\0", "a.txt", "a.txt: is a PNG image; recognise its text first"),
        (b"{\\rtf1 text", "a.doc", "a.doc: is a damaged RTF: its last brace is missing"),
        (
            OLD_OFFICE + bytes(600),
            "a",
            "a: is an old Office file (.doc, .xls, .ppt or .msg); save it as DOCX",
        ),
        (OLD_OFFICE + bytes(600), "a.doc", "a.doc: is an old Word document (.doc); save it as DOCX or PDF"),
        (OLD_OFFICE + bytes(600), "a.msg", "a.msg: is an Outlook message (.msg); save it as .eml or as text"),
        (
            OLD_OFFICE + "Workbook".encode("utf-16-le"),
            "a",
            "a: is an old spreadsheet (.xls); save its sheets as CSV",
        ),
        (b"\0\0\0\x18ftypheic", "a.jpg", "a.jpg: is a HEIC image; recognise its text first"),
        (b"\0\0\0\x18ftypisom", "a", "a: is a film (MP4); transcribe it first"),
        (b"RIFF\0\0\0\0WAVEfmt \0", "a.wav", "a.wav: is a WAV recording; transcribe it first"),
        (
            archive({"Index/Document.iwa": "a"}),
            "a.key",
            "a.key: is a file of Keynote, Pages or Numbers, which is not",
        ),
        (b"* One\n\nText.", "a.org", "a.org: is Org, a markup that is not read; make Markdown of it"),
        (b"id,text\n1,It rained.\n", "a.csv", "a.csv: is a table, with a text in each row; its rows"),
        (b'{"text": "It rained."}\n{"text": "It snowed."}\n', "a.jsonl.gz", "a.jsonl.gz: is a table"),
        (b"PAR1\x15\x04\x15", "a.parquet", "a.parquet: is a table"),
        (b"= One\n\nText.", "a.adoc", "a.adoc: is AsciiDoc, a markup that is not read; make HTML of it"),
        (b"#set page()\n\nText.", "a.typ", "a.typ: is Typst, a markup that is not read; make Markdown"),
        (b"== One ==\n\nText.", "a.wiki", "a.wiki: is MediaWiki, a markup that is not read; make Markdown"),
        (
            b"<?xml version='1.0'?><rss><item>Text.</item></rss>",
            "a.txt",
            "a.txt: is XML with the root <rss>, which is",
        ),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><text>A</text></svg>",
            "a.svg",
            "a.svg: is XML with the root <svg>",
        ),
        (
            OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "a.docx: is an encrypted Office file; save it without its password",
        ),
        (b"\0\1\2\3", "a.bin", "a.bin: is not text, it has NUL bytes"),
        (b"\0\1\2\3", "a.pdf", "a.pdf: is no PDF, or a damaged one; was it copied whole?"),
        (b"\0\1\2\3", "a.docx", "a.docx: is no DOCX, or a damaged one"),
        (b"Gr\xfc\xdfe", "a.txt", "a.txt: is not utf-8 text, byte 2 is 0xfc"),
        (b"BZh91AY", "a.bz2", "a.bz2: is compressed with bzip2; unpack it"),
        (b"<html></html>", "a.html", "a.html: the text is empty or blank"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(data: bytes, name: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    assert str(caught.value).startswith(message)


def test_wrong_arguments_are_told_before_anything_is_read() -> None:
    with pytest.raises(InvalidValueError, match="unknown encoding"):
        read("nowhere.pdf", encoding="latin-99")
    with pytest.raises(InvalidValueError, match="tlhingan"):
        read_bytes(pdf(), "a.pdf", language="tlhingan")
    assert read_bytes(ARTICLE[0].encode(), "a", language="german").language == "de"


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path, "is a folder; name the files in it"),
        (tmp_path / "none.pdf", "no such file"),
        (tmp_path / "none.zip!a.txt", "no such file"),
        ("a\0b", "cannot be read"),
        ("", "a file name is empty"),
    ):
        with pytest.raises(ReadError, match=message):
            read(path)


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("RIFF is a format.", b"RIFF\x24\0\0\0WAVE"),
        ("ID3 tags hold titles.", b"ID3\x03\0 \0"),
        ("BZhang wrote this.", b"BZh91AY&SY"),
        ("GIF89a is old.", b"GIF89a \0"),
    ],
)
def test_words_that_files_of_other_kinds_begin_with(text: str, file: bytes) -> None:
    assert read_bytes(text.encode(), "a").text == text
    with pytest.raises(ReadError, match=r"^a: is (a|an|compressed) "):
        read_bytes(file, "a")


def test_arguments_of_another_type() -> None:
    for path in (None, 5):
        with pytest.raises(InvalidTypeError, match="a path must be a string or a Path, not"):
            read(path)  # type: ignore[arg-type]
    with pytest.raises(InvalidTypeError, match="data must be bytes, not str"):
        read_bytes("A text.", "a")  # type: ignore[arg-type]
    with pytest.raises(InvalidTypeError, match="a path must be a string or a Path, not NoneType"):
        read_bytes(b"A text.", None)  # type: ignore[arg-type]
    with pytest.raises(InvalidTypeError, match="media_type must be a string or None, not int"):
        read_bytes(b"A text.", "a", media_type=5)  # type: ignore[arg-type]
    assert read_bytes(b"All *about* cats.", Path("a.md")).text == "All about cats."
    assert read(b"seeds/000_a76c248ee9268897.txt").text  # type: ignore[arg-type]
    with pytest.raises(ReadError, match=r"no such file; a URL is read by summarize.readers.read_url"):
        read("https://example.org/")


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pdf(2))))
    document = read("-")
    assert document.page(document.text.index("page 2")) == 2
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(ReadError, match="^standard input: the text is empty"):
        read("-")


def test_a_huge_file_is_refused_at_once_and_a_stream_when_it_is_known_to_be(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    tracemalloc.start()
    with pytest.raises(ReadError, match=r"huge.txt: is larger than 256 MB, the most .*; split it"):
        read(path)
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()
    path.rename(tmp_path / "huge.pdf")
    with pytest.raises(ReadError, match="is larger than 256 MB"):
        read(tmp_path / "huge.pdf")


def test_a_pipe_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        n_read = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            self.n_read += len(buffer)
            return len(buffer)

    endless = Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(endless)))
    with pytest.raises(ReadError, match="^standard input: is larger than 256 MB"):
        read("-")
    assert endless.n_read < Limits().bytes + (2 << 20)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with subprocess.Popen(["bash", "-c", f"echo A text from a pipe. > {path}"]):
        assert read(path).text == "A text from a pipe.\n"


def test_reading_text_loads_no_package_of_the_extra() -> None:
    code = (
        "import sys; from summarize.readers import read_bytes; read_bytes(b'A text.', 'a.md');"
        "print({'lxml', 'pypdfium2', 'trafilatura', 'email.parser', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_documents_survive_a_round_of_kinds() -> None:
    assert read_bytes(pandoc("docx"), "x").title == "On cats"
    assert read_bytes(mail(), "x").title == "Grüße: the trees"
