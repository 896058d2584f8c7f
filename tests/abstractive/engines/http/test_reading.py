"""What servers read of a text: all of it, in parts that leave room for an answer, or an error."""

import math
import re
import threading
from collections.abc import Callable

import pytest

from summarize import Abstractive, GenerationError, Summary, summarize, summarize_many
from summarize.abstractive.engines.http.counting import estimate
from tests.abstractive.engines.http.fakes import (
    Behaviour,
    FakeServer,
    Received,
    Reply,
    chat,
    count_tokens,
    counting,
    first_sentence,
    ollama,
    openai,
    serving,
)

TEMPLATE = 10  # tokens around a chat
GEORGIAN = " ".join(f"წვიმა მოვიდა მთაში და სახლში {number} დღე." for number in range(110))


def size(received: Received) -> int:
    return len(estimate(received.prompt)) + TEMPLATE


def cutting(window: int, to: int) -> Behaviour:
    """A server that reads fewer tokens of what does not fit, and says no word of it."""

    def answer(received: Received) -> Reply:
        n_tokens = size(received)
        return Reply(chat(first_sentence(received.text), n_tokens if n_tokens <= window else to))

    return openai(answer)


def count_letters(text: str) -> int:
    """A tokenizer that knows no other alphabet: three tokens for a letter of Georgian."""
    return count_tokens(text) + 3 * len(re.findall("[ა-ჰ]", text))


def assert_all_is_read(
    summary: Summary, server: FakeServer, window: int, count: Callable[[str], int] = count_tokens
) -> None:
    parts = [each.text for each in server.chats if "<text>" in each.prompt and count(each.prompt) <= window]
    # They come in any order, and a long sentence may be in two of them.
    read = " ".join(sorted(parts, key=lambda part: summary.document.text.find(part[:40])))
    assert summary.coverage == 1.0
    assert all(sentence.text in read for sentence in summary.document.sentences)


class TestAServerThatCountsTheTokensOfATextFirst:
    def test_is_asked_once_for_what_fills_most_of_its_window(self, prose: str) -> None:
        with serving(counting(openai(max_model_len=4096))) as server:
            summary = summarize(prose[:12_000], model="vllm:small", base_url=server.url, words=20)
        assert summary.coverage == 1.0
        assert 2500 < count_tokens(server.chats[0].prompt) < 4096
        assert len(server.chats) == 1

    def test_is_seen_to_cut_by_these_counts(self, prose: str) -> None:
        with serving(counting(openai(window=2000, max_model_len=4096))) as server:
            summary = summarize(prose[:12_000], model="vllm:small", base_url=server.url, words=20)
        assert_all_is_read(summary, server, 2000)

    def test_is_taken_at_its_estimate_if_it_counts_no_more(self, prose: str) -> None:
        with serving(openai(window=2000)) as server:  # and has no /tokenize
            summary = summarize(prose[:12_000], model="vllm:small", base_url=server.url, words=20)
        assert_all_is_read(summary, server, 2000)


class TestAServerThatCountsMoreThanTheEstimate:
    def test_has_room_for_the_summary_of_each_part(self, prose: str) -> None:
        def answer(received: Received) -> Reply:
            n_tokens = math.ceil(1.05 * len(estimate(received.prompt))) + TEMPLATE
            return Reply(chat(first_sentence(received.text), n_tokens))

        with serving(openai(answer)) as server:
            model = {"model": "openai:small", "base_url": server.url, "batch_size": 2}
            summary = summarize(prose[:300_000], words=100, **model)
        assert summary.coverage == 1.0
        of_parts = [each for each in server.chats if "<text>" in each.prompt]
        assert len(of_parts) > 2
        assert all(each.payload["max_tokens"] > 50 for each in of_parts)


