"""Agreement of measures with people."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.results.agreement import agreement, auroc
from tests.benchmarks.conftest import invoke
from tests.lazy import scipy_stats


def test_figures_are_those_of_scipy_and_scikit_learn() -> None:
    from sklearn.metrics import roc_auc_score

    generator = np.random.default_rng(1)
    people = [list(generator.random(4) < 0.6) for _ in range(30)]
    measured = [[round(float(value), 1) for value in generator.random(4)] for _ in range(30)]
    found = agreement(people, measured, n_resamples=50)
    first, second = ([np.mean(each) for each in of] for of in (people, measured))
    assert found.auroc.value == pytest.approx(roc_auc_score(np.ravel(people), np.ravel(measured)))
    assert found.pearson.value == pytest.approx(scipy_stats.pearsonr(first, second)[0])
    assert found.spearman.value == pytest.approx(scipy_stats.spearmanr(first, second)[0])
    assert all(estimate.low < estimate.value < estimate.high for estimate in found)


def test_what_is_all_the_same_has_no_agreement() -> None:
    assert np.isnan(auroc(np.ones(3), np.arange(3.0)))
    assert np.isnan(agreement([[True], [True]], [[0.1], [0.2]], n_resamples=5).pearson.value)


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    said = [("Cats sleep all day.", 3), ("Pigs fly to the moon.", 0)]
    lines = [
        {
            "document": f"Cats sleep all day. Dogs {verb} at night.",
            "sentences": [
                {"text": text, "supported": yes, "raters": 3} for text, yes in said[: 2 - number % 2]
            ],
        }
        for number, verb in enumerate(["bark", "howl", "run", "dig"])
    ]
    path = tmp_path / "judged.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


def test_each_measure_is_compared_with_the_majority_of_the_raters(judged: Path) -> None:
    done = invoke("agreement", "--data", judged, "--resamples", "20", "--metric", "chrf")
    assert done.exit_code == 0, done.output
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.output.splitlines()[2:]]
    measures = ["support", "unsupported (fewer)", "ROUGE-2 precision", "novel bigrams (fewer)"]
    assert [row[1] for row in rows][:4] == measures
    assert len(rows) > 4
    assert rows[0][2].startswith("1.000")
    assert rows[1][2].startswith("0.500")


def test_halves_are_every_second_document(judged: Path) -> None:
    done = invoke("agreement", "--data", judged, "--resamples", "20", "--half", "odd")
    assert "nan" in done.output  # only supported sentences are left


def test_other_files_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"document": "A cat."}\n')
    done = invoke("agreement", "--data", path)
    assert done.exit_code == 2
    assert "line 1: KeyError: 'sentences'" in done.output
