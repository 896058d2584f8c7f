"""Sentences as vectors, whatever they are kept in: what methods ask of them."""

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
    """How close each sentence is to a set of sentences that grows.

    Attributes:
        cosines: the largest product of each sentence with one of the set, shape (n,).
    """

    cosines: Vector

    def add(self, position: int) -> None:
        """Add a sentence to the set."""


class Vectors(ABC):
    """Vectors of n sentences, with d numbers each: of terms, mostly 0, or of an encoder.

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
        """Return the sentences at rising positions."""

    @abstractmethod
    def between(self, first: int, end: int) -> Vectors:
        """Return the sentences from ``first`` up to ``end``."""

    @abstractmethod
    def means(self, sections: list[range]) -> Vectors:
        """Return the mean of each section, scaled to length 1; the sections follow one another."""

    @abstractmethod
    def products_below(self: V, ranks: Ranks, others: V, other_ranks: Ranks) -> Vector:
        """Return for each sentence the sum of its products with the others of lower rank.

        No product of two sentences is formed.

        Args:
            ranks: integers from 0, shape (n,).
            others: m vectors of the same class and d.
            other_ranks: integers from 0, shape (m,).
        """

    @abstractmethod
    def least_product(self) -> tuple[float, bool]:
        """Return a lower bound of all products of two sentences, and whether some two reach it."""

    @abstractmethod
    def closest(self) -> Closest:
        """Return how close each sentence is to a set, which is empty at first."""

    @abstractmethod
    def sliceable(self) -> Any:
        """Return a matrix of shape (n, d), dense or sparse, whose rows can be sliced."""

    def cosines_with_mean(self) -> Vector:
        """Return the cosine of each sentence, of length 1 or 0, with the mean of all, shape (n,)."""
        total = self.total()
        products = self.times(total)
        length = float(np.sqrt((total**2).sum()))
        return np.asarray(products / length if length > 0 else products)

    def products_of_pairs(self, start: int = 0) -> Iterator[tuple[int, Matrix]]:
        """Yield the product of each sentence with each later one, in blocks of at most 64 MB or of one row.

        Args:
            start: the first sentence that is wanted.

        Yields:
            the position f of the first sentence of the block, and the products of the sentences f, f + 1, …
            with those from f on, shape (rows of the block, n - f); those on and below the diagonal, which
            repeat others, are NaN.
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
