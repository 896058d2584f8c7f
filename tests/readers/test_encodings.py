"""Text files in whatever encoding, and what is not text."""

from pathlib import Path

import pytest

from summarize import InvalidTypeError, InvalidValueError, ReadError, read
from summarize.readers import find_items, read_bytes, read_item
from summarize.readers.encodings import decode_anyway

TEXT = "Grüße aus Köln – “schön”.\r\nZwei."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_told_by_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path).text == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_both_byte_orders(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(mark + TEXT.encode(encoding))
    assert read(str(path)).text == TEXT


def test_a_mark_is_no_part_of_the_text_if_the_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode("utf-8-sig"))
    assert read(path, encoding="utf-8").text == TEXT


def test_other_encodings_are_named(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("Grüße".encode("latin-1"))
    with pytest.raises(
        ReadError, match=r"text.txt: is not utf-8 text, byte 2 is 0xfc; .*\(--encoding cp1252 on the comm"
    ):
        read(path)
    assert read(path, encoding="latin-1").text == "Grüße"
    with pytest.raises(InvalidValueError, match="unknown encoding 'latin-99'"):
        read(path, encoding="latin-99")
    with pytest.raises(InvalidValueError, match="unknown encoding 'base64'"):
        read(path, encoding="base64")
    for name in ("idna", "punycode", "unicode_escape"):  # encodings of names and of source code
        with pytest.raises(InvalidValueError, match=f"unknown encoding '{name}'"):
            read(path, encoding=name)
    with pytest.raises(InvalidTypeError, match="encoding must be a string or None, not int"):
        read(path, encoding=5)  # type: ignore[arg-type]


def test_what_is_no_text_file(tmp_path: Path) -> None:
    binary = tmp_path / "image.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(ReadError, match=r"image.png: is a PNG image"):
        read(binary)
    with pytest.raises(ReadError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match=r"nowhere.txt: no such file"):
        read(tmp_path / "nowhere.txt")
    with pytest.raises(OSError, match="cannot be read: "):
        read("a\0b")


@pytest.mark.parametrize(
    ("text", "encoding", "is_named"),
    [
        ("As § 7 says, it rained.", "cp1252", True),
        ("Il « préfère » l’été à l’hiver.", "cp1252", True),
        ("Il préfère l’été à l’hiver.", "mac-roman", False),
        ("Il préfère un été.", "cp850", False),
        ("Вчера шёл дождь.", "cp1251", False),
        ("昨天下雨了。", "gb18030", False),
    ],
)
def test_cp1252_is_named_where_it_may_be_meant(text: str, encoding: str, is_named: bool) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(text.encode(encoding), "a.txt")
    assert ("name the encoding cp1252" in str(caught.value)) is is_named
    assert "--encoding" in str(caught.value)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.json"])
def test_an_encoding_is_for_the_files_that_are_not_utf_8(tmp_path: Path, name: str) -> None:
    write = {
        "a.csv": "text\n{}\n", "a.json": '[{{"text": "{}"}}]', "a.html": "<html><body><p>{}</p></body></html>"
    }.get(name, "{}").format  # fmt: skip
    text = "Die Straße bleibt gesperrt."
    for encoding in ("utf-8", "utf-16", "cp1252"):
        (tmp_path / name).write_bytes(write(text).encode(encoding))
        (item,) = find_items(tmp_path, encoding="cp1252")
        assert read_item(item, encoding="cp1252").text == text
    short = "联通".encode("gbk")  # which is valid UTF-8, too
    assert read_bytes(short, "a.txt", encoding="gbk").text == "联通"


def test_nul_characters_pass_if_the_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"a\0b")
    assert read(path, encoding="utf-8").text == "a\0b"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"\x93Yes\x94 \x80", "iso-8859-1", "“Yes” €"),
        ("鎔基镕".encode("gbk"), "gb2312", "鎔基镕"),
        ("①日本語".encode("cp932"), "shift_jis", "①日本語"),
        ("日本語の文。".encode("shift_jis") + b"\x82\n", "shift_jis", "日本語の文。\ufffd\n"),
        ("Grüße aus Köln".encode() + b"\xff", "utf-8", "Grüße aus Köln\ufffd"),
        ("Grüße aus Köln".encode() + b"\xff", None, "Grüße aus Köln\ufffd"),
        ("Grüße aus Köln".encode("cp1252"), None, "Grüße aus Köln"),
        ("Grüße aus Köln".encode("cp1252"), "utf-8", "Grüße aus Köln"),
        ("Grüße".encode(), "klingon", "Grüße"),
        ("Grüße".encode(), "idna", "Grüße"),
        ("Die Mühle fällt.".encode(), "iso-8859-1", "Die Mühle fällt."),  # said, but not meant
        ("Die Mühle fällt.".encode("latin-1"), "iso-8859-1", "Die Mühle fällt."),
    ],
)
def test_pages_and_mails_are_decoded_as_browsers_do(data: bytes, encoding: str | None, text: str) -> None:
    assert decode_anyway(data, encoding) == text
    head = f"<meta charset={encoding}>" if encoding else ""
    assert read_bytes(f"<html>{head}<p>".encode() + data, "a").text == text.strip()
    head = (
        f"From: a\nTo: b\nContent-Type: text/plain; charset={encoding}\n\n"
        if encoding
        else "From: a\nTo: b\n\n"
    )
    assert read_bytes(head.encode() + data, "a").text == text.strip()
