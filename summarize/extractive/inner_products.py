"""Sums over pairs of sentences: by prefix sums where they are linear, by blocks where they are not.

Vectors of sentences are the rows of a sparse term matrix, or of a dense array of an encoder.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.term_matrix import TermMatrix

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Ranks = NDArray[np.int64]
Vectors = TermMatrix | Matrix

BLOCK_CELLS = 1 << 23  # 64 MB of numbers
_DENSE_CELLS = 100_000  # as of TermMatrix: below, scipy is not imported


def products_below(left: Vectors, left_ranks: Ranks, right: Vectors, right_ranks: Ranks) -> Vector:
    """Return for each row of ``left`` the sum of its products with the rows of ``right`` of lower rank.

    Costs O(entries · log entries) for term matrices, O((n + m) · d) for arrays; no product of two
    rows is formed.

    Args:
        left: vectors, shape (n, d).
        left_ranks: whole numbers from 0 on, shape (n,).
        right: vectors of the same kind, shape (m, d).
        right_ranks: as ``left_ranks``, shape (m,).

    Returns:
        shape (n,).

    >>> vectors, positions = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]]), np.arange(3)
    >>> products_below(vectors, positions, vectors, positions).tolist()
    [0.0, 1.0, 2.0]
    """
    if isinstance(right, TermMatrix):
        return _entries_below(left, left_ranks, right, right_ranks)
    return _rows_below(left, left_ranks, right, right_ranks)


def following_less_preceding(vectors: TermMatrix, share: float = 1.0) -> Vector:
    """Return for each row the sum of its products with later rows, less a share of that with earlier ones.

    Costs O(entries · log entries); no product of two rows is formed.

    Returns:
        shape (n,).

    >>> rows, columns = np.array([0, 1, 2]), np.array([0, 0, 0])
    >>> following_less_preceding(TermMatrix(rows, columns, np.array([1.0, 2.0, 4.0]), (3, 1)), 0.5).tolist()
    [6.0, 7.0, -6.0]
    """
    order = np.argsort(vectors.columns, kind="stable")
    columns, values = vectors.columns[order], vectors.values[order]
    sums = np.concatenate(([0.0], np.cumsum(values)))
    ends = np.cumsum(np.bincount(columns, minlength=vectors.shape[1]))
    starts = np.concatenate(([0], ends))[:-1]
    # What follows and what precedes an entry among those of its term are differences of prefix sums.
    differences = sums[ends][columns] - sums[1:] - share * (sums[:-1] - sums[starts][columns])
    products = np.bincount(vectors.rows[order], weights=values * differences, minlength=vectors.shape[0])
    return products.astype(np.float64, copy=False)  # integers where there is no entry


def products_of_pairs(vectors: Vectors, start: int = 0) -> Iterator[tuple[int, Matrix]]:
    """Yield the product of each row with each later one, in blocks of at most 64 MB or of one row.

    Args:
        vectors: vectors of n sentences.
        start: the first row that is wanted.

    Yields:
        the position f of the first row of the block, and the products of the rows f, f + 1, … with
        the rows from f on, shape (rows of the block, n - f); those on and below the diagonal, which
        repeat others, are NaN.

    >>> for first, block in products_of_pairs(np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]])):
    ...     print(first, block.tolist())
    0 [[nan, 1.0, 0.0], [nan, nan, 2.0], [nan, nan, nan]]
    """
    n = vectors.shape[0]
    matrix = _sliceable(vectors) if isinstance(vectors, TermMatrix) else vectors
    first = start
    while first < n:
        end = min(n, first + max(1, BLOCK_CELLS // (n - first)))
        product = matrix[first:] @ matrix[first:end].T
        block = (product.toarray(order="F") if hasattr(product, "toarray") else product).T
        block[:, : end - first][np.tri(end - first, dtype=bool)] = np.nan
        yield first, block
        first = end


def _entries_below(left: Any, left_ranks: Ranks, right: TermMatrix, right_ranks: Ranks) -> Vector:
    """Sum the entries of each term in the order of the ranks of their rows."""
    stride = int(right_ranks.max(initial=0)) + 2
    keys = right.columns * stride + right_ranks[right.rows]
    order = np.argsort(keys, kind="stable")
    keys, sums = keys[order], np.concatenate(([0.0], np.cumsum(right.values[order])))
    starts = left.columns * stride
    first = np.searchsorted(keys, starts)
    end = np.searchsorted(keys, starts + np.minimum(left_ranks, stride - 1)[left.rows])
    return np.asarray(left.row_sums(sums[end] - sums[first]))


def _rows_below(left: Any, left_ranks: Ranks, right: Matrix, right_ranks: Ranks) -> Vector:
    order = np.argsort(right_ranks, kind="stable")
    n_below = np.searchsorted(right_ranks[order], left_ranks)
    n, width = left.shape
    sums = np.zeros((len(right) + 1, width))
    np.cumsum(right[order], axis=0, out=sums[1:])
    products, size = np.empty(n), max(1, BLOCK_CELLS // width)
    for rows in (slice(first, first + size) for first in range(0, n, size)):
        products[rows] = np.einsum("ij,ij->i", left[rows], sums[n_below[rows]])
    return products


def _sliceable(vectors: TermMatrix) -> Any:
    if vectors.shape[0] * vectors.shape[1] <= _DENSE_CELLS:
        dense = np.zeros(vectors.shape)
        dense[vectors.rows, vectors.columns] = vectors.values
        return dense
    from scipy.sparse import csr_array

    coordinates = vectors.rows.astype(np.int32), vectors.columns.astype(np.int32)
    return csr_array((vectors.values, coordinates), shape=vectors.shape)


def cosines_with_mean(vectors: Vectors) -> Vector:
    """Return the cosine of each row, of length 1 or 0, with the mean of all rows, shape (n,).

    >>> cosines_with_mean(np.array([[1.0, 0.0], [0.0, 1.0]])).round(3).tolist()
    [0.707, 0.707]
    """
    ones = np.ones((vectors.shape[0], 1))
    if isinstance(vectors, TermMatrix):
        total = vectors.transposed_times(ones)
        products = vectors.times(total)[:, 0]
    else:
        total = vectors.T @ ones
        products = (vectors @ total)[:, 0]
    length = float(np.sqrt((total**2).sum()))
    return np.asarray(products / length if length > 0 else products)


def rows_at(vectors: Vectors, positions: Ranks) -> Vectors:
    """Return the rows at these positions, which rise, shape (n_positions, d)."""
    if not isinstance(vectors, TermMatrix):
        return vectors[positions]
    number = np.full(vectors.shape[0], -1)
    number[positions] = np.arange(len(positions))
    kept = number[vectors.rows] >= 0
    shape = len(positions), vectors.shape[1]
    return TermMatrix(number[vectors.rows[kept]], vectors.columns[kept], vectors.values[kept], shape)


def rows_of(vectors: Vectors, first: int, end: int) -> Vectors:
    """Return the rows from ``first`` up to ``end``, shape (end - first, d)."""
    if not isinstance(vectors, TermMatrix):
        return vectors[first:end]
    entries = slice(*np.searchsorted(vectors.rows, [first, end]))
    return TermMatrix(
        vectors.rows[entries] - first,
        vectors.columns[entries],
        vectors.values[entries],
        (end - first, vectors.shape[1]),
    )
