"""Sums of the products of each sentence with later and earlier ones, by prefix sums."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.term_matrix import TermMatrix
from summarize.text.terms import stable_order

Vector = NDArray[np.float64]


def following_less_preceding(vectors: TermMatrix, share: float = 1.0) -> Vector:
    """Return the sum of each row's products with later rows minus ``share`` times that with earlier ones.

    Costs O(entries · log entries), without computing the product of any two rows.

    Returns:
        shape (n,).

    >>> rows, columns = np.array([0, 1, 2]), np.array([0, 0, 0])
    >>> following_less_preceding(TermMatrix(rows, columns, np.array([1.0, 2.0, 4.0]), (3, 1)), 0.5).tolist()
    [6.0, 7.0, -6.0]
    """
    order = stable_order(vectors.columns, vectors.shape[1])
    columns, values = vectors.columns[order], vectors.values[order]
    sums = np.concatenate(([0.0], values.cumsum()))
    ends = np.bincount(columns, minlength=vectors.shape[1]).cumsum()
    starts = np.concatenate(([0], ends))[:-1]
    # The sums over later and earlier entries of the same term are differences of prefix sums.
    differences = sums[ends][columns] - sums[1:] - share * (sums[:-1] - sums[starts][columns])
    products = np.bincount(vectors.rows[order], weights=values * differences, minlength=vectors.shape[0])
    return products.astype(np.float64, copy=False)  # integers where there is no entry
