"""The test double answers from its script, and everything around it is the real thing."""

import subprocess
import sys
from typing import Any

import pytest

from summarize import (
    Abstractive,
    GenerationError,
    InvalidTypeError,
    InvalidValueError,
    Length,
    ScriptedEngine,
    summarize,
    summarize_many,
)
from summarize.abstractive import Engine, ErrorKind, Output, ScriptedRequest
from summarize.abstractive.strategies import STRATEGIES
from tests.conftest import ROOT


def first_sentence(request: ScriptedRequest) -> str:
    return request.text.partition(".")[0].strip() + "."


class TestAnswers:
    def test_come_from_a_function(self) -> None:
        summary = summarize("Cats chase mice. It rained.", model=ScriptedEngine(first_sentence))
        assert summary == "Cats chase mice."
        assert summary.sentences[0].sources[0].start == 0
        assert summary.signature.startswith("method:abstractive|model:scripted|strategy:auto|")

    def test_come_from_a_list_in_order(self) -> None:
        engine = ScriptedEngine(["One.", "Two."], batch_size=1)
        assert list(summarize_many(["First text.", "Second text."], model=engine)) == ["One.", "Two."]

    def test_are_an_error_where_the_list_ends(self) -> None:
        with pytest.raises(GenerationError, match=r"no answer to request 2: 'Second text\.'"):
            list(summarize_many(["First text.", "Second text."], model=ScriptedEngine(["One."])))

    def test_may_be_an_error_of_the_model(self) -> None:
        summaries = summarize_many(["One.", "Two."], model=ScriptedEngine([OSError("no route"), "Two."]))
        with pytest.raises(GenerationError, match="OSError: no route"):
            next(summaries)
        assert next(summaries) == "Two."

    def test_without_an_end_are_marked(self) -> None:
        engine = ScriptedEngine([Output("Cats chase", False)] * 2)
        assert summarize("Cats chase mice.", model=engine) == "Cats chase…"

    def test_lose_their_reasoning(self) -> None:
        engine = ScriptedEngine(["<think>Cats?</think>Cats chase mice."])
        assert summarize("Cats chase mice at night.", model=engine) == "Cats chase mice."

    def test_of_nothing_are_asked_for_twice(self) -> None:
        engine = ScriptedEngine(["", ""])
        with pytest.raises(GenerationError, match="model 'scripted' wrote nothing, twice"):
            summarize("Cats chase mice.", model=engine)
        assert [request.budget.minimum > 0 for request in engine.requests] == [False, True]


class TestRequests:
    def test_of_a_chat_have_its_messages(self) -> None:
        engine = ScriptedEngine(first_sentence)
        summarize("Cats chase mice. It rained.", model=engine, words=20, query="cats", language_out="de")
        (request,) = engine.requests
        assert [message.role for message in request.messages] == ["system", "user"]
        assert "<text>\nCats chase mice. It rained.\n</text>" in request.prompt
        assert "Verwende höchstens 20 Wörter." in request.prompt
        assert request.prompt.endswith("cats")
        assert request.text == "Cats chase mice. It rained."

    def test_of_other_kinds_are_one_text(self) -> None:
        for kind, prompt in (("base", "It rained.\n\nTL;DR:"), ("seq2seq", "It rained.")):
            engine = ScriptedEngine(["Rain."], kind=kind)  # type: ignore[arg-type]
            summarize("It rained.", model=engine)
            assert (engine.requests[0].prompt, engine.requests[0].messages) == (prompt, ())

    def test_hold_no_more_than_the_context(self, seed_text: str) -> None:
        engine = ScriptedEngine(first_sentence, context=400)
        summarize(seed_text, model=engine, words=30)
        sizes = [len(engine.tokenize(request.prompt)) + request.budget.maximum for request in engine.requests]
        assert len(sizes) > 2
        assert max(sizes) <= 400

    def test_of_parts_hold_the_whole_text(self, seed_text: str) -> None:
        engine = ScriptedEngine(first_sentence, context=400)
        summarize(seed_text, model=engine, words=30)
        parts = [request.text for request in engine.requests if "one part of a longer one" in request.prompt]
        given = "".join("".join(part.split()) for part in parts)
        assert sorted(given) == sorted("".join(seed_text.split()))


