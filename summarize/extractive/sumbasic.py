"""SumBasic: sentences of frequent words; a word counts less once it is used."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.algebra.postings import Postings
from summarize.extractive.algebra.weights import sentence_sums, term_totals
from summarize.extractive.base import Extractive
from summarize.extractive.selection.order import DIGITS, Order, rounded_scores
from summarize.text.terms import TermCounts

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class SumBasic(Extractive):
    """Average word probability, squared after each use (Nenkova & Vanderwende, MSR-TR-2005-101).

    The probability of a term is its share of all term occurrences in the text; the score of a sentence is
    the average over its terms. The next sentence is the best of those with the most probable term; then the
    probabilities of its terms are squared. Ties between terms keep the order of the text. Cost: O(w log w)
    time and O(w) memory for w words; each chosen sentence costs the words of all sentences with the most
    probable term.

    >>> text = "Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day."
    >>> SumBasic().scores(text).round(3).tolist()
    [0.242, 0.212, 0.242, 0.091]
    """

    name: ClassVar[str] = "sumbasic"

    def score_sentences(self, document: Document, query: str | None) -> Vector:  # noqa: ARG002
        """Return the average probability of the terms of each sentence, before any selection."""
        counts = document.terms
        in_sentence = sentence_sums(counts, counts.counts)
        weights = _probabilities(counts)[counts.columns] * counts.counts
        return sentence_sums(counts, weights) / np.maximum(in_sentence, 1)

    def order(self, document: Document, scores: Vector) -> Order:
        """Yield positions in the order of SumBasic; sentences without a term come last."""
        counts, postings = document.terms, Postings(document.terms)
        is_open = np.ones(len(scores), bool)
        # Squares of probabilities often tie up to rounding, and soon underflow. Negative logarithms can be
        # rounded, and squaring doubles them.
        surprises = -np.log(_probabilities(counts))
        # Probabilities only decrease, so the value of a term on the heap is a bound.
        heap = [(round(surprise, DIGITS), term) for term, surprise in enumerate(surprises.tolist())]
        heapify(heap)
        while heap:
            bound, term = heappop(heap)
            if (surprise := round(float(surprises[term]), DIGITS)) > bound:
                heappush(heap, (surprise, term))
                continue
            positions = counts.rows[postings.of_terms(np.array([term]))]
            positions = positions[is_open[positions]]
            if not len(positions):
                continue
            averages = _averages(counts, postings, positions, surprises)
            for position in positions[np.argsort(-rounded_scores(averages), kind="stable")].tolist():
                is_open[position] = False
                if (yield position):
                    said = counts.columns[postings.of_sentences(np.array([position]))]
                    surprises[said] *= 2
                    heappush(heap, (round(float(surprises[term]), DIGITS), term))
                    break
        for position in np.flatnonzero(is_open).tolist():  # not yield from: a list has no send
            yield position


def _probabilities(counts: TermCounts) -> Vector:
    """Return the share of each term among all occurrences, shape (n_terms,)."""
    in_text = term_totals(counts)
    return np.asarray(in_text / max(in_text.sum(), 1))


def _averages(
    counts: TermCounts, postings: Postings, positions: NDArray[np.int64], surprises: Vector
) -> Vector:
    """Return the average probability of the terms of the given sentences, shape (n_positions,)."""
    entries = postings.of_sentences(positions)
    _, sentence = np.unique(counts.rows[entries], return_inverse=True)
    weights = counts.counts[entries].astype(np.float64)
    sums = np.bincount(sentence, weights=weights * np.exp(-surprises[counts.columns[entries]]))
    return np.asarray(sums / np.bincount(sentence, weights=weights))
