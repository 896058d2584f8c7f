"""The results of a run as plain values: what ``results.json`` holds.

Everything in it is the same in two runs of one command, but for what stands under ``time`` and ``memory``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data.examples import Dataset, checksum_of
from benchmarks.generate import Generation
from benchmarks.outputs import Output
from benchmarks.provenance import commit
from benchmarks.scoring import Figures, Scores, digest_scores
from benchmarks.statistics import bootstrap_intervals, holm, paired_randomization
from summarize import __version__
from summarize.metrics.metric import Metric

SCHEMA = 2
Results = dict[str, Any]

_N_RESAMPLES, _CONFIDENCE, _SEED = 10_000, 0.95, 0
_DIGITS = 6
_F_PARTS = ("precision", "recall", "f1")


class ResultsError(ValueError):
    """A file holds no results, or those of another schema."""


def build(
    command: str,
    data: Mapping[str, Any],
    documents: Sequence[str],
    generation: Generation,
    scores: Scores,
    metrics: Sequence[Metric],
    baseline: str,
) -> Results:
    """Return the results of a run.

    Args:
        command: what to run to have them again.
        data: what :func:`describe_data` returns.
        documents: their ids.
        generation: what the systems wrote.
        scores: the figures of each document.
        metrics: what was measured.
        baseline: the system that all others are compared with.
    """
    described = {metric.name: _describe(metric) for metric in metrics}
    common = common_documents(scores, documents)
    compared = _compare_all(common, baseline, described)
    systems: dict[str, dict[str, Any]] = {}
    for entrant in generation.entrants:
        name = entrant.name
        if name in generation.not_run:
            systems[name] = {"not_run": generation.not_run[name]}
            continue
        systems[name] = {
            "signature": generation.signatures[name],
            "sees_references": entrant.sees_references,
            "n_documents": len(scores[name]),
            "scores_sha256": digest_scores(scores[name]),
            "metrics": average(list(common.get(name, {}).values())),
            "own_metrics": average(list(scores[name].values())),
            "comparison": compared.get(name, {}),
            **_describe_outputs(name, generation),
        }
    return {
        "schema": SCHEMA,
        "command": command,
        "summarize": __version__,
        "commit": commit(),
        "data": {**data, "n_compared": max(map(len, common.values()), default=0)},
        "length": str(generation.length),
        "metrics": described,
        "statistics": f"interval:bootstrap-percentile-{_CONFIDENCE:.0%}|p:approximate-randomization|"
        f"adjusted:holm|resamples:{_N_RESAMPLES}|seed:{_SEED}",
        "baseline": baseline,
        "systems": systems,
    }


def describe_data(dataset: Dataset, n_not_taken: int, reference_lines: str) -> dict[str, Any]:
    """Return what results tell of the data.

    Args:
        dataset: the data, prepared.
        n_not_taken: how many more documents there are beyond the limit.
        reference_lines: how the references were put a sentence a line.
    """
    return {
        "name": dataset.name,
        "sha256": dataset.checksum,
        "examples_sha256": checksum_of(dataset.examples),
        "n_documents": len(dataset.examples),
        "n_not_taken": n_not_taken,
        "n_unusable": len(dataset.unusable),
        "unusable": [asdict(item) for item in dataset.unusable],
        "references": reference_lines,
    }


def common_documents(scores: Scores, documents: Sequence[str]) -> Scores:
    """Return the figures of the documents that all systems have a summary of.

    A system with less than half of the documents, which would cost the others theirs, is left out.

    >>> both = {"1": {"chrf": 0.5}, "2": {"chrf": 0.4}}
    >>> found = common_documents({"a": both, "b": {"2": {"chrf": 0.3}}, "c": {}}, ["1", "2"])
    >>> list(found), list(found["a"])
    (['a', 'b'], ['2'])
    """
    competing = {name: of for name, of in scores.items() if 2 * len(of) >= len(documents)}
    kept = [name for name in documents if all(name in of for of in competing.values())]
    return {system: {name: of[name] for name in kept} for system, of in competing.items() if kept}


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


def compare_pairs(
    pairs: Mapping[str, tuple[Mapping[str, Figures], Mapping[str, Figures]]], metrics: Mapping[str, Any]
) -> dict[str, dict[str, dict[str, float]]]:
    """Return for each pair of scores how far the first is ahead of the second, and whether by chance.

    Args:
        pairs: by name, the figures of each document of the one and of the other.
        metrics: those of the results; the figures of which more is better are compared.

    Returns:
        by name and figure the ``difference`` of the means on the ``n`` common documents, ``p``, and
        ``p_holm``, adjusted for the number of all comparisons.
    """
    found: dict[str, dict[str, dict[str, float]]] = {name: {} for name in pairs}
    for name, (ours, theirs) in pairs.items():
        common = [identity for identity in ours if identity in theirs]
        for figure in _compared_figures(ours[common[0]], metrics) if common else ():
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


def is_higher_better(figure: str, metrics: Mapping[str, Any]) -> bool:
    """Return whether more of a figure is better; a figure begins with the name of its metric."""
    return any(figure.startswith(name) and metric["higher_is_better"] for name, metric in metrics.items())


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


def _compare_all(
    common: Scores, baseline: str, metrics: Mapping[str, Any]
) -> dict[str, dict[str, dict[str, float]]]:
    if baseline not in common:
        return {}
    pairs = {name: (of, common[baseline]) for name, of in common.items() if name != baseline}
    return compare_pairs(pairs, metrics)


def _compared_figures(figures: Figures, metrics: Mapping[str, Any]) -> list[str]:
    parts = tuple(f".{part}" for part in _F_PARTS[:2])
    return [name for name in figures if is_higher_better(name, metrics) and not name.endswith(parts)]


def _describe_outputs(system: str, generation: Generation) -> dict[str, Any]:
    outputs = generation.outputs[system]
    return {
        "n_too_long": generation.n_too_long[system],
        "errors": [
            {"id": output.id, "error": output.error} for output in outputs if output.error is not None
        ],
        "time": {**_time(outputs), "n_cached": generation.n_cached[system]},
        "memory": {"peak_bytes": max((output.peak_bytes or 0 for output in outputs), default=0)},
    }


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
