"""What documents, their names and errors cannot do: drive the terminal of who reads about them."""

import json
from pathlib import Path

import pytest

from summarize.terminal import harmless
from tests.cli.running import run

ATTACKS = {
    "an escape sequence that clears the screen": "\x1b[2J",
    "one that renames the window": "\x1b]0;gone\x07",
    "one of a single byte": "\x9b31m",
    "a backspace": "\x08\x08",
    "a lone carriage return": "\rroot",
    "an override of direction": "\u202egnp.exe",
    "an isolate that stays open": "\u2067",
}
DRIVING = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
}
ALLOWED = {"\n", "\t"}


def _driving(text: str) -> set[str]:
    return (DRIVING - ALLOWED).intersection(text)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("style", ["text", "markdown", "html", "json"])
def test_a_document_does_not(attack: str, style: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(f"The mill {attack} was shut in the spring of last year.\n", encoding="utf-8", newline="")
    done = run("--format", style, str(path))
    assert done.returncode == 0
    assert not _driving(done.stdout)
    if style == "json":
        assert attack[-1] in json.loads(done.stdout)["summary"]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_names_of_files_do_not(attack: str, tmp_path: Path) -> None:
    done = run(str(tmp_path / f"no{attack}where.txt"))
    assert done.returncode == 1
    assert "where.txt" in done.stderr
    assert not _driving(done.stderr)


def test_what_is_read_of_a_document_does_not(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("The mill \x1b[2J was shut \u202e in the spring of last year.\n", encoding="utf-8")
    done = run("--extract", str(path))
    assert "\\x1b[2J was shut \\u202e" in done.stdout
    assert not _driving(done.stdout)


def test_compare_does_not(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("The mill \x1b[2J was shut \u202e in the spring of last year.\n", encoding="utf-8")
    done = run("compare", str(path), "--methods", "lead")
    assert done.returncode == 0
    assert not _driving(done.stdout)


@pytest.mark.parametrize("style", ["text", "markdown", "html", "json"])
def test_check_does_not(style: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("The mill \x1b[2J was shut \u202e in the \x9b31m spring.\n", encoding="utf-8")
    done = run("check", str(path), str(path), "-f", style)
    assert done.returncode == 0
    assert not _driving(done.stdout)


def test_letters_of_all_scripts_stay() -> None:
    text = "Zażółć\tgęślą\njaźń. שלום\u200f! می\u200cخواهم 👩\u200d👩"
    assert harmless(text) == text
