"""Whether a system has become worse: ``python -m benchmarks compare A/results.json B/results.json``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from benchmarks.report.markdown import SIGNIFICANT, main_value
from benchmarks.results import Results, ResultsError, compare_pairs, is_higher_better, read
from benchmarks.scoring import Figures, read_scores

Averages = dict[str, dict[str, float]]
Pair = tuple[dict[str, Figures], dict[str, Figures]]


@dataclass(frozen=True)
class Change:
    """What became of one figure of one system.

    Attributes:
        system: its name.
        figure: the figure, or ``run`` if the system does not run any more, or ``documents`` if it
            fails on some that it had done.
        difference: new mean less old mean.
        evidence: what the verdict rests on.
        is_worse: the verdict.
    """

    system: str
    figure: str
    difference: float
    evidence: str
    is_worse: bool


@click.command()
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--tolerance",
    type=click.FloatRange(min=0),
    default=0.001,
    show_default=True,
    help="A smaller loss is none, from 0 to 1.",
)
def compare(old: Path, new: Path, tolerance: float) -> None:
    """Compare two runs; exit with status 1 if a system of the old one is worse in the new one.

    Worse is a mean that is lower by more than the tolerance, and not by chance: by approximate
    randomization over the common documents after Holm where scores/ stands beside both files, else by
    lying below the old 95 % interval. A system that does not run any more, or fails on documents that
    it had done, is worse, too.
    """
    try:
        before, after = read(old), read(new)
        changes = list(find_changes(before, after, old.parent, new.parent, tolerance))
    except ResultsError as error:
        raise click.UsageError(str(error)) from error
    for change in changes:
        sign = "worse" if change.is_worse else "ok"
        click.echo(
            f"{sign:>5}  {change.system}  {change.figure}  {change.difference:+.4f}  ({change.evidence})"
        )
    n_worse = sum(change.is_worse for change in changes)
    click.echo(f"{n_worse} of {len(changes)} figures are worse")
    raise SystemExit(1 if n_worse else 0)


def find_changes(
    before: Results, after: Results, old_folder: Path, new_folder: Path, tolerance: float
) -> Iterator[Change]:
    """Yield what became of each figure of the systems of the first run.

    Args:
        before: the results of the first run.
        after: those of the second.
        old_folder: where the scores of the first run are, if they are kept.
        new_folder: where those of the second are.
        tolerance: a loss up to it is none.

    Raises:
        ResultsError: the runs are of different documents, lengths or metrics, or no system ran in the
            first.
    """
    metrics = _check_comparable(before, after)
    pairs: dict[str, Pair] = {}
    for name, old in before["systems"].items():
        if "not_run" in old:
            continue
        new = after["systems"].get(name, {"not_run": "it is not in the second run"})
        if "not_run" in new:
            yield Change(name, "run", 0.0, new["not_run"], True)
            continue
        if lost := {e["id"] for e in new["errors"]} - {e["id"] for e in old["errors"]}:
            yield Change(name, "documents", -len(lost), f"fails on {', '.join(sorted(lost)[:3])}", True)
        scores = (
            read_scores(new_folder / "scores", name, new["scores_sha256"]),
            read_scores(old_folder / "scores", name, old["scores_sha256"]),
        )
        if all(scores):
            pairs[name] = scores
        else:
            yield from _by_interval(name, old["own_metrics"], new["own_metrics"], metrics, tolerance)
    for name, tests in compare_pairs(pairs, metrics).items():
        for figure, test in tests.items():
            is_worse = test["difference"] < -tolerance and test["p_holm"] < SIGNIFICANT
            evidence = f"p = {test['p_holm']:.4f} on {test['n']} documents"
            yield Change(name, figure, test["difference"], evidence, is_worse)


def _check_comparable(before: Results, after: Results) -> dict[str, Any]:
    """Return the metrics that both runs have."""
    for what, old, new in (
        ("the SHA-256 of the documents", *(run["data"]["examples_sha256"] for run in (before, after))),
        ("the length", before["length"], after["length"]),
        *(
            (f"the signature of metric {name}", metric["signature"], after["metrics"][name]["signature"])
            for name, metric in before["metrics"].items()
            if name in after["metrics"]
        ),
    ):
        if old != new:
            raise ResultsError(f"the runs cannot be compared: {what} was {old} and is {new}")
    common = {name: metric for name, metric in before["metrics"].items() if name in after["metrics"]}
    if not any(metric["higher_is_better"] for metric in common.values()):
        raise ResultsError("the runs have no metric in common of which more is better")
    if all("not_run" in system for system in before["systems"].values()):
        raise ResultsError("no system ran in the first run")
    return common


def _by_interval(
    name: str, old: Averages, new: Averages, metrics: dict[str, Any], tolerance: float
) -> Iterator[Change]:
    for figure in old:
        if figure in new and is_higher_better(figure, metrics):
            difference = main_value(new[figure]) - main_value(old[figure])
            is_worse = difference < -tolerance and main_value(new[figure]) < old[figure]["low"]
            evidence = f"the old interval begins at {old[figure]['low']:.4f}"
            yield Change(name, figure, difference, evidence, is_worse)
