"""PageRank of the sentences of a similarity graph that is given as a linear operator."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from summarize.errors import ConvergenceError

Vector = NDArray[np.float64]

_RIDGE = 1e-12  # keeps the mixture defined where changes are nearly parallel
_MEMORY = 12  # past iterates that are mixed; more save few products and cost as much


def pagerank(
    votes: Callable[[Vector], Vector],
    degrees: Vector,
    *,
    teleport: Vector | None = None,
    damping: float,
    tolerance: float,
    max_iterations: int,
) -> Vector:
    """Return the stationary distribution of a random walk with teleportation.

    Power iteration (Page et al. 1999) with Anderson mixing (Walker & Ni 2011): each step is a
    power step, taken from the mixture of the last steps that would have changed least. It ends
    at the same fixed point. Plain power iteration needs over 100 products on real texts,
    whose graphs fall into pieces and so converge at the damping rate; this needs about 25.

    Args:
        votes: ``v -> Sᵀ v`` for the n × n similarity matrix S, shape (n,) to (n,).
        degrees: the row sums of S, shape (n,); a row sum of 0 is a dangling sentence, from
            which the walk always jumps.
        teleport: where a jump lands, shape (n,), summing to 1; uniform if not given.
        damping: probability of following the graph rather than jumping.
        tolerance: the largest L1 change of the last power step.
        max_iterations: the largest number of power steps.

    Returns:
        scores that sum to 1, shape (n,).

    Raises:
        ConvergenceError: the tolerance was not reached within ``max_iterations``.

    >>> star = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    >>> settings = {"damping": 0.85, "tolerance": 1e-10, "max_iterations": 100}
    >>> pagerank(star.T.dot, star.sum(axis=1), **settings).round(3).tolist()
    [0.486, 0.257, 0.257]
    """
    n = len(degrees)
    jump = np.full(n, 1 / n) if teleport is None else teleport
    power_step = _power_step(votes, degrees, jump, damping)
    # Without jumps a walk on an undirected graph is at a sentence in proportion to its degree.
    total = degrees.sum()
    scores = degrees / total if total > 0 else jump
    mixer = _AndersonMixer(n)
    change = np.inf
    for _ in range(max_iterations):
        stepped = power_step(scores)
        previous, change = change, float(np.abs(stepped - scores).sum())
        if change <= tolerance:
            return np.asarray(stepped / stepped.sum())
        if change > 2 * previous:  # the mixture went astray: the plain step always contracts
            mixer = _AndersonMixer(n)
        scores = mixer.mix(stepped, stepped - scores)
    raise ConvergenceError(
        f"PageRank still changed by {change:.1e} after max_iterations={max_iterations}; "
        f"allow more of them or a tolerance above {tolerance:.1e}"
    )


def _power_step(
    votes: Callable[[Vector], Vector], degrees: Vector, jump: Vector, damping: float
) -> Callable[[Vector], Vector]:
    """Return the function from scores to those after one more step of the walk."""
    dangling = degrees <= 0
    share = np.where(dangling, 0.0, 1 / np.where(dangling, 1.0, degrees))

    def step(scores: Vector) -> Vector:
        """Follow the graph, or jump."""
        followed = votes(scores * share) + scores[dangling].sum() * jump
        return np.asarray(damping * followed + (1 - damping) * jump)

    return step


class _AndersonMixer:
    """Mixes the last steps so that their residuals, mixed alike, are least (in the L2 norm)."""

    def __init__(self, n: int) -> None:
        self._step_changes = np.zeros((_MEMORY, n))
        self._residual_changes = np.zeros((_MEMORY, n))  # scaled to length 1
        self._gram = np.eye(_MEMORY)  # their inner products
        self._last: tuple[Vector, Vector] | None = None
        self._n_changes = 0

    def mix(self, stepped: Vector, residual: Vector) -> Vector:
        """Return the mixture of this step, whose residual is given, and the last ones."""
        last, self._last = self._last, (stepped, residual)
        if last is None:
            return stepped
        place = self._n_changes % _MEMORY  # the oldest change gives way
        self._n_changes += 1
        np.subtract(stepped, last[0], out=self._step_changes[place])
        np.subtract(residual, last[1], out=self._residual_changes[place])
        scale = math.sqrt(self._residual_changes[place] @ self._residual_changes[place])
        if scale == 0:
            return stepped
        self._step_changes[place] /= scale
        self._residual_changes[place] /= scale
        kept = min(self._n_changes, _MEMORY)
        changes = self._residual_changes[:kept]
        self._gram[place, :kept] = self._gram[:kept, place] = changes @ changes[place]
        self._gram[place, place] += _RIDGE
        weights = np.linalg.solve(self._gram[:kept, :kept], changes @ residual)
        mixed: Vector = stepped - weights @ self._step_changes[:kept]
        return mixed
