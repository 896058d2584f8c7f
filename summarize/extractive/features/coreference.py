"""Sentences that lean on what a sentence before them has introduced: "a tree … the tree"."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import cue_words
from summarize.text.terms import STOP_WORD

# Chosen among 1 to 5 sentences and 4, 8 and all words on the even documents of the shared sets.
_BACK, _EARLY = 3, 8
_NOUN_WORDS = 3  # "the old red tree", "the tree bears fruit": only a parser could tell which is the noun


class Introductions:
    """Where the things of a text are introduced, with "a" or "some", in languages with a list of such words.

    Args:
        document: the text; sentences are addressed by position.

    >>> text = "He has a peach tree. He planted the tree in May. The council met. The council likes it."
    >>> introductions = Introductions(Document(text, "en"))
    >>> [introductions.are_needed_by(position) for position in range(4)]
    [False, True, False, False]
    """

    def __init__(self, document: Document) -> None:
        self._words = document.words
        self._terms = document.terms.term_of_word[self._words.ids]
        self._ends = np.cumsum(self._words.n_words)
        self._definite = frozenset(cue_words("definite", document.language))
        self._indefinite = frozenset(cue_words("indefinite", document.language))

    def are_needed_by(self, position: int) -> bool:
        """Return whether a sentence has early "the", and a noun that one just before introduced with "a"."""
        if not self._definite:
            return False
        end = int(self._ends[position])
        first = end - int(self._words.n_words[position])
        return any(
            self._is_introduced(place + 1, first, end)
            for place in range(first, min(end, first + _EARLY))
            if self._word(place) in self._definite
        )

    def _is_introduced(self, place: int, first: int, end: int) -> bool:
        """Return whether a word up to the next stop word is introduced in the three sentences before."""
        for term in self._terms[place : min(end, place + _NOUN_WORDS)].tolist():
            if term == STOP_WORD:
                return False
            introduced = int(self._first_places[term])
            sentence, own = np.searchsorted(self._ends, [introduced, first], side="right").tolist()
            if 0 < own - sentence <= _BACK and any(
                self._word(before) in self._indefinite
                for before in range(max(0, introduced - _NOUN_WORDS), introduced)
            ):
                return True
        return False

    def _word(self, place: int) -> str:
        return str(self._words.words[self._words.ids[place]])

    @cached_property
    def _first_places(self) -> NDArray[np.int64]:
        """The place of the first word of each term."""
        places = np.arange(len(self._terms))[::-1]
        first = np.zeros(max(0, int(self._terms.max(initial=-1))) + 1, np.int64)
        is_term = self._terms[places] != STOP_WORD
        first[self._terms[places[is_term]]] = places[is_term]  # the last one that is set stays
        return first
