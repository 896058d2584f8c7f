"""Comparing two runs, and the page of published ones."""

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.commands import leaderboard
from benchmarks.results.averages import average
from benchmarks.results.results import read
from benchmarks.results.scoring import Scores, digest_scores, write_scores
from tests.benchmarks.conftest import invoke
from tests.conftest import shared_file


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare") / "run"
    data = shared_file("cnndm_validation.jsonl")
    done = invoke("run", "--data", data, "--systems", "lead,oracle", "--limit", 12,
                  "--metrics", "rouge", "--out", folder)  # fmt: skip
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


def test_a_mean_within_the_old_interval_is_not_worse(run: Path, other: Path) -> None:
    shutil.rmtree(other / "scores")
    systems = json.loads((other / "results.json").read_text())["systems"]
    own = systems["lead"]["own_metrics"]
    for share, expected in ((0.5, 0), (1.1, 1)):
        worse = {
            name: values | {"f1": values["f1"] - share * (values["f1"] - values["low"])}
            for name, values in own.items()
        }
        change(other, lead=systems["lead"] | {"own_metrics": worse})
        assert compare(run, other)[0] == expected


def test_means_of_different_documents_are_not_compared(run: Path, other: Path) -> None:
    shutil.rmtree(other / "scores")
    lead = json.loads((run / "results.json").read_text())["systems"]["lead"]
    worse = {name: values | {"f1": 0.0} for name, values in lead["own_metrics"].items()}
    change(other, lead=lead | {"own_metrics": worse, "errors": [{"id": "\ud800", "error": "it is gone"}]})
    status, told = compare(run, other)
    assert (status, "    ?  lead  all figures  +0.0000  (not comparable without scores)" in told) == (1, True)
    assert "worse  lead  documents  -1.0000  (fails on ?)" in told
    status, told = compare(other, run)  # it fails on fewer
    assert (status, "not comparable without scores" in told, "lead  rouge1" in told) == (0, True, False)


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
        (
            '"lines as given"',
            '"split into sentences"',
            "the way the references are put a sentence a line was",
        ),
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
    path.write_text("[" * 100_000)
    assert compare(run, other)[0] == 2
    path.write_text("[")
    assert compare(run, other)[0] == 2


Columns = dict[str, list[float]]


def write_run(folder: Path, systems: dict[str, Columns], **changes: object) -> Path:
    """A run with given scores: of each system the figures of documents 0, 1, …"""
    results: dict = {
        "schema": 2, "length": "sentences=3",
        "data": {"examples_sha256": "e", "sha256": "s", "references": "lines as given", "n_documents": 20,
                 "n_not_taken": 0, "n_unusable": 0},
        "metrics": {name: {"signature": f"{name}|summarize:1", "higher_is_better": True, "quality": [name]}
                    for columns in systems.values() for name in columns},
        "systems": {},
    }  # fmt: skip
    scores: Scores = {}
    for name, columns in systems.items():
        n = max(map(len, columns.values()), default=0)
        scores[name] = {str(i): {figure: of[i] for figure, of in columns.items()} for i in range(n)}
        results["systems"][name] = {
            "n_documents": n, "scores_sha256": digest_scores(scores[name]), "errors": [], "n_too_long": 0,
            "own_metrics": average(list(scores[name].values())),
        }  # fmt: skip
    write_scores(scores, folder / "scores", [])
    (folder / "results.json").write_text(json.dumps(results | changes))
    return folder


def test_the_verdict_is_after_the_correction_for_all_tests(tmp_path: Path) -> None:
    # Lower on 14 of 20 documents by 0.1, higher on 6: p is about 0.1; on 15 and 5 it is about 0.04.
    before = {"chrf": [0.5] * 20, "other": [0.5] * 20}
    after = {"chrf": [0.4] * 15 + [0.6] * 5, "other": [0.4, 0.6] * 10}
    old, new = write_run(tmp_path / "old", {"a": before}), write_run(tmp_path / "new", {"a": after})
    status, told = compare(old, new)
    assert (status, "ok  a  chrf  -0.0500  (p = 0.0" in told) == (0, True)
    only = [
        write_run(tmp_path / name, {"a": {"chrf": of["chrf"]}}) for name, of in (("o", before), ("n", after))
    ]
    assert compare(*only)[0] == 1


