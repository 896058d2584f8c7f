"""``summarize check SUMMARY SOURCE``."""

import json
from pathlib import Path

import pytest

from tests.cli.running import assert_fails, run, run_process


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "summary.txt").write_text("Kim paid 12 million dollars. It rained.\n")
    (tmp_path / "source.txt").write_text("Kim Lee paid 1.2 million dollars. It rained. Nobody came.\n")
    return tmp_path


def test_prints_the_support_and_the_faults(texts: Path) -> None:
    done = run_process("check", "summary.txt", "source.txt", cwd=texts)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1.00  It rained." in done.stdout
    assert "number at 9-19: 12 million; the source has 1.2 million dollars" in done.stdout


def test_reads_standard_input_and_writes_json(texts: Path) -> None:
    done = run("check", "-", "source.txt", "-f", "json", stdin=b"Nobody came.", cwd=texts)
    found = json.loads(done.stdout)
    assert (found["support"], found["unsupported"]) == (1.0, [])


@pytest.mark.parametrize(("name", "mark"), [("a.html", "<u class="), ("a.md", "**12 million**")])
def test_writes_a_file(texts: Path, name: str, mark: str) -> None:
    assert run("check", "summary.txt", "source.txt", "-o", name, cwd=texts).returncode == 0
    assert mark in (texts / name).read_text()
    assert_fails(run("check", "summary.txt", "source.txt", "-o", name, cwd=texts), 2, "add --overwrite")


def test_fails_under_a_support_or_for_an_unsupported_fact(texts: Path) -> None:
    (texts / "good.txt").write_text("It rained. Lee paid dollars.")
    for name, limit, status in (("good.txt", "0.3", 0), ("good.txt", "1", 1), ("summary.txt", "0", 1)):
        assert run("check", name, "source.txt", "--fail-under", limit, cwd=texts).returncode == status, name


def test_wrong_use(texts: Path) -> None:
    assert_fails(run("check", "summary.txt", "nowhere.txt", cwd=texts), 1, "nowhere.txt: no such file")
    assert_fails(run("check", "summary.txt", "source.txt", "--fail-under", "2", cwd=texts), 2, "at most 1")
    assert_fails(run("check", "summary.txt", cwd=texts), 2, "Missing argument 'SOURCE'")


def test_the_four_kinds_of_faults_are_marked_at_their_places(tmp_path: Path) -> None:
    summary = "Kim Lavrov paid 12 million dollars. Pigs can fly. He said “we shall not pay them again”."
    (tmp_path / "summary.txt").write_text(summary, encoding="utf-8")
    source = "Kim Lee paid 1.2 million dollars. It rained. He said “we shall never pay them again”."
    (tmp_path / "source.txt").write_text(source, encoding="utf-8")
    told = run("check", "summary.txt", "source.txt", cwd=tmp_path).stdout
    found = json.loads(run("check", "summary.txt", "source.txt", "-f", "json", cwd=tmp_path).stdout)
    page = run("check", "summary.txt", "source.txt", "-f", "html", cwd=tmp_path).stdout
    places = {summary[fact["start"] : fact["end"]] for fact in found["unsupported"]}
    assert places == {"Kim Lavrov", "12 million", "we shall not pay them again"}
    for text in places:
        assert f"{text}; the source has" in told
        assert f'<u class="unsupported">{text}</u>' in page
    assert found["sentences"][1]["support"] == 0
    assert "0.00  Pigs can fly." in told
    assert "no passage supports it" in page


def test_a_model_that_is_not_there(texts: Path) -> None:
    assert_fails(run("check", "summary.txt", "source.txt", "--model", "nobody:x", cwd=texts), 2, "no engine")
