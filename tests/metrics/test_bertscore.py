"""BERTScore through its library, with a stand-in for the library: no model is needed."""

import sys
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from summarize import InvalidTypeError, InvalidValueError, ModelError
from summarize.metrics import bertscore
from summarize.metrics.bertscore import BertScore
from summarize.metrics.metric import create_metric


class Tokenizer:
    model_max_length = 10**30  # what transformers says where a tokenizer has no limit

    def __call__(self, text: str, verbose: bool) -> SimpleNamespace:
        return SimpleNamespace(input_ids=text.split())


class Scorer:
    """Gives a pair of equal texts F1 1, any other 0."""

    def __init__(self, model_type: str, num_layers: int | None) -> None:
        if model_type == "nowhere":
            raise OSError("no such folder")
        self._tokenizer = Tokenizer()
        self._model = SimpleNamespace(config=SimpleNamespace(max_position_embeddings=6))

    def score(self, summaries: list[str], references: list[str]) -> tuple[NDArray[np.float64], ...]:
        f1 = np.array([float(left == right) for left, right in zip(summaries, references, strict=True)])
        return f1 / 4, f1 / 2, f1


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = SimpleNamespace(model2layers={"roberta-large": 17})
    monkeypatch.setitem(sys.modules, "bert_score", SimpleNamespace(BERTScorer=Scorer, utils=known))
    bertscore._scorer.cache_clear()
    yield
    bertscore._scorer.cache_clear()


def test_the_best_reference_counts() -> None:
    metric = create_metric("bertscore:model=/models/tiny,layers=2")
    assert metric(["A cat.", "A dog."], ["No.", "A cat.\nA dog."], "", "en") == {
        "bertscore.precision": 0.25,
        "bertscore.recall": 0.5,
        "bertscore.f1": 1.0,
        "bertscore.truncated": 0.0,
    }


def test_an_empty_summary_scores_0() -> None:
    assert set(BertScore("roberta-large")([], ["A cat."], "", "en").values()) == {0.0}


@pytest.mark.parametrize(("words", "truncated"), [(6, 0.0), (7, 1.0)])
def test_what_the_model_does_not_read_is_told(words: int, truncated: float) -> None:
    figures = BertScore("roberta-large")(["word " * words], ["A cat."], "", "en")
    assert figures["bertscore.truncated"] == truncated


def test_a_model_that_does_not_load_is_told() -> None:
    with pytest.raises(ModelError, match="cannot load model 'nowhere': no such folder"):
        BertScore("nowhere", layers=1)(["A cat."], ["A cat."], "", "en")


def test_a_folder_needs_its_layer() -> None:
    with pytest.raises(InvalidValueError, match="give it as layers="):
        BertScore("/models/tiny")(["A cat."], ["A cat."], "", "en")


def test_wrong_options_are_told() -> None:
    with pytest.raises(InvalidTypeError, match="model must be a folder or a hub id"):
        BertScore(" ")
    with pytest.raises(InvalidTypeError, match="layers must be a whole number"):
        BertScore("x", layers=True)
    with pytest.raises(InvalidValueError, match="layers must be at least 0"):
        BertScore("x", layers=-1)


def test_that_a_text_was_cut_is_no_quality() -> None:
    assert BertScore("roberta-large").quality == ("bertscore",)
