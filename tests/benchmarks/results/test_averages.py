"""Which documents systems are compared on, and which figures."""

import pytest

from benchmarks.results.averages import common_documents, compare_pairs, is_higher_better
from benchmarks.results.scoring import Scores

DOCUMENTS = [str(number) for number in range(10)]


def scores(**done: str) -> Scores:
    return {system: {name: {"chrf": 0.5} for name in names} for system, names in done.items()}


@pytest.mark.parametrize(
    ("done", "systems", "n_common"),
    [
        ({"a": "0123456789", "b": "01234"}, ["a", "b"], 5),
        ({"a": "0123456789", "b": "0123"}, ["a"], 10),  # more than a third, less than half
        ({"a": "0123456789", "b": "012345", "c": "456789"}, ["a", "b"], 6),  # together nothing would be left
        ({"a": "0123456789", "b": "0123456", "c": "456789"}, ["a", "b"], 7),
        ({"b": "012345", "c": "3456789", "a": "0123456789"}, ["c", "a"], 7),
        ({"a": "0123456789", "b": "", "c": "0123456789"}, ["a", "c"], 10),
        ({"a": "", "b": "0123"}, [], 0),
    ],
)
def test_systems_with_few_summaries_do_not_cost_the_others_their_documents(
    done: dict[str, str], systems: list[str], n_common: int
) -> None:
    found = common_documents(scores(**done), DOCUMENTS)
    assert list(found) == systems
    assert {len(of) for of in found.values()} == ({n_common} if systems else set())


METRICS = {"bertscore": {"higher_is_better": True, "quality": ["bertscore"]}}


def test_only_the_figures_that_a_metric_names_are_of_quality() -> None:
    assert is_higher_better("bertscore.f1", METRICS)
    assert not is_higher_better("bertscore.truncated", METRICS)
    figures = {"bertscore.precision": 0.2, "bertscore.recall": 0.2, "bertscore.f1": 0.2}
    one = {name: figures | {"bertscore.truncated": 1.0} for name in DOCUMENTS}
    other = {name: figures | {"bertscore.truncated": 0.0} for name in DOCUMENTS}
    assert list(compare_pairs({"a": (one, other)}, METRICS)["a"]) == ["bertscore"]


def test_results_that_do_not_name_them_have_them_by_metric() -> None:
    assert is_higher_better("rouge1", {"rouge": {"higher_is_better": True}})
    assert not is_higher_better("length.words", {"length": {"higher_is_better": False}})
