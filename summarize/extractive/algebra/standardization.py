"""Values in standard deviations from their mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_MAX_DEVIATIONS = 4.0  # without it, a lone word of the title in a book would outweigh all else
_ROUNDING = 1e-12  # below this share of the largest value a deviation is rounding noise


def standardize(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return values in standard deviations from their mean, at most 4 either way; 0 if all are equal.

    Args:
        values: of the sentences, shape (n_sentences,), or a signal a row, shape (n_signals, n_sentences).

    >>> standardize(np.array([1.0, 3.0])), standardize(np.array([2.0, 2.0]))
    (array([-1.,  1.]), array([0., 0.]))
    """
    differences, deviation = _deviations(values)
    differs = deviation > _ROUNDING * np.maximum.reduce(np.abs(values), axis=-1, keepdims=True)
    differences *= differs
    differences /= np.where(differs, deviation, 1.0)
    return np.asarray(np.minimum(np.maximum(differences, -_MAX_DEVIATIONS), _MAX_DEVIATIONS))


def standard_deviation(values: NDArray[np.float64]) -> float:
    """Return the standard deviation of the values of the sentences, shape (n_sentences,).

    >>> standard_deviation(np.array([1.0, 3.0]))
    1.0
    """
    return float(_deviations(values)[1][0])


def _deviations(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the deviation of each value from the mean of its row, and the standard deviation of each row."""
    # For few sentences, the methods mean, std, max and clip take most of the time.
    n = values.shape[-1]
    differences = values - np.add.reduce(values, axis=-1, keepdims=True) / n
    return differences, np.sqrt(np.add.reduce(np.square(differences), axis=-1, keepdims=True) / n)
