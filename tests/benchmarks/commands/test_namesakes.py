"""Namesakes: what is compared with what, and how often ours is behind."""

import json
from pathlib import Path

import pytest

from benchmarks.commands.namesakes import Comparison, describe
from tests.benchmarks.conftest import invoke


@pytest.fixture
def run(news: Path, tmp_path: Path) -> Path:
    """A run, in which two systems are renamed as if the second were a namesake of the first."""
    folder = tmp_path / "run"
    done = invoke("run", "--data", news, "--systems", "kl,lead,random", "--sentences", 1, "--out", folder)
    assert done.exit_code == 0, done.output
    return folder


def rename(folder: Path, system: str, name: str) -> None:
    path = folder / "results.json"
    results = json.loads(path.read_text())
    results["systems"] = {name if key == system else key: value for key, value in results["systems"].items()}
    path.write_text(json.dumps(results))
    (folder / "scores" / f"{system}.jsonl").rename(folder / "scores" / f"{name}.jsonl")


def test_methods_are_compared_with_their_namesakes_alone(run: Path) -> None:
    rename(run, "random", "sumy-kl")
    done = invoke("namesakes", run / "results.json")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Of 3 comparisons ours is ahead at p < 0.05 in ")


def test_runs_without_namesakes_are_wrong_use(run: Path) -> None:
    done = invoke("namesakes", run / "results.json")
    assert done.exit_code == 2
    assert "no run has summaries of both a method and its namesake" in done.output


def test_scores_of_another_run_are_refused(run: Path) -> None:
    rename(run, "random", "sumy-kl")
    scores = run / "scores" / "kl.jsonl"
    scores.write_bytes(scores.read_bytes().replace(b"0.", b"0.1", 1))
    done = invoke("namesakes", run / "results.json")
    assert done.exit_code == 2
    assert "the scores of kl are not beside it, or are those of another run" in " ".join(done.output.split())


def test_what_is_lost_is_told_before_and_after_the_correction() -> None:
    figures = [(-0.02, 0.001), (-0.01, 0.04), (0.03, 0.0001), (-0.01, 0.5), (0.01, 0.9)]
    found = [Comparison("news", "kl", "sumy-kl", "rouge1", 9, difference, p) for difference, p in figures]
    told = describe(found).splitlines()
    assert told[0] == (
        "Of 5 comparisons ours is ahead at p < 0.05 in 1 and behind in 2; after Holm's correction in 1 and 1."
    )
    assert [line.split(" | ")[-2:] for line in told[4:]] == [["-2.0", "0.0010 |"], ["-1.0", "0.0400 |"]]
