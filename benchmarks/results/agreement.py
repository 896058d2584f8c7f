"""How well a measure agrees with people: AUROC of sentences, correlations of summaries, intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


class Estimate(NamedTuple):
    """A figure and its interval; NaN where it is not defined."""

    value: float
    low: float
    high: float


class Agreement(NamedTuple):
    """How well a measure agrees with people.

    Attributes:
        auroc: chance that a supported sentence has a higher value than one that is not.
        pearson: correlation of the means of each summary.
        spearman: that of their ranks.
    """

    auroc: Estimate
    pearson: Estimate
    spearman: Estimate


def agreement(
    people: Sequence[Sequence[bool]],
    measured: Sequence[Sequence[float]],
    *,
    n_resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """Compare a measure with the judgements of people.

    The intervals are 95 % percentile bootstrap intervals (Efron 1979); summaries are drawn, each with all
    its sentences.

    Args:
        people: of each summary whether each of its sentences is supported.
        measured: the same of the measure: the higher, the better supported.
        n_resamples: how often summaries are drawn with replacement.
        seed: the same seed gives the same figures.

    >>> found = agreement([[True, False], [True, True]], [[0.9, 0.2], [0.8, 0.7]])
    >>> found.auroc.value, round(found.pearson.value, 2)
    (1.0, 1.0)
    """
    labels = [np.array(of_summary, float) for of_summary in people]
    values = [np.array(of_summary, float) for of_summary in measured]
    means = np.array([[label.mean(), value.mean()] for label, value in zip(labels, values, strict=True)]).T
    generator = np.random.default_rng(seed)
    draws = [generator.integers(len(labels), size=len(labels)) for _ in range(n_resamples)]

    def _auroc(rows: NDArray[np.intp]) -> float:
        return auroc(
            np.concatenate([labels[row] for row in rows]), np.concatenate([values[row] for row in rows])
        )

    return Agreement(
        _estimate(_auroc, draws),
        _estimate(lambda rows: _correlation(*means[:, rows]), draws),
        _estimate(lambda rows: _correlation(_ranks(means[0, rows]), _ranks(means[1, rows])), draws),
    )


def auroc(labels: Values, values: Values) -> float:
    """Return the area under the ROC curve, ties as a half; NaN if the labels are all the same.

    >>> auroc(np.array([1.0, 0.0, 0.0]), np.array([0.5, 0.5, 0.1]))
    0.75
    """
    positive = labels > 0
    n_positive, n_negative = int(positive.sum()), int((~positive).sum())
    if not n_positive or not n_negative:
        return float("nan")
    of_positive = _ranks(values)[positive].sum()
    return float((of_positive - n_positive * (n_positive + 1) / 2) / (n_positive * n_negative))


def _ranks(values: Values) -> Values:
    from scipy.stats import rankdata  # the import takes longer than every other of the benchmarks

    ranks: Values = rankdata(values)
    return ranks


def _estimate(figure: Callable[[NDArray[np.intp]], float], draws: Sequence[NDArray[np.intp]]) -> Estimate:
    resampled = np.array([figure(rows) for rows in draws])
    resampled = resampled[np.isfinite(resampled)]
    low, high = np.quantile(resampled, [0.025, 0.975]) if len(resampled) else (np.nan, np.nan)
    return Estimate(figure(np.arange(len(draws[0]))), float(low), float(high))


def _correlation(first: Values, second: Values) -> float:
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])
