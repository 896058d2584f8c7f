"""Names with options: what is a value, what stays as it was written, and where one spec ends."""

import pytest

from benchmarks.systems.entrants import parse_entrants
from summarize import InvalidValueError
from summarize.specs import Spec, read_options, split_specs


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
    ("text", "name", "model", "options"),
    [
        ("textrank", "textrank", None, {}),
        (" lead : redundancy = mmr ", "lead", None, {"redundancy": "mmr"}),
        ("model=ollama:qwen3:4b", "model=ollama:qwen3:4b", "ollama:qwen3:4b", {}),
        ("model=ollama:qwen3:4b:seed=3", "model=ollama:qwen3:4b", "ollama:qwen3:4b", {"seed": 3}),
        ("model=F:generation.num_beams=4,generation.do_sample=true", "model=F", "F",
         {"generation": {"num_beams": 4, "do_sample": True}}),
        ("C:/news.jsonl:document=body", "C:/news.jsonl", None, {"document": "body"}),
    ],
)  # fmt: skip
def test_a_name_may_have_colons(text: str, name: str, model: str | None, options: dict[str, object]) -> None:
    spec = Spec.parse(text)
    assert (spec.name, spec.model, spec.options) == (name, model, options)


@pytest.mark.parametrize("text", ["textrank:", "textrank:damping", "textrank:damping=1,", "textrank:=1"])
def test_an_option_has_a_name_and_a_value(text: str) -> None:
    with pytest.raises(InvalidValueError, match="an option is written option=value, got"):
        Spec.parse(text)


def test_an_option_with_parts_has_no_value_of_its_own() -> None:
    assert read_options({"a": '{"b": 1}', "a.c": "2"}) == {"a": {"b": 1, "c": 2}}
    with pytest.raises(InvalidValueError, match=r"option 'a\.c' is part of 'a', which has a value already"):
        read_options({"a": "1", "a.c": "2"})
    with pytest.raises(InvalidValueError, match="parts with values of their own"):
        read_options({"a.c": "2", "a": "1"})


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
