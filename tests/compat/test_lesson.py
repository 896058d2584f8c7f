"""Calls as the Hugging Face course, transformers' documentation and its own tests write them, one import changed."""

from __future__ import annotations

import copy
import enum
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize import InvalidTypeError, InvalidValueError, ScriptedEngine, summarize
from summarize.compat import SummarizationPipeline, pipeline
from summarize.metrics import rouge
from tests.abstractive.conftest import loaded, models  # noqa: F401 (fixtures)
from tests.lazy import torch, transformers

datasets = pytest.importorskip("datasets")
REVIEWS = datasets.Dataset.from_dict(
    {
        "review_title": ["A slow start", "Un final inesperado"],
        "review_body": [
            "I nearly gave up after the first chapter. Dr. Vance talks for pages. Then the storm breaks. I read "
            "the rest in one night.",
            "Los personajes son creíbles. El final me sorprendió. Lo recomiendo a todos.",
        ],
    }
)
TEXTS = REVIEWS[:]["review_body"]
Loaded = Callable[[str], tuple[Any, Any]]


@pytest.fixture(scope="module")
def bart(loaded: Loaded) -> SummarizationPipeline:  # noqa: F811
    model, tokenizer = loaded("bart")
    return pipeline("summarization", model=model, tokenizer=tokenizer, max_length=14)


@pytest.fixture
def scripted() -> SummarizationPipeline:
    """A pipeline whose model writes how each text begins."""
    return pipeline("summarization", model=ScriptedEngine(lambda request: f"{request.text.split('.')[0]}."))


class TestTheLesson:
    """Chapter 7 of the course, on summarization."""

    def test_a_model_from_a_folder_summarizes_a_row(self, models: Callable[[str], Path]) -> None:  # noqa: F811
        summarizer = pipeline("summarization", model=str(models("t5")))
        summary = summarizer(REVIEWS[0]["review_body"])[0]["summary_text"]
        assert isinstance(summary, str)
        assert summary

    def test_the_three_sentence_baseline_has_a_sentence_a_line(self) -> None:
        assert str(summarize(TEXTS[0], "lead", sentences=3)).splitlines() == [
            "I nearly gave up after the first chapter.",
            "Dr. Vance talks for pages.",
            "Then the storm breaks.",
        ]

    def test_rouge_divides_the_words_in_common(self) -> None:
        scores = rouge("We really liked this long book", ["We liked this book"])
        assert (scores["rouge1"].precision, scores["rouge1"].recall) == (4 / 6, 1)
        assert (scores["rouge2"].precision, scores["rouge2"].recall) == (1 / 5, 1 / 3)

    @pytest.mark.parametrize("is_batched", [False, True])
    def test_a_column_is_added_by_map(self, scripted: SummarizationPipeline, is_batched: bool) -> None:
        def add(rows: dict[str, Any]) -> dict[str, Any]:
            results = [each["summary_text"] for each in scripted(rows["review_body"])]
            return {"summary": results if is_batched else results[0]}

        added = REVIEWS.map(add, batched=is_batched)
        assert added[:]["summary"] == [
            "I nearly gave up after the first chapter.",
            "Los personajes son creíbles.",
        ]


class ReturnType(enum.Enum):
    """transformers 4 has it in ``transformers.pipelines.text2text_generation``."""

    TENSORS = 0
    TEXT = 1


class TestDataSets:
    def test_a_column_is_a_list(self, scripted: SummarizationPipeline) -> None:
        assert scripted(REVIEWS["review_body"]) == scripted(TEXTS)

    def test_a_column_by_number_is_a_data_set(self, scripted: SummarizationPipeline) -> None:
        column = transformers.pipelines.pt_utils.KeyDataset(REVIEWS, "review_body")
        results = scripted(column, batch_size=2, truncation="only_first")
        assert len(results) == 2
        assert list(results) == [[each] for each in scripted(TEXTS)]


