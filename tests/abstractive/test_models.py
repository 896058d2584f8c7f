"""The models that the other tests use are what they are said to be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.abstractive.models import MODELS, build, save_as_pickle
from tests.lazy import torch, transformers

GENERATORS = sorted(MODELS.keys() - {"bert"})
GREEDY = {
    "num_beams": 1,
    "do_sample": False,
    "early_stopping": False,
    "max_length": None,
    "max_new_tokens": 30,
}

Models = Callable[[str], Path]


def load(folder: Path) -> transformers.PreTrainedModel:
    config = transformers.AutoConfig.from_pretrained(folder)
    if config.model_type == "bert":
        return transformers.AutoModelForMaskedLM.from_pretrained(folder)
    if config.is_encoder_decoder:
        return transformers.AutoModelForSeq2SeqLM.from_pretrained(folder)
    return transformers.AutoModelForCausalLM.from_pretrained(folder)


def greedy(folder: Path, text: str) -> str:
    model, tokenizer = load(folder), transformers.AutoTokenizer.from_pretrained(folder)
    inputs = tokenizer(text, return_tensors="pt")
    output = model.generate(**inputs, **GREEDY, pad_token_id=model.generation_config.pad_token_id or 0)[0]
    start = 0 if model.config.is_encoder_decoder else inputs["input_ids"].shape[1]
    return tokenizer.decode(output[start:], skip_special_tokens=True)


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def sentences(seed_text: str) -> list[str]:
    return [f"{sentence.strip()}." for sentence in seed_text.splitlines()[3].split(".") if sentence]


@pytest.mark.parametrize("name", MODELS)
def test_has_no_weight_but_those_in_its_file(models: Models, name: str) -> None:
    folder = models(name)
    _, loading = type(load(folder)).from_pretrained(folder, output_loading_info=True)
    assert not any(loading.values())


@pytest.mark.parametrize("name", sorted(set(GENERATORS) - {"ends_at_once", "repeats"}))
def test_writes_other_words_for_another_text(models: Models, name: str, sentences: list[str]) -> None:
    first, second = (greedy(models(name), sentence) for sentence in sentences[:2])
    assert first.strip()
    assert second.strip()
    assert first != second


def test_ends_at_once(models: Models, sentences: list[str]) -> None:
    assert greedy(models("ends_at_once"), sentences[0]) == ""


def test_repeats(models: Models, sentences: list[str]) -> None:
    assert greedy(models("repeats"), sentences[0]) == " Putin" * 30


@pytest.mark.parametrize("name", MODELS)
def test_tokenizer_gives_the_text_back(models: Models, name: str, seed_text: str) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(models(name))
    tokens = tokenizer(seed_text, verbose=False)["input_ids"]
    text = tokenizer.decode(tokens, skip_special_tokens=True)
    assert "".join(text.split()) == "".join(seed_text.split())
    assert tokenizer.unk_token_id not in tokens


@pytest.mark.parametrize("name", MODELS)
def test_is_the_same_in_every_build(models: Models, name: str, tmp_path: Path) -> None:
    state = torch.random.get_rng_state()
    assert digests(build(name, tmp_path)) == digests(models(name))
    assert torch.equal(torch.random.get_rng_state(), state)


@pytest.mark.parametrize(
    ("thinking", "end"),
    [({}, "assistant\n"), ({"enable_thinking": False}, "assistant\n<think>\n\n</think>\n\n")],
)
def test_chat_template(models: Models, thinking: dict[str, Any], end: str) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(models("chat"))
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}]
    prompt = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True, **thinking)
    assert prompt.startswith("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n")
    assert prompt.endswith(end)
    assert not {"<think>", "</think>"} & set(tokenizer.all_special_tokens)


def test_chat_template_that_knows_no_system(models: Models) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(models("chat_without_system"))
    with pytest.raises(Exception, match="System role not supported"):
        tokenizer.apply_chat_template([{"role": "system", "content": "Be brief."}], tokenize=False)


def test_pickled_weights_load(models: Models, tmp_path: Path, sentences: list[str]) -> None:
    folder = build("t5", tmp_path)
    assert greedy(save_as_pickle(folder), sentences[0]) == greedy(folder, sentences[0])


def test_a_malicious_pickle_would_work(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    weights = save_as_pickle(build("t5", tmp_path), marker) / "pytorch_model.bin"
    with pytest.raises(Exception, match="Weights only load failed"):
        load(weights.parent)
    assert not marker.exists()
    torch.load(weights, weights_only=False)
    assert marker.exists()


def test_trained_model_keeps_its_own_output_layer(trained_model: Path) -> None:
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(trained_model)
    assert model.num_parameters() == 76_961_152
    assert not torch.equal(model.lm_head.weight, model.shared.weight)
