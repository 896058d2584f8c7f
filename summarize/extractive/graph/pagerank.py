"""PageRank of the nodes of a graph, given as a linear operator."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from summarize.errors import ConvergenceError
from summarize.extractive.graph.graphs import DenseGraph, Graph

Vector = NDArray[np.float64]

_RIDGE = 1e-12  # keeps the mixture defined where changes are nearly parallel
_MEMORY = 12  # past iterates to mix; more save few products and cost as much
_SOLVED_DAMPING = 0.99  # above it, the direct solution may miss a tolerance of 1e-10


def pagerank(
    graph: Graph,
    *,
    teleport: Vector | None = None,
    damping: float,
    tolerance: float,
    max_iterations: int,
) -> Vector:
    """Return the stationary distribution of a random walk with teleportation.

    Power iteration (Page et al. 1999) with Anderson mixing (Walker & Ni 2011): each power step starts from
    the combination of recent iterates with the smallest residual. The fixed point is the same. Graphs of
    real texts are nearly disconnected, so that plain power iteration converges at the damping rate and needs
    over 100 products; mixing needs about 25. For a dense graph the fixed point is solved directly, and one
    power step verifies it.

    Args:
        graph: n nodes; a node of degree 0 is dangling: from there the walk always jumps.
        teleport: distribution of the jumps, shape (n,), with sum 1; uniform by default.
        damping: probability of following the graph rather than jumping.
        tolerance: the largest L1 change of the last power step.
        max_iterations: the largest number of power steps.

    Returns:
        scores that sum to 1, shape (n,).

    Raises:
        ConvergenceError: ``max_iterations`` steps did not reach the tolerance.

    >>> star = DenseGraph(np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]]))
    >>> pagerank(star, damping=0.85, tolerance=1e-10, max_iterations=100).round(3).tolist()
    [0.486, 0.257, 0.257]
    """
    walk = _Walk(graph, teleport, damping)
    n = len(walk.jump)
    if isinstance(graph, DenseGraph) and damping <= _SOLVED_DAMPING:
        scores = walk.solution(graph.weights)
    else:
        scores = walk.distribution_without_jumps()
    mixer: _AndersonMixer | None = None
    change = np.inf
    for _ in range(max_iterations):
        stepped = walk.step(scores)
        previous, change = change, float(np.abs(stepped - scores).sum())
        if change <= tolerance:
            return np.asarray(stepped / stepped.sum())
        if mixer is None or change > 2 * previous:  # restart from the plain step, which always contracts
            mixer = _AndersonMixer(n)
        scores = mixer.mix(stepped, stepped - scores)
    raise ConvergenceError(
        f"PageRank still changed by {change:.1e} after max_iterations={max_iterations}; "
        f"allow more of them or a tolerance above {tolerance:.1e}"
    )


class _Walk:
    """A random walk that follows the graph or jumps."""

    def __init__(self, graph: Graph, teleport: Vector | None, damping: float) -> None:
        self._graph, self._damping = graph, damping
        self._degrees = graph.degrees()
        n = len(self._degrees)
        self.jump = np.full(n, 1 / n) if teleport is None else teleport
        self._dangling = self._degrees <= 0
        self._share = np.where(self._dangling, 0.0, 1 / np.where(self._dangling, 1.0, self._degrees))

    def step(self, scores: Vector) -> Vector:
        """Return the distribution of the walk after one more step."""
        followed = self._graph.votes(scores * self._share) + scores[self._dangling].sum() * self.jump
        return np.asarray(self._damping * followed + (1 - self._damping) * self.jump)

    def solution(self, weights: NDArray[np.float64]) -> Vector:
        """Return the stationary distribution by solving the linear equations."""
        changes = weights.T * (-self._damping * self._share)
        changes[:, self._dangling] -= self._damping * self.jump[:, None]
        changes.flat[:: len(changes) + 1] += 1
        return np.asarray(np.linalg.solve(changes, (1 - self._damping) * self.jump))

    def distribution_without_jumps(self) -> Vector:
        """Return the stationary distribution without jumps; for an undirected graph, normalized degrees."""
        total = self._degrees.sum()
        return np.asarray(self._degrees / total) if total > 0 else self.jump


class _AndersonMixer:
    """Combines recent steps with the weights that minimize the combined residual (L2 norm).

    SciPy's gmres needs two more products, 1.0 to 2.3 × the time, and an import of 0.1 s.
    """

    def __init__(self, n: int) -> None:
        self._step_changes = np.zeros((_MEMORY, n))
        self._residual_changes = np.zeros((_MEMORY, n))  # scaled to length 1
        self._gram = np.eye(_MEMORY)  # their inner products
        self._last: tuple[Vector, Vector] | None = None
        self._n_changes = 0

    def mix(self, stepped: Vector, residual: Vector) -> Vector:
        """Return the combination of this step, with the given residual, and recent ones."""
        last, self._last = self._last, (stepped, residual)
        if last is None:
            return stepped
        slot = self._n_changes % _MEMORY  # overwrite the oldest
        self._n_changes += 1
        np.subtract(stepped, last[0], out=self._step_changes[slot])
        np.subtract(residual, last[1], out=self._residual_changes[slot])
        scale = math.sqrt(self._residual_changes[slot] @ self._residual_changes[slot])
        if scale == 0:
            return stepped
        self._step_changes[slot] /= scale
        self._residual_changes[slot] /= scale
        kept = min(self._n_changes, _MEMORY)
        changes = self._residual_changes[:kept]
        self._gram[slot, :kept] = self._gram[:kept, slot] = changes @ changes[slot]
        self._gram[slot, slot] += _RIDGE
        weights = np.linalg.solve(self._gram[:kept, :kept], changes @ residual)
        mixed: Vector = stepped - weights @ self._step_changes[:kept]
        return mixed