class TestACutThatTheEstimateDoesNotShow:
    def test_to_a_window_that_nobody_tells_is_seen(self, prose: str) -> None:
        with serving(cutting(4096, to=3996)) as server:
            summary = summarize(prose[20_000:37_000], model="lmstudio:small", base_url=server.url, words=60)
        assert size(server.chats[0]) > 4500
        assert_all_is_read(summary, server, 4096, lambda prompt: len(estimate(prompt)) + TEMPLATE)

    def test_to_half_a_window_is_seen_in_texts_of_more_tokens_than_estimated(self) -> None:
        with serving(ollama(window=8192, count=count_letters)) as server:
            summary = summarize(GEORGIAN, model="ollama:qwen3:4b", base_url=server.url, words=60)
        assert count_letters(server.chats[0].prompt) > 8192
        assert_all_is_read(summary, server, 8192, count_letters)

    def test_is_not_looked_for_twice_in_as_many_tokens(self, prose: str) -> None:
        texts = [prose[20_000:30_000], prose[50_000:58_000], prose[70_000:78_000]]
        with serving(openai(window=100_000)) as server:
            model = {"model": "openai:small", "base_url": server.url, "batch_size": 1}
            assert all(each.coverage == 1.0 for each in summarize_many(texts, words=60, **model))
        assert [each.payload["max_tokens"] == 1 for each in server.chats] == [False, True, True, False, False]

    def test_in_a_window_that_is_told_is_not_looked_for_in_short_texts(self, prose: str) -> None:
        with serving(openai(window=8000, max_model_len=8000)) as server:
            summarize(prose[20_000:30_000], model="openai:small", base_url=server.url, words=60)
        assert len(server.chats) == 1

    def test_is_none_where_more_was_read_than_was_thought(self) -> None:
        def answer(received: Received) -> Reply:
            return Reply(chat(first_sentence(received.text), count_letters(received.prompt)))

        with serving(openai(answer)) as server:
            summary = summarize(GEORGIAN, model="openai:small", base_url=server.url, words=60)
        assert count_letters(server.chats[0].prompt) > 8192
        assert [each.text == GEORGIAN for each in server.chats] == [True, False, False]
        assert summary.coverage == 1.0


class TestManyDocumentsThatAreCutAtTheSameTime:
    def test_make_the_window_smaller_once(self, prose: str) -> None:
        texts = [prose[start : start + 24_000] for start in range(20_000, 140_000, 20_000)]
        with serving(cutting(4096, to=3996)) as server:
            model = {"model": "lmstudio:small", "base_url": server.url, "batch_size": 6}
            summaries = list(summarize_many(texts, words=60, **model))
        assert all(each.coverage == 1.0 for each in summaries)
        assert len(server.chats) < 100


class TestRequestsThatAreUnderWayTogether:
    def test_learn_together_what_a_server_does_not_take(self) -> None:
        are_all_there = threading.Barrier(4, timeout=30)

        def answer(received: Received) -> Reply:
            if "temperature" in received.payload:
                are_all_there.wait()
                return Reply({"error": {"message": "temperature does not support 0 with this model"}}, 400)
            return Reply(chat("It rained."))

        with serving(openai(answer)) as server:
            model = {"model": "openai:small", "base_url": server.url, "batch_size": 4}
            summaries = list(summarize_many(["It rained."] * 4, **model))
        assert summaries == ["It rained."] * 4
        assert len(server.chats) == 8
        assert "generation:default|" in summaries[0].signature

    def test_get_room_for_reasoning_together(self) -> None:
        are_all_there = threading.Barrier(3, timeout=30)

        def answer(received: Received) -> Reply:
            if received.payload["max_tokens"] < 1000:
                are_all_there.wait()
                return Reply(chat("", finish="length", reasoning_content="Let me see"))
            return Reply(chat("It rained."))

        with serving(openai(answer)) as server:
            model = {"model": "openai:small", "base_url": server.url, "batch_size": 3}
            assert list(summarize_many(["It rained."] * 3, **model)) == ["It rained."] * 3
        assert len(server.chats) == 6
        assert len({each.payload["max_tokens"] for each in server.chats}) == 2

    def test_keep_the_role_of_the_system_where_its_memory_is_too_small(self) -> None:
        replies = [Reply({"error": "model requires more system memory (5 GiB) than is available"}, 500)] * 5

        def answer(received: Received) -> Reply:
            return replies.pop() if replies else Reply(chat("It rained."))

        with serving(openai(answer)) as server:
            summarizer = Abstractive("openai:small", base_url=server.url)
            with pytest.raises(GenerationError, match="more system memory"):
                summarizer("It rained.")
            assert summarizer("It rained.") == "It rained."
        assert {each.payload["messages"][0]["role"] for each in server.chats} == {"system"}
