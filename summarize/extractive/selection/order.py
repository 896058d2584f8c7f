"""The order in which selection considers sentences: by score, ties in the order of the text."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray

Order = Generator[int, bool, None]
"""Positions of sentences, best first; after each yield, send(True) if the sentence was taken."""

# Scores are compared to this many digits of the largest: further digits are rounding noise, and
# the choice should not depend on a machine's instruction set or number of threads.
DIGITS = 9


def by_score(scores: NDArray[np.float64]) -> Order:
    """Yield all positions by descending score; ties keep the order of the text.

    >>> list(by_score(np.array([0.2, 0.5, 0.2])))
    [1, 0, 2]
    """
    for position in (-rounded_scores(scores)).argsort(kind="stable").tolist():  # noqa: UP028 (a list has no send)
        yield position


def rounded_scores(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scores scaled to [-1, 1] and rounded to nine digits; infinite scores are unchanged."""
    largest = np.abs(scores).max(initial=0.0, where=np.isfinite(scores))
    return (scores / largest).round(DIGITS) if largest > 0 else scores
