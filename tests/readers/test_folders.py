"""Which files there are, in which order, under which names."""

import os
from pathlib import Path

import pytest

from summarize.readers.folders import files
from summarize.readers.items import Item


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", "sub/deep/d.txt", ".git/config", "z/e.txt"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A text.")
    (tmp_path / "empty").mkdir()
    return tmp_path


def names(*places: str, recursive: bool = False) -> list[str]:
    return [item.id for item in files(places, recursive)]


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
    assert list(files(places)) == [Item(place, place) for place in places]
    assert list(files([Path("docs/a.txt")])) == [Item("docs/a.txt", "docs/a.txt")]


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


def test_pipes_are_left_out_of_folders(tree: Path) -> None:
    os.mkfifo(tree / "docs" / "pipe")
    assert names("docs") == ["docs/a.txt", "docs/b.txt"]
    assert names("docs/pipe") == ["docs/pipe"]


def test_a_folder_without_files(tree: Path) -> None:
    (tree / "docs" / "a.txt").unlink()
    (tree / "docs" / "b.txt").unlink()
    [item] = files(["docs"])
    assert (item.id, item.place) == ("docs", None)
    assert (
        item.error
        == "docs: is a folder without files; those in the folders in it are read if you ask for it (recursive)"
    )
    [item] = files(["empty"], recursive=True)
    assert item.error == "empty: is a folder without files"


def test_a_folder_that_cannot_be_listed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = list(files(["docs", "docs/sub"], recursive=True))
    failed = Item("docs/sub", error="docs/sub: this folder cannot be read: Permission denied")
    assert found[2:] == [failed, Item("docs/z/e.txt", "docs/z/e.txt"), failed]


def test_nothing_is_opened_before_its_turn(tree: Path) -> None:
    found = files(["docs", "empty"])
    assert next(found).id == "docs/a.txt"
