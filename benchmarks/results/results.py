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
from benchmarks.results.averages import (
    CONFIDENCE,
    N_RESAMPLES,
    SEED,
    average,
    common_documents,
    compare_pairs,
    round_figure,
)
from benchmarks.results.generate import Generation
from benchmarks.results.outputs import Output
from benchmarks.results.provenance import commit
from benchmarks.results.scoring import Scores, digest_scores, read_scores
from summarize.metrics.metric import Metric
from summarize.version import __version__

SCHEMA = 2
Results = dict[str, Any]


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
        found, own = common.get(name, {}), average(list(scores[name].values()))
        systems[name] = {
            "signature": generation.signatures[name],
            "sees_references": entrant.sees_references,
            "n_documents": len(scores[name]),
            "scores_sha256": digest_scores(scores[name]),
            "metrics": own if found == scores[name] else average(list(found.values())),
            "own_metrics": own,
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
        "statistics": f"interval:bootstrap-percentile-{CONFIDENCE:.0%}|p:approximate-randomization|"
        f"adjusted:holm|resamples:{N_RESAMPLES}|seed:{SEED}",
        "baseline": baseline,
        "systems": systems,
    }


def describe_data(whole: Dataset, dataset: Dataset, reference_lines: str) -> dict[str, Any]:
    """Return what results tell of the data.

    Args:
        whole: the data as it was read.
        dataset: what of it was taken, prepared.
        reference_lines: how the references were put a sentence a line.
    """
    read_examples = {example.id: example for example in whole.examples}
    n_read, n_taken = (len(data.examples) + len(data.unusable) for data in (whole, dataset))
    return {
        "name": dataset.name,
        "sha256": dataset.checksum,
        "examples_sha256": checksum_of(read_examples[example.id] for example in dataset.examples),
        "n_documents": len(dataset.examples),
        "n_titles": sum(example.title is not None for example in dataset.examples),
        "n_queries": sum(example.query is not None for example in dataset.examples),
        "n_not_taken": n_read - n_taken,
        "n_unusable": len(dataset.unusable),
        "unusable": [asdict(item) for item in dataset.unusable],
        "references": reference_lines,
    }


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
    results = read_json(path)
    schema = results.get("schema") if isinstance(results, dict) else None
    if schema != SCHEMA:
        raise ResultsError(f"{path} has schema {schema!r}; this version reads schema {SCHEMA}")
    return dict(results)


def read_with_scores(path: Path) -> tuple[Results, Scores]:
    """Read results, and from the scores/ beside them the figures of each document, by system that ran.

    Raises:
        ResultsError: as :func:`read`, or the scores are missing or those of another run.
    """
    results = read(path)
    scores: Scores = {}
    for name, system in results["systems"].items():
        if "not_run" not in system:
            of_system = read_scores(path.parent / "scores", name, system["scores_sha256"])
            if of_system is None:
                raise ResultsError(
                    f"{path}: the scores of {name} are not beside it, or are those of another run"
                )
            scores[name] = of_system
    return results, scores


def read_json(path: Path) -> Any:
    """Read a file of JSON.

    Raises:
        ResultsError: the file is missing, or no JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ResultsError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise ResultsError(f"{path} is not valid JSON: {error}") from error


def system_names(path: Path) -> list[str]:
    """Return the systems of the results in a file, none if it holds none."""
    try:
        return list(read(path).get("systems", ()))
    except ResultsError:
        return []


def command_of(path: Path) -> str | None:
    """Return the command of the results in a file, None if it holds none."""
    try:
        return str(read(path).get("command"))
    except ResultsError:
        return None


def _compare_all(
    common: Scores, baseline: str, metrics: Mapping[str, Any]
) -> dict[str, dict[str, dict[str, float]]]:
    if baseline not in common:
        return {}
    pairs = {name: (of, common[baseline]) for name, of in common.items() if name != baseline}
    return compare_pairs(pairs, metrics)


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
    return {
        "signature": metric.signature,
        "higher_is_better": bool(metric.quality),
        "quality": list(metric.quality),
        "faults": list(metric.faults),
    }


def _time(outputs: Sequence[Output]) -> dict[str, float | None]:
    seconds = [output.seconds for output in outputs if output.seconds is not None]
    if not seconds:
        return {"wall": None, "median": None, "p95": None}
    median, p95 = np.percentile(seconds, [50, 95])
    return {
        "wall": round_figure(sum(seconds)),
        "median": round_figure(float(median)),
        "p95": round_figure(float(p95)),
    }
