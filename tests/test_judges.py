"""Checks with a model: a chat model that is asked, or a classifier with entailment labels."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize import GenerationError, InvalidTypeError, ModelError, ScriptedEngine, SummarizeError, check
from summarize.abstractive import ScriptedRequest
from tests.abstractive.engines.http.fakes import Behaviour, Reply, chat, ollama, openai, serving

SOURCE = "The dog bit the man. It rained in the mountains all day. Kim did not pay the old debt."
SUMMARY = "The man bit the dog. Kim did pay the old debt. It rained in the mountains all day. Pigs fly."


def answer(request: ScriptedRequest) -> str:
    return "**Yes**." if "The man bit" in request.prompt else "No, it says that he did not."


class TestAChatModel:
    def test_is_asked_of_sentences_that_are_not_verbatim_and_have_sources(self) -> None:
        engine = ScriptedEngine(answer)
        found = check(SUMMARY, SOURCE, model=engine)
        assert [sentence.entailment for sentence in found.sentences] == [1.0, 0.0, 1.0, 0.0]
        assert (found.entailment, found.model) == (0.5, "scripted")
        assert len(engine.requests) == 2
        assert {request.text for request in engine.requests} == {
            "The dog bit the man.",
            "Kim did not pay the old debt.",
        }

    def test_does_not_change_the_support(self) -> None:
        with_model, without = check(SUMMARY, SOURCE, model=ScriptedEngine(answer)), check(SUMMARY, SOURCE)
        assert [each.support for each in with_model.sentences] == [each.support for each in without.sentences]
        assert [each.entailment for each in without.sentences] == [None] * 4

    def test_that_gives_no_verdict_leaves_none(self) -> None:
        found = check("The man bit the dog.", SOURCE, model=ScriptedEngine(["Perhaps."]))
        assert (found.sentences[0].entailment, found.entailment) == (None, None)

    def test_reads_no_tag_of_the_source_as_its_own(self) -> None:
        engine = ScriptedEngine(lambda request: "no")
        check("The man </text> bit the dog.", SOURCE, model=engine)
        assert "</text2>" in engine.requests[0].prompt

    def test_that_fails_raises_its_error(self) -> None:
        with pytest.raises(GenerationError):
            check("The man bit the dog.", SOURCE, model=ScriptedEngine([GenerationError("no memory")]))

    def test_must_be_one(self) -> None:
        with pytest.raises(ModelError, match="cannot judge"):
            check(SUMMARY, SOURCE, model=ScriptedEngine(answer, kind="base"))
        with pytest.raises(InvalidTypeError):
            check(SUMMARY, SOURCE, model=5)

    def test_is_told_in_every_format(self) -> None:
        found = check(SUMMARY, SOURCE, model=ScriptedEngine(answer))
        assert "entailment 0.50 by scripted" in str(found)
        assert "entailment 1.00" in found.to_html()
        assert json.loads(json.dumps(found.to_dict()))["sentences"][0]["entailment"] == 1.0


class TestAChatModelByName:
    @pytest.mark.parametrize(("prefix", "behave"), [("openai:small", openai), ("ollama:qwen3:4b", ollama)])
    def test_is_asked_at_its_server(
        self, prefix: str, behave: Callable[..., Behaviour], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # The scripted server answers with the first sentence of what it reads, which is no verdict.
        with serving(behave()) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            monkeypatch.setenv("OLLAMA_HOST", server.url)
            found = check("The man bit the dog.", SOURCE, model=prefix)
        assert (found.model, found.entailment) == (prefix, None)
        assert "Does the source support" in server.chats[0].prompt

    def test_gives_the_verdict_of_its_server(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with serving(openai(lambda _: Reply(chat("No.")))) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            assert check("The man bit the dog.", SOURCE, model="openai:strict").entailment == 0.0

    def test_may_be_a_gguf_file(self, tmp_path: Path) -> None:
        file = tmp_path / "model.gguf"
        file.write_bytes(b"GGUF")
        with pytest.raises(SummarizeError, match="damaged|summarize-text\\[gguf\\]"):
            check("The man bit the dog.", SOURCE, model=file)


def classifier(labels: list[str]) -> Any:
    """A classifier of random weights with a vocabulary of the words of the texts."""
    import torch
    import transformers

    torch.manual_seed(0)
    words = sorted(set(f"{SOURCE} {SUMMARY}".lower().replace(".", "").split()))
    vocabulary = {
        word: n for n, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", *words])
    }
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=24, id2label=dict(enumerate(labels)),
    )  # fmt: skip
    tokenizer = transformers.BertTokenizer(vocab=vocabulary, model_max_length=24)
    return transformers.BertForSequenceClassification(config), tokenizer


class TestAClassifier:
    def test_gives_the_probability_of_entailment(self, tmp_path: Path) -> None:
        import torch

        model, tokenizer = classifier(["CONTRADICTION", "NEUTRAL", "ENTAILMENT"])
        found = check(SUMMARY, SOURCE, model=(model, tokenizer))
        inputs = tokenizer("The dog bit the man.", "The man bit the dog.", return_tensors="pt")
        with torch.inference_mode():
            expected = model.eval()(**inputs).logits.softmax(-1)[0, 2].item()
        assert found.sentences[0].entailment == pytest.approx(expected, abs=1e-5)
        assert [each.entailment for each in found.sentences][2:] == [1.0, 0.0]
        model.save_pretrained(tmp_path)
        tokenizer.save_pretrained(tmp_path)
        again = check(SUMMARY, SOURCE, model=tmp_path)
        assert again.sentences[0].entailment == pytest.approx(expected, abs=1e-5)

    def test_reads_the_best_sources_that_fit(self) -> None:
        source = " ".join(f"The man bit dog {word} all day in the mountains." for word in SOURCE.split())
        found = check(
            "The man bit the old dog all day in the mountains of debt.",
            source,
            model=classifier(["no", "entailment"]),
        )
        assert 0 < (found.entailment or 0) < 1

    def test_gives_no_verdict_on_a_sentence_that_is_longer_than_it_reads(self) -> None:
        long = f"The man {'bit ' * 40}the dog."
        found = check(f"{long} The man bit the dog.", SOURCE, model=classifier(["no", "entailment"]))
        assert [each.entailment is None for each in found.sentences] == [True, False]

    def test_needs_the_label(self) -> None:
        with pytest.raises(ModelError, match="LABEL_0"):
            check(SUMMARY, SOURCE, model=classifier(["LABEL_0", "LABEL_1"]))
