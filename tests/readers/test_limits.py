"""Limits that a caller lowers, for whatever is read and however."""

import sys
from pathlib import Path

import pytest

from summarize import InvalidTypeError, InvalidValueError, ReadError
from summarize.readers import Item, Limits, find_items, read, read_any, read_bytes, read_item
from tests.readers.samples import archive, docx, pdf, sample

SLOW = "def load(text):\n    while True: pass\n"


def test_a_document_of_more_bytes_is_refused_wherever_it_is_from(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One text. " * 20)
    few = Limits(bytes=100)
    message = "is larger than 100 bytes, the most that is read of one document; split it"
    for read_it in (
        lambda: read(path, limits=few),
        lambda: read_any(path, limits=few),
        lambda: read_bytes(path.read_bytes(), "a.txt", limits=few),
        lambda: read_item(Item("row 1", text=path.read_text()), limits=few),
        lambda: read_item(Item("a", place=str(path)), limits=few),
    ):
        with pytest.raises(ReadError, match=message):
            read_it()
    assert read(path).text == path.read_text()


def test_a_text_is_measured_in_bytes() -> None:
    assert read_item(Item("row", text="ü" * 50), limits=Limits(bytes=100)).text == "ü" * 50
    with pytest.raises(ReadError, match="larger than 100 bytes"):
        read_item(Item("row", text="ü" * 51), limits=Limits(bytes=100))


def test_pages_of_a_pdf() -> None:
    data = pdf(2)
    assert len(read_bytes(data, "a.pdf", limits=Limits(pages=2)).page_starts) == 2
    with pytest.raises(ReadError, match="^a.pdf: has 2 pages, and at most 1 are read; split it"):
        read_bytes(data, "a.pdf", limits=Limits(pages=1))


def test_members_of_an_archive_are_those_of_the_items_too(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({f"{i}.txt": "A text." for i in range(3)}))
    assert [item.error for item in find_items(path, limits=Limits(members=3))] == [None] * 3
    (item,) = find_items(path, limits=Limits(members=2))
    assert item.error == f"{path}: has more than 2 members, the most that are read; unpack it"
    with pytest.raises(ReadError, match="has more than 2 members"):
        read(path, limits=Limits(members=2))


def test_the_process_that_parses_has_the_same_limits() -> None:
    data = docx("<w:p><w:r><w:t>A sentence of some words.</w:t></w:r></w:p>" * 1000)
    assert read_bytes(data, "a.docx").text.count("words") == 1000
    with pytest.raises(ReadError, match="^a.docx!word/document.xml: unpacks to more than 20,000 bytes"):
        read_bytes(data, "a.docx", limits=Limits(bytes=20_000))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["a.md", "a.srt"])
def test_formats_of_text_are_stopped_too_where_seconds_are_given(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = {"a.md": "markdown", "a.srt": "captions.reading"}[name]
    loader = {"a.md": "read_markdown", "a.srt": "read_captions"}[name]
    assert (
        read_bytes(sample(name), name, limits=Limits(seconds=30)).text == read_bytes(sample(name), name).text
    )
    (tmp_path / "slow_reader.py").write_text(SLOW)
    monkeypatch.syspath_prepend(str(tmp_path))
    start = f"import summarize.readers.formats.{module} as m, slow_reader; m.{loader} = slow_reader.load; "
    start += "from summarize.readers.sandbox.child import serve; serve()"
    command = [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {start}"]
    monkeypatch.setattr("summarize.readers.sandbox.parent.python_command", lambda *_: command)
    monkeypatch.setattr("summarize.readers.sandbox.parent._idle", [])
    with pytest.raises(ReadError, match=f"^{name}: takes more time to be parsed than .* 0.2 seconds at most"):
        read_bytes(sample(name), name, limits=Limits(seconds=0.2))


@pytest.mark.parametrize(
    "wrong", [{"bytes": 0}, {"members": 1.5}, {"pages": -1}, {"seconds": 0}, {"fetch_bytes": True}]
)
def test_a_limit_is_a_number_above_nothing(wrong: dict[str, float]) -> None:
    (name,) = wrong
    with pytest.raises((InvalidTypeError, InvalidValueError), match=f"^{name} must be "):
        Limits(**wrong)


def test_limits_are_a_value() -> None:
    with pytest.raises(InvalidTypeError, match=r"limits must be Limits\(...\) or None, got 100 \(int\)"):
        read_bytes(b"A text.", "a.txt", limits=100)
    with pytest.raises(InvalidTypeError, match="limits must be"):
        find_items("a.txt", limits={"bytes": 100})
