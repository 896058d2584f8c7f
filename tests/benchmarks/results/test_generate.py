"""What systems are told, and by what an output is known again."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.data.examples import Example
from benchmarks.results import generate
from benchmarks.results.generate import Generation
from benchmarks.results.outputs import hash_request
from benchmarks.systems.entrants import Entrant, parse_entrants
from summarize import Length


def test_only_systems_that_see_references_are_told_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, dict[str, Any]] = {}

    class Recorder:
        signature = "s"

        def __init__(self, entrant: Entrant, time_limit: float) -> None:
            self.name = entrant.name

        def start(self) -> None:
            """Starts nothing."""

        def close(self) -> None:
            """Ends nothing."""

        def ask(self, request: dict[str, Any]) -> dict[str, Any]:
            told[self.name] = request
            return {"sentences": ["A cat sat."], "seconds": 0.1, "peak_bytes": 1}

    monkeypatch.setattr(generate, "Worker", Recorder)
    entrants = parse_entrants(["lead,model=x,sumy-lsa,oracle"])
    examples = [Example("1", "A cat sat. It slept.", ("Cat.",), "en", query="cat")]
    list(Generation(entrants, examples, Length(sentences=1), tmp_path, 9).run())
    assert {name: request.get("references") for name, request in told.items()} == {
        "lead": None, "model=x": None, "sumy-lsa": None, "oracle": ("Cat.",)
    }  # fmt: skip
    assert {request["query"] for request in told.values()} == {"cat"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("document", "A dog."),
        ("language", "de"),
        ("query", "dog"),
        ("title", "Dogs"),
        ("references", ["A dog."]),
        ("n_sentences", 2),
        ("sentences", ["A dog."]),
        ("word_counts", [2, 1]),
    ],
)
def test_an_output_is_only_known_again_for_the_same_request(field: str, value: object) -> None:
    request = {"document": "A cat.", "language": "en", "query": "cat", "title": "Cats", "references": ["Cat."],
               "n_sentences": 1, "sentences": ["A cat."], "word_counts": [2]}  # fmt: skip
    assert hash_request(request | {field: value}) != hash_request(request)
    without = {name: value for name, value in request.items() if name != field}
    assert hash_request(without) != hash_request(request)
    assert hash_request(request | {"id": "other"}) == hash_request(request)
