"""Whether a system has become worse: ``python -m benchmarks compare A/results.json B/results.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from benchmarks.report.markdown import SIGNIFICANT, main_value
from benchmarks.report.text import printable
from benchmarks.results.averages import N_RESAMPLES, average, compare_pairs, is_higher_better
from benchmarks.results.comparable import check_comparable
from benchmarks.results.results import Results, ResultsError, read
from benchmarks.results.scoring import Figures, read_scores

Averages = dict[str, dict[str, float]]
_RULE_OF_THREE = 3  # 95 % bound of a share, times n, where none of n has it (Hanley, JAMA 1983)

Pair = tuple[dict[str, Figures], dict[str, Figures]]


@dataclass(frozen=True)
class Change:
    """What became of one figure of one system.

    Attributes:
        system: its name.
        figure: the figure, or ``run`` if the system does not run any more, ``documents`` if it fails on
            some that it had done, ``length`` if more of its summaries are longer than allowed.
        difference: new mean less old mean, or new number less old number; of a fault more is worse.
        evidence: what the verdict rests on.
        is_worse: the verdict; None if there can be none.
    """

    system: str
    figure: str
    difference: float
    evidence: str
    is_worse: bool | None


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
    randomization over the common documents after Holm where scores/ stands beside both files, else, and
    where the documents are too few for that, by lying below the old 95 % interval. A system that does not
    run any more, fails on documents that it had done, or is longer than allowed on more of them, is worse,
    and so is a run that does not measure what the old one did. A fault of form is worse when its share of
    the summaries rises by more than the tolerance, to above the old 95 % interval.
    """
    try:
        before, after = read(old), read(new)
        changes = list(find_changes(before, after, old.parent, new.parent, tolerance))
    except ResultsError as error:
        raise click.UsageError(str(error)) from error
    for change in changes:
        sign = {True: "worse", False: "ok", None: "?"}[change.is_worse]
        told = f"{change.system}  {change.figure}  {change.difference:+.4f}  ({change.evidence})"
        click.echo(printable(f"{sign:>5}  {told}"))
    n_worse = sum(bool(change.is_worse) for change in changes)
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
        ResultsError: the runs are of different documents, lengths or metrics, or there is no summary in
            the first.
    """
    metrics = check_comparable(before, after)
    for name, metric in before["metrics"].items():
        if name not in metrics and metric["higher_is_better"]:
            yield Change("all systems", name, 0.0, "it is not measured any more", True)
    pairs: dict[str, Pair] = {}
    for name, old in before["systems"].items():
        if "not_run" in old:
            continue
        new = after["systems"].get(name, {"not_run": "it is not in the second run"})
        if "not_run" in new:
            yield Change(name, "run", 0.0, new["not_run"], True)
            continue
        yield from _by_counts(name, old, new)
        ours = read_scores(new_folder / "scores", name, new["scores_sha256"])
        theirs = read_scores(old_folder / "scores", name, old["scores_sha256"])
        if ours is not None and theirs is not None:
            pairs[name] = ours, theirs
        elif _failed(old) == _failed(new):
            yield from _by_interval(name, old["own_metrics"], new["own_metrics"], metrics, tolerance)
        else:
            yield Change(name, "all figures", 0.0, "not comparable without scores", None)
        if _failed(old) == _failed(new):
            yield from _by_faults(name, old, new, metrics, tolerance)
    yield from _by_test(pairs, metrics, tolerance)


def _by_counts(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    if lost := _failed(new) - _failed(old):
        yield Change(name, "documents", -len(lost), f"fails on {', '.join(sorted(lost)[:3])}", True)
    n_more = new["n_too_long"] - old["n_too_long"]
    if n_more > 0:
        yield Change(name, "length", n_more, f"longer than allowed on {new['n_too_long']} documents", True)


def _failed(system: Mapping[str, Any]) -> set[str]:
    return {error["id"] for error in system["errors"]}


def _by_test(pairs: Mapping[str, Pair], metrics: Mapping[str, Any], tolerance: float) -> Iterator[Change]:
    found = compare_pairs(pairs, metrics)
    n_tests = sum(map(len, found.values()))
    for name, tests in found.items():
        ours, theirs = pairs[name]
        common = [identity for identity in ours if identity in theirs]
        few = {figure for figure, test in tests.items() if _is_too_few(test["n_differing"], n_tests)}
        old, new = (average([of[identity] for identity in common]) if few else {} for of in (theirs, ours))
        for figure, test in tests.items():
            if figure in few:
                change = _judge(name, figure, old[figure], new[figure], tolerance)
                why = f"too few documents for so many tests, {test['n_differing']:.0f} differ"
                yield replace(change, evidence=f"{change.evidence}; {why}")
            else:
                is_worse = test["difference"] < -tolerance and test["p_holm"] < SIGNIFICANT
                evidence = f"p = {test['p_holm']:.4f} on {test['n']} documents"
                yield Change(name, figure, test["difference"], evidence, is_worse)


def _is_too_few(n_differing: float, n_tests: int) -> bool:
    """Return whether no loss on so many documents could be significant among so many tests."""
    smallest = max(2 / 2**n_differing, 1 / (N_RESAMPLES + 1))
    return n_differing > 0 and smallest * n_tests >= SIGNIFICANT


def _by_interval(
    name: str, old: Averages, new: Averages, metrics: Mapping[str, Any], tolerance: float
) -> Iterator[Change]:
    for figure in old:
        if figure in new and is_higher_better(figure, metrics):
            yield _judge(name, figure, old[figure], new[figure], tolerance)


def _by_faults(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], metrics: Mapping[str, Any], tolerance: float
) -> Iterator[Change]:
    """Yield what became of the shares of summaries with a fault."""
    before, after = old["own_metrics"], new["own_metrics"]
    for fault in (fault for metric in metrics.values() for fault in metric.get("faults", ())):
        if fault in before and fault in after:
            was, is_now = main_value(before[fault]), main_value(after[fault])
            # Where no summary has a fault, the interval of its share is a point.
            high = before[fault]["high"] if was else min(1.0, _RULE_OF_THREE / old["n_documents"])
            is_worse = is_now - was > tolerance and is_now > high
            yield Change(name, fault, is_now - was, f"the old interval ends at {high:.4f}", is_worse)


def _judge(name: str, figure: str, old: dict[str, float], new: dict[str, float], tolerance: float) -> Change:
    difference = main_value(new) - main_value(old)
    is_worse = difference < -tolerance and main_value(new) < old["low"]
    return Change(name, figure, difference, f"the old interval begins at {old['low']:.4f}", is_worse)
