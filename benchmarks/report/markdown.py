"""Results as Markdown tables: ``report.md``, and the pages of the leaderboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.report.text import code, code_block, one_line
from benchmarks.report.words import count, title
from benchmarks.results.averages import is_higher_better
from benchmarks.results.results import Results

SIGNIFICANT = 0.05
_COST_NOTE = (
    "The call alone, in a process that has done it before, all systems in turns on one document after the "
    "other; documents that a system failed on count until it failed. Systems whose signature says "
    "`sentences:summarize` are given the sentences: to split them is no part of their time."
)
_NO_VALUE = "–"
_MAX_LISTED = 20
_TOLD = {"n_titles": "title", "n_queries": "query"}


def escape(text: str) -> str:
    """Return a text that cannot break a table or be taken for markup."""
    for character in "\\`|*_<>[]":
        text = text.replace(character, f"\\{character}")
    return one_line(text)


def render(results: Results) -> str:
    """Return the report of a run."""
    parts = [
        f"# {escape(heading(results))}",
        quality_table(results),
        *notes(results),
        "## Cost",
        *cost(results),
        *_other_tables(results),
        *failures(results),
        "## How to have it again",
        provenance(results),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def heading(results: Results) -> str:
    """Return what was compared, in one line."""
    data = results["data"]
    documents = count(data["n_documents"], "document")
    if data["n_not_taken"]:
        first = "document" if data["n_documents"] == 1 else documents
        documents = f"the first {first} of {data['n_documents'] + data['n_not_taken']:,}"
    return f"{data['name']}: {documents}, summaries of {spell_length(results['length'])}"


def quality_table(results: Results, of: str = "metrics") -> str:
    """Return the table of the figures of which more is better, times 100.

    Args:
        results: of a run.
        of: ``metrics`` for those on common documents, the best in bold and with marks, ``own_metrics``
            for those on all documents that a system has a summary of.
    """
    figures = quality_figures(results)
    best = {figure: best_systems(results, figure) for figure in figures}
    rows = []
    for name, system in results["systems"].items():
        if "not_run" in system:
            rows.append([escape(name), *[_NO_VALUE] * (len(figures) + 1)])
            continue
        cells = []
        for figure in figures:
            sign = mark(system, figure) if of == "metrics" else ""
            cell = _cell(system[of].get(figure), sign, has_interval=has_intervals(results))
            cells.append(f"**{cell}**" if of == "metrics" and name in best[figure] else cell)
        rows.append([escape(name), *cells, count_documents(results, name, of)])
    return table(["system", *map(title, figures), "documents"], rows)


def count_documents(results: Results, name: str, of: str = "metrics") -> str:
    """Return how many documents the figures of a system stand on, and of how many that it summarized."""
    system = results["systems"][name]
    n_own = system["n_documents"]
    n = results["data"]["n_compared"] if system["metrics"] else 0
    return f"{n:,} of {n_own:,}" if of == "metrics" and n != n_own else f"{n_own:,}"


def cost(results: Results) -> list[str]:
    """Return the table of times and memory, and how it is read."""
    cached = {n: s["time"]["n_cached"] for n, s in results["systems"].items() if "not_run" not in s}
    note = _COST_NOTE
    if any(cached.values()):
        listed = ", ".join(f"{code(name)} {n:,}" for name, n in cached.items() if n)
        note += f" Measured in an earlier run: {listed}."
    return [_cost_table(results), note]


def _cost_table(results: Results) -> str:
    rows = []
    for name, system in results["systems"].items():
        time, memory = system.get("time"), system.get("memory")
        if time is None or memory is None or time["median"] is None:
            rows.append([escape(name), *[_NO_VALUE] * 4])
            continue
        milliseconds = [f"{time[key] * 1e3:,.1f} ms" for key in ("median", "p95")]
        peak = f"{memory['peak_bytes'] / 1e6:,.0f} MB"
        rows.append([escape(name), *milliseconds, f"{time['wall']:,.2f} s", peak])
    head = ["system", "a document, median", "95 % within", "all documents", "peak memory"]
    return table(head, rows)


def notes(results: Results) -> list[str]:
    """Return how the table of quality is read, and what its figures stand on."""
    systems = {name: s for name, s in results["systems"].items() if "not_run" not in s}
    lines = [
        "In each cell: mean (of ROUGE the F1) × 100, and its 95 % interval. Bold: the best of those that "
        "do not see the references."
        if has_intervals(results)
        else "In each cell: the figure (of ROUGE the F1) × 100. Bold: the best of those that do not see the "
        "references. Of a single document there is no interval."
    ]
    if "readability" in results["metrics"]:
        lines[0] += " `readability` is the share of summaries without a fault of form."
    if any(system["comparison"] for system in systems.values()):
        lines[0] += (
            f" ▲ better, ▼ worse than {code(results['baseline'])} (approximate randomization, "
            f"p < {SIGNIFICANT} after Holm over all systems and figures)."
        )
    elif len(systems) > 1 and has_intervals(results):
        lines[0] += f" Nothing is compared with {code(results['baseline'])}."
    n_compared = results["data"]["n_compared"]
    if any(system["n_documents"] != n_compared for system in systems.values()):
        left_out = [name for name, system in systems.items() if not system["metrics"]]
        lines.append(
            f"Figures and tests stand on the {count(n_compared, 'document')} "
            "that all systems have a summary of"
            + (f", but for {', '.join(map(code, left_out))}, left out for having few" if left_out else "")
            + ". Each on all that it has a summary of:"
        )
        lines.append(quality_table(results, "own_metrics"))
    if told := told_beside_the_text(results):
        lines.append(told)
    too_long = {name: system["n_too_long"] for name, system in systems.items() if system["n_too_long"]}
    if too_long:
        listed = ", ".join(f"{code(name)} on {n:,}" for name, n in too_long.items())
        lines.append(f"Longer than allowed, by documents: {listed}.")
    return lines


def told_beside_the_text(results: Results) -> str:
    """Return what of the data systems may know but the text, as a sentence; empty if there is nothing."""
    data = results["data"]
    counts = {what: data.get(key, 0) for key, what in _TOLD.items()}
    told = [f"the {what} of {count(n, 'document')}" for what, n in counts.items() if n]
    return f"Systems also get {' and '.join(told)}, if they use it." if told else ""


def failures(results: Results, shown: Callable[[str], str] = escape) -> list[str]:
    """Return what did not run, failed, or could not be used, as sections.

    Args:
        results: of the run.
        shown: how names and reasons are written; as Markdown by default.
    """
    parts = [
        f"- {code(name)} was not run: {shown(system['not_run'])}"
        for name, system in results["systems"].items()
        if "not_run" in system
    ]
    for name, system in results["systems"].items():
        if errors := system.get("errors"):
            listed = "; ".join(f"{shown(e['id'])}: {shown(e['error'])}" for e in errors[:_MAX_LISTED])
            more = f"; and {len(errors) - _MAX_LISTED} more" if len(errors) > _MAX_LISTED else ""
            parts.append(f"- {code(name)} failed on {count(len(errors), 'document')}: {listed}{more}")
    data = results["data"]
    if data["n_unusable"]:
        items = data["unusable"][:_MAX_LISTED]
        listed = "; ".join(f"{shown(i['place'])}: {shown(i['reason'])}" for i in items)
        more = f"; and {data['n_unusable'] - _MAX_LISTED} more" if data["n_unusable"] > _MAX_LISTED else ""
        parts.append(f"- {data['n_unusable']} of the data could not be used: {listed}{more}")
    return ["## Failures", "\n".join(parts)] if parts else []


def provenance(results: Results) -> str:
    """Return a command that repeats the run, commit, checksum and signatures."""
    signatures = {f"metric {name}": m["signature"] for name, m in results["metrics"].items()}
    signatures |= {n: s["signature"] for n, s in results["systems"].items() if "not_run" not in s}
    lines = [
        f"{code_block(results['command'] + ' --out runs/again', 'bash')}\n",
        f"- summarize {results['summarize']}, commit {results['commit']}",
        f"- SHA-256 of the data: {code(results['data']['sha256'])}",
        f"- statistics: {code(results['statistics'])}",
        *(f"- {escape(name)}: {code(signature)}" for name, signature in signatures.items()),
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

    >>> spell_length("sentences=3"), spell_length("sentences=1"), spell_length("ratio=0.1")
    ('at most 3 sentences', 'at most 1 sentence', 'at most 0.1 of the words')
    """
    unit, _, number = length.partition("=")
    unit = unit.removesuffix("s") if number == "1" else unit
    return f"at most {number} {'of the words' if unit == 'ratio' else unit}"


