"""``python -m benchmarks rouge``: what it compares, and what it says of what it cannot."""

import json
from pathlib import Path

import pytest

import benchmarks.commands.rouge as command
from benchmarks.commands.rouge import Comparison, _cases
from benchmarks.data.examples import Example
from summarize.registry import methods
from tests.benchmarks.conftest import invoke

pytest.importorskip("rouge_score")
DOCUMENT = "The cat sat on the mat. A dog ran by. It rained all day. Nobody came at all. The cat slept well."


def write(path: Path, *records: object) -> None:
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")


def test_each_reference_and_all_of_them_are_compared() -> None:
    examples = [
        Example("a", DOCUMENT, ("Cats. Dogs.", "Rain.")),
        Example("b", DOCUMENT, ("Sleep.\nMats.",)),
    ]
    cases = list(_cases(examples))
    assert {tuple(references) for _, references in cases} == {
        ("Cats.\nDogs.",),
        ("Rain.",),
        ("Cats.\nDogs.", "Rain."),
        ("Sleep.\nMats.",),
    }
    summaries = {summary for summary, _ in cases}
    assert {"The cat sat on the mat.", "Cats. Dogs.", "Sleep.\nMats."} <= summaries
    assert max(summary.count("\n") for summary in summaries) == 4  # a hundred words: all sentences


def test_a_difference_is_found_and_a_refusal_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = Comparison()
    comparison.add("A cat sat.", ["Cats sat.", "A cat."])
    comparison.add("A cat sat.", ["…"])
    assert (comparison.largest, comparison.n_figures, comparison.n_cases) == (0.0, 24, 2)
    assert (comparison.n_several, comparison.n_refused) == (2, 2)
    real = command.rouge
    monkeypatch.setattr(
        command, "rouge", lambda summary, *rest, **options: real(summary[2:], *rest, **options)
    )
    comparison.add("A cat sat.", ["A cat."])
    assert comparison.largest == 1.0  # its only bigram is lost


def test_sets_that_are_not_read_are_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        tmp_path / "good.jsonl",
        *({"document": DOCUMENT, "summaries": ["Cat.", "Dog."], "id": n} for n in "ab"),
    )
    write(tmp_path / "odd.jsonl", {"body": DOCUMENT, "summary": "Cat."})
    monkeypatch.setattr(command, "N_DOCUMENTS", 1)
    done = invoke("rouge", "--data", tmp_path)
    assert done.exit_code == 0, done.output
    assert "not read: odd has nothing to use: column 'document' is missing; there are 'body'" in done.output
    assert "- sets: good (1 of 2 documents)\n" in done.output
    assert f"- summaries: {', '.join(methods())}, and another document's reference\n" in done.output
    assert "largest difference from rouge-score 0.1.2: **0.0e+00**" in done.output
    assert "the time is not taken: " in done.output
    assert "cnndm_validation.jsonl" in done.output.splitlines()[-1]


def test_the_time_is_taken_on_cnn_dm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / command.CNN_DM, {"document": DOCUMENT, "summary": "The cat sat. It rained."})
    monkeypatch.setattr(command, "N_PAIRS", 3)
    done = invoke("rouge", "--data", tmp_path)
    assert done.exit_code == 0, done.output
    assert "- 3 pairs of the size of CNN/DM" in done.output
