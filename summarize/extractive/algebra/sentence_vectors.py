"""The interface of sentence vectors, dense or sparse."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Ranks = NDArray[np.int64]
V = TypeVar("V", bound="Vectors")

BLOCK_CELLS = 1 << 23  # 64 MB of numbers


class Closest(Protocol):
    """The similarity of each sentence to a growing set of sentences.

    Attributes:
        cosines: the largest product of each sentence with any sentence of the set, shape (n,).
    """

    cosines: Vector

    def add(self, position: int) -> None:
        """Add a sentence to the set."""


class Vectors(ABC):
    """Vectors of n sentences with d numbers each: sparse ones of terms, or dense ones of an encoder.

    Attributes:
        shape: (n, d).
    """

    shape: tuple[int, int]

    @abstractmethod
    def times(self, vector: Vector) -> Vector:
        """Return the product of each sentence with a vector of shape (d,)."""

    @abstractmethod
    def total(self) -> Vector:
        """Return the sum of the sentences, shape (d,)."""

    @abstractmethod
    def largest(self) -> Vector:
        """Return the largest value in each dimension, shape (d,)."""

    @abstractmethod
    def squared_lengths(self) -> Vector:
        """Return the product of each sentence with itself, shape (n,)."""

    @abstractmethod
    def at(self, positions: Ranks) -> Vectors:
        """Return the sentences at ascending positions."""

    @abstractmethod
    def between(self, first: int, end: int) -> Vectors:
        """Return the sentences from ``first`` up to ``end``."""

    @abstractmethod
    def means(self, sections: list[range]) -> Vectors:
        """Return the mean of each section, scaled to length 1; the sections are contiguous."""

    @abstractmethod
    def products_below(self: V, ranks: Ranks, others: V, other_ranks: Ranks) -> Vector:
        """Return the sum of each sentence's products with the others of lower rank.

        The individual products are not computed.

        Args:
            ranks: integers from 0, shape (n,).
            others: m vectors of the same class and d.
            other_ranks: integers from 0, shape (m,).
        """

    @abstractmethod
    def least_product(self) -> tuple[float, bool]:
        """Return a lower bound of the products of all pairs of sentences, and whether a pair attains it."""

    @abstractmethod
    def closest(self) -> Closest:
        """Return a tracker of the similarity of each sentence to a set, initially empty."""

    @abstractmethod
    def sliceable(self) -> Any:
        """Return a matrix of shape (n, d), dense or sparse, whose rows can be sliced."""

    def cosines_with_mean(self) -> Vector:
        """Return the cosine of each sentence (a vector of length 1 or 0) with the mean of all, shape (n,)."""
        total = self.total()
        products = self.times(total)
        length = float(np.sqrt((total**2).sum()))
        return np.asarray(products / length if length > 0 else products)

    def products_of_pairs(self, start: int = 0) -> Iterator[tuple[int, Matrix]]:
        """Yield the product of each sentence with each later one, in blocks of at most 64 MB or one row.

        Args:
            start: the position of the first sentence.

        Yields:
            the position f of the first sentence of the block, and the products of the sentences f, f + 1, …
            with those from f on, shape (rows of the block, n - f). Entries on and below the diagonal, which
            are redundant, are NaN.
        """
        n, matrix = self.shape[0], self.sliceable()
        first = start
        while first < n:
            end = min(n, first + max(1, BLOCK_CELLS // (n - first)))
            product = matrix[first:] @ matrix[first:end].T
            block = (product.toarray(order="F") if hasattr(product, "toarray") else product).T
            block[:, : end - first][np.tri(end - first, dtype=bool)] = np.nan
            yield first, block
            first = end
