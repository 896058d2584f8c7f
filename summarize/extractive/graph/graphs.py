"""Weighted graphs of sentences, or of words, as PageRank walks on them."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


class Graph(Protocol):
    """What a walk needs of a graph of n nodes with weights S, shape (n, n), which need not exist."""

    def votes(self, vector: Vector) -> Vector:
        """Return Sᵀ v: what each node receives if i gives ``v[i] · S_ij`` to each j."""

    def degrees(self) -> Vector:
        """Return S · 1, exactly 0 for a node that no other is linked to."""


class DenseGraph:
    """A graph that is small enough for its weights to be written out.

    Args:
        weights: S, none negative, shape (n, n).

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
    """A graph whose nodes are linked to themselves, too.

    Args:
        graph: of n nodes, none of which is.
        weights: of the links to add, shape (n,).
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
    """Return a graph whose nodes are linked to themselves, too, with these weights, shape (n,)."""
    if isinstance(graph, DenseGraph):
        return DenseGraph(graph.weights + np.diag(weights))
    return SelfLinked(graph, weights)