class TestTransformersOwnTests:
    def test_the_class_takes_what_the_function_takes(self, bart: SummarizationPipeline) -> None:
        """As transformers' own tests of the pipeline make it."""
        same = SummarizationPipeline(
            model=bart.model,
            tokenizer=bart.tokenizer,
            feature_extractor=None,
            image_processor=None,
            processor=None,
            torch_dtype="float32",
            max_length=14,
        )
        assert same(TEXTS) == bart(TEXTS)
        assert same.torch_dtype == same.dtype == torch.float32

    def test_a_loaded_model_goes_to_the_device(self, bart: SummarizationPipeline) -> None:
        model = copy.deepcopy(bart.model)
        moved = pipeline("summarization", model=model, tokenizer=bart.tokenizer, device="meta")
        assert moved.device == model.device == torch.device("meta")

    def test_a_tokenizer_may_come_with_its_arguments(self, models: Callable[[str], Path]) -> None:  # noqa: F811
        folder = str(models("bart"))
        summarizer = pipeline("summarization", folder, tokenizer=(folder, {"model_max_length": 99}))
        assert summarizer.tokenizer.model_max_length == 99

    def test_is_saved_as_a_folder_that_it_reads(self, bart: SummarizationPipeline, tmp_path: Path) -> None:
        bart.save_pretrained(tmp_path)
        assert pipeline("summarization", str(tmp_path), max_length=14)(TEXTS) == bart(TEXTS)
        with pytest.raises(InvalidValueError, match="has no files to save"):
            pipeline("summarization", model=ScriptedEngine(TEXTS)).save_pretrained(tmp_path)

    def test_a_long_text_may_be_truncated_by_the_strategy_of_transformers(
        self, bart: SummarizationPipeline
    ) -> None:
        strategy = transformers.tokenization_utils_base.TruncationStrategy.ONLY_FIRST
        [result] = bart("This " * 1000, truncation=strategy)
        assert list(result) == ["summary_text"]

    def test_lengths_and_beams_are_those_of_the_call(self, bart: SummarizationPipeline) -> None:
        [result] = bart("The court became ", num_beams=2, min_length=2, max_length=5)
        assert list(result) == ["summary_text"]

    @pytest.mark.parametrize("options", [{"return_tensors": True}, {"return_type": ReturnType.TENSORS}])
    def test_a_summary_may_be_token_ids(self, bart: SummarizationPipeline, options: dict[str, Any]) -> None:
        text = bart(TEXTS[0], return_tensors=False, return_text=True, return_type=ReturnType.TEXT)
        [result] = bart(TEXTS[0], return_text=False, **options)
        assert list(result) == ["summary_token_ids"]
        decoded = bart.tokenizer.decode(result["summary_token_ids"], skip_special_tokens=True)
        assert [{"summary_text": " ".join(decoded.split())}] == text

    def test_a_generation_config_sets_what_the_call_does_not(self, bart: SummarizationPipeline) -> None:
        config = transformers.GenerationConfig(max_length=20, num_beams=2)
        assert bart(TEXTS[0], generation_config=config) == bart(TEXTS[0], max_length=20, num_beams=2)
        assert bart(TEXTS[0], generation_config=config, max_length=9) == bart(
            TEXTS[0], max_length=9, num_beams=2
        )
        with pytest.raises(InvalidTypeError, match="must be a GenerationConfig, got 'beams'"):
            bart(TEXTS[0], generation_config="beams")

    def test_a_summary_ends_with_the_first_token_of_a_stop_sequence(
        self, bart: SummarizationPipeline, caplog: pytest.LogCaptureFixture
    ) -> None:
        whole = bart(TEXTS[0])[0]["summary_text"]
        last = whole.removesuffix("…").split()[-1]
        n_tokens = len(bart.tokenizer.encode(f" {last}", add_special_tokens=False))
        [shorter] = bart(TEXTS[0], stop_sequence=f" {last}")
        assert shorter["summary_text"] != whole
        assert ("the first one ends a summary" in caplog.text) == (n_tokens > 1)
        for wrong, error in ((7, InvalidTypeError), ("", InvalidValueError)):
            with pytest.raises(error, match="stop_sequence"):
                bart(TEXTS[0], stop_sequence=wrong)

    def test_one_answer_may_be_asked_for(self, bart: SummarizationPipeline) -> None:
        same = bart(TEXTS[0], num_return_sequences=1, return_dict_in_generate=False)
        assert same == bart(TEXTS[0])
