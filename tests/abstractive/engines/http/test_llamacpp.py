"""Against llama.cpp itself: its window, its tokens, its refusals, and the same summary each time."""

import pytest

from summarize import Abstractive, Length, Summary, SummaryStream, summarize_many
from summarize.abstractive.engines.http.connection import Connection
from summarize.abstractive.engines.http.engine import HttpEngine
from summarize.abstractive.engines.http.faults import RefusedError
from tests.abstractive.engines.http.conftest import WINDOW

TEXT = "North Korean leader Kim Jong Un and Russian President Vladimir Putin held a summit in Russia."
LENGTH = Length(words=10)


@pytest.fixture(scope="module")
def summarizer(llamacpp: str) -> Abstractive:
    return Abstractive("llamacpp:", base_url=llamacpp, chunk_size=24)


@pytest.fixture(scope="module")
def summary(summarizer: Abstractive) -> Summary:
    return summarizer(TEXT, LENGTH)


def engine_of(url: str) -> HttpEngine:
    return HttpEngine.of(
        "llamacpp",
        "",
        generation={},
        seed=None,
        base_url=url,
        api_key=None,
        context=None,
        timeout=600,
    )


class TestASummary:
    def test_is_of_the_whole_text_with_its_sources_and_costs(self, summary: Summary) -> None:
        assert summary.coverage == 1.0
        assert summary.sentences[0].sources
        assert summary.usage is not None
        assert summary.usage.requests == 1
        assert 50 < summary.usage.input_tokens < 200
        assert summary.model == "llamacpp:SmolLM2-135M-Instruct.Q4_1.gguf"
        assert f"|context:{WINDOW}|" in summary.signature

    def test_is_the_same_as_it_is_written(self, summarizer: Abstractive, summary: Summary) -> None:
        with SummaryStream(summarizer.stream(TEXT, LENGTH)) as stream:
            pieces = list(stream)
        assert len(pieces) > 3
        assert "".join(pieces).startswith(str(summary).rstrip("…"))
        assert stream.summary.to_dict() == summary.to_dict()

    def test_among_others_is_the_same_and_parts_are_all_read(self, llamacpp: str, summary: Summary) -> None:
        texts = [TEXT, f"They spoke of satellites for two hours. {TEXT}"]
        model = {"model": "llamacpp:", "base_url": llamacpp, "chunk_size": 24, "batch_size": 2}
        same, of_parts = summarize_many(texts, words=10, **model)
        assert same == summary
        assert of_parts.coverage == 1.0
        assert of_parts.usage is not None
        assert of_parts.usage.requests >= 2


class TestTheServer:
    def test_tells_its_window_and_its_slots(self, llamacpp: str) -> None:
        profile = engine_of(llamacpp).profile
        assert (profile.limits.input, profile.batch.concurrent) == (WINDOW, 1)

    @pytest.mark.parametrize("text", [TEXT, "Größe: 日本語 😀 <|im_end|>\n\n\tx", "é" * 50, " "])
    def test_counts_the_tokens_of_a_text_in_their_places(self, llamacpp: str, text: str) -> None:
        engine = engine_of(llamacpp)
        tokens = engine.tokenize(text)
        asked = Connection("", llamacpp, None, 600).post(
            "//tokenize", {"content": text, "parse_special": False}
        )
        assert len(tokens) == len(asked["tokens"])
        assert tokens.excerpt == text
        assert (tokens.starts[1:] >= tokens.starts[:-1]).all()
        assert (tokens.ends > tokens.starts).all()

    def test_refuses_what_is_too_long_with_its_limit(self, llamacpp: str) -> None:
        payload = {"messages": [{"role": "user", "content": "word " * 3000}], "max_tokens": 1}
        with pytest.raises(RefusedError) as refused:
            Connection("llama.cpp", f"{llamacpp}/v1", None, 600).post("/chat/completions", payload)
        assert refused.value.refusal.is_too_long
        assert refused.value.refusal.limit == WINDOW
