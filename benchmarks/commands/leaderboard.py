"""The published tables, from the committed results: ``python -m benchmarks leaderboard``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.report import markdown
from benchmarks.report.overview import overview
from benchmarks.results.results import Results, ResultsError, read, read_json
from benchmarks.systems.environments import ROOT

RESULTS = ROOT / "docs" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"
_INTRODUCTION = """# Benchmarks

Extractive methods, ours and those of other packages, on public documents with summaries that people wrote.
This page is written by `python -m benchmarks leaderboard` from the files in [results](results), and each
of these by the command beside its table. Where a system lost, failed or did not run, it says so.

sumy's KL-Sum takes minutes for a long document (see [performance.md](performance.md)), and is left out of the
two sets with the longest ones. The queries of QMSum ("Summarize the whole meeting.") are told to no system:
other packages take none. Where a set has titles, `auto` and `edmundson` are told them; no other system here
makes use of a title. [methods.md](methods.md#auto) has the figures of `auto` without.

Figures compare within a table only: they hang on the data, the length and the references. The oracle
chooses sentences with the reference before it; no choice of whole sentences does much better.
"""
_OVERVIEW = """## All sets

ROUGE-1 / ROUGE-2 (F1 × 100), and their means over all sets. The tables below have lengths, intervals,
significance and failures.
"""


@click.command()
def leaderboard() -> None:
    """Rewrite docs/benchmarks.md from the results in docs/results."""
    try:
        found = find_results(RESULTS)
    except ResultsError as error:
        raise click.ClickException(str(error)) from error
    if not found:
        raise click.UsageError(f"there are no results of runs in {RESULTS}")
    PAGE.write_text(render(found), encoding="utf-8")
    click.echo(f"{PAGE}: {len(found)} tables")


def find_results(folder: Path) -> list[Results]:
    """Return the results of runs in a folder, by name of file; other measurements are left alone.

    Raises:
        ResultsError: a file is no JSON, or of a schema that this version does not read.
    """
    contents = {path: read_json(path) for path in sorted(folder.glob("*.json"))}
    return [read(path) for path, held in contents.items() if isinstance(held, dict) and "schema" in held]


def render(found: Sequence[Results]) -> str:
    """Return the page of some results, a section each."""
    return "\n".join([_INTRODUCTION, _OVERVIEW, f"{overview(found)}\n", *map(_section, found)])


def _section(results: Results) -> str:
    failures = [part.replace("## ", "### ") for part in markdown.failures(results)]
    parts = [
        f"## {markdown.escape(markdown.heading(results))}",
        markdown.quality_table(results),
        *markdown.notes(results),
        *markdown.cost(results),
        *failures,
        markdown.provenance(results),
    ]
    return "\n\n".join(parts) + "\n"
