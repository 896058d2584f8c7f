"""Names with options: what is a value, what stays as it was written, and where one spec ends."""

import pytest

from benchmarks.systems.entrants import parse_entrants
from summarize.specs import Spec, split_specs


def test_options_are_values_and_what_was_written_is_kept() -> None:
    spec = Spec.parse("some/set:config=1.10, split=test,revision=1e5,flag=true,none=null")
    assert spec.written == {
        "config": "1.10",
        "split": "test",
        "revision": "1e5",
        "flag": "true",
        "none": "null",
    }
    assert spec.options == {"config": 1.1, "split": "test", "revision": 1e5, "flag": True, "none": None}


@pytest.mark.parametrize(
    ("text", "specs"),
    [
        ("rouge,bertscore:layers=5,model=F", ["rouge", "bertscore:layers=5,model=F"]),
        ("bertscore:model=F,layers=5, chrf", ["bertscore:model=F,layers=5", "chrf"]),
        ("rouge, ,", ["rouge"]),
    ],
)
def test_an_option_of_a_metric_stays_with_it_whatever_its_name(text: str, specs: list[str]) -> None:
    assert split_specs(text) == specs


def test_a_model_begins_a_system_of_its_own_and_has_options_too() -> None:
    listed = "textrank:damping=0.9,similarity=bm25,model=a/b:device=cpu,beams=2,model=F,lead"
    assert [entrant.name for entrant in parse_entrants([listed])] == [
        "textrank:damping=0.9,similarity=bm25",
        "model=a/b:device=cpu,beams=2",
        "model=F",
        "lead",
    ]
