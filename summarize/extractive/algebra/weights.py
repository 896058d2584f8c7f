"""Term weights: frequencies, idf and tf-idf vectors."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.term_matrix import TermMatrix
from summarize.text.terms import TermCounts

# A method may need them for its scores and then for redundancy.
_VECTORS: WeakKeyDictionary[TermCounts, TermMatrix] = WeakKeyDictionary()


def document_frequency(counts: TermCounts) -> NDArray[np.int64]:
    """Return the number of sentences with each term, shape (n_terms,)."""
    return np.bincount(counts.columns, minlength=counts.shape[1])


def term_totals(counts: TermCounts) -> NDArray[np.float64]:
    """Return the count of each term in the text, shape (n_terms,)."""
    totals = np.bincount(counts.columns, weights=counts.counts, minlength=counts.shape[1])
    return totals.astype(np.float64, copy=False)  # integers where there is no entry


def sentence_sums(counts: TermCounts, values: NDArray[np.generic]) -> NDArray[np.float64]:
    """Return the sum over each sentence of the values of its entries, shape (n_sentences,)."""
    sums = np.bincount(counts.rows, weights=values, minlength=counts.shape[0])
    return sums.astype(np.float64, copy=False)  # integers where there is no entry


def robertson_idf(counts: TermCounts) -> NDArray[np.float64]:
    """Return ``log(n - df + 0.5) - log(df + 0.5)`` of each term (Robertson & Spärck Jones 1976).

    It is negative for a term of more than half of the sentences.

    Returns:
        shape (n_terms,).
    """
    frequency = document_frequency(counts)
    return np.asarray(np.log(counts.shape[0] - frequency + 0.5) - np.log(frequency + 0.5))


def tf_idf(counts: TermCounts) -> TermMatrix:
    """Return tf-idf vectors of length 1, shape (n_sentences, n_terms); a row without weight is all 0.

    The weight of a term is its count in the sentence times ``log(n / sentences with it)`` (Erkan & Radev
    2004).

    >>> from summarize.text.terms import count_terms
    >>> tf_idf(count_terms(["Cats sleep.", "Dogs sleep.", "Dogs bark."], "en")).values.round(2).tolist()
    [0.94, 0.35, 0.71, 0.71, 0.35, 0.94]
    """
    if (vectors := _VECTORS.get(counts)) is None:
        n, _ = counts.shape
        idf: NDArray[np.float64] = np.log(n / document_frequency(counts))
        vectors = _VECTORS[counts] = unit_rows(counts, counts.counts * idf[counts.columns])
    return vectors


def unit_rows(counts: TermCounts, weights: NDArray[np.float64]) -> TermMatrix:
    """Return the weights of the entries as vectors of length 1; a row without weight is all 0."""
    norms = np.sqrt(np.bincount(counts.rows, weights=weights**2, minlength=counts.shape[0]))[counts.rows]
    unit = np.divide(weights, norms, out=np.zeros(len(weights)), where=norms > 0)
    return TermMatrix(counts.rows, counts.columns, unit, counts.shape)
