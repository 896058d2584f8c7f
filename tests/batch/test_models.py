"""A model takes the documents of a batch together, and has the same records."""

from pathlib import Path

import pytest

from summarize import (
    Abstractive,
    InvalidTypeError,
    InvalidValueError,
    ModelError,
    ScriptedEngine,
    UnknownMethodError,
)
from summarize.abstractive.engines.transformers.engine import TransformersEngine
from summarize.batch.errors import OutputError
from summarize.batch.run import summarize_to_file
from summarize.readers import Item
from tests.abstractive.models import build
from tests.batch.conftest import ids, names, news, records, timeless


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build("bart", tmp_path_factory.mktemp("models")))


def test_documents_go_through_the_model_together_and_fail_alone(
    model: str, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    generate = TransformersEngine.generate
    monkeypatch.setattr(
        TransformersEngine, "generate", lambda *given: sizes.append(len(given[1])) or generate(*given)
    )
    items = [
        *news(12),
        Item("empty", text=" "),
        Item("gone", place=str(tmp_path / "gone.txt")),
        *news(14)[12:],
    ]
    result = summarize_to_file(items, output, Abstractive(model))
    assert (result.n_done, result.n_failed) == (14, 2)
    assert max(sizes) >= 10
    assert ids(output) == names(items)
    assert {record["id"]: record["error"]["type"] for record in records(output) if "error" in record} == {
        "empty": "EmptyTextError", "gone": "ReadError"
    }  # fmt: skip
    first = records(output)[0]
    assert first["method"] == "abstractive"
    assert first["sentences"][0]["text"] in first["summary"]
    assert 0 < first["seconds"] < 60


def test_a_run_of_a_model_goes_on_with_smaller_batches_but_not_with_another_seed(
    model: str, output: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.jsonl"
    summarize_to_file(news(3), whole, Abstractive(model, batch_size=1))
    summarize_to_file(news(2), output, Abstractive(model, batch_size=2))
    with pytest.raises(OutputError, match="seed:1 only now"):
        summarize_to_file(news(3), output, Abstractive(model, seed=1))
    result = summarize_to_file(news(3), output, Abstractive(model, batch_size=1))
    assert (result.n_done, result.n_skipped) == (1, 2)
    assert timeless(output) == timeless(whole)


def test_a_model_is_named_as_for_one_text(output: Path) -> None:
    with pytest.raises(UnknownMethodError, match="a model is model='ollama:qwen3:4b'"):
        summarize_to_file(news(1), output, "ollama:qwen3:4b")
    assert summarize_to_file(news(1), output, model=ScriptedEngine(lambda _: "It rained.")).n_done == 1
    with pytest.raises(InvalidTypeError, match=r"such as Item\('a', text=…\), got 'It rained.'"):
        summarize_to_file(["It rained."], output.with_name("other.jsonl"))  # type: ignore[list-item]


def test_a_model_has_one_process(model: str, output: Path) -> None:
    with pytest.raises(InvalidValueError, match="workers=2 would load it 2 times; leave workers out"):
        summarize_to_file(news(2), output, Abstractive(model), workers=2)
    assert not output.exists()


def test_a_model_that_cannot_be_loaded_costs_no_file(output: Path, tmp_path: Path) -> None:
    output.write_bytes(b"a note")
    with pytest.raises(ModelError):
        summarize_to_file(news(2), output, Abstractive(str(tmp_path)), overwrite=True)
    assert output.read_bytes() == b"a note"
