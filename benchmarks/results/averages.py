"""From the figures of single documents to those of systems: means, and what is compared with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from benchmarks.results.scoring import Figures, Scores
from benchmarks.results.statistics import bootstrap_intervals, holm, paired_differences, paired_randomization

N_RESAMPLES, CONFIDENCE, SEED = 10_000, 0.95, 0

_DIGITS = 6
_F_PARTS = ("precision", "recall", "f1")


def common_documents(scores: Scores, documents: Sequence[str]) -> Scores:
    """Return the figures of the documents that all systems have a summary of.

    Systems that would cost the others more than half of the documents are left out: those with the
    fewest summaries first, and of equals the last.

    >>> both = {"1": {"chrf": 0.5}, "2": {"chrf": 0.4}}
    >>> found = common_documents({"a": both, "b": {"2": {"chrf": 0.3}}, "c": {}}, ["1", "2"])
    >>> list(found), list(found["a"])
    (['a', 'b'], ['2'])
    """
    competing = dict(scores)
    while competing:
        kept = [name for name in documents if all(name in of for of in competing.values())]
        if 2 * len(kept) >= len(documents):
            return {system: {name: of[name] for name in kept} for system, of in competing.items()}
        del competing[min(reversed(competing), key=lambda system: len(competing[system]))]
    return {}


def average(figures: Sequence[Figures]) -> dict[str, dict[str, float]]:
    """Return the mean of each figure over documents, with its interval.

    >>> average([{"rouge1.recall": 0.5, "rouge1.f1": 0.4}] * 2)["rouge1"]
    {'recall': 0.5, 'f1': 0.4, 'low': 0.4, 'high': 0.4}
    """
    if not figures:
        return {}
    columns = {name: [of_document[name] for of_document in figures] for name in figures[0]}
    intervals = bootstrap_intervals(
        list(columns.values()), n_resamples=N_RESAMPLES, confidence=CONFIDENCE, seed=SEED
    )
    averages: dict[str, dict[str, float]] = {}
    for name, interval in zip(columns, intervals, strict=True):
        stem, _, part = name.rpartition(".")
        if part in _F_PARTS[:2]:
            averages.setdefault(stem, {})[part] = round_figure(interval.mean)
            continue
        group, key = (stem, "f1") if part == "f1" else (name, "mean")
        averages.setdefault(group, {}).update(
            {
                key: round_figure(interval.mean),
                "low": round_figure(interval.low),
                "high": round_figure(interval.high),
            }
        )
    return averages


def compare_pairs(
    pairs: Mapping[str, tuple[Mapping[str, Figures], Mapping[str, Figures]]], metrics: Mapping[str, Any]
) -> dict[str, dict[str, dict[str, float]]]:
    """Return for each pair of scores how far the first is ahead of the second, and whether by chance.

    Args:
        pairs: by name, the figures of each document of the one and of the other.
        metrics: those of the results; the figures of which more is better are compared.

    Returns:
        by name and figure the ``difference`` of the means on the ``n`` common documents, on how many of
        them they differ, ``p``, and ``p_holm``, adjusted for the number of all comparisons.
    """
    found: dict[str, dict[str, dict[str, float]]] = {name: {} for name in pairs}
    for name, (ours, theirs) in pairs.items():
        common = [identity for identity in ours if identity in theirs]
        for figure in _compared_figures(ours[common[0]], metrics) if common else ():
            a, b = ([of[identity][figure] for identity in common] for of in (ours, theirs))
            differences = paired_differences(a, b)
            found[name][figure.removesuffix(".f1")] = {
                "difference": round_figure(float(differences.mean())),
                "n": len(common),
                "n_differing": int(np.count_nonzero(differences)),
                "p": paired_randomization(a, b, n_resamples=N_RESAMPLES, seed=SEED),
            }
    tests = [test for of_name in found.values() for test in of_name.values()]
    for test, adjusted in zip(tests, holm([test["p"] for test in tests]), strict=True):
        test["p"], test["p_holm"] = round_figure(test["p"]), round_figure(adjusted)
    return found


def is_higher_better(figure: str, metrics: Mapping[str, Any]) -> bool:
    """Return whether more of a figure is better.

    The first results of schema 2 do not list such figures: there all figures of a metric are alike.

    >>> metrics = {"bertscore": {"higher_is_better": True, "quality": ["bertscore"]}}
    >>> is_higher_better("bertscore", metrics), is_higher_better("bertscore.truncated", metrics)
    (True, False)
    """
    return any(
        figure.removesuffix(".f1") in metric["quality"]
        if "quality" in metric
        else figure.startswith(name) and metric["higher_is_better"]
        for name, metric in metrics.items()
    )


def round_figure(value: float) -> float:
    """Return a figure as results hold it."""
    return round(value, _DIGITS)


def _compared_figures(figures: Figures, metrics: Mapping[str, Any]) -> list[str]:
    parts = tuple(f".{part}" for part in _F_PARTS[:2])
    return [name for name in figures if is_higher_better(name, metrics) and not name.endswith(parts)]
