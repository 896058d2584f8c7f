"""Cue phrases by language: signs that a sentence matters, or that it does not; read from JSON."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.terms import WordSequence
from summarize.text.words import has_unspaced, words_of

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
    "introductions",
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


@cache
def cue_phrases(kind: Kind, language: str) -> tuple[str, ...]:
    """Return the phrases of a kind in a language, with blanks between their words.

    >>> "key points" in cue_phrases("summaries", "en"), cue_phrases("summaries", "xx")
    (True, ())
    """
    return tuple(words.replace("_", " ") for words in cue_words(kind, language))


def has_cue(document: Document, kind: Kind) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase of a kind, shape (n_sentences,)."""
    return has_cues(document, (kind,))[0]  # type: ignore[no-any-return]


def has_cues(document: Document, kinds: Sequence[Kind]) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase of each kind, shape (n_kinds, n_sentences)."""
    of_kinds = [_Phrases.of(kind, document.language) for kind in kinds]
    found = have_words(document, [each.among(document.words.number) for each in of_kinds])
    for row, each in zip(found, of_kinds, strict=True):
        if each.unspaced is not None:
            row |= [each.unspaced.search(sentence.text) is not None for sentence in document.sentences]
    return found


def have_words(document: Document, kinds: Sequence[Sequence[Sequence[str]]]) -> NDArray[np.bool_]:
    """Return whether each sentence has the words of a phrase in a row, shape (n_kinds, n_sentences).

    Args:
        document: the text.
        kinds: the words of each phrase of each kind; all of them occur in the text.
    """
    found = np.zeros((len(kinds), len(document.sentences)), bool)
    words = document.words
    of_pair: defaultdict[int, list[tuple[int, int, list[int]]]] = defaultdict(list)
    for kind, phrases in enumerate(kinds):
        if single := [words.number[phrase[0]] for phrase in phrases if len(phrase) == 1]:
            found[kind, words.sentences[_among(single, words)[words.ids]]] = True
        for phrase in (each for each in phrases if len(each) > 1):
            numbered = [words.number[word] for word in phrase]
            lengths = [len(left) + len(right) for left, right in pairwise(phrase)]
            at = lengths.index(max(lengths))  # the longest pair is rare
            of_pair[numbered[at] * len(words.number) + numbered[at + 1]].append((kind, at, numbered))
    if not of_pair:
        return found
    for place, pair in _places_of_pairs(np.array(sorted(of_pair)), words):
        for kind, at, numbered in of_pair[pair]:
            first, stop = place - at, place - at + len(numbered)
            if first >= 0 and words.ids[first:stop].tolist() == numbered:
                row = words.sentences[first]
                found[kind, row] |= row == words.sentences[stop - 1]
    return found


def _places_of_pairs(pairs: NDArray[np.int64], words: WordSequence) -> Iterator[tuple[int, int]]:
    """Yield the places with one of some pairs of adjacent words, and the pair; they are sorted numbers."""
    firsts, seconds = np.divmod(pairs, len(words.number))
    may_be = _among(firsts, words)[words.ids[:-1]] & _among(seconds, words)[words.ids[1:]]
    places = may_be.nonzero()[0]
    found = words.ids[places] * len(words.number) + words.ids[places + 1]
    is_pair = pairs[pairs[1:].searchsorted(found, side="right")] == found  # each word may be of another pair
    yield from zip(places[is_pair].tolist(), found[is_pair].tolist(), strict=True)


def _among(numbers: Sequence[int] | NDArray[np.int64], words: WordSequence) -> NDArray[np.bool_]:
    """Return whether each distinct word is one of some."""
    found = np.zeros(len(words.number), bool)
    found[numbers] = True
    return found


class _Phrases(NamedTuple):
    """The phrases of a kind and language.

    Attributes:
        spaced: the words of each phrase with spaces between words, by the longest word of the phrase.
        unspaced: matches the phrases without spaces, None if there are none.
    """

    spaced: dict[str, list[list[str]]]
    unspaced: re.Pattern[str] | None

    def among(self, known: dict[str, int]) -> list[list[str]]:
        """Return the words of each spaced phrase all of whose words are known."""
        some = (words for word in self.spaced.keys() & known.keys() for words in self.spaced[word])
        return [words for words in some if all(map(known.__contains__, words))]

    @classmethod
    @cache
    def of(cls, kind: Kind, language: str) -> _Phrases:
        """Return the phrases of a kind and language (ISO 639-1)."""
        spaced: defaultdict[str, list[list[str]]] = defaultdict(list)
        unspaced: list[str] = []
        for phrase in cue_phrases(kind, language):
            if has_unspaced(phrase):
                unspaced.append(re.escape(phrase))
            else:
                words = words_of(phrase)
                spaced[max(words, key=len)].append(words)
        return cls(spaced, re.compile("|".join(unspaced)) if unspaced else None)


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("cues.json").read_text(encoding="utf-8")
    )
    return table
