"""Compressed files and archives: read through, expanded, limited."""

import gzip
import os
import struct
import zipfile
from pathlib import Path

import pytest

from summarize import MissingExtraError, ReadError
from summarize.readers import Limits, members, read, read_bytes
from tests.readers.samples import ARTICLE, HTML, MARKDOWN, archive, pandoc, pdf, zstandard

TEXT = ARTICLE[0].encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = archive({"c.txt": ARTICLE[2]})
    files = {"a.txt": TEXT, "b/page.html": HTML, "__MACOSX/._a.txt": "x", "b/.DS_Store": "x", "in.zip": inner}
    (tmp_path / "all.zip").write_bytes(archive(files | {"b/é!.md": MARKDOWN, "book.epub": pandoc("epub")}))
    return tmp_path


def test_members_can_be_listed_and_each_be_read(folder: Path) -> None:
    found = members(folder / "all.zip")
    assert [place.partition("!")[2] for place in found] == [
        "a.txt",
        "b/page.html",
        "in.zip!c.txt",
        "b/é!.md",
        "book.epub",
    ]
    assert [read(place).text[:20] for place in found[:3]] == [
        ARTICLE[0][:20],
        "# A thousand trees\n\n",
        ARTICLE[2][:20],
    ]
    assert read(found[3]).title == read(found[4]).title == "On cats"
    with pytest.raises(
        ReadError, match=r"all.zip!none.txt: no such member; .*all.zip has a.txt, b/page.html"
    ):
        read(f"{folder}/all.zip!none.txt")


def test_several_documents_are_an_error_that_names_them(folder: Path) -> None:
    with pytest.raises(
        ReadError, match=r"all.zip: is an archive of 5 documents; name one as .*all.zip!a.txt \(there"
    ):
        read(folder / "all.zip")
    with pytest.raises(ReadError, match="is an archive without any document"):
        read_bytes(archive({".hidden": "x"}), "a.zip")


def test_what_is_no_archive_is_one_document(folder: Path) -> None:
    for name, data in (("a.docx", pandoc("docx")), ("a.txt", TEXT), ("a.txt.gz", gzip.compress(TEXT))):
        (folder / name).write_bytes(data)
        assert members(folder / name) == [str(folder / name)]
    assert members("-") == ["-"]
    os.mkfifo(folder / "pipe.zip")  # would wait for a writer
    assert members(folder / "pipe.zip") == [str(folder / "pipe.zip")]
    with pytest.raises(ReadError, match="no such file"):
        members(folder / "none")


def test_a_mark_in_the_name_of_a_file_is_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "Stop! a.zip!"
    path.write_bytes(archive({"a.txt": TEXT, "b.txt": TEXT}))
    assert read(f"{path}!b.txt").text == ARTICLE[0]
    (tmp_path / "really!.txt").write_bytes(TEXT)
    assert read(tmp_path / "really!.txt").text == ARTICLE[0]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard, lambda data: archive({"a.html": data})])
def test_one_document_is_read_through_what_it_is_packed_in(pack) -> None:
    assert read_bytes(pack(pack(HTML.encode())), "a.html.gz.gz").title == "A thousand trees"
    assert read_bytes(pack(b"All *about* cats."), "a.md.gz").text.startswith("All")
    with pytest.raises(ReadError, match="is packed more than 3 times over; unpack it"):
        read_bytes(pack(pack(pack(pack(TEXT)))), "a")


def test_the_name_inside_counts() -> None:
    assert read_bytes(gzip.compress(b"All *about* cats."), "a.md.GZ").text == "All about cats."


def test_an_archive_may_be_larger_than_a_document(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("a.txt", TEXT)
    data = path.read_bytes()
    with path.open("wb") as file:  # what is before the archive is not looked at
        file.truncate(1 << 30)
        file.seek(1 << 30)
        file.write(data)
    with path.open("r+b") as file:
        file.write(b"PK\x03\x04")
    assert members(path) == [f"{path}!a.txt"]
    assert read(f"{path}!a.txt").text == ARTICLE[0]
    assert read(path).text == ARTICLE[0]


def test_a_large_archive_of_several_documents(tmp_path: Path) -> None:
    few = Limits(bytes=100)
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"a.txt": TEXT, "b.txt": TEXT}))
    with pytest.raises(ReadError, match="is an archive of 2 documents; name one"):
        read(path, limits=few)
    path.write_bytes(pandoc("docx"))
    with pytest.raises(ReadError, match="a.zip: is larger than"):
        read(path, limits=few)


