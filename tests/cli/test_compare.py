"""Methods side by side."""

from pathlib import Path

import pandas
import pytest

import summarize
from tests.cli.running import SEED, assert_fails, run, run_process


def words(cells: str) -> str:
    """The words of a table of one column, whatever lines it breaks them to."""
    return " ".join(word for word in cells.split() if word.isascii())


def compare(*arguments: str) -> str:
    done = run("compare", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_shows_methods_side_by_side() -> None:
    done = run("compare", SEED, "--methods", "lead,textrank", "-s", "1")
    assert (done.returncode, done.stderr) == (0, "")
    head = done.stdout.splitlines()[1]
    assert "lead" in head
    assert "textrank" in head
    assert "words" in done.stdout.splitlines()[-2]


def test_methods_see_the_title_of_the_document(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "---\ntitle: Owls come home late\n---\nIn the park a cat sat on a wall all day. A dog ran by. "
        "The owls of the park came home late. The cat saw the dog on the wall. It was late by then. The end."
    )
    document = summarize.read(page)
    expected = summarize.summarize(document, "edmundson", sentences=1)
    untitled = document.text.removeprefix("# Owls come home late\n\n")
    assert expected != summarize.summarize(untitled, "edmundson", sentences=1)
    assert str(expected) in words(compare(str(page), "-m", "edmundson", "-s", "1"))


def test_methods_see_lines_as_they_are_said_to_be_and_the_notes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Boats of the old harbour\nHouses on the old quay\nMills by the river\n")
    arguments = (str(tmp_path / "a.txt"), "-m", "lead", "-s", "1")
    assert "quay" in words(compare(*arguments, "--lines", "wrapped"))
    assert "quay" not in words(compare(*arguments, "--lines", "units"))


def test_methods_that_do_not_fit_beside_are_below(monkeypatch: pytest.MonkeyPatch) -> None:
    names = list(summarize.methods())
    monkeypatch.setenv("COLUMNS", "80")
    shown = compare(SEED, "-m", ",".join(names), "-s", "1")
    assert max(map(len, shown.splitlines())) <= 80
    assert all(f" {name} " in shown for name in names)
    monkeypatch.setenv("COLUMNS", "10")
    assert "┃ lead" in compare(SEED, "-m", "lead", "-s", "1")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_goes_to_a_terminal_of_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_text("“I like 🍎.” We all do.", encoding="utf-8")
    done = run_process("compare", "a.txt", "-m", "lead", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    assert "I like \\U0001f34e" in done.stdout


def test_takes_a_row_of_a_table_and_not_the_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,Cats sleep all day.\n")
    assert "Cats sleep all day." in compare(str(tmp_path / "t.csv"), "-m", "lead")
    assert "id,text" not in compare(str(tmp_path / "t.csv"), "-m", "lead")
    (tmp_path / "t.csv").write_text("text\nCats sleep.\nDogs bark.\n")
    assert_fails(run("compare", "t.csv", cwd=tmp_path), 2, "t.csv: has several texts, and compare takes one")
    (tmp_path / "t.csv").write_text("report\nCats sleep.\nDogs bark.\n")
    assert_fails(run("compare", "t.csv", cwd=tmp_path), 1, "--text-column")
    found = run("compare", "t.csv", "--text-column", "report", cwd=tmp_path)
    assert_fails(found, 2, "or a row: t.csv:row=1")
    done = run("compare", "t.csv:row=2", "--text-column", "report", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_tells_what_a_method_cannot_do() -> None:
    done = run("compare", SEED, "--methods", "lead,textrank", "-s", "1", "-q", "missiles")
    assert done.returncode == 0
    assert "takes no query" in " ".join(done.stdout.split())


def test_is_status_1_if_no_method_can_do_it() -> None:
    done = run("compare", SEED, "--methods", "lead,textrank", "-q", "zebra")
    assert done.returncode == 1
    assert "no word of the query" in " ".join(done.stdout.split())


def test_shows_square_brackets_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A [bold]cat[/bold] [/nothing] sleeps.")
    done = run("compare", "a.txt", "-m", "lead,model=[bold]x[/nope]", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[bold]cat[/bold]" in done.stdout
    assert "model=[bold]x[/nope]" in done.stdout


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_takes_a_row_of_a_table_beside_its_reference(tmp_path: Path, kind: str) -> None:
    table = pandas.DataFrame(
        {"article": ["One.", "Cats sleep all day. Dogs bark."], "gold": ["A.", "Cats doze."]}
    )
    path = tmp_path / f"t.{kind}"
    if kind == "parquet":
        table.to_parquet(path)
    elif kind == "csv":
        table.to_csv(path, index=False)
    else:
        table.to_json(path, orient="records", lines=True)
    done = run("compare", f"{path}:document=article,summary=gold,row=2", "-m", "lead", "-s", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "reference" in done.stdout
    for text in ("Cats sleep all", "Cats doze.", "2 words "):
        assert text in done.stdout
    for named, message in (
        ("document=article,row=3", "has no row 3"),
        ("document=artcle", "no column 'artcle'; did you mean 'article'"),
        ("document=article,summary=god", "'god'"),
        ("document=article,rows=2", "no option 'rows'; did you mean 'row'"),
    ):
        assert_fails(run("compare", f"{path}:{named}", "-m", "lead"), 1 + ("rows" in named), message)


def test_wrong_use() -> None:
    assert_fails(run("compare", SEED, "-n", "2"), 2, "to limit the sentences, pass --sentences N")
    assert_fails(run("compare", SEED, "--methods", "led"), 2, "did you mean 'lead'")
    assert_fails(run("compare", "nowhere.txt"), 1, "nowhere.txt: no such file")
    assert_fails(run("compare", SEED, "--methods", ","), 2, "--methods is empty")
