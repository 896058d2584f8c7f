"""Comparing two runs, and the page of published ones."""

import json
import shutil
from pathlib import Path

import pytest

from benchmarks import leaderboard
from benchmarks.results import read
from tests.benchmarks.conftest import invoke
from tests.conftest import shared_file


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare") / "run"
    data = shared_file("cnndm_validation.jsonl")
    done = invoke("run", "--data", data, "--systems", "lead,oracle", "--limit", 12, "--out", folder)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def other(run: Path, tmp_path: Path) -> Path:
    return shutil.copytree(run, tmp_path / "other")


def change(folder: Path, **systems: object) -> None:
    path = folder / "results.json"
    results = json.loads(path.read_text())
    results["systems"] |= systems
    path.write_text(json.dumps(results))


def compare(old: Path, new: Path, *options: object) -> tuple[int, str]:
    done = invoke("compare", old / "results.json", new / "results.json", *options)
    return done.exit_code, done.output


def test_a_run_is_no_worse_than_itself(run: Path) -> None:
    status, told = compare(run, run)
    assert status == 0
    assert "ok  oracle  rouge1  +0.0000  (p = 1.0000 on 12 documents)" in told
    assert told.endswith("0 of 8 figures are worse\n")


def test_a_significant_loss_is_found_and_a_gain_is_none(run: Path, other: Path) -> None:
    shutil.copy(other / "scores" / "lead.jsonl", other / "scores" / "oracle.jsonl")
    systems = read(other / "results.json")["systems"]
    change(other, oracle=systems["oracle"] | {"scores_sha256": systems["lead"]["scores_sha256"]})
    status, told = compare(run, other)
    assert status == 1
    assert "worse  oracle  rouge1  -0." in told
    assert "4 of 8 figures are worse" in told
    assert compare(other, run)[0] == 0
    assert compare(run, other, "--tolerance", 0.9)[0] == 0


def test_without_single_scores_the_old_interval_decides(run: Path, other: Path) -> None:
    shutil.rmtree(other / "scores")
    assert compare(run, other)[0] == 0
    systems = json.loads((other / "results.json").read_text())["systems"]
    change(other, oracle=systems["oracle"] | {"own_metrics": systems["lead"]["own_metrics"]})
    status, told = compare(run, other)
    assert status == 1
    assert "the old interval begins at" in told


def test_scores_of_another_run_in_the_same_folder_are_not_taken(run: Path, other: Path) -> None:
    # An earlier results.json that was saved under another name: scores/ is that of the later run.
    systems = read(run / "results.json")["systems"]
    change(
        other,
        oracle=systems["oracle"] | {"own_metrics": systems["lead"]["own_metrics"], "scores_sha256": "0" * 64},
    )
    status, told = compare(run, other)
    assert (status, "worse  oracle  rouge1" in told, "the old interval begins at" in told) == (1, True, True)


def test_a_system_that_fails_now_is_worse(run: Path, other: Path) -> None:
    change(other, oracle={"not_run": "it is gone"})
    status, told = compare(run, other)
    assert (status, "worse  oracle  run  +0.0000  (it is gone)" in told) == (1, True)
    systems = json.loads((run / "results.json").read_text())["systems"]
    change(other, oracle=systems["oracle"] | {"errors": [{"id": "n7", "error": "it is gone"}]})
    status, told = compare(run, other)
    assert (status, "worse  oracle  documents  -1.0000  (fails on n7)" in told) == (1, True)
    assert compare(other, run)[0] == 0


def test_a_system_that_is_left_out_now_is_worse(run: Path, other: Path) -> None:
    path = other / "results.json"
    results = json.loads(path.read_text())
    del results["systems"]["oracle"]
    path.write_text(json.dumps(results))
    status, told = compare(run, other)
    assert (status, "worse  oracle  run  +0.0000  (it is not in the second run)" in told) == (1, True)
    assert compare(other, run)[0] == 0


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ('"length": "sentences=3"', '"length": "words=9"', "length was sentences=3 and is words=9"),
        ("stemming:no", "stemming:porter", "the signature of metric rouge was rouge|stemming:no"),
        ('"examples_sha256": "', '"examples_sha256": "0', "the SHA-256 of the documents was"),
        ('"rouge": {', '"rogue": {', "have no metric in common"),
    ],
)
def test_runs_of_different_things_are_not_compared(
    was: str, becomes: str, message: str, run: Path, other: Path
) -> None:
    path = other / "results.json"
    path.write_text(path.read_text().replace(was, becomes))
    status, told = compare(run, other)
    assert (status, message in " ".join(told.split())) == (2, True)


def test_what_is_no_result_is_wrong_use(run: Path, other: Path) -> None:
    path = other / "results.json"
    path.write_text('{"schema": 99}')
    status, told = compare(run, other)
    assert (status, "has schema 99; this version reads schema 2" in " ".join(told.split())) == (2, True)
    path.write_text("[")
    assert compare(run, other)[0] == 2


def test_the_leaderboard_has_command_commit_and_checksum_of_each_table(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results, page = tmp_path / "results", tmp_path / "benchmarks.md"
    results.mkdir()
    monkeypatch.setattr(leaderboard, "RESULTS", results)
    monkeypatch.setattr(leaderboard, "PAGE", page)
    assert invoke("leaderboard").exit_code == 2
    (results / "speed.json").write_text('{"machine": "x"}')
    shutil.copy(run / "results.json", results / "cnndm.json")
    done = invoke("leaderboard")
    assert done.exit_code == 0, done.output
    text = page.read_text(encoding="utf-8")
    found = read(run / "results.json")
    assert text.count("\n## ") == 1
    for fact in (found["command"], found["commit"], found["data"]["sha256"], "| oracle |"):
        assert fact in text


def test_the_published_page_is_that_of_the_committed_results() -> None:
    found = leaderboard.find_results(leaderboard.RESULTS)
    if not found:
        pytest.skip("no results are committed yet")
    assert leaderboard.PAGE.read_text(encoding="utf-8") == leaderboard.render(found)
