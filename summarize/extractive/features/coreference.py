"""Sentences that lean on what a sentence before them has introduced: "a tree … the tree"."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from summarize.document import Document
from summarize.extractive.features.cues import Kind, cue_words
from summarize.text.terms import STOP_WORD

# Chosen among 1 to 5 sentences and 4, 8 and all words on the even documents of the shared sets.
_BACK, _EARLY = 3, 8
_ARTICLES: tuple[Kind, Kind] = ("definite", "indefinite")
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
        words = document.words
        self._words = words.ids
        self._terms = document.terms.in_order
        self._ends = words.ends.tolist()
        # Of the places that are set for a term, the first one comes last and stays. Stop words have the end.
        self._first_places = np.zeros(document.terms.shape[1] + 1, np.int64)
        self._first_places[self._terms[::-1]] = np.arange(len(self._terms))[::-1]
        self._definite, self._indefinite = [
            {words.number[word] for word in cue_words(kind, document.language) if word in words.number}
            for kind in _ARTICLES
        ]

    def are_needed_by(self, position: int) -> bool:
        """Return whether a sentence has early "the", and a noun that one just before introduced with "a"."""
        first = self._ends[position - 1] if position else 0
        end = self._ends[position]
        early = self._words[first : min(end, first + _EARLY)].tolist()
        return any(
            self._is_introduced(place, first, end)
            for place, word in enumerate(early, first + 1)
            if word in self._definite
        )

    def _is_introduced(self, place: int, first: int, end: int) -> bool:
        """Return whether a word up to the next stop word is introduced in the three sentences before."""
        own = bisect_right(self._ends, first)
        for term in self._terms[place : min(end, place + _NOUN_WORDS)].tolist():
            if term == STOP_WORD:
                return False
            introduced = int(self._first_places[term])
            before = self._words[max(0, introduced - _NOUN_WORDS) : introduced].tolist()
            distance = own - bisect_right(self._ends, introduced)
            if 0 < distance <= _BACK and not self._indefinite.isdisjoint(before):
                return True
        return False
