"""Sentences as vectors of weighted terms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.term_matrix import TermMatrix
from summarize.text.terms import TermCounts


def document_frequency(counts: TermCounts) -> NDArray[np.int64]:
    """Return in how many sentences each term occurs, shape (n_terms,)."""
    return np.bincount(counts.columns, minlength=counts.shape[1])


def tf_idf(counts: TermCounts) -> TermMatrix:
    """Return tf-idf vectors of length 1, shape (n_sentences, n_terms); one without weight is all 0.

    The weight of a term is how often the sentence has it, times ``log(n / sentences with it)`` (Erkan &
    Radev 2004).

    >>> from summarize.text.terms import count_terms
    >>> tf_idf(count_terms(["Cats sleep.", "Dogs sleep.", "Dogs bark."], "en")).values.round(2).tolist()
    [0.94, 0.35, 0.71, 0.71, 0.35, 0.94]
    """
    n, _ = counts.shape
    weights = counts.counts * np.log(n / document_frequency(counts))[counts.columns]
    norms = np.sqrt(np.bincount(counts.rows, weights=weights**2, minlength=n))[counts.rows]
    unit = np.divide(weights, norms, out=np.zeros(len(weights)), where=norms > 0)
    return TermMatrix(counts.rows, counts.columns, unit, counts.shape)
