"""The published pages and charts, from the committed results: ``python -m benchmarks leaderboard``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from benchmarks.report import markdown
from benchmarks.report.bars import Bar, write_chart
from benchmarks.report.overview import SETS, means, overview, ranking, sets
from benchmarks.results.results import Results, ResultsError, read, read_json
from benchmarks.systems.environments import ROOT

DOCS = ROOT / "docs"
RESULTS = DOCS / "results"
_CHARTED = ("lead", "random", "auto", "textrank", "lexrank", "pacsum")
_SPEED = "TextRank on 100 KB of text, the call alone"
_ROUGE = "ROUGE-1, mean over all sets"

_PAGE = """# Benchmarks

**{best} has the highest mean ROUGE-1 and ROUGE-2 of {n_ranked} systems over {n_sets} public data sets.**
The systems are the extractive methods of this package, and those of other packages. People wrote the
reference summaries. Systems that lost, failed or did not run are included.

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="images/rouge-dark.svg">
  <img src="images/rouge-light.svg" alt="Mean ROUGE-1 of some systems over all sets">
</picture>

## Ranking

F1 × 100, averaged over all sets. "Best on" counts the sets on which a system has the highest ROUGE-1.

{ranking}

The *oracle* sees the reference and greedily picks the sentences that match it best. No selection of whole
sentences scores much higher. *random* is the lower bound.

Without a mean: {unranked}. `sumy-kl` takes minutes for a long document
([performance.md](performance.md#all-methods)), so it did not run on the two sets with the longest ones.
`pytextrank` needs a spaCy model, a separate download that the machine did not have.

## Data sets

Each page has the scores with 95 % intervals, significance, time, memory and failures. The [table of all
systems on all sets](benchmarks/all.md) shows them together.

{sets}

[Models](models.md#gguf-files) compares a small chat model and a writer of titles with `lead` and `auto` on
100 articles, with intervals and unsupported facts.

## How to read the figures

- **Compare figures within one table only.** They depend on the data, the length limit and the references.
- **Titles.** On sets with titles, `auto` and `edmundson` receive them. No other system uses titles.
- **Queries.** QMSum has the query "Summarize the whole meeting." No system receives it, because other
  packages accept none.
- **Age.** The runs are from before summaries were restricted to prose;
  [methods.md](methods.md#how-well-it-does) has the means since then.

`python -m benchmarks leaderboard` writes this page, its charts and the pages of the sets from the files
in [results](results). Every page of a set has the command that made its file.
"""
_ALL = """# All systems on all sets

ROUGE-1 / ROUGE-2 (F1 × 100), and their means over all sets. [Benchmarks](../benchmarks.md) is the short
version. The pages of the sets have lengths, intervals, significance and failures.
"""


@click.command()
def leaderboard() -> None:
    """Rewrite docs/benchmarks.md, its pages and charts from the results in docs/results."""
    try:
        found = find_results(RESULTS)
    except ResultsError as error:
        raise click.ClickException(str(error)) from error
    if not found:
        raise click.UsageError(f"there are no results of runs in {RESULTS}")
    for name, text in pages(found).items():
        (DOCS / name).parent.mkdir(exist_ok=True)
        (DOCS / name).write_text(text, encoding="utf-8")
    write_charts(found, DOCS / "images")
    click.echo(f"{DOCS / 'benchmarks.md'}: {len(found)} sets")


def find_results(folder: Path) -> list[Results]:
    """Return the results of runs in a folder, by name of file; other measurements are left alone.

    Raises:
        ResultsError: a file is no JSON, or of a schema that this version does not read.
    """
    contents = {path: read_json(path) for path in sorted(folder.glob("*.json"))}
    return [read(path) for path, held in contents.items() if isinstance(held, dict) and "schema" in held]


def pages(found: Sequence[Results]) -> dict[str, str]:
    """Return the pages of some results by their path in docs: the short one, all in one table, one a set."""
    ranked = means(found)
    everyone = dict.fromkeys(name for results in found for name in results["systems"])
    short = _PAGE.format(
        best=f"`{next(name for name in ranked if name != 'oracle')}`",
        n_ranked=len(ranked) - ("oracle" in ranked),
        n_sets=len(found),
        ranking=ranking(found),
        unranked=", ".join(f"`{name}`" for name in everyone if name not in ranked) or "none",
        sets=sets(found),
    )
    return {
        "benchmarks.md": short,
        "benchmarks/all.md": f"{_ALL}\n{overview(found)}\n",
        **{f"benchmarks/{results['data']['name']}.md": _page(results) for results in found},
    }


def write_charts(found: Sequence[Results], folder: Path) -> list[Path]:
    """Write the charts of the pages into a folder, and return their paths."""
    ranked = means(found)
    shown = [name for name in ranked if name in _CHARTED or name.startswith(("sumy-", "summa", "lede"))]
    bars = [Bar(name, ranked[name][0], f"{ranked[name][0]:.1f}", name in _CHARTED[2:]) for name in shown]
    paths = write_chart(folder, "rouge", _ROUGE, bars)
    speed = RESULTS / "speed.json"
    times: dict[str, Any] = read_json(speed).get("warm", {}) if speed.exists() else {}
    if times:
        paths += write_chart(folder, "speed", _SPEED, _speed_bars(times))
    return paths


def _speed_bars(times: dict[str, Any]) -> list[Bar]:
    seconds = {name: of["100 KB"]["seconds"] for name, of in times.items() if not name.startswith("floor")}
    return [
        Bar(name, value, f"{1000 * value:,.0f} ms", name.startswith("summarize"))
        for name, value in sorted(seconds.items(), key=lambda item: item[1])
    ]


def _page(results: Results) -> str:
    described = SETS.get(results["data"]["name"])
    failures = markdown.failures(results)
    parts = [
        f"# {markdown.escape(markdown.heading(results))}",
        *([f"The set: {described}. [Benchmarks](../benchmarks.md) has all sets."] if described else []),
        markdown.quality_table(results),
        *markdown.notes(results),
        "## Time and memory",
        *markdown.cost(results),
        *failures,
        "## How to repeat it",
        markdown.provenance(results),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"
