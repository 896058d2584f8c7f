"""The graph of sentence pairs whose product exceeds a threshold, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.dense import is_small
from summarize.extractive.algebra.sentence_vectors import Vectors

Vector = NDArray[np.float64]

MOST_LINKS = 100_000_000  # of 5 bytes each


class ThresholdGraph:
    """Links of weight 1 between different sentences.

    Finding them takes time linear in the pairs of sentences that share a term, and up to 500 MB of memory.
    They are stored in up to 500 MB more. Links beyond that are recomputed for each product.

    Args:
        vectors: of n sentences.
        threshold: two sentences are linked if the product of their vectors exceeds it.

    >>> from summarize.extractive.algebra.dense_vectors import DenseVectors
    >>> graph = ThresholdGraph(DenseVectors(np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]])), 0.5)
    >>> graph.votes(np.array([1.0, 2.0, 4.0])).tolist()
    [2.0, 5.0, 2.0]
    """

    def __init__(self, vectors: Vectors, threshold: float) -> None:
        self._vectors, self._threshold = vectors, threshold
        self._kept: list[tuple[int, Any]] = []
        self._n_compared = n_links = 0
        for first, links in self._find(0):
            n_links += links.size
            if n_links > MOST_LINKS:
                break
            self._kept.append((first, links))
            self._n_compared += links.shape[0]

    def votes(self, scores: Vector) -> Vector:
        """Return the sum of the scores of the neighbours of each sentence, shape (n,)."""
        sums = np.zeros(len(scores))
        for first, links in chain(self._kept, self._find(self._n_compared)):
            rows, columns = slice(first, first + links.shape[0]), slice(first, None)
            sums[rows] += links @ scores[columns]
            sums[columns] += links.T @ scores[rows]
        return sums

    def degrees(self) -> Vector:
        """Return the number of links of each sentence, shape (n,)."""
        return self.votes(np.ones(self._vectors.shape[0]))

    def _find(self, start: int) -> Iterator[tuple[int, Any]]:
        """Yield a position f and a block of links of sentences f, f + 1, … to later ones; column 0 is f."""
        for first, products in self._vectors.products_of_pairs(start):
            yield first, _as_matrix(products > self._threshold)


def _as_matrix(links: NDArray[np.bool_]) -> Any:
    if is_small(*links.shape):
        return links.astype(np.float64)
    from scipy.sparse import csr_array

    rows, targets = np.nonzero(links)
    ends = np.cumsum(np.bincount(rows + 1, minlength=len(links) + 1))
    ones = np.ones(len(targets), dtype=np.int8)
    return csr_array((ones, targets.astype(np.int32), ends.astype(np.int32)), shape=links.shape)
