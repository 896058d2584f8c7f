"""Sentence vectors as the rows of a dense array, as encoders return them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.sentence_vectors import BLOCK_CELLS, Matrix, Ranks, Vector, Vectors

_ROWS_AT_ONCE = 4096


class DenseVectors(Vectors):
    """Vectors of an encoder.

    Args:
        rows: shape (n, d).

    >>> vectors, positions = DenseVectors(np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]])), np.arange(3)
    >>> vectors.products_below(positions, vectors, positions).tolist()
    [0.0, 1.0, 2.0]
    >>> for first, block in vectors.products_of_pairs():
    ...     print(first, block.tolist())
    0 [[nan, 1.0, 0.0], [nan, nan, 2.0], [nan, nan, nan]]
    >>> DenseVectors(np.array([[1.0, 0.0], [0.0, 1.0]])).cosines_with_mean().round(3).tolist()
    [0.707, 0.707]
    """

    def __init__(self, rows: Matrix) -> None:
        self.rows = rows
        self.shape = rows.shape[0], rows.shape[1]

    def times(self, vector: Vector) -> Vector:
        """Return the product of each sentence with a vector of shape (d,)."""
        return np.asarray(self.rows @ vector)

    def total(self) -> Vector:
        """Return the sum of the sentences, shape (d,)."""
        return np.asarray(self.rows.T @ np.ones(self.shape[0]))

    def largest(self) -> Vector:
        """Return the largest value in each dimension, shape (d,)."""
        return np.asarray(self.rows.max(axis=0))

    def squared_lengths(self) -> Vector:
        """Return the product of each sentence with itself, shape (n,)."""
        return np.asarray(np.einsum("ij,ij->i", self.rows, self.rows))

    def at(self, positions: Ranks) -> DenseVectors:
        """Return the sentences at ascending positions."""
        return DenseVectors(self.rows[positions])

    def between(self, first: int, end: int) -> DenseVectors:
        """Return the sentences from ``first`` up to ``end``."""
        return DenseVectors(self.rows[first:end])

    def means(self, sections: list[range]) -> DenseVectors:
        """Return the mean of each section, scaled to length 1."""
        return DenseVectors(
            normalized(np.stack([self.rows[each.start : each.stop].mean(axis=0) for each in sections]))
        )

    def products_below(self, ranks: Ranks, others: DenseVectors, other_ranks: Ranks) -> Vector:
        """Return the sum of each sentence's products with the others of lower rank.

        Costs O((n + m) · d).
        """
        order = np.argsort(other_ranks, kind="stable")
        n_below = np.searchsorted(other_ranks[order], ranks)
        n, width = self.shape
        sums = np.zeros((others.shape[0] + 1, width))
        np.cumsum(others.rows[order], axis=0, out=sums[1:])
        products, size = np.empty(n), max(1, BLOCK_CELLS // width)
        for rows in (slice(first, first + size) for first in range(0, n, size)):
            products[rows] = np.einsum("ij,ij->i", self.rows[rows], sums[n_below[rows]])
        return products

    def least_product(self) -> tuple[float, bool]:
        """Return minus infinity: no bound is known without computing the products."""
        return -np.inf, False

    def closest(self) -> _ClosestRows:
        """Return a tracker of the similarity of each sentence to a set, initially empty."""
        return _ClosestRows(self.rows)

    def sliceable(self) -> Any:
        """Return the array."""
        return self.rows


class _ClosestRows:
    """The largest product of each row of an array with any added row."""

    def __init__(self, rows: Matrix) -> None:
        self._rows = rows
        self.cosines = np.full(len(rows), -np.inf)

    def add(self, position: int) -> None:
        """Add a sentence to the set, in O(n · d)."""
        np.maximum(self.cosines, self._rows @ self._rows[position], out=self.cosines)


def normalized(vectors: NDArray[Any]) -> Matrix:
    """Return the rows scaled to length 1, in float64; a row of zeros is unchanged.

    >>> normalized(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    unit, end = np.empty(vectors.shape), 0
    for block in normalized_blocks(vectors):
        first, end = end, end + len(block)
        unit[first:end] = block
    return unit


def normalized_blocks(vectors: NDArray[Any]) -> Iterator[Matrix]:
    """Yield the rows scaled to length 1, in blocks, because each step copies its rows."""
    for first in range(0, len(vectors), _ROWS_AT_ONCE):
        block = vectors[first : first + _ROWS_AT_ONCE].astype(np.float64)
        # Scaled by the largest first: squares of very small or large numbers underflow or overflow.
        largest = np.abs(block).max(axis=1, keepdims=True, initial=0.0)
        np.divide(block, largest, out=block, where=largest > 0)
        norms = np.sqrt(np.einsum("ij,ij->i", block, block))[:, None]
        np.divide(block, norms, out=block, where=norms > 0)
        yield block
