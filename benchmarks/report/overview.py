"""All sets on one table: what a reader of the leaderboard sees first."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from benchmarks.report.markdown import escape, main_value, table
from benchmarks.results.results import Results

FIGURES = ("rouge1", "rouge2")
READABLE = "readability"
_NO_VALUE = "–"
_MARK = "†"
_NOTE = f"{_MARK} Only the documents that all systems have a summary of; see the table of the set."

Values = tuple[float, ...]


def overview(found: Sequence[Results]) -> str:
    """Return the table of ROUGE-1 and -2 of each system on each set, and of their means over all sets.

    Where sets have it, the last column is the mean share of readable summaries over these sets.

    A set of which not all documents have a summary of all systems is marked, and a note says what that
    means.
    """
    readable = [results for results in found if READABLE in results.get("metrics", {})]
    names = list(dict.fromkeys(name for results in found for name in results["systems"]))
    values = {name: [_values(results, name) for results in found] for name in names}
    rows = [
        [escape(name), *map(_spell, [*of_system, _mean(of_system)])] for name, of_system in values.items()
    ]
    heads = list(map(_head, found))
    columns = ["system", *heads, "mean"]
    if readable:
        columns.append("readable")
        for row, name in zip(rows, names, strict=True):
            row.append(_spell(_mean([_values(results, name, (READABLE,)) for results in readable])))
    figures = table(columns, rows)
    return f"{figures}\n\n{_NOTE}" if any(head.endswith(_MARK) for head in heads) else figures


def _head(results: Results) -> str:
    data = results["data"]
    is_whole = data["n_compared"] == data["n_documents"]
    name = escape(data["name"])
    return name if is_whole else f"{name}, {data['n_compared']:,} of {data['n_documents']:,}{_MARK}"


def _values(results: Results, name: str, figures: Sequence[str] = FIGURES) -> Values | None:
    metrics = results["systems"].get(name, {}).get("metrics", {})
    if not all(figure in metrics for figure in figures):
        return None
    return tuple(100 * main_value(metrics[figure]) for figure in figures)


def _mean(of_system: Sequence[Values | None]) -> Values | None:
    """Return the mean over all sets; one over fewer would not compare with others."""
    known = [values for values in of_system if values is not None]
    return tuple(map(fmean, zip(*known, strict=True))) if len(known) == len(of_system) else None


def _spell(values: Values | None) -> str:
    return _NO_VALUE if values is None else " / ".join(f"{value:.1f}" for value in values)
