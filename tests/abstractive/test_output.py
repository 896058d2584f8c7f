"""What a model wrote becomes whole sentences: no reasoning, no loops, no half sentence."""

from collections.abc import Callable
from typing import Any

import pytest

from summarize import GenerationError, summarize
from summarize.abstractive.output import Output, cut_repetition, finished_sentences, without_reasoning
from tests.abstractive.spy import spying

Loaded = Callable[[str], tuple[Any, Any]]


def written(loaded: Loaded, name: str, text: str, *, ends: bool = True, **options: Any) -> Any:
    """Summarize with a model that writes this text."""
    model, tokenizer = loaded(name)
    answer = tokenizer(text, add_special_tokens=False)["input_ids"]
    with spying(model, [*answer, tokenizer.eos_token_id] if ends else answer):
        return summarize(
            "Kim met Putin on Tuesday. They discussed rockets.", model=(model, tokenizer), **options
        )


class TestReasoning:
    @pytest.mark.parametrize(
        "text",
        [
            "<think>Let me see. Kim?</think>\n\nKim met Putin.",
            "Let me see. Kim?</think>Kim met Putin.",
            "<think></think>Kim met Putin.",
            "<think>a</think><think>b</think>Kim met Putin.",
            "[THINK]Kim?[/THINK]Kim met Putin.",
            "<|channel|>analysis<|message|>Kim?<|end|><|start|>assistant<|channel|>final<|message|>Kim met Putin.",
            "Kim met Putin.",
        ],
    )
    def test_is_left_out(self, text: str) -> None:
        assert without_reasoning(text).strip() == "Kim met Putin."

    def test_without_end_leaves_nothing(self) -> None:
        assert without_reasoning("<think>Let me see") == ""

    def test_is_left_out_of_a_summary(self, loaded: Loaded) -> None:
        assert written(loaded, "chat", "<think>The user wants</think>\n\nKim met Putin.") == "Kim met Putin."

    def test_that_takes_all_tokens_is_an_error_that_says_so(self, loaded: Loaded) -> None:
        with pytest.raises(GenerationError, match="it spends all its tokens on reasoning"):
            written(loaded, "chat", "<think>The user wants a summary of the")


class TestRepetition:
    @pytest.mark.parametrize(
        ("ids", "n_kept"),
        [
            ([1, 2, 3], 3),
            ([5] * 20, 1),
            ([7, 8, 9, *[1, 2, 3] * 5, 1], 6),
            ([1, 2, 1, 2, 1, 2], 6),
            ([*range(50), *range(50)], 100),
            ([], 0),
        ],
    )
    def test_is_cut_after_its_first_round(self, ids: list[int], n_kept: int) -> None:
        assert cut_repetition(ids) == n_kept

    def test_a_model_that_repeats_for_ever_ends_and_is_told(self, loaded: Loaded, seed_text: str) -> None:
        summary = summarize(seed_text, model=loaded("repeats"))
        assert summary.count("Putin") <= 3
        assert any("repeated itself" in note for note in summary.notes)
        assert summary.to_dict()["notes"] == list(summary.notes)

    def test_a_sentence_is_there_once(self, loaded: Loaded) -> None:
        summary = written(loaded, "bart", "Kim met Putin. They met. Kim met Putin.")
        assert summary == "Kim met Putin.\nThey met."
        assert "what it wrote again is left out" in summary.notes[0]


class TestSentences:
    def test_end_where_they_end(self, loaded: Loaded) -> None:
        summary = written(loaded, "chat", "Kim met Putin. They discussed the", ends=False)
        assert summary == "Kim met Putin."
        assert "stopped inside a sentence, left out: 'They discussed the'" in summary.notes[0]

    def test_the_only_one_shows_that_it_is_unfinished(self, loaded: Loaded) -> None:
        summary = written(loaded, "chat", "Kim met", ends=False)
        assert summary == "Kim met…"
        assert "ends with … therefore" in summary.notes[0]

    def test_without_a_full_stop_is_whole_if_the_model_ended_it(self, loaded: Loaded) -> None:
        assert written(loaded, "bart", "Kim met Putin") == "Kim met Putin"

    def test_pegasus_writes_n_for_a_line_break(self, loaded: Loaded) -> None:
        output = Output("Kim met Putin.\nThey met.", True)
        assert finished_sentences(output, "en")[0] == ["Kim met Putin.", "They met."]

    def test_are_as_many_as_were_asked_for(self, loaded: Loaded) -> None:
        assert written(loaded, "bart", "Kim met. They met. Putin met.", sentences=2) == "Kim met.\nThey met."
        assert written(loaded, "bart", "Kim met. They met. Putin met.", words=5) == "Kim met.\nThey met."

    @pytest.mark.parametrize("text", ["北京是首都。它很", "यह बड़ा है। यह", "Kim ging. Er"])
    def test_end_in_any_script(self, text: str) -> None:
        output = Output(text, False)
        assert len(finished_sentences(output, "zh" if "北" in text else "hi")[0]) == 1


class TestNothing:
    def test_is_asked_for_twice_and_is_an_error_then(self, loaded: Loaded) -> None:
        model, tokenizer = loaded("ends_at_once")
        with spying(model) as spy, pytest.raises(GenerationError, match="wrote nothing, twice"):
            summarize("Kim met Putin on Tuesday.", model=(model, tokenizer))
        assert len(spy.inputs) == 2
        assert spy.options[1]["min_new_tokens"] > 0

    def test_for_one_part_leaves_its_best_sentence(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("bart")
        with spying(model, [tokenizer.eos_token_id]) as spy, pytest.raises(GenerationError):
            summarize(seed_text, model=(model, tokenizer))
        last = tokenizer.decode(spy.inputs[-1], skip_special_tokens=True)
        assert all(part.strip() in seed_text for part in last.split("\n\n"))
