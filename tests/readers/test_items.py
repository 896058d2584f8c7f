"""Which files there are, in which order, under which names."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summarize import Document, InvalidTypeError, InvalidValueError, ReadError, SummarizeError
from summarize.readers import Item, find_items, read_any, read_item
from tests.readers.samples import archive


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", "sub/deep/d.txt", ".git/config", "z/e.txt"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A text.")
    (tmp_path / "empty").mkdir()
    return tmp_path


def names(*places: str, recursive: bool = False, follow_links: bool = False) -> list[str]:
    found = find_items(places, recursive=recursive, follow_links=follow_links)
    return [item.id for item in found if item.error is None]


def test_what_is_named_comes_as_it_is_named(tree: Path) -> None:
    places = [
        "docs/b.txt",
        "./docs/a.txt",
        "docs/.hidden",
        "no.txt",
        "-",
        "https://example.org/",
        "",
        str(tree / "docs/a.txt"),
    ]
    assert list(find_items(places)) == [Item(place, place) for place in places]
    assert list(find_items([Path("docs/a.txt")])) == [Item("docs/a.txt", "docs/a.txt")]


def test_folders_are_sorted_and_without_hidden_files(tree: Path) -> None:
    assert names("docs") == ["docs/a.txt", "docs/b.txt"]
    assert names("docs/", "./docs")[:3] == ["docs/a.txt", "docs/b.txt", "./docs/a.txt"]


def test_folders_in_folders(tree: Path) -> None:
    below = ["docs/sub/c.txt", "docs/sub/deep/d.txt", "docs/z/e.txt"]
    assert names("docs", recursive=True) == ["docs/a.txt", "docs/b.txt", *below]
    assert all((tree / name).is_file() for name in below)


def test_links(tree: Path) -> None:
    docs = tree / "docs"
    (docs / "loop").symlink_to(docs)
    (docs / "self").symlink_to("self")
    (docs / "gone").symlink_to("nowhere")
    (docs / "link.txt").symlink_to("a.txt")
    expected = ["docs/a.txt", "docs/b.txt", "docs/gone", "docs/link.txt", "docs/self"]
    assert names("docs") == expected
    assert names("docs", recursive=True)[:5] == expected
    assert len(names("docs", recursive=True)) == 8
    assert names("docs/loop")[:2] == ["docs/loop/a.txt", "docs/loop/b.txt"]


def test_links_out_of_a_folder_are_followed_only_if_asked(tree: Path) -> None:
    (tree / "secret.txt").write_text("The key is under the mat.")
    (tree / "docs" / "out.txt").symlink_to(tree / "secret.txt")
    assert "docs/out.txt" in names("docs", follow_links=True)
    (refused,) = [item for item in find_items("docs") if item.id == "docs/out.txt"]
    assert refused.place is None
    assert refused.error is not None
    assert "is a link out of the folder; pass follow_links=True" in refused.error


def test_pipes_are_left_out_of_folders(tree: Path) -> None:
    os.mkfifo(tree / "docs" / "pipe")
    assert names("docs") == ["docs/a.txt", "docs/b.txt"]
    assert names("docs/pipe") == ["docs/pipe"]


def test_a_folder_without_files(tree: Path) -> None:
    (tree / "docs" / "a.txt").unlink()
    (tree / "docs" / "b.txt").unlink()
    [item] = find_items(["docs"])
    assert (item.id, item.place) == ("docs", None)
    assert (
        item.error
        == "docs: is a folder without files; pass recursive=True (--recursive) to search the folders in it"
    )
    [item] = find_items(["empty"], recursive=True)
    assert item.error == "empty: is a folder without files"


def test_a_folder_that_cannot_be_listed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = list(find_items(["docs", "docs/sub"], recursive=True))
    failed = Item("docs/sub", error="docs/sub: this folder cannot be read: Permission denied")
    assert found[2:] == [failed, Item("docs/z/e.txt", "docs/z/e.txt"), failed]


def test_nothing_is_opened_before_its_turn(tree: Path) -> None:
    found = find_items(["docs", "empty"])
    assert next(iter(found)).id == "docs/a.txt"


class TestFindItems:
    def test_takes_one_place_or_several(self, tree: Path) -> None:
        for places in (
            "docs/a.txt",
            Path("docs/a.txt"),
            b"docs/a.txt",
            ["docs/a.txt"],
            iter([Path("docs/a.txt")]),
        ):
            assert list(find_items(places)) == [Item("docs/a.txt", "docs/a.txt")]  # type: ignore[arg-type]
        assert list(find_items([])) == []

    def test_a_folder_has_tables_archives_and_documents(self, tree: Path) -> None:
        (tree / "docs" / "t.csv").write_text("id,text\nr1,Bees hum.\nr2,Ants dig.\n")
        (tree / "docs" / "z.zip").write_bytes(archive({"c.txt": "Cows moo.", "t.csv": "text\nSun shone.\n"}))
        found = list(find_items("docs"))
        assert [(item.id, item.text) for item in found] == [
            ("docs/a.txt", None),
            ("docs/b.txt", None),
            ("r1", "Bees hum."),
            ("r2", "Ants dig."),
            ("docs/z.zip!c.txt", None),
            ("docs/z.zip!t.csv", None),
        ]
        assert [read_item(item).text for item in found[:5]] == [
            "A text.",
            "A text.",
            "Bees hum.",
            "Ants dig.",
            "Cows moo.",
        ]
        with pytest.raises(ReadError, match="is a table in an archive, whose rows are not read; unpack it"):
            read_item(found[5])

    def test_columns_are_those_asked_for_and_then_one_of_the_files_is_a_table(self, tree: Path) -> None:
        (tree / "t.jsonl").write_text('{"key": 7, "story": "Bees hum."}\n')
        assert list(find_items("t.jsonl", text_column="story", id_column="key")) == [
            Item("7", text="Bees hum.")
        ]
        assert [(item.id, item.error) for item in find_items(["docs/a.txt", "t.jsonl"], text_column="story")] == [
            ("docs/a.txt", None), ("t.jsonl:1", None)
        ]  # fmt: skip
        [item] = find_items("docs/a.txt", text_column="story")
        assert (
            item.error
            == "docs/a.txt: is no table; the names of those end with .arrow, .csv, .jsonl, .ndjson, .parquet, .pq, .tab, .tsv; save a spreadsheet as CSV"
        )
        [item] = find_items("-", text_column="story")
        assert item.error.startswith("standard input: is no table")

    def test_what_cannot_be_read_is_an_item_with_the_reason(self, tree: Path) -> None:
        (tree / "bad.zip").write_bytes(b"PK\x03\x04 and no more")
        (tree / "bad.csv").write_text("a,b\n1,2\n")
        found = list(find_items(["bad.zip", "bad.csv", "none.zip", "none.jsonl", "docs/a.txt"]))
        assert [item.id for item in found] == ["bad.zip", "bad.csv", "none.zip", "none.jsonl", "docs/a.txt"]
        for item in found[:4]:
            assert item.place is None
            assert item.error.startswith(f"{item.id}: ")

    def test_the_items_are_looked_for_anew_each_time(self, tree: Path) -> None:
        items = find_items("docs")
        assert len(list(items)) == 2
        (tree / "docs" / "c.txt").write_text("A text.")
        assert len(list(items)) == 3

    def test_the_output_is_left_out_of_a_folder_and_is_no_input(self, tree: Path) -> None:
        items = find_items(["docs"]).without("docs/../docs/a.txt")
        assert [item.id for item in items] == ["docs/b.txt"]
        assert len(list(find_items("docs").without("none.jsonl"))) == 2
        with pytest.raises(
            InvalidValueError, match="^the output docs/../docs/a.txt is the input docs/a.txt; name"
        ):
            find_items(["docs", "docs/a.txt"]).without("docs/../docs/a.txt")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"places": None}, "places must be paths or URLs, one or several, not NoneType"),
            ({"places": 5}, "places must be paths or URLs, one or several, not int"),
            ({"places": np.array(3)}, "places must be paths or URLs, one or several, not ndarray"),
            ({"places": ["a.txt", 5]}, "a path must be a string or a Path, not int"),
            ({"places": "a.csv", "text_column": 5}, "text_column must be a string or None, not int"),
            ({"places": "a.csv", "id_column": ["id"]}, "id_column must be a string or None, not list"),
            ({"places": "a.csv", "encoding": 5}, "encoding must be a string or None, not int"),
            ({"places": "a.csv", "encoding": "latin-99"}, "unknown encoding 'latin-99'"),
        ],
    )
    def test_wrong_arguments_are_told_at_the_call(self, arguments: dict[str, Any], message: str) -> None:
        with pytest.raises(SummarizeError) as caught:
            find_items(**arguments)
        assert str(caught.value).startswith(message)


class TestReadItem:
    def test_reads_a_text_a_file_and_a_url(self, tree: Path) -> None:
        assert read_item(Item("a", text="Cats purr."), language="en").text == "Cats purr."
        assert read_item(Item("a", place="docs/a.txt")).text == "A text."
        assert read_item(Item("a", place=Path("docs/a.txt"))).text == "A text."  # type: ignore[arg-type]
        with pytest.raises(ReadError, match="127.0.0.1, which is not on the public internet"):
            read_item(Item("a", place="http://127.0.0.1/"))

    def test_takes_the_encoding_the_lines_and_another_reader(self, tree: Path) -> None:
        (tree / "a.txt").write_bytes("Grüße.\nNoch einer".encode("cp1252"))
        document = read_item(Item("a", place="a.txt"), encoding="cp1252", lines="units")
        assert [sentence.text for sentence in document.sentences] == ["Grüße.", "Noch einer"]
        other = Document("Another.")
        assert read_item(Item("a", place="a.txt"), read_place=lambda place, **_: other).text == "Another."

    def test_an_error_is_raised(self) -> None:
        with pytest.raises(ReadError, match="^row 3 has no text"):
            read_item(Item("3", error="row 3 has no text"))
        with pytest.raises(InvalidValueError, match="there is neither a text nor a place to read it from"):
            read_item(Item("3"))
        with pytest.raises(
            InvalidTypeError, match=r"^item must be an Item, not str; find_items\(\) gives some"
        ):
            read_item("a.txt")  # type: ignore[arg-type]


def test_a_file_may_have_the_name_of_a_url(tree: Path) -> None:
    (tree / "http:").mkdir()
    (tree / "http:" / "a.txt").write_text("A file.")
    assert read_any("http://a.txt").text == "A file."
