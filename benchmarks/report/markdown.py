"""Results as Markdown tables: ``report.md``, and the pages of the leaderboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.results import Results

SIGNIFICANT = 0.05
COST_NOTE = (
    "The call alone, in a process that has done it before, all systems in turns on one document after the "
    "other. Systems whose signature says `sentences:summarize` are given the sentences: to split them is no "
    "part of their time."
)
_NO_VALUE = "–"
_MAX_LISTED = 20


def render(results: Results) -> str:
    """Return the report of a run."""
    parts = [
        f"# {heading(results)}",
        quality_table(results),
        *notes(results),
        "## Cost",
        cost_table(results),
        COST_NOTE,
        *_other_tables(results),
        *failures(results),
        "## How to have it again",
        provenance(results),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def heading(results: Results) -> str:
    """Return what was compared, in one line."""
    data = results["data"]
    length = spell_length(results["length"])
    return f"{data['name']}: {data['n_documents']:,} documents, summaries of {length}"


def quality_table(results: Results) -> str:
    """Return the table of the figures that compare with references, times 100, the best in bold."""
    figures = quality_figures(results)
    best = {figure: best_systems(results, figure) for figure in figures}
    rows = []
    for name, system in results["systems"].items():
        if "not_run" in system:
            rows.append([_escape(name), *[_NO_VALUE] * (len(figures) + 1)])
            continue
        cells = []
        for figure in figures:
            cell = _cell(system, figure)
            cells.append(f"**{cell}**" if name in best[figure] else cell)
        rows.append([_escape(name), *cells, str(system["n_documents"])])
    return _table(["system", *map(_title, figures), "documents"], rows)


def cost_table(results: Results) -> str:
    """Return the table of times and memory."""
    rows = []
    for name, system in results["systems"].items():
        time, memory = system.get("time"), system.get("memory")
        if time is None or memory is None or time["median"] is None:
            rows.append([_escape(name), *[_NO_VALUE] * 4])
            continue
        milliseconds = [f"{time[key] * 1e3:,.1f} ms" for key in ("median", "p95")]
        peak = f"{memory['peak_bytes'] / 1e6:,.0f} MB"
        rows.append([_escape(name), *milliseconds, f"{time['wall']:,.2f} s", peak])
    head = ["system", "a document, median", "95 % within", "all documents", "peak memory"]
    return _table(head, rows)


def notes(results: Results) -> list[str]:
    """Return how the table of quality is read."""
    lines = [
        "In each cell: mean (of ROUGE the F1) × 100, and its 95 % interval. Bold: the best of those that "
        "do not see the references."
    ]
    systems = results["systems"]
    tested = {figure: None for system in systems.values() for figure in system.get("comparison", {})}
    if tested:
        lines[0] += (
            f" ▲ better, ▼ worse than `{results['baseline']}` on the documents that both have a summary of "
            f"(approximate randomization, p < {SIGNIFICANT} after Holm); tested: "
            f"{', '.join(map(_title, tested))}."
        )
    elif results["baseline"] is not None:
        lines[0] += f" Nothing is compared with `{results['baseline']}`."
    counts = {s["n_documents"] for s in systems.values() if "not_run" not in s}
    if len(counts) > 1:
        lines.append("The systems have summaries of different numbers of documents: see the last column.")
    return lines


def failures(results: Results) -> list[str]:
    """Return what did not run, failed, or could not be used, as sections."""
    parts = [
        f"- `{name}` was not run: {_escape(system['not_run'])}"
        for name, system in results["systems"].items()
        if "not_run" in system
    ]
    for name, system in results["systems"].items():
        if errors := system.get("errors"):
            listed = "; ".join(f"{_escape(e['id'])}: {_escape(e['error'])}" for e in errors[:_MAX_LISTED])
            more = f"; and {len(errors) - _MAX_LISTED} more" if len(errors) > _MAX_LISTED else ""
            parts.append(f"- `{name}` failed on {len(errors)} documents: {listed}{more}")
    data = results["data"]
    if data["n_unusable"]:
        items = data["unusable"][:_MAX_LISTED]
        listed = "; ".join(f"{_escape(i['place'])}: {_escape(i['reason'])}" for i in items)
        more = f"; and {data['n_unusable'] - _MAX_LISTED} more" if data["n_unusable"] > _MAX_LISTED else ""
        parts.append(f"- {data['n_unusable']} of the data could not be used: {listed}{more}")
    return ["## Failures", "\n".join(parts)] if parts else []


def provenance(results: Results) -> str:
    """Return command, commit, checksum and signatures."""
    signatures = {f"metric {name}": m["signature"] for name, m in results["metrics"].items()}
    signatures |= {n: s["signature"] for n, s in results["systems"].items() if "not_run" not in s}
    lines = [
        f"```bash\n{results['command']}\n```\n",
        f"- summarize {results['summarize']}, commit {results['commit']}",
        f"- SHA-256 of the data: `{results['data']['sha256']}`",
        f"- statistics: `{results['statistics']}`",
        *(f"- {_escape(name)}: `{signature}`" for name, signature in signatures.items()),
    ]
    return "\n".join(lines)


def quality_figures(results: Results) -> list[str]:
    """Return the names of the figures where more is better."""
    return [figure for figure, better in figures_of(results).items() if better]


def best_systems(results: Results, figure: str) -> set[str]:
    """Return the systems with the highest mean, of those that do not see the references."""
    means = {
        name: main_value(system["metrics"][figure])
        for name, system in results["systems"].items()
        if figure in system.get("metrics", {}) and not system["sees_references"]
    }
    return {name for name, mean in means.items() if mean == max(means.values())}


def spell_length(length: str) -> str:
    """Return a length as one would say it.

    >>> spell_length("sentences=3"), spell_length("ratio=0.1")
    ('at most 3 sentences', 'at most 0.1 of the words')
    """
    unit, _, number = length.partition("=")
    return f"at most {number} {'of the words' if unit == 'ratio' else unit}"


def main_value(values: dict[str, float]) -> float:
    """Return the F1 of a figure that has one, or its mean."""
    return values["f1"] if "f1" in values else values["mean"]


def mark(system: dict[str, Any], figure: str) -> str:
    """Return the sign of a significant difference from the baseline, or nothing."""
    test = system["comparison"].get(figure)
    if test is None or test["p_holm"] >= SIGNIFICANT:
        return ""
    return "▲" if test["difference"] > 0 else "▼"


def _other_tables(results: Results) -> Iterator[str]:
    others = [figure for figure, better in figures_of(results).items() if not better]
    if not others:
        return
    yield "## What the summaries are like"
    rows = [
        [_escape(name), *(f"{main_value(system['metrics'][figure]):.3f}" for figure in others)]
        for name, system in results["systems"].items()
        if system.get("metrics")
    ]
    yield _table(["system", *others], rows)


def figures_of(results: Results) -> dict[str, bool]:
    """Return the name of each figure, and whether more of it is better.

    A figure begins with the name of its metric.
    """
    better = {name: metric["higher_is_better"] for name, metric in results["metrics"].items()}
    names = {figure: None for s in results["systems"].values() for figure in s.get("metrics", {})}
    return {figure: any(figure.startswith(name) and better[name] for name in better) for figure in names}


def _cell(system: dict[str, Any], figure: str) -> str:
    values = system["metrics"].get(figure)
    if values is None:
        return _NO_VALUE
    mean, low, high = (100 * value for value in (main_value(values), values["low"], values["high"]))
    return f"{mean:.2f}{mark(system, figure)} ({low:.1f}–{high:.1f})"


def _title(figure: str) -> str:
    return f"ROUGE-{figure.removeprefix('rouge')}" if figure.startswith("rouge") else figure


def _table(head: list[str], rows: list[list[str]]) -> str:
    rule = f"|---|{'--:|' * (len(head) - 1)}"
    return "\n".join([f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)])


def _escape(text: str) -> str:
    """Return a text that cannot break a table or be taken for markup."""
    for character in "\\`|*_<>[]":
        text = text.replace(character, f"\\{character}")
    return " ".join(text.split())
