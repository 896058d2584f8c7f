"""Our methods beside those of the same name elsewhere, on all runs: ``python -m benchmarks namesakes``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.commands.growth import PEERS
from benchmarks.report.markdown import SIGNIFICANT, escape, table
from benchmarks.results.averages import compare_pairs
from benchmarks.results.results import ResultsError, read_with_scores
from benchmarks.results.statistics import holm

_FIGURES = ("rouge1", "rouge2", "rougeLsum")
_FEWEST_DOCUMENTS = 5


@dataclass(frozen=True)
class Comparison:
    """One figure of one of our methods beside that of its namesake, on one set.

    Attributes:
        data: the name of the set.
        method: ours.
        peer: its namesake.
        figure: such as ``rouge1``.
        n: documents that both have a summary of.
        difference: our mean less that of the peer.
        p: of a difference at least so large by chance (approximate randomization).
    """

    data: str
    method: str
    peer: str
    figure: str
    n: int
    difference: float
    p: float


@click.command()
@click.argument("runs", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def namesakes(runs: tuple[Path, ...]) -> None:
    """Compare our methods with those of the same name, over the results.json of RUNS.

    Says how often ours is behind by more than chance, for single comparisons and after Holm's correction for
    all of them. The scores/ of each run have to be beside its results.json.
    """
    try:
        found = [comparison for run in runs for comparison in compare_namesakes(run)]
    except ResultsError as error:
        raise click.UsageError(str(error)) from error
    if not found:
        raise click.UsageError("no run has summaries of both a method and its namesake")
    click.echo(describe(found))


def compare_namesakes(run: Path) -> Iterator[Comparison]:
    """Yield the comparisons of a run: each method with each namesake, by ROUGE-1, ROUGE-2 and ROUGE-Lsum.

    Raises:
        ResultsError: the file is no results of a run, or its scores are not beside it.
    """
    results, scores = read_with_scores(run)
    pairs = {
        (method, peer): (scores[method], scores[peer])
        for method, peers in PEERS.items()
        for peer in peers
        if method in scores and peer in scores
    }
    names = {f"{method} {peer}": pair for (method, peer), pair in pairs.items()}
    for name, tests in compare_pairs(names, results["metrics"]).items():
        method, peer = name.split()
        for figure in _FIGURES:
            if figure in tests and tests[figure]["n"] >= _FEWEST_DOCUMENTS:
                test = tests[figure]
                yield Comparison(
                    results["data"]["name"],
                    method,
                    peer,
                    figure,
                    int(test["n"]),
                    test["difference"],
                    test["p"],
                )


def describe(found: list[Comparison]) -> str:
    """Return how many comparisons are lost by more than chance, and a table of these."""
    adjusted = holm([comparison.p for comparison in found])
    behind = sorted((c for c in found if c.difference < 0 and c.p < SIGNIFICANT), key=lambda c: c.p)
    ahead = [c for c in found if c.difference > 0 and c.p < SIGNIFICANT]
    n_lost = sum(c.difference < 0 and p < SIGNIFICANT for c, p in zip(found, adjusted, strict=True))
    n_won = sum(c.difference > 0 and p < SIGNIFICANT for c, p in zip(found, adjusted, strict=True))
    counts = (
        f"Of {len(found)} comparisons ours is ahead at p < {SIGNIFICANT} in {len(ahead)} and behind in "
        f"{len(behind)}; after Holm's correction in {n_won} and {n_lost}."
    )
    rows = [
        [escape(c.data), c.method, c.peer, c.figure, str(c.n), f"{100 * c.difference:+.1f}", f"{c.p:.4f}"]
        for c in behind
    ]
    heads = ["set", "method", "peer", "figure", "documents", "difference × 100", "p"]
    return "\n\n".join([counts, table(heads, rows)] if rows else [counts])
