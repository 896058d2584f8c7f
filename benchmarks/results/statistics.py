"""Intervals and significance from the scores of single documents; it knows no metric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from summarize.checks import check_count, check_fraction
from summarize.errors import InvalidValueError

Values = NDArray[np.float64]

_CHUNK_BYTES = 1 << 25  # of the largest array that exists at one time
_ROUNDING = 1e-12


class Interval(NamedTuple):
    """A mean and the interval around it."""

    mean: float
    low: float
    high: float


def bootstrap_interval(
    values: ArrayLike, *, n_resamples: int = 10_000, confidence: float = 0.95, seed: int = 0
) -> Interval:
    """Return the mean of the documents' scores and its percentile bootstrap interval (Efron 1979).

    Args:
        values: the scores, shape (n_documents,).
        n_resamples: how often n documents are drawn with replacement.
        confidence: the share of the resampled means that lies in the interval.
        seed: the same seed gives the same figures.

    Raises:
        InvalidValueError: there are no scores, or one is not finite.

    >>> bootstrap_interval([0.0, 1.0, 1.0, 0.0])
    Interval(mean=0.5, low=0.0, high=1.0)
    """
    scores = _checked("values", values)
    return bootstrap_intervals([scores], n_resamples=n_resamples, confidence=confidence, seed=seed)[0]


def bootstrap_intervals(
    columns: Sequence[ArrayLike], *, n_resamples: int = 10_000, confidence: float = 0.95, seed: int = 0
) -> list[Interval]:
    """Return what :func:`bootstrap_interval` does for several scores of the same documents.

    They share their resamples, so that all of them take about as long as one.

    Args:
        columns: the scores, each of shape (n_documents,).
        n_resamples: how often n documents are drawn with replacement.
        confidence: the share of the resampled means that lies in an interval.
        seed: the same seed gives the same figures.

    Raises:
        InvalidValueError: there are no scores, not the same number of them, or one is not finite.
    """
    scores = [_checked(f"column {number}", column) for number, column in enumerate(columns)]
    if len({len(column) for column in scores}) != 1:
        raise InvalidValueError(f"the columns must be as long as each other, got {[*map(len, scores)]}")
    check_fraction("confidence", confidence)
    means = _resampled_means(np.column_stack(scores), n_resamples, seed)
    lows, highs = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    return [
        Interval(float(column.mean()), float(low), float(high))
        for column, low, high in zip(scores, lows, highs, strict=True)
    ]


def paired_bootstrap(a: ArrayLike, b: ArrayLike, *, n_resamples: int = 10_000, seed: int = 0) -> float:
    """Return the two-sided p-value of the difference of two means by the bootstrap (Koehn, EMNLP 2004).

    The differences of the resamples, moved so that chance alone explains them (Riezler & Maxwell
    2005), are compared with the one observed: p is the share of them that is as far from zero, with
    one added to both counts, as in sacreBLEU.

    Args:
        a: the scores of one system, shape (n_documents,).
        b: the scores of the other on the same documents, shape (n_documents,).
        n_resamples: how often n documents are drawn with replacement.
        seed: the same seed gives the same figure.

    Raises:
        InvalidValueError: no scores, not the same number of them, or one is not finite.

    >>> paired_bootstrap([0.1, 0.5, 0.3], [0.1, 0.5, 0.3])
    1.0
    """
    differences = paired_differences(a, b)
    observed = differences.mean()
    moved = _resampled_means(differences[:, None], n_resamples, seed)[:, 0] - observed
    return _p_value(np.abs(moved), abs(float(observed)), float(np.abs(differences).mean()))


def paired_randomization(a: ArrayLike, b: ArrayLike, *, n_resamples: int = 10_000, seed: int = 0) -> float:
    """Return the two-sided p-value of the difference of two means by approximate randomization.

    The two scores of a document change places at random (Noreen 1989; Riezler & Maxwell 2005); p is
    the share of the trials whose difference is as large as that observed, with one added to both
    counts. It is the test to take by default: its only assumption is its null hypothesis.

    Args:
        a: the scores of one system, shape (n_documents,).
        b: the scores of the other on the same documents, shape (n_documents,).
        n_resamples: number of trials.
        seed: the same seed gives the same figure.

    Raises:
        InvalidValueError: no scores, not the same number of them, or one is not finite.

    >>> round(paired_randomization([1.0, 1.0, 1.0], [0.0, 0.0, 0.0]), 1)  # 2 of 8 ways
    0.3
    """
    differences = paired_differences(a, b)
    check_count("n_resamples", n_resamples)
    generator = np.random.default_rng(seed)
    # A document without a difference changes nothing when its scores are swapped.
    moving = differences[differences != 0]
    total = differences.sum()
    sums = [
        total - 2 * (_random_bits(generator, size, len(moving)) @ moving)
        for size in _chunk_sizes(n_resamples, len(moving))
    ]
    return _p_value(np.abs(np.concatenate(sums)), abs(float(total)), float(np.abs(moving).sum()))


def paired_differences(a: ArrayLike, b: ArrayLike) -> Values:
    """Return how far the scores of one system are above those of another, shape (n_documents,).

    What only rounding makes differ is 0.

    Raises:
        InvalidValueError: no scores, not the same number of them, or one is not finite.

    >>> paired_differences([0.1 + 0.2, 0.5], [0.3, 0.25]).tolist()
    [0.0, 0.25]
    """
    left, right = _checked("a", a), _checked("b", b)
    if len(left) != len(right):
        raise InvalidValueError(
            f"a and b must be scores of the same documents, got {len(left)} and {len(right)}"
        )
    differences = left - right
    differences[np.abs(differences) <= _ROUNDING * np.maximum(np.abs(left), np.abs(right))] = 0
    return differences


def holm(p_values: Sequence[float]) -> list[float]:
    """Return the p-values of a family of tests, adjusted for their number (Holm 1979).

    Those at most α may be called significant together, with a probability of at most α that any of
    them is so by chance.

    Raises:
        InvalidValueError: a value is not from 0 to 1.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    for p_value in p_values:
        if not 0 <= p_value <= 1:  # NaN is not
            raise InvalidValueError(f"a p-value must be from 0 to 1, got {p_value!r}")
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for rank, index in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = largest
    return adjusted


