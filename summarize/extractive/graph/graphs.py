"""Weighted graphs of sentences or words for PageRank."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


class Graph(Protocol):
    """A graph of n nodes with weights S, shape (n, n), as a linear operator: S need not be stored."""

    def votes(self, vector: Vector) -> Vector:
        """Return Sᵀ v: the total that each node receives if each i gives ``v[i] · S_ij`` to each j."""

    def degrees(self) -> Vector:
        """Return S · 1; exactly 0 for a node without links."""


class DenseGraph:
    """A small graph with its weights stored as a dense matrix.

    Args:
        weights: S, non-negative, shape (n, n).

    >>> DenseGraph(np.array([[0.0, 1.0], [1.0, 0.0]])).votes(np.array([3.0, 5.0])).tolist()
    [5.0, 3.0]
    """

    def __init__(self, weights: NDArray[np.float64]) -> None:
        self.weights = weights

    def votes(self, vector: Vector) -> Vector:
        """Return Sᵀ v."""
        return np.asarray(vector @ self.weights)

    def degrees(self) -> Vector:
        """Return S · 1."""
        return np.asarray(self.weights.sum(axis=1))


class SelfLinked:
    """A graph with a self-link added to each node.

    Args:
        graph: n nodes without self-links.
        weights: the weights of the self-links, shape (n,).
    """

    def __init__(self, graph: Graph, weights: Vector) -> None:
        self._graph, self._weights = graph, weights

    def votes(self, vector: Vector) -> Vector:
        """Return Sᵀ v."""
        return np.asarray(self._graph.votes(vector) + self._weights * vector)

    def degrees(self) -> Vector:
        """Return S · 1."""
        return np.asarray(self._graph.degrees() + self._weights)


def with_self_links(graph: Graph, weights: Vector) -> Graph:
    """Return the graph with self-links of the given weights, shape (n,)."""
    if isinstance(graph, DenseGraph):
        return DenseGraph(graph.weights + np.diag(weights))
    return SelfLinked(graph, weights)
