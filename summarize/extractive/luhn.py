"""Luhn: the sentences with the densest clusters of significant words."""

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

    A word is significant if it is not a stop word and its stem occurs at least ``min_count`` times in the
    text. A cluster is a part of a sentence that begins and ends with significant words and has at most
    ``max_gap`` other words in a row. Its significance is ``(significant words)² / words``; the score of a
    sentence is that of its best cluster. Cost: O(w) time and memory for w words.

    Args:
        min_count: the least count of a significant word in the text. The paper leaves it open; 2 suits an
            article, 7 a long text (Tombros & Sanderson, SIGIR 1998).
        max_gap: the largest number of other words between two significant ones, at least 0; 4 in the paper.

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
        """Return the significance of the best cluster of each sentence, 0 without a cluster."""
        sequence = index_words([sentence.text for sentence in document.sentences])
        positions = np.flatnonzero(self._is_significant(sequence, document.language))
        sentences = sequence.sentences[positions]
        # A new cluster begins with a new sentence or after a wide gap.
        is_first = np.ones(len(positions), bool)
        is_first[1:] = (np.diff(sentences) > 0) | (np.diff(positions) > self.max_gap + 1)
        firsts = np.flatnonzero(is_first)
        sizes = np.diff(firsts, append=len(positions))
        spans = positions[firsts + sizes - 1] - positions[firsts] + 1
        scores = np.zeros(len(document.sentences))
        np.maximum.at(scores, sentences[firsts], sizes**2 / spans)
        return scores

    def _is_significant(self, sequence: WordSequence, language: str) -> NDArray[np.bool_]:
        """Return whether the word at each position is significant, shape (n_positions,)."""
        term_of_word, vocabulary = terms_of(sequence.words, language)
        terms = term_of_word[sequence.ids]
        counts = np.bincount(terms[terms != STOP_WORD], minlength=len(vocabulary))
        # One more for stop words, which STOP_WORD = -1 points to.
        is_significant = np.append(counts >= self.min_count, False)
        return np.asarray(is_significant[terms])
