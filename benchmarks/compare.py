"""Whether a system has become worse: ``python -m benchmarks compare A/results.json B/results.json``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.report.markdown import SIGNIFICANT, main_value
from benchmarks.results import Results, ResultsError, compare_pairs, read
from benchmarks.scoring import Figures, read_scores

Pair = tuple[dict[str, Figures], dict[str, Figures]]


@dataclass(frozen=True)
class Change:
    """What became of one figure of one system.

    Attributes:
        system: its name.
        figure: the figure, or ``run`` if the system does not run any more, or ``documents`` if it
            fails on more of them.
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
    lying below the old 95 % interval. A system that does not run any more, or fails on more documents, is
    worse, too.
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
        ResultsError: the runs are of different data or lengths, or have no system in common.
    """
    for key, old, new in (
        ("data", before["data"]["sha256"], after["data"]["sha256"]),
        ("length", before["length"], after["length"]),
    ):
        if old != new:
            raise ResultsError(f"the runs cannot be compared: {key} was {old} and is {new}")
    names = [n for n, system in before["systems"].items() if n in after["systems"] and "metrics" in system]
    if not names:
        raise ResultsError("the runs have no system in common that ran in the first")
    pairs: dict[str, Pair] = {}
    for name in names:
        if "not_run" in after["systems"][name]:
            yield Change(name, "run", 0.0, f"not run: {after['systems'][name]['not_run']}", True)
            continue
        n_before, n_after = (results["systems"][name]["n_documents"] for results in (before, after))
        if n_after < n_before:
            yield Change(name, "documents", n_after - n_before, f"{n_after} of {n_before} summarized", True)
        scores = read_scores(new_folder / "scores", name), read_scores(old_folder / "scores", name)
        if all(scores):
            pairs[name] = scores
        else:
            yield from _by_interval(name, before, after, tolerance)
    for name, tests in compare_pairs(pairs).items():
        for figure, test in tests.items():
            is_worse = test["difference"] < -tolerance and test["p_holm"] < SIGNIFICANT
            evidence = f"p = {test['p_holm']:.4f} on {test['n']} documents"
            yield Change(name, figure, test["difference"], evidence, is_worse)


def _by_interval(name: str, before: Results, after: Results, tolerance: float) -> Iterator[Change]:
    old, new = (results["systems"][name]["metrics"] for results in (before, after))
    for figure in old:
        if figure in new and "f1" in old[figure]:
            difference = main_value(new[figure]) - main_value(old[figure])
            is_worse = difference < -tolerance and main_value(new[figure]) < old[figure]["low"]
            yield Change(
                name, figure, difference, f"the old interval begins at {old[figure]['low']:.4f}", is_worse
            )