class TestEveryStrategy:
    @pytest.mark.parametrize("strategy", sorted(STRATEGIES.keys() - {"single"}))
    @pytest.mark.parametrize("kind", ["chat", "seq2seq", "base"])
    def test_makes_a_summary_of_a_long_text(self, strategy: str, kind: str, seed_text: str) -> None:
        engine = ScriptedEngine(first_sentence, kind=kind, context=300)  # type: ignore[arg-type]
        summary = summarize(seed_text, model=engine, strategy=strategy, words=30)
        assert "".join(summary.split())[:-1] in "".join(seed_text.split())
        assert (summary.coverage < 1) is (strategy == "truncate")

    @pytest.mark.parametrize("length", [Length(words=30), Length(ratio=0.3), Length(sentences=2), None])
    def test_keeps_to_a_length(self, length: Length | None, seed_text: str) -> None:
        summary = Abstractive(ScriptedEngine(first_sentence, context=500))(seed_text, length)
        assert summary.strip()

    def test_needs_neither_torch_nor_transformers(self) -> None:
        code = """
import sys
for name in ("torch", "transformers", "tokenizers", "huggingface_hub"):
    sys.modules[name] = None  # importing it is an ImportError
from pathlib import Path
from summarize import ScriptedEngine, summarize
from summarize.abstractive.strategies import STRATEGIES
text = Path("seeds/000_a76c248ee9268897.txt").read_text(encoding="utf-8")
for strategy in STRATEGIES:
    engine = ScriptedEngine(lambda request: "Kim met Putin.", context=5000 if strategy == "single" else 400)
    assert summarize(text, model=engine, strategy=strategy, words=20) == "Kim met Putin.", strategy
    assert engine.requests
"""
        subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


class TestErrors:
    def test_that_call_for_smaller_parts_give_smaller_parts(self, seed_text: str) -> None:
        class ContextExceededError(Exception):
            pass

        def small_model(request: ScriptedRequest) -> str:
            if len(request.prompt.split()) > 200:
                raise ContextExceededError
            return first_sentence(request)

        engine = ScriptedEngine(small_model, error_kinds={ContextExceededError: ErrorKind.LIMIT})
        summary = summarize(seed_text, model=engine, words=30)
        assert "".join(summary.split())[:-1] in "".join(seed_text.split())
        assert summary.coverage == 1.0

    def test_of_a_model_that_reads_nothing_end_it(self, seed_text: str) -> None:
        engine = ScriptedEngine([OSError("too long")] * 99, error_kinds={OSError: ErrorKind.LIMIT})
        with pytest.raises((GenerationError, InvalidValueError)):
            summarize(seed_text, model=engine, words=30)
        assert len(engine.requests) < 50

    def test_that_pass_are_tried_again(self) -> None:
        engine = ScriptedEngine(
            [OSError("busy"), OSError("busy"), "Mice."], error_kinds={OSError: ErrorKind.RETRY}
        )
        assert summarize("Cats chase mice.", model=engine) == "Mice."

    def test_that_do_not_pass_are_the_documents(self) -> None:
        engine = ScriptedEngine([OSError("busy")] * 9, error_kinds={OSError: ErrorKind.RETRY})
        with pytest.raises(GenerationError, match="OSError: busy"):
            summarize("Cats chase mice.", model=engine)
        assert len(engine.requests) == 3


class TestWrongUse:
    @pytest.mark.parametrize("script", [[3], lambda _request: None])
    def test_an_answer_that_is_none_is_said(self, script: Any) -> None:
        with pytest.raises(InvalidTypeError, match="an answer must be a str, an Output or an error"):
            summarize("Cats chase mice at night. Mice flee from cats.", model=ScriptedEngine(script))

    @pytest.mark.parametrize("answers", ["One answer.", 3, None])
    def test_answers_are_a_function_or_a_list(self, answers: object) -> None:
        with pytest.raises(
            InvalidTypeError, match="answers must be an iterable of texts, got .*; or give a function"
        ):
            ScriptedEngine(answers)  # type: ignore[arg-type]

    def test_other_arguments_are_checked(self) -> None:
        with pytest.raises(InvalidValueError, match="kind='gpt' is unknown; Known: base, chat, seq2seq"):
            ScriptedEngine([], kind="gpt")  # type: ignore[arg-type]
        with pytest.raises(InvalidValueError, match="context must be at least 1"):
            ScriptedEngine([], context=0)

    def test_what_belongs_to_transformers_is_refused(self) -> None:
        engine = ScriptedEngine([])
        assert isinstance(engine, Engine)
        with pytest.raises(InvalidValueError, match="takes no device, generation; leave it out"):
            Abstractive(engine, device="cpu", generation={"num_beams": 2})
