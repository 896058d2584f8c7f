"""The order in which sentences are offered to a summary: by score, equal scores as in the text."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray

Order = Generator[int, bool, None]
"""Positions of sentences, best first; after each yield, send(True) if the sentence was taken."""

# Scores are compared to so many digits of the largest: what differs further on is rounding, and
# the choice should not hang on a machine's instruction set or number of threads.
DIGITS = 9


def by_score(scores: NDArray[np.float64]) -> Order:
    """Yield all positions by falling score; equal scores keep the order of the text.

    >>> list(by_score(np.array([0.2, 0.5, 0.2])))
    [1, 0, 2]
    """
    for position in np.argsort(-rounded_scores(scores), kind="stable").tolist():  # noqa: UP028 (a list is told nothing)
        yield position


def rounded_scores(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scores in [-1, 1] without the digits that are rounding; infinite ones stay as they are."""
    largest = np.abs(scores).max(initial=0.0, where=np.isfinite(scores))
    return np.round(scores / largest, DIGITS) if largest > 0 else scores
