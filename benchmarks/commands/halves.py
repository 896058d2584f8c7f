"""Each half of the documents by itself: ``python -m benchmarks halves``.

What was chosen on one half of a set is to be judged on the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import click

from benchmarks.report.markdown import escape, table
from benchmarks.report.overview import FIGURES
from benchmarks.results.results import ResultsError, read_with_scores
from benchmarks.results.scoring import Scores

Means = tuple[float, ...]
HALVES = {"even": slice(0, None, 2), "odd": slice(1, None, 2)}


@click.command()
@click.argument("runs", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def halves(runs: tuple[Path, ...]) -> None:
    """Average systems over the even and over the odd documents of RUNS, files named results.json.

    The first document of a set is even. Systems that lack a summary of any document are left out. The
    scores/ of each run have to be beside its results.json.
    """
    try:
        scores = [read_with_scores(run)[1] for run in runs]
    except ResultsError as error:
        raise click.UsageError(str(error)) from error
    means = average_halves(scores)
    if not means:
        raise click.UsageError("no system has a ROUGE-1 and -2 of all documents, two or more, of all runs")
    click.echo(describe(means))


def average_halves(runs: Sequence[Scores]) -> dict[str, dict[str, Means]]:
    """Return the means over the runs of ROUGE-1 and ROUGE-2 (F1), of each system and half.

    Args:
        runs: of each set the figures of each document, by system.

    >>> scores = {"lead": {str(n): {"rouge1.f1": n / 10, "rouge2.f1": 0.0} for n in range(4)}}
    >>> average_halves([scores])
    {'lead': {'even': (0.1, 0.0), 'odd': (0.2, 0.0)}}
    """
    of_runs = [_average_run(scores) for scores in runs]
    systems = [name for name in of_runs[0] if all(name in of_run for of_run in of_runs)]
    return {
        name: {half: _mean([of_run[name][half] for of_run in of_runs]) for half in HALVES} for name in systems
    }


def describe(means: dict[str, dict[str, Means]]) -> str:
    """Return a table of the systems, those first that are best on the odd documents."""
    names = sorted(means, key=lambda name: means[name]["odd"], reverse=True)
    rows = [
        [escape(name), *(" / ".join(f"{100 * mean:.1f}" for mean in means[name][half]) for half in HALVES)]
        for name in names
    ]
    return table(["system", *(f"{half} documents" for half in HALVES)], rows)


def _average_run(scores: Scores) -> dict[str, dict[str, Means]]:
    documents = max(map(list, scores.values()), key=len, default=[])
    averages: dict[str, dict[str, Means]] = {}
    for name, of_system in scores.items():
        figures = [of_system.get(document, {}) for document in documents]
        values = [tuple(of[f"{figure}.f1"] for figure in FIGURES if f"{figure}.f1" in of) for of in figures]
        if len(values) > 1 and all(len(of) == len(FIGURES) for of in values):
            averages[name] = {half: _mean(values[part]) for half, part in HALVES.items()}
    return averages


def _mean(values: Sequence[Means]) -> Means:
    return tuple(map(fmean, zip(*values, strict=True)))
