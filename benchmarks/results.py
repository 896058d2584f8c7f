"""The results of a run as plain values: what ``results.json`` holds, in its first schema.

Everything in it is the same in two runs of one command, but for what stands under ``time`` and ``memory``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data.examples import Dataset
from benchmarks.generate import Generation
from benchmarks.outputs import Output
from benchmarks.provenance import commit
from benchmarks.scoring import Figures, Scores
from benchmarks.statistics import bootstrap_intervals, holm, paired_randomization
from summarize import __version__
from summarize.metrics.metric import Metric

SCHEMA = 1
Results = dict[str, Any]

_N_RESAMPLES, _CONFIDENCE, _SEED = 10_000, 0.95, 0
_DIGITS = 6
_COMPARED = ("rouge1.f1", "rouge2.f1", "rougeLsum.f1")
_F_PARTS = ("precision", "recall", "f1")


class ResultsError(ValueError):
    """A file holds no results, or those of another schema."""


def build(
    command: str,
    dataset: Dataset,
    generation: Generation,
    scores: Scores,
    metrics: Sequence[Metric],
    baseline: str | None,
) -> Results:
    """Return the results of a run.

    Args:
        command: what to run to have them again.
        dataset: the data, prepared.
        generation: what the systems wrote.
        scores: the figures of each document.
        metrics: what was measured.
        baseline: the system that all others are compared with.
    """
    compared = compare_all(scores, baseline) if baseline in scores else {}
    systems: dict[str, dict[str, Any]] = {}
    for entrant in generation.entrants:
        name = entrant.name
        if name in generation.not_run:
            systems[name] = {"not_run": generation.not_run[name]}
            continue
        outputs = generation.outputs[name]
        systems[name] = {
            "signature": generation.signatures[name],
            "sees_references": entrant.sees_references,
            "n_documents": len(scores[name]),
            "metrics": average(list(scores[name].values())),
            "comparison": compared.get(name, {}),
            "errors": [{"id": o.id, "error": o.error} for o in outputs if o.error is not None],
            "time": _time(outputs),
            "memory": {"peak_bytes": max((o.peak_bytes or 0 for o in outputs), default=0)},
        }
    return {
        "schema": SCHEMA,
        "command": command,
        "summarize": __version__,
        "commit": commit(),
        "data": {
            "name": dataset.name,
            "sha256": dataset.checksum,
            "n_documents": len(dataset.examples),
            "n_unusable": len(dataset.unusable),
            "unusable": [asdict(item) for item in dataset.unusable],
            "references": "a sentence a line",
        },
        "length": str(generation.length),
        "metrics": {metric.name: _describe(metric) for metric in metrics},
        "statistics": f"interval:bootstrap-percentile-{_CONFIDENCE:.0%}|p:approximate-randomization|"
        f"adjusted:holm|resamples:{_N_RESAMPLES}|seed:{_SEED}",
        "baseline": baseline,
        "systems": systems,
    }


def average(figures: Sequence[Figures]) -> dict[str, dict[str, float]]:
    """Return the mean of each figure over documents, with its interval.

    >>> average([{"rouge1.recall": 0.5, "rouge1.f1": 0.4}] * 2)["rouge1"]
    {'recall': 0.5, 'f1': 0.4, 'low': 0.4, 'high': 0.4}
    """
    if not figures:
        return {}
    columns = {name: [of_document[name] for of_document in figures] for name in figures[0]}
    intervals = bootstrap_intervals(
        list(columns.values()), n_resamples=_N_RESAMPLES, confidence=_CONFIDENCE, seed=_SEED
    )
    averages: dict[str, dict[str, float]] = {}
    for name, interval in zip(columns, intervals, strict=True):
        stem, _, part = name.rpartition(".")
        if part in _F_PARTS[:2]:
            averages.setdefault(stem, {})[part] = _round(interval.mean)
            continue
        group, key = (stem, "f1") if part == "f1" else (name, "mean")
        averages.setdefault(group, {}).update(
            {key: _round(interval.mean), "low": _round(interval.low), "high": _round(interval.high)}
        )
    return averages


def compare_all(scores: Scores, baseline: str) -> dict[str, dict[str, dict[str, float]]]:
    """Compare each system with the baseline on the documents that both have a summary of.

    The figures are the F1 of ROUGE-1, -2 and -Lsum, or else the first that was measured; the p-values
    are adjusted for the number of all these comparisons.
    """
    pairs = {name: (documents, scores[baseline]) for name, documents in scores.items() if name != baseline}
    return compare_pairs(pairs)


def compare_pairs(
    pairs: Mapping[str, tuple[Mapping[str, Figures], Mapping[str, Figures]]],
) -> dict[str, dict[str, dict[str, float]]]:
    """Return for each pair of scores how far the first is ahead of the second, and whether by chance.

    Args:
        pairs: by name, the figures of each document of the one and of the other.

    Returns:
        by name and figure the ``difference`` of the means on the ``n`` common documents, ``p``, and
        ``p_holm``, adjusted for the number of all comparisons.
    """
    found: dict[str, dict[str, dict[str, float]]] = {name: {} for name in pairs}
    for name, (ours, theirs) in pairs.items():
        common = [identity for identity in ours if identity in theirs]
        for figure in compared_figures(ours[common[0]], theirs[common[0]]) if common else ():
            a, b = ([of[identity][figure] for identity in common] for of in (ours, theirs))
            found[name][figure.removesuffix(".f1")] = {
                "difference": _round(float(np.mean(a) - np.mean(b))),
                "n": len(common),
                "p": paired_randomization(a, b, n_resamples=_N_RESAMPLES, seed=_SEED),
            }
    tests = [test for of_name in found.values() for test in of_name.values()]
    for test, adjusted in zip(tests, holm([test["p"] for test in tests]), strict=True):
        test["p"], test["p_holm"] = _round(test["p"]), _round(adjusted)
    return found


def compared_figures(ours: Figures, theirs: Figures) -> list[str]:
    """Return the figures that comparisons are made of, among those that both have."""
    common = [figure for figure in ours if figure in theirs]
    return [figure for figure in _COMPARED if figure in common] or common[:1]


def write(results: Results, path: Path) -> None:
    """Write results to a file, all of them or nothing."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(path)


def read(path: Path) -> Results:
    """Read results.

    Raises:
        ResultsError: the file is missing, no JSON, or holds something else.
    """
    try:
        results = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ResultsError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ResultsError(f"{path} is not valid JSON: {error}") from error
    schema = results.get("schema") if isinstance(results, dict) else None
    if schema != SCHEMA:
        raise ResultsError(f"{path} has schema {schema!r}; this version reads schema {SCHEMA}")
    return dict(results)


def _describe(metric: Metric) -> dict[str, Any]:
    return {"signature": metric.signature, "higher_is_better": metric.needs_references}


def _time(outputs: Sequence[Output]) -> dict[str, float | None]:
    seconds = [output.seconds for output in outputs if output.seconds is not None]
    if not seconds:
        return {"wall": None, "median": None, "p95": None}
    median, p95 = np.percentile(seconds, [50, 95])
    return {"wall": _round(sum(seconds)), "median": _round(float(median)), "p95": _round(float(p95))}


def _round(value: float) -> float:
    return round(value, _DIGITS)
