"""A Hugging Face tokenizer with offsets, without truncation, and without special tokens in a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from summarize.abstractive.tokens import Ids, Tokens
from summarize.text.normalization import without_surrogates

_PROBE = "a"
# Added tokens that tokenizers do not call special, but templates do: <think>, <tool_call>, [INST].
_MARK = re.compile(r"[<\[].*\S.*[>\]]")


class TokenizerAdapter:
    """From text to token ids and back, by a Hugging Face tokenizer.

    Args:
        tokenizer: the tokenizer; its settings stay as they are.
    """

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer
        # A fast tokenizer cannot be called from two threads ("Already borrowed"), whoever calls it.
        self._lock = lock_of(tokenizer)
        self._source_language = getattr(tokenizer, "src_lang", None)
        added = tokenizer.added_tokens_decoder.items()
        special = {*tokenizer.all_special_ids, *(n for n, token in added if _is_mark(token.content))}
        self._special_ids = np.array(sorted(special - {self.unknown_id}), dtype=np.int64)

    @property
    def unknown_id(self) -> int | None:
        """The token for unknown words, if it has no other meaning (as GPT-2's has)."""
        tokenizer = self.tokenizer
        others = (tokenizer.bos_token_id, tokenizer.eos_token_id, tokenizer.pad_token_id)
        return None if tokenizer.unk_token_id in others else tokenizer.unk_token_id

    @cached_property
    def adds_blanks(self) -> bool:
        """Whether two texts put together come out with a blank between them, as sentencepiece has it."""
        return bool(np.array_equal(self.parse("a b"), np.concatenate([self.parse("a"), self.parse("b")])))

    def encode(self, text: str, cuts: Iterable[int] = ()) -> Tokens:
        """Return the tokens of a text, without any that begin or end an input.

        Special tokens that are written out in the text, such as ``</s>``, are spelled character
        by character: a text cannot end its own input, or pass for another role.

        Args:
            text: any text.
            cuts: where the text may be cut if the tokenizer does not report the offsets of its
                tokens (one written in Python, such as ByT5's); positions, rising.
        """
        with self._lock:
            if self.tokenizer.is_fast:
                encoded = self._call(text, return_offsets_mapping=True)
                ids = np.array(encoded["input_ids"], dtype=np.int64)
                places = np.array(encoded["offset_mapping"], dtype=np.int64).reshape(-1, 2)
                starts, ends = places[:, 0], places[:, 1]
            else:
                ids, starts, ends = self._encode_pieces(text, cuts)
            special = np.flatnonzero(np.isin(ids, self._special_ids))
            if len(special):
                ids, starts, ends = self._spell_out(ids, starts, ends, special)
        n_unknown = 0 if self.unknown_id is None else int(np.count_nonzero(ids == self.unknown_id))
        return Tokens(text, np.maximum.accumulate(starts), np.maximum.accumulate(ends), ids, n_unknown)

    def parse(self, text: str) -> Ids:
        """Return the tokens of a text of our own, in which special tokens count as such."""
        with self._lock:
            return np.array(self._call(text)["input_ids"], dtype=np.int64)

    def around(self, language: str) -> tuple[Ids, Ids]:
        """Return the tokens that the tokenizer puts before and after every input.

        Args:
            language: code of the language of the text; tokenizers such as mBART's mark it.
        """
        with self._lock:
            code = self.language_token(language)
            if code is not None:
                self.tokenizer.src_lang = code.strip("_")  # M2M100 means __en__ by "en"
            try:
                bare = self._call(_PROBE)["input_ids"]
                whole = list(self.tokenizer(_PROBE, verbose=False)["input_ids"])
            finally:
                if code is not None:
                    self.tokenizer.src_lang = self._source_language
        for start in range(len(whole) - len(bare) + 1):
            if whole[start : start + len(bare)] == bare:
                return np.array(whole[:start], np.int64), np.array(whole[start + len(bare) :], np.int64)
        return np.array([], np.int64), np.array([], np.int64)

    def language_token(self, language: str) -> str | None:
        """Return the token by which a multilingual tokenizer marks a language.

        mBART writes ``en_XX``, M2M100 ``__en__``, and NLLB ``eng_Latn``.
        """
        if not hasattr(self.tokenizer, "src_lang"):
            return None
        codes = (language, _three_letters().get(language))
        of_m2m100 = getattr(self.tokenizer, "lang_code_to_token", {}).values()
        marks = (*of_m2m100, *self.tokenizer.all_special_tokens)
        return next((token for token in marks if token.strip("_").split("_")[0] in codes), None)

    def decode(self, ids: Sequence[int]) -> str:
        """Return the text of ids, special tokens included."""
        with self._lock:
            return str(self.tokenizer.decode(ids, skip_special_tokens=False))

    def _call(self, text: str, **options: Any) -> Any:
        # Half a character is no text to a tokenizer; the replacement leaves all places as they are.
        whole = without_surrogates(text)
        return self.tokenizer(whole, add_special_tokens=False, truncation=False, verbose=False, **options)

    def _encode_pieces(self, text: str, cuts: Iterable[int]) -> tuple[Ids, Ids, Ids]:
        bounds = [0, *(position for position in cuts if 0 < position < len(text)), len(text)]
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end in pairwise(bounds):
            piece = self._call(text[start:end])["input_ids"]
            ids += piece
            # Evenly spread: only the bounds are known.
            places = start + (end - start) * np.arange(len(piece) + 1) // max(len(piece), 1)
            starts += places[:-1].tolist()
            ends += places[1:].tolist()
        return np.array(ids, np.int64), np.array(starts, np.int64), np.array(ends, np.int64)

    def _spell_out(self, ids: Ids, starts: Ids, ends: Ids, special: Ids) -> tuple[Ids, Ids, Ids]:
        spelled: dict[int, list[int]] = {}
        counts = np.ones(len(ids), np.int64)
        parts, done = [], 0
        for position in special.tolist():
            identifier = int(ids[position])
            if identifier not in spelled:
                spelled[identifier] = self._spell(identifier)
            parts += [ids[done:position], np.array(spelled[identifier], np.int64)]
            counts[position] = len(spelled[identifier])
            done = position + 1
        parts.append(ids[done:])
        return np.concatenate(parts), np.repeat(starts, counts), np.repeat(ends, counts)

    def _spell(self, identifier: int) -> list[int]:
        written = self.tokenizer.convert_ids_to_tokens(identifier)
        pieces = [self._call(character)["input_ids"] for character in written if not character.isspace()]
        return [each for piece in pieces for each in piece if each not in self._special_ids]


@cache
def _three_letters() -> dict[str, str]:
    """Return the codes of NLLB for those of ISO 639-1; of a macrolanguage the most widely spoken one."""
    path = Path(__file__).with_name("languages.json")
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


def lock_of(shared: object) -> RLock:
    """Return the lock of a model or tokenizer, the same for all that use it."""
    with _LOCKS_LOCK:
        return _LOCKS.setdefault(shared, RLock())


_LOCKS: WeakKeyDictionary[object, RLock] = WeakKeyDictionary()
_LOCKS_LOCK = RLock()


def _is_mark(token: str) -> bool:
    return _MARK.fullmatch(token) is not None
