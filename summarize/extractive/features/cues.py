"""Cue phrases by language: signs that a sentence matters, or that it does not; read from JSON."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.words import has_unspaced, words_per_line

Kind = Literal[
    "aims",
    "answers",
    "articles",
    "bonus",
    "copulas",
    "courts",
    "decisions",
    "definite",
    "fillers",
    "findings",
    "formal_headings",
    "headings",
    "indefinite",
    "meetings",
    "past_copulas",
    "procedures",
    "rulings",
    "starters",
    "stigma",
    "summaries",
]


@cache
def cue_words(kind: Kind, language: str) -> tuple[str, ...]:
    """Return the words of a kind in a language (ISO 639-1); empty if there is no list.

    >>> "significant" in cue_words("bonus", "en"), cue_words("bonus", "xx")
    (True, ())
    """
    return tuple(_table()[kind].get(language, "").split())


def has_cue(document: Document, kind: Kind) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase of a kind, shape (n_sentences,)."""
    found = np.zeros(len(document.sentences), bool)
    phrases = _Phrases.of(kind, document.language)
    if phrases.unspaced is not None:
        found |= [phrases.unspaced.search(sentence.text) is not None for sentence in document.sentences]
    sequence = document.words
    present = phrases.words & sequence.distinct
    possible = [words for words in phrases.spaced if present.issuperset(words)]
    if not possible:
        return found
    number = {word: i for i, word in enumerate(sequence.words) if word in present}
    ends = np.cumsum(sequence.n_words)
    for words in possible:
        starts = _occurrences([number[word] for word in words], sequence.ids)
        if starts.size:
            rows = np.searchsorted(ends, starts, side="right")
            found[rows[starts + len(words) <= ends[rows]]] = True
    return found


class _Phrases(NamedTuple):
    """The phrases of a kind and language.

    Attributes:
        spaced: the words of each phrase with spaces between words.
        words: all of these words.
        unspaced: matches the phrases without spaces, None if there are none.
    """

    spaced: list[list[str]]
    words: frozenset[str]
    unspaced: re.Pattern[str] | None

    @classmethod
    @cache
    def of(cls, kind: Kind, language: str) -> _Phrases:
        """Return the phrases of a kind and language (ISO 639-1)."""
        phrases = cue_words(kind, language)
        spaced = [words_per_line(phrase.replace("_", " ")) for phrase in phrases if not has_unspaced(phrase)]
        unspaced = [re.escape(phrase) for phrase in phrases if has_unspaced(phrase)]
        words = frozenset(chain.from_iterable(spaced))
        return cls(spaced, words, re.compile("|".join(unspaced)) if unspaced else None)


def _occurrences(wanted: list[int], ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where the wanted words begin, one after the other, among the words of a text."""
    starts = np.flatnonzero(ids[: len(ids) - len(wanted) + 1] == wanted[0])
    for offset, word in enumerate(wanted[1:], 1):
        starts = starts[ids[starts + offset] == word]
    return starts


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("cues.json").read_text(encoding="utf-8")
    )
    return table
