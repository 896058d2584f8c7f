"""Ranks words by PageRank on their co-occurrences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.term_matrix import TermMatrix
from summarize.extractive.graph.pagerank import pagerank
from summarize.phrases.words import Words
from summarize.text.terms import STOP_WORD

Vector = NDArray[np.float64]

_DAMPING = 0.85
_TOLERANCE = 1e-10
_MAX_ITERATIONS = 1000


@dataclass(frozen=True)
class WordRanking:
    """A method that ranks words by PageRank on their co-occurrences.

    Attributes:
        window: number of consecutive content words that co-occur.
        early_words_first: whether the restart probability of a word is proportional to the sum of
            1/position over its occurrences.
    """

    window: int
    early_words_first: bool

    def scores(self, words: Words) -> Vector:
        """Return the score of each term; they sum to 1, shape (n_terms,)."""
        positions = np.flatnonzero(words.terms != STOP_WORD)
        terms = words.terms[positions]
        graph = _co_occurrences(terms, words.n_terms, self.window)
        teleport: Vector | None = None
        if self.early_words_first:
            weights = 1 / (positions + 1)
            teleport = np.bincount(terms, weights / weights.sum(), words.n_terms).astype(np.float64)
        return pagerank(
            graph,
            teleport=teleport,
            damping=_DAMPING,
            tolerance=_TOLERANCE,
            max_iterations=_MAX_ITERATIONS,
        )


METHODS = {
    "positionrank": WordRanking(window=5, early_words_first=True),
    "textrank": WordRanking(window=2, early_words_first=False),
}


class _CoOccurrences:
    """A graph of terms with symmetric weights."""

    def __init__(self, weights: TermMatrix) -> None:
        self._weights = weights

    def votes(self, vector: Vector) -> Vector:
        """Return Sᵀ v."""
        return self._weights.times(vector[:, None])[:, 0]

    def degrees(self) -> Vector:
        """Return S · 1."""
        return self._weights.row_sums(np.ones(len(self._weights.values)))


def _co_occurrences(terms: NDArray[np.int64], n_terms: int, window: int) -> _CoOccurrences:
    """Return the graph that counts how often two terms are less than ``window`` content words apart."""
    both = [(terms[:-distance], terms[distance:]) for distance in range(1, window)]
    keys = np.concatenate([np.minimum(a, b) * n_terms + np.maximum(a, b) for a, b in both])
    keys, counts = np.unique(keys, return_counts=True)
    rows, columns = np.divmod(keys, n_terms)
    apart = rows != columns
    rows, columns, counts = rows[apart], columns[apart], counts[apart]
    rows, columns = np.concatenate([rows, columns]), np.concatenate([columns, rows])
    order = np.lexsort((columns, rows))
    values = np.concatenate([counts, counts]).astype(np.float64)[order]
    return _CoOccurrences(TermMatrix(rows[order], columns[order], values, (n_terms, n_terms)))