def _checked(name: str, values: ArrayLike) -> Values:
    scores = np.asarray(values, np.float64)
    if scores.ndim != 1 or not len(scores):
        raise InvalidValueError(f"{name} must be one list with a score for each document, got {values!r:.80}")
    if not np.isfinite(scores).all():
        raise InvalidValueError(
            f"{name} must be finite: score {np.flatnonzero(~np.isfinite(scores))[0]} is not"
        )
    return scores


def _resampled_means(scores: Values, n_resamples: int, seed: int) -> Values:
    """Return the means of as many documents, drawn with replacement.

    Args:
        scores: shape (n_documents, n_columns).
        n_resamples: how many means.
        seed: of the draws.

    Returns:
        shape (n_resamples, n_columns).
    """
    check_count("n_resamples", n_resamples)
    generator = np.random.default_rng(seed)
    n = len(scores)
    means = []
    for size in _chunk_sizes(n_resamples, n):
        times_drawn = np.empty((size, n))
        for row in times_drawn:  # one at a time stays in the cache of the processor
            row[:] = np.bincount(generator.integers(n, size=n), minlength=n)
        means.append(times_drawn @ scores / n)
    return np.concatenate(means)


def _random_bits(generator: np.random.Generator, n_rows: int, n_columns: int) -> Values:
    n_bits = n_rows * n_columns
    drawn = np.frombuffer(generator.bytes(-(-n_bits // 8)), np.uint8)
    return np.unpackbits(drawn, count=n_bits).reshape(n_rows, n_columns).astype(np.float64)


def _chunk_sizes(n_rows: int, n_columns: int) -> Iterator[int]:
    """Yield how many rows to draw at a time, so that memory does not grow with their number."""
    at_once = max(1, _CHUNK_BYTES // (8 * max(1, n_columns)))
    for done in range(0, n_rows, at_once):
        yield min(at_once, n_rows - done)


def _p_value(chances: Values, observed: float, scale: float) -> float:
    """Return the share of chance differences that reach the observed one, which is itself one of them.

    Sums of the same numbers in another order differ in their last digits, which must not count.
    """
    reached = int(np.count_nonzero(chances >= observed - _ROUNDING * scale))
    return (reached + 1) / (len(chances) + 1)
