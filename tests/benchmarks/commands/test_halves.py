"""Halves: the means of the even and of the odd documents, over several sets."""

import json
from pathlib import Path
from statistics import fmean

import pytest

from benchmarks.commands.halves import average_halves
from tests.benchmarks.conftest import invoke


@pytest.fixture
def run(news: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    done = invoke("run", "--data", news, "--systems", "lead,random", "--sentences", 1, "--out", folder)
    assert done.exit_code == 0, done.output
    return folder


def figures(folder: Path, system: str, figure: str) -> list[float]:
    lines = (folder / "scores" / f"{system}.jsonl").read_text().splitlines()
    return [100 * json.loads(line)[figure] for line in lines]


def test_the_means_are_those_of_every_second_document(run: Path) -> None:
    done = invoke("halves", run / "results.json")
    assert done.exit_code == 0, done.output
    rows = {line.split(" | ")[0].strip("| "): line for line in done.output.splitlines()[2:]}
    for system in ("lead", "random"):
        first, second = (figures(run, system, figure) for figure in ("rouge1.f1", "rouge2.f1"))
        assert rows[system].strip("| ").split(" | ")[1:] == [
            f"{fmean(first[half::2]):.1f} / {fmean(second[half::2]):.1f}" for half in (0, 1)
        ]


def test_the_best_on_the_odd_documents_comes_first(run: Path) -> None:
    listed = [line.split()[1] for line in invoke("halves", run / "results.json").output.splitlines()[2:]]
    odd = {system: fmean(figures(run, system, "rouge1.f1")[1::2]) for system in ("lead", "random")}
    assert listed == sorted(odd, key=odd.__getitem__, reverse=True)


def rouge(*values: float) -> dict[str, dict[str, float]]:
    return {str(n): {"rouge1.f1": value, "rouge2.f1": 0.0} for n, value in enumerate(values)}


def test_a_set_counts_as_much_as_another_however_many_documents_it_has() -> None:
    means = average_halves([{"lead": rouge(0.2, 0.4)}, {"lead": rouge(0.6, 0.8, 0.6, 0.8)}])
    assert means["lead"]["even"][0] == pytest.approx(0.4)
    assert means["lead"]["odd"][0] == pytest.approx(0.6)


@pytest.mark.parametrize("lacking", [{}, rouge(0.5), {"0": {"chrf": 0.5}, "1": {"chrf": 0.5}}])
def test_systems_that_lack_a_figure_of_a_document_are_left_out(lacking: dict[str, dict[str, float]]) -> None:
    whole = rouge(0.2, 0.4)
    assert list(average_halves([{"lead": whole, "kl": whole}, {"lead": whole, "kl": lacking}])) == ["lead"]


def test_scores_that_are_gone_are_wrong_use(run: Path) -> None:
    (run / "scores" / "lead.jsonl").unlink()
    done = invoke("halves", run / "results.json")
    assert done.exit_code == 2
    assert "the scores of lead are not beside it" in " ".join(done.output.split())


def test_runs_without_rouge_are_wrong_use(news: Path, tmp_path: Path) -> None:
    arguments = ("--systems", "lead", "--sentences", 1, "--metrics", "length", "--out", tmp_path)
    assert invoke("run", "--data", news, *arguments).exit_code == 0
    done = invoke("halves", tmp_path / "results.json")
    assert done.exit_code == 2
    assert "no system has a ROUGE-1 and -2 of all documents, two or more" in " ".join(done.output.split())
