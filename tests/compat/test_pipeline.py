"""``summarize.compat.pipeline``: shapes, arguments and errors of transformers 4's summarization pipeline."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summarize import (
    Abstractive,
    InvalidTypeError,
    InvalidValueError,
    ModelError,
    ScriptedEngine,
    UnknownOptionError,
)
from summarize.compat import SummarizationPipeline, pipeline
from tests.abstractive.conftest import loaded, models  # noqa: F401 (fixtures)
from tests.lazy import torch, transformers

TEXTS = [
    "Wind power grew by a third last year. The town built twelve turbines on the hill.",
    "Rain fell on Sunday. The river rose by a metre. Nobody was hurt.",
    "The mayor praised the turbines. Critics fear for the birds of the hill.",
]
Loaded = Callable[[str], tuple[Any, Any]]


@pytest.fixture
def scripted() -> SummarizationPipeline:
    """A pipeline whose model says how each text begins."""
    return pipeline("summarization", model=ScriptedEngine(lambda request: f"{request.text.split('.')[0]}."))


@pytest.fixture(scope="module")
def bart(loaded: Loaded) -> SummarizationPipeline:  # noqa: F811
    model, tokenizer = loaded("bart")
    return pipeline("summarization", model=model, tokenizer=tokenizer, max_length=14)


class ByNumber:
    """A data set as torch has them."""

    def __len__(self) -> int:
        return len(TEXTS)

    def __getitem__(self, number: int) -> str:
        return TEXTS[number]  # a number past the end is an error of ours


class TestShapes:
    EXPECTED = (
        "Wind power grew by a third last year.",
        "Rain fell on Sunday.",
        "The mayor praised the turbines.",
    )

    def test_one_text_gives_a_list_of_one(self, scripted: SummarizationPipeline) -> None:
        assert scripted(TEXTS[0]) == [{"summary_text": self.EXPECTED[0]}]

    def test_a_list_gives_a_list(self, scripted: SummarizationPipeline) -> None:
        assert scripted(TEXTS) == [{"summary_text": text} for text in self.EXPECTED]
        assert scripted([TEXTS[0]]) == [{"summary_text": self.EXPECTED[0]}]
        assert scripted([]) == []

    @pytest.mark.parametrize("texts", [iter(TEXTS), (text for text in TEXTS), ByNumber()])
    def test_an_iterator_or_a_data_set_gives_an_iterator_of_lists(
        self, scripted: SummarizationPipeline, texts: Any
    ) -> None:
        results = scripted(texts)
        assert isinstance(results, Iterator)
        if isinstance(texts, ByNumber):
            assert len(results) == len(TEXTS)  # for a progress bar
        assert list(results) == [[{"summary_text": text}] for text in self.EXPECTED]

    def test_scikit_learn_calls_it_by_other_names(self, scripted: SummarizationPipeline) -> None:
        assert scripted.predict(TEXTS) == scripted.transform(TEXTS) == scripted(TEXTS)

    @pytest.mark.parametrize("wrong", [None, 7, b"text", {"text": TEXTS[0]}, tuple(TEXTS), [TEXTS]])
    def test_anything_else_is_a_type_error(self, scripted: SummarizationPipeline, wrong: object) -> None:
        with pytest.raises(TypeError) as caught:
            scripted(wrong)
        assert isinstance(caught.value, InvalidTypeError)

    def test_a_blank_text_keeps_its_place(
        self, scripted: SummarizationPipeline, caplog: pytest.LogCaptureFixture
    ) -> None:
        results = scripted(["", TEXTS[0], " ", "…", TEXTS[1], ""])
        assert [each["summary_text"] for each in results] == [
            "",
            self.EXPECTED[0],
            "",
            "",
            self.EXPECTED[1],
            "",
        ]
        assert caplog.text.count("its summary is blank") == 4

    def test_sentences_of_a_summary_are_on_one_line(self) -> None:
        summarizer = pipeline("summarization", model=ScriptedEngine(["Wind power grew. Rain fell."]))
        assert summarizer(TEXTS[0]) == [{"summary_text": "Wind power grew. Rain fell."}]


class TestArguments:
    def test_lengths_and_beams_reach_generate(self, bart: SummarizationPipeline) -> None:
        model, tokenizer = bart.model, bart.tokenizer
        ids = model.generate(
            **tokenizer(TEXTS[0], return_tensors="pt"),
            max_length=12,
            min_length=6,
            num_beams=2,
            do_sample=False,
        )
        expected = tokenizer.decode(ids[0], skip_special_tokens=True)
        [result] = bart(TEXTS[0], max_length=12, min_length=6, num_beams=2)
        assert result["summary_text"].removesuffix("…") in " ".join(expected.split())

    def test_those_of_a_call_go_before_those_of_the_pipeline(self, bart: SummarizationPipeline) -> None:
        for max_length, options in ((14, {}), (40, {"max_length": 40})):
            same = Abstractive((bart.model, bart.tokenizer), generation={"max_length": max_length})(TEXTS[0])
            assert bart(TEXTS[0], **options) == [{"summary_text": " ".join(same.splitlines())}]

    def test_batch_size_changes_nothing(self, bart: SummarizationPipeline) -> None:
        assert bart(TEXTS, batch_size=2, num_workers=1) == [bart(text)[0] for text in TEXTS]

    def test_sampling_follows_the_seed_of_torch(self, bart: SummarizationPipeline) -> None:
        def sampled(seed: int) -> Any:
            torch.manual_seed(seed)
            return bart(TEXTS[0], do_sample=True, num_beams=1, min_length=13)

        assert sampled(1) == sampled(1)
        assert len({sampled(seed)[0]["summary_text"] for seed in range(4)}) > 1

    @pytest.mark.parametrize("truncation", [True, "longest_first", "only_first"])
    def test_truncation_reads_what_fits(self, truncation: Any) -> None:
        engine = ScriptedEngine(lambda request: "It grew.", context=400, kind="seq2seq")
        summarizer = pipeline("summarization", model=engine, truncation=truncation)
        summarizer(" ".join(TEXTS * 20))
        assert len(engine.requests) == 1

    @pytest.mark.parametrize("truncation", [None, False, "do_not_truncate"])
    def test_without_it_all_is_read_in_parts(self, truncation: Any) -> None:
        engine = ScriptedEngine(lambda request: "It grew.", context=400, kind="seq2seq")
        pipeline("summarization", model=engine)(" ".join(TEXTS * 20), truncation=truncation)
        assert len(engine.requests) > 1

    def test_blanks_before_punctuation_can_be_cleaned_up(self, bart: SummarizationPipeline) -> None:
        [kept] = bart(TEXTS[1], max_length=30)
        [cleaned] = bart(TEXTS[1], max_length=30, clean_up_tokenization_spaces=True)
        assert cleaned["summary_text"] == bart.tokenizer.clean_up_tokenization(kept["summary_text"])

    def test_without_lengths_anywhere_there_are_256_tokens_and_four_beams(self, loaded: Loaded) -> None:  # noqa: F811
        model, tokenizer = loaded("t5")
        summarizer = pipeline("summarization", model=model, tokenizer=tokenizer)
        same = Abstractive((model, tokenizer), generation={"max_new_tokens": 256, "num_beams": 4})
        assert summarizer(TEXTS[0])[0]["summary_text"] == " ".join(same(TEXTS[0]).splitlines())

    def test_lengths_that_do_not_fit_are_warned_of(
        self, bart: SummarizationPipeline, caplog: pytest.LogCaptureFixture
    ) -> None:
        bart(TEXTS[0], max_length=12, min_length=20)
        bart("Rain fell.", max_length=50)
        assert "Your min_length=20 must be inferior than your max_length=12." in caplog.text
        assert "Your max_length is set to 50, but your input_length is only" in caplog.text


class TestWhatCannotBeMet:
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"return_tensors": True}, "need a transformers model"),
            ({"stop_sequence": "."}, "need a transformers model"),
            ({"return_type": 0}, "return_type=0 must be ReturnType"),
            ({"truncation": "only_second"}, "truncation='only_second' is not supported"),
            ({"batch_size": 0}, "batch_size must be at least 1"),
        ],
    )
    def test_is_an_error_of_the_call(
        self, scripted: SummarizationPipeline, options: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidValueError, match=message):
            scripted(TEXTS[0], **options)

    def test_so_are_several_answers_and_unknown_arguments(self, bart: SummarizationPipeline) -> None:
        with pytest.raises(UnknownOptionError, match="a summary is one answer"):
            bart(TEXTS[0], num_return_sequences=2)
        with pytest.raises(UnknownOptionError, match="did you mean 'max_length'"):
            bart(TEXTS[0], max_lenght=20)

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"task": "translation"}, "import pipeline from transformers"),
            ({"framework": "tf"}, "framework='tf' is not supported"),
            ({"token": "secret"}, "set HF_TOKEN"),
            ({"config": object()}, "config is not supported"),
            ({"model_kwargs": {"attn_implementation": "eager"}}, "load the model yourself"),
            ({"tokenizer": "bart"}, "takes no tokenizer"),
            ({"device": -1}, "takes no device"),
        ],
    )
    def test_is_an_error_of_the_pipeline(self, options: dict[str, Any], message: str) -> None:
        with pytest.raises(InvalidValueError, match=message):
            pipeline(**{"task": "summarization", "model": ScriptedEngine(TEXTS), **options})

    def test_a_model_that_is_not_there_is_an_error_at_once(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError):
            pipeline("summarization", model=str(tmp_path / "none"))

    def test_a_loaded_model_needs_its_tokenizer(self) -> None:
        with pytest.raises(InvalidValueError, match="needs its tokenizer"):
            pipeline("summarization", model=torch.nn.Identity())


class TestModels:
    def test_a_folder_is_loaded_once_and_can_be_looked_at(self, models: Callable[[str], Path]) -> None:  # noqa: F811
        folder = str(models("bart"))
        summarizer = pipeline("summarization", folder, tokenizer=folder, device=-1, torch_dtype=torch.float32)
        assert isinstance(summarizer.model, transformers.BartForConditionalGeneration)
        assert (summarizer.task, summarizer.framework) == ("summarization", "pt")
        assert summarizer.device == torch.device("cpu")
        assert summarizer.tokenizer(TEXTS[0])["input_ids"]
        with pytest.raises(ModelError):
            pipeline("summarization", summarizer.model, tokenizer=f"{folder}/none")

    def test_without_a_model_it_says_which_it_takes(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.WARNING), pytest.raises(ModelError):  # there is no network in tests
            pipeline("summarization")
        assert "defaulted to sshleifer/distilbart-cnn-12-6 and revision a4f8f3e" in caplog.text
