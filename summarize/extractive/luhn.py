"""Luhn: the sentences where significant words crowd together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_count
from summarize.document import Document
from summarize.extractive.base import Extractive
from summarize.text.terms import STOP_WORD, WordSequence, index_words, terms_of


@dataclass(frozen=True)
class Luhn(Extractive):
    """The densest clusters of significant words (Luhn, IBM Journal 1958).

    A word is significant if it is no stop word and its stem occurs often enough in the text. A cluster is
    a stretch of a sentence that begins and ends with significant words and has no more than ``max_gap``
    others in a row; its significance is ``(significant words)² / words``, and the score of a sentence that
    of its best cluster. Cost: O(w) time and memory for w words.

    Args:
        min_count: how often a significant word occurs in the text at least. The paper leaves the number
            open; 2 is fine for an article, 7 for a long text (Tombros & Sanderson, SIGIR 1998).
        max_gap: largest number of other words between two significant ones, at least 0; 4 in the paper.

    Raises:
        InvalidTypeError: an option is of the wrong type.
        InvalidValueError: an option is out of its range.

    >>> text = "Cats chase mice. It was said that mice, as a rule, fear cats. It rained all day."
    >>> Luhn().scores(text).round(3).tolist()
    [1.333, 0.667, 0.0]
    """

    name: ClassVar[str] = "luhn"

    min_count: int = 2
    max_gap: int = 4

    def __post_init__(self) -> None:
        super().__post_init__()
        check_count("min_count", self.min_count)
        check_count("max_gap", self.max_gap, least=0)

    def score_sentences(self, document: Document, query: str | None) -> NDArray[np.float64]:  # noqa: ARG002
        """Return the significance of the best cluster of each sentence, 0 where there is none."""
        sequence = index_words([sentence.text for sentence in document.sentences])
        places = np.flatnonzero(self._is_significant(sequence, document.language))
        sentences = sequence.sentences[places]
        # A cluster begins where the sentence changes, or the gap to the last significant word is wide.
        is_first = np.ones(len(places), bool)
        is_first[1:] = (np.diff(sentences) > 0) | (np.diff(places) > self.max_gap + 1)
        firsts = np.flatnonzero(is_first)
        sizes = np.diff(firsts, append=len(places))
        spans = places[firsts + sizes - 1] - places[firsts] + 1
        scores = np.zeros(len(document.sentences))
        np.maximum.at(scores, sentences[firsts], sizes**2 / spans)
        return scores

    def _is_significant(self, sequence: WordSequence, language: str) -> NDArray[np.bool_]:
        """Return whether the word in each place is significant, shape (n_places,)."""
        term_of_word, vocabulary = terms_of(sequence.words, language)
        terms = term_of_word[sequence.ids]
        counts = np.bincount(terms[terms != STOP_WORD], minlength=len(vocabulary))
        # One more for stop words, which STOP_WORD = -1 points to.
        is_significant = np.append(counts >= self.min_count, False)
        return np.asarray(is_significant[terms])
