"""An index of the entries of a term matrix by sentence and by term."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.term_matrix import TermMatrix
from summarize.text.terms import TermCounts, stable_order

Integers = NDArray[np.int64]


class Postings:
    """An index of the entries of a term matrix, for methods that update a few at a time.

    Building costs O(entries); a look-up costs O(matches).

    >>> from summarize.text.terms import count_terms
    >>> postings = Postings(count_terms(["Cats sleep.", "Dogs sleep.", "Dogs bark."], "en"))
    >>> postings.of_sentences(np.array([0, 2])).tolist(), postings.of_terms(np.array([1])).tolist()
    ([0, 1, 4, 5], [1, 2])
    """

    def __init__(self, counts: TermCounts | TermMatrix) -> None:
        n_sentences, n_terms = counts.shape
        self._by_term = stable_order(counts.columns, n_terms)
        self._of_term = np.bincount(counts.columns, minlength=n_terms)
        self._of_sentence = np.bincount(counts.rows, minlength=n_sentences)
        self._first_of_term = np.cumsum(self._of_term) - self._of_term
        self._first_of_sentence = np.cumsum(self._of_sentence) - self._of_sentence

    def of_sentences(self, positions: Integers) -> Integers:
        """Return the entries of some sentences, one sentence after the other."""
        return _stretches(self._first_of_sentence[positions], self._of_sentence[positions])

    def of_terms(self, terms: Integers) -> Integers:
        """Return the entries of some terms, one term after the other."""
        return self._by_term[_stretches(self._first_of_term[terms], self._of_term[terms])]


def _stretches(firsts: Integers, sizes: Integers) -> Integers:
    """Return the concatenated ranges that start at each first and have the given sizes."""
    ends = np.cumsum(sizes)
    return np.repeat(firsts - (ends - sizes), sizes) + np.arange(ends[-1] if len(ends) else 0)
