"""Sentence vectors as the rows of a sparse term matrix."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.postings import Postings
from summarize.extractive.algebra.sentence_vectors import Ranks, Vector, Vectors
from summarize.extractive.algebra.term_matrix import TermMatrix

_WITHOUT_INDEX = 8  # added sentences before an index of the terms pays for its sorting


class TermVectors(Vectors):
    """Vectors of weighted terms.

    Args:
        matrix: the weights, non-negative, shape (n, n_terms).

    >>> from summarize.extractive.algebra.weights import tf_idf
    >>> from summarize.text.terms import count_terms
    >>> vectors = TermVectors(tf_idf(count_terms(["Cats sleep.", "Dogs sleep.", "Dogs bark."], "en")))
    >>> vectors.cosines_with_mean().round(2).tolist()
    [0.62, 0.75, 0.62]
    """

    def __init__(self, matrix: TermMatrix) -> None:
        self.matrix = matrix
        self.shape = matrix.shape

    def times(self, vector: Vector) -> Vector:
        """Return the product of each sentence with a vector of shape (n_terms,)."""
        return self.matrix.times(vector[:, None])[:, 0]

    def total(self) -> Vector:
        """Return the sum of the sentences, shape (n_terms,)."""
        return self.matrix.transposed_times(np.ones((self.shape[0], 1)))[:, 0]

    def largest(self) -> Vector:
        """Return the largest weight of each term, shape (n_terms,)."""
        largest = np.zeros(self.shape[1])
        np.maximum.at(largest, self.matrix.columns, self.matrix.values)
        return largest

    def squared_lengths(self) -> Vector:
        """Return the product of each sentence with itself, shape (n,)."""
        return self.matrix.row_sums(self.matrix.values)

    def at(self, positions: Ranks) -> TermVectors:
        """Return the sentences at ascending positions."""
        matrix = self.matrix
        number = np.full(self.shape[0], -1)
        number[positions] = np.arange(len(positions))
        kept = number[matrix.rows] >= 0
        shape = len(positions), self.shape[1]
        rows = number[matrix.rows[kept]]
        return TermVectors(TermMatrix(rows, matrix.columns[kept], matrix.values[kept], shape))

    def between(self, first: int, end: int) -> TermVectors:
        """Return the sentences from ``first`` up to ``end``."""
        matrix = self.matrix
        own = slice(*np.searchsorted(matrix.rows, [first, end]))
        shape = end - first, self.shape[1]
        return TermVectors(
            TermMatrix(matrix.rows[own] - first, matrix.columns[own], matrix.values[own], shape)
        )

    def means(self, sections: list[range]) -> TermVectors:
        """Return the mean of each section, scaled to length 1."""
        matrix, n_sections, width = self.matrix, len(sections), self.shape[1]
        section_of = np.repeat(np.arange(n_sections), [len(section) for section in sections])
        keys, index = np.unique(section_of[matrix.rows] * width + matrix.columns, return_inverse=True)
        sums = np.bincount(index, weights=matrix.values, minlength=len(keys))
        rows, columns = np.divmod(keys, max(width, 1))
        norms = np.sqrt(np.bincount(rows, weights=sums**2, minlength=n_sections))[rows]
        unit = np.divide(sums, norms, out=np.zeros(len(sums)), where=norms > 0)
        return TermVectors(TermMatrix(rows, columns, unit, (n_sections, width)))

    def products_below(self, ranks: Ranks, others: TermVectors, other_ranks: Ranks) -> Vector:
        """Return the sum of each sentence's products with the others of lower rank.

        Costs O(entries · log entries), by prefix sums over the entries of each term in the order of ranks.
        """
        left, right = self.matrix, others.matrix
        stride = int(other_ranks.max(initial=0)) + 2
        keys = right.columns * stride + other_ranks[right.rows]
        order = np.argsort(keys, kind="stable")
        keys, sums = keys[order], np.concatenate(([0.0], np.cumsum(right.values[order])))
        starts = left.columns * stride
        first = np.searchsorted(keys, starts)
        end = np.searchsorted(keys, starts + np.minimum(ranks, stride - 1)[left.rows])
        return np.asarray(left.row_sums(sums[end] - sums[first]))

    def least_product(self) -> tuple[float, bool]:
        """Return a lower bound of the products of all pairs of sentences, and whether a pair attains it.

        The bound is the product over the terms that all sentences share, with the least weight of each. Two
        sentences attain it if both have these least weights and share no other term. Such a pair exists if
        the other terms of one candidate have fewer occurrences than there are candidates: then it cannot
        share a term with each of them.
        """
        matrix = self.matrix
        n, n_terms = self.shape
        least = np.full(n_terms, np.inf)
        np.minimum.at(least, matrix.columns, matrix.values)
        is_in_all = np.bincount(matrix.columns, minlength=n_terms) == n
        is_common = is_in_all[matrix.columns]
        is_more = is_common & (matrix.values > least[matrix.columns])
        is_candidate = np.bincount(matrix.rows[is_more], minlength=n) == 0
        is_other = ~is_common & is_candidate[matrix.rows]
        rows, columns = matrix.rows[is_other], matrix.columns[is_other]
        frequency = np.bincount(columns, minlength=n_terms)
        n_met = np.bincount(rows, weights=frequency[columns], minlength=n)[is_candidate]
        is_reached = len(n_met) > 1 and n_met.min() < len(n_met)
        return float((least[is_in_all] ** 2).sum()), bool(is_reached)

    def closest(self) -> _ClosestOfTerms:
        """Return a tracker of the similarity of each sentence to a set, initially empty."""
        return _ClosestOfTerms(self.matrix)

    def sliceable(self) -> Any:
        """Return the matrix: dense if it is small, else in compressed sparse rows."""
        return self.matrix.by_rows


class _ClosestOfTerms:
    """The largest product of each row of a term matrix with any added row."""

    def __init__(self, matrix: TermMatrix) -> None:
        self._matrix = matrix
        self._n_added = 0
        self.cosines = np.zeros(matrix.shape[0])  # the product of rows without a common term; none is less

    def add(self, position: int) -> None:
        """Add a sentence to the set, in O(occurrences of its terms)."""
        self._n_added += 1
        if self._n_added > _WITHOUT_INDEX:
            self._add_by_index(position)
            return
        matrix = self._matrix
        own = slice(*matrix.rows.searchsorted([position, position + 1]))
        row = np.zeros(matrix.shape[1])
        row[matrix.columns[own]] = matrix.values[own]
        np.maximum(self.cosines, matrix.row_sums(row[matrix.columns]), out=self.cosines)

    def _add_by_index(self, position: int) -> None:
        matrix = self._matrix
        own = self._postings.of_sentences(np.array([position]))
        own = own[matrix.values[own] != 0]  # a term of all sentences has no weight
        terms = matrix.columns[own]
        touched = self._postings.of_terms(terms)
        rows = matrix.rows[touched]
        products = matrix.values[touched] * np.repeat(matrix.values[own], self._frequency[terms])
        np.add.at(self._sums, rows, products)
        self.cosines[rows] = np.maximum(self.cosines[rows], self._sums[rows])
        self._sums[rows] = 0

    @cached_property
    def _postings(self) -> Postings:
        return Postings(self._matrix)

    @cached_property
    def _frequency(self) -> NDArray[np.int64]:
        return np.bincount(self._matrix.columns, minlength=self._matrix.shape[1])

    @cached_property
    def _sums(self) -> Vector:
        return np.zeros(self._matrix.shape[0])