@pytest.mark.parametrize("n_documents", [1, 5, 6, 8])
def test_a_total_loss_is_worse_however_few_documents_there_are(n_documents: int, tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", {"a": {"chrf": [0.5] * n_documents}})
    new = write_run(tmp_path / "new", {"a": {"chrf": [0.0] * n_documents}})
    status, told = compare(old, new)
    assert (status, "worse  a  chrf  -0.5000" in told) == (1, True)
    few = f"the old interval begins at 0.5000; too few documents for so many tests, {n_documents} differ"
    assert (few in told) == (n_documents < 6)


def test_the_more_tests_there_are_the_more_documents_a_test_needs(tmp_path: Path) -> None:
    # 2 / 2 ** 6 is less than 0.05, and times 2 it is not.
    folders = [
        [
            write_run(tmp_path / f"{value}-{n}", {"a": {f"chrf{i}": [value] * 6 for i in range(n)}})
            for value in (0.5, 0.0)
        ]
        for n in (1, 2)
    ]
    told = [compare(*pair) for pair in folders]
    assert [status for status, _ in told] == [1, 1]
    assert ["too few documents" in text for _, text in told] == [False, True]


def test_what_differs_by_rounding_alone_is_no_loss_on_few_documents(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", {"a": {"chrf": [0.1 + 0.2] * 3}})
    new = write_run(tmp_path / "new", {"a": {"chrf": [0.3] * 3}})
    assert compare(old, new, "--tolerance", 0) == (
        0,
        "   ok  a  chrf  +0.0000  (p = 1.0000 on 3 documents)\n0 of 1 figures are worse\n",
    )


def test_runs_of_two_versions_are_compared(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", {"a": {"chrf": [0.5] * 3}})
    later = {"chrf": {"signature": "chrf|summarize:2", "higher_is_better": True, "quality": ["chrf"]}}
    new = write_run(tmp_path / "new", {"a": {"chrf": [0.5] * 3}}, metrics=later)
    assert compare(old, new)[0] == 0
    assert compare(new, old)[0] == 0


def test_a_run_of_before_the_raw_checksum_is_compared_by_that_of_the_data(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", {"a": {"chrf": [0.5] * 3}})
    results = json.loads((old / "results.json").read_text())
    results["data"]["examples_sha256"] = "of the references as they were split"
    del results["metrics"]["chrf"]["quality"]
    (old / "results.json").write_text(json.dumps(results))
    new = write_run(tmp_path / "new", {"a": {"chrf": [0.0] * 3}})
    assert [compare(old, new)[0], compare(new, old)[0], compare(old, old)[0]] == [1, 0, 0]
    data = results["data"] | {"sha256": "t"}
    status, told = compare(old, write_run(tmp_path / "third", {"a": {"chrf": [0.5] * 3}}, data=data))
    assert (status, "sha256 of the data was s and is t" in " ".join(told.split())) == (2, True)


def test_a_metric_that_is_not_measured_any_more_is_worse(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", {"a": {"chrf": [0.5] * 9, "rouge1": [0.5] * 9}})
    new = write_run(tmp_path / "new", {"a": {"chrf": [0.5] * 9}})
    status, told = compare(old, new)
    assert status == 1
    assert "worse  all systems  rouge1  +0.0000  (it is not measured any more)" in told
    assert compare(new, old)[0] == 0


@pytest.mark.parametrize(
    ("before", "after", "is_worse"),
    [
        (0, 3, False),  # none in 20 may be a share of up to 3 / 20
        (0, 4, True),
        (10, 12, False),
        (10, 18, True),
        (4, 0, False),
    ],
)
def test_a_fault_that_becomes_more_frequent_is_worse(
    before: int, after: int, is_worse: bool, tmp_path: Path
) -> None:
    old, new = (
        write_run(
            tmp_path / name,
            {"a": {"chrf": [0.5] * 20, "readability.crumbs": [1.0] * n + [0.0] * (20 - n)}},
            metrics={
                "chrf": {"signature": "c", "higher_is_better": True, "quality": ["chrf"], "faults": []},
                "readability": {"signature": "r", "higher_is_better": True, "quality": [], "faults": ["readability.crumbs"]},
            },
        )
        for name, n in (("old", before), ("new", after))
    )  # fmt: skip
    status, told = compare(old, new)
    assert (status, "worse  a  readability.crumbs" in told) == (int(is_worse), is_worse)


def test_more_summaries_that_are_too_long_are_worse(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", {"a": {"chrf": [0.5] * 9}})
    new = write_run(tmp_path / "new", {"a": {"chrf": [0.5] * 9}})
    change(new, a=read(new / "results.json")["systems"]["a"] | {"n_too_long": 4})
    status, told = compare(old, new)
    assert (status, "worse  a  length  +4.0000  (longer than allowed on 4 documents)" in told) == (1, True)
    assert compare(new, old)[0] == 0


def test_a_run_without_a_summary_is_nothing_to_compare_with(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", {"a": {"chrf": []}})
    new = write_run(tmp_path / "new", {"a": {"chrf": [0.5] * 9}})
    status, told = compare(old, new)
    assert (status, "no system has a summary in the first run" in " ".join(told.split())) == (2, True)


def test_a_system_without_a_summary_any_more_is_worse_once(tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", {"a": {"chrf": [0.5] * 3}})
    new = write_run(tmp_path / "new", {"a": {"chrf": []}})
    errors = [{"id": str(n), "error": "it is gone"} for n in range(3)]
    change(new, a=read(new / "results.json")["systems"]["a"] | {"errors": errors})
    assert compare(old, new) == (
        1, "worse  a  documents  -3.0000  (fails on 0, 1, 2)\n1 of 1 figures are worse\n"
    )  # fmt: skip


def test_the_leaderboard_has_command_commit_and_checksum_of_each_table(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tmp_path / "results"
    results.mkdir()
    monkeypatch.setattr(leaderboard, "RESULTS", results)
    monkeypatch.setattr(leaderboard, "DOCS", tmp_path)
    assert invoke("leaderboard").exit_code == 2
    (results / "speed.json").write_text('{"machine": "x"}')
    shutil.copy(run / "results.json", results / "cnndm.json")
    done = invoke("leaderboard")
    assert done.exit_code == 0, done.output
    for broken in ("{", '{"schema": 1}'):
        (results / "other.json").write_text(broken)
        done = invoke("leaderboard")
        assert (done.exit_code, done.output.startswith("Error: ")) == (1, True)
    short, of_set = (
        (tmp_path / name).read_text(encoding="utf-8")
        for name in ("benchmarks.md", "benchmarks/cnndm_validation.md")
    )
    assert "[English news (CNN/DailyMail)](benchmarks/cnndm_validation.md) | 12 |" in short
    assert "\n| **lead** | " in short  # the oracle is above it, and sees the references
    found = read(run / "results.json")
    for fact in (found["command"], found["commit"], found["data"]["sha256"], "| oracle |"):
        assert fact in of_set
    assert ">lead</text>" in (tmp_path / "images" / "rouge-dark.svg").read_text(encoding="utf-8")


def test_the_published_pages_and_charts_are_those_of_the_committed_results(tmp_path: Path) -> None:
    found = leaderboard.find_results(leaderboard.RESULTS)
    if not found:
        pytest.skip("no results are committed yet")
    made = leaderboard.pages(found)
    for name, text in made.items():
        assert (leaderboard.DOCS / name).read_text(encoding="utf-8") == text
    assert {f"benchmarks/{path.name}" for path in (leaderboard.DOCS / "benchmarks").iterdir()} < set(made)
    for chart in leaderboard.write_charts(found, tmp_path):
        assert (leaderboard.DOCS / "images" / chart.name).read_bytes() == chart.read_bytes()