def main_value(values: dict[str, float]) -> float:
    """Return the F1 of a figure that has one, or its mean."""
    return values["f1"] if "f1" in values else values["mean"]


def mark(system: dict[str, Any], figure: str) -> str:
    """Return the sign of a significant difference from the baseline, or nothing."""
    test = system["comparison"].get(figure)
    if test is None or test["p_holm"] >= SIGNIFICANT or not test["difference"]:
        return ""
    return "▲" if test["difference"] > 0 else "▼"


def _other_tables(results: Results) -> Iterator[str]:
    faults = list_faults(results)
    others = [name for name, better in figures_of(results).items() if not better and name not in faults]
    if faults:
        yield "## Faults of form"
        yield "Per cent of the summaries that have one."
        yield _plain_table(results, faults, lambda value: f"{100 * value:.1f}")
    if others:
        yield "## What the summaries are like"
        yield _plain_table(results, others, lambda value: f"{value:.3f}")


def _plain_table(results: Results, figures: list[str], spell: Callable[[float], str]) -> str:
    rows = [
        [escape(name), *(spell(main_value(system["metrics"][figure])) for figure in figures)]
        for name, system in results["systems"].items()
        if system.get("metrics")
    ]
    return table(["system", *map(title, figures)], rows)


def list_faults(results: Results) -> list[str]:
    """Return the names of the figures that are shares of summaries with a fault."""
    listed = {fault for metric in results["metrics"].values() for fault in metric.get("faults", ())}
    return [figure for figure in figures_of(results) if figure in listed]


def figures_of(results: Results) -> dict[str, bool]:
    """Return the name of each figure, and whether more of it is better."""
    names = {figure: None for s in results["systems"].values() for figure in s.get("own_metrics", {})}
    return {figure: is_higher_better(figure, results["metrics"]) for figure in names}


def has_intervals(results: Results) -> bool:
    """Return whether figures have an interval: of a single document there is none."""
    return bool(results["data"]["n_compared"] > 1)


def _cell(values: dict[str, float] | None, sign: str, *, has_interval: bool) -> str:
    if values is None:
        return _NO_VALUE
    if not has_interval:
        return f"{100 * main_value(values):.1f}{sign}"
    mean, low, high = (100 * value for value in (main_value(values), values["low"], values["high"]))
    return f"{mean:.2f}{sign} ({low:.1f}–{high:.1f})"


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a table, whose first column is of names and the others of numbers."""
    rule = f"|---|{'--:|' * (len(head) - 1)}"
    return "\n".join([f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)])