def test_names_that_begin_with_this_folder_are_not_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"./a.txt": TEXT, "../b/./c.txt": TEXT, "./.hidden": "x", ".git/x": "x"}))
    assert members(path) == [f"{path}!./a.txt", f"{path}!../b/./c.txt"]
    assert read(f"{path}!./a.txt").text == ARTICLE[0]


def test_bombs_are_not_unpacked() -> None:
    blanks = b" " * (40 << 20)
    for data in (gzip.compress(blanks), zstandard(blanks), archive({"a.txt": blanks})):
        with pytest.raises(ReadError, match="unpacks to more than 200 times its size"):
            read_bytes(data, "a")
    inner = archive({"0": blanks})
    with pytest.raises(ReadError, match="unpacks to more than 200 times its size"):
        read_bytes(archive({"a.zip": inner}), "a.zip")
    bomb = {"[Content_Types].xml": "<a/>", "word/document.xml": blanks}
    with pytest.raises(ReadError, match=r"^a.docx!word/document.xml: unpacks to more than 200 times"):
        read_bytes(archive(bomb), "a.docx")


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(ReadError, match="unpacks to more than 1,000 bytes"):
        read_bytes(gzip.compress(TEXT * 20), "a", limits=Limits(bytes=1000))


def test_a_member_that_lies_about_its_size_is_damaged() -> None:
    data = archive({"a.txt": b"words " * 10_000})
    directory = data.rindex(b"PK\x01\x02")
    lie = data[: directory + 24] + struct.pack("<I", 10) + data[directory + 28 :]
    with pytest.raises(ReadError, match="is damaged in its ZIP archive"):
        read_bytes(lie, "a.zip")


def test_too_many_members() -> None:
    with pytest.raises(ReadError, match="has more than 10,000 members"):
        read_bytes(archive({str(i): "" for i in range(10_001)}), "a.zip")
    end = b"PK\x05\x06" + bytes(4) + struct.pack("<HHIIH", 1, 1, 50_000_000, 4, 0)
    with pytest.raises(ReadError, match="its list of members is longer than the file"):
        read_bytes(b"PK\x03\x04" + end, "a.zip")
    with pytest.raises(ReadError, match="has more than 10,000 members"):
        read_bytes(b"PK\x03\x04" + bytes(50_000_000) + end, "a.zip")


def test_encrypted_members() -> None:
    data = bytearray(archive({"a.txt": TEXT}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match=r"^a.zip!a.txt: is encrypted; unpack it with its password first"):
        read_bytes(bytes(data), "a.zip")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (gzip.compress(TEXT, mtime=0)[:30], "is a damaged gzip file"),
        (zstandard(TEXT)[:30], "is a damaged Zstandard file"),
        (archive({"a.txt": TEXT})[:60], "is a damaged ZIP archive"),
        (
            archive({"a.txt": TEXT}).replace(TEXT[:4], b"xxxx"),
            "is damaged in its ZIP archive|is a damaged ZIP",
        ),
        (
            archive({"[Content_Types].xml": "x", "xl/a.xml": "x"}),
            r"is a spreadsheet \(XLSX\), which is not read",
        ),
        (
            archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"}),
            "is an OpenDocument spreadsheet, which is not read; save its sheets",
        ),
        (b"a" * 257 + b"ustar", "is a TAR archive; unpack it"),
    ],
)
def test_damaged_and_unknown(data: bytes, message: str) -> None:
    if b"a.txt" in data and TEXT[:4] not in data and b"xxxx" not in data:
        data = data.replace(data[40:44], b"\0\0\0\0")
    with pytest.raises(ReadError, match=f"^some.*{message}"):
        read_bytes(data, "some")


def test_zstandard_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("backports.zstd", "backports", "compression.zstd"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(
        MissingExtraError, match=r"^a.zst: Zstandard needs backports.zstd: pip install '[\w.-]+\[readers\]'"
    ):
        read_bytes(b"\x28\xb5\x2f\xfd", "a.zst")


def test_a_pdf_in_an_archive_keeps_its_pages() -> None:
    document = read_bytes(archive({"a.pdf": pdf(3)}), "a.zip")
    assert document.page(document.text.index("page 3")) == 3


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for text in ("One came first.", "Two came next.", "Three came last."):
            opened.writestr("b/a.txt", text)
    places = members(path)
    assert [place.rpartition("!")[2] for place in places] == ["b/a.txt", "b/a (2).txt", "b/a (3).txt"]
    assert [read(place).text for place in places] == ["One came first.", "Two came next.", "Three came last."]
