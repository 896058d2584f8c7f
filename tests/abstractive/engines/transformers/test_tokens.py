"""A text as the tokens of a model: every character has its place, and nothing in it is special."""

from collections.abc import Callable
from typing import Any

import pytest

from summarize import Document
from summarize.abstractive.engines.transformers.tokens import TokenizerAdapter

Loaded = Callable[[str], tuple[Any, Any]]


class TestTokens:
    @pytest.mark.parametrize("name", ["t5", "bart", "mbart", "pegasus", "led", "chat", "base"])
    def test_special_tokens_in_a_text_are_only_characters(self, loaded: Loaded, name: str) -> None:
        tokenizer = loaded(name)[1]
        codec = TokenizerAdapter(tokenizer)
        marks = [token for token in tokenizer.all_special_tokens if token != tokenizer.unk_token]
        wide = str.maketrans("<>/", "＜＞／")
        text = " Kim ".join([*marks, *(mark.translate(wide) for mark in marks), "<think>", "</think>"])
        ids = codec.encode(text).ids.tolist()
        forbidden = set(tokenizer.convert_tokens_to_ids(marks))
        if name == "chat":
            forbidden |= set(tokenizer.convert_tokens_to_ids(["<think>", "</think>"]))
        assert not forbidden & set(ids)
        assert tokenizer.decode(ids).count("Kim") == text.count("Kim")

    def test_places_stay_where_they_are(self, loaded: Loaded) -> None:
        text = "Kim <s> met </s> Putin."
        tokens = TokenizerAdapter(loaded("bart")[1]).encode(text)
        assert (tokens.starts[0], tokens.ends[-1]) == (0, len(text))
        assert (tokens.ends >= tokens.starts).all()


def test_a_tokenizer_without_places_is_read_sentence_by_sentence(loaded: Loaded, seed_text: str) -> None:
    tokenizer = loaded("byt5")[1]
    tokens = TokenizerAdapter(tokenizer).encode(seed_text, [s.start for s in Document(seed_text).sentences])
    assert tokens.ids.tolist() == tokenizer(seed_text, add_special_tokens=False)["input_ids"]
    assert tokens.ends[-1] == len(seed_text)
