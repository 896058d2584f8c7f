"""How many planted faults a check finds: ``python -m benchmarks perturb --data news.jsonl --language en``."""

from __future__ import annotations

from time import process_time

import click

from benchmarks.data.examples import DataError, Example
from benchmarks.data.load import load
from benchmarks.data.perturbations import KINDS, LANGUAGES, plant
from benchmarks.report.markdown import escape, table
from summarize import Check, SummarizeError, check


@click.command()
@click.option("--data", "names", multiple=True, required=True, help="A data set, as of run; repeatable.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Of all sets that do not tell it.",
)
@click.option("--limit", type=click.IntRange(1), help="Only the first N documents of each set.")
@click.option("--show", is_flag=True, help="Also list the faults that are not found.")
def perturb(names: tuple[str, ...], language: str, limit: int | None, show: bool) -> None:
    """Plant faults in the summaries that people wrote, and count which ones check() finds.

    Each fault is alone in its summary: a number, number word, month, name, first name, unit, currency
    or quotation of the source is replaced by one that the source does not have. The last rows count
    untouched summaries with any unsupported fact (people, too, write what the source does not say), and
    tell the CPU time of a check.
    """
    rows, missed = [], []
    try:
        for name in names:
            data = load(name)
            examples = data.examples[:limit]
            for kind in KINDS:
                tried = [each for each in (_try(kind, example, language) for example in examples) if each]
                found = sum(is_found for is_found, _ in tried)
                missed += [f"{kind}: {text}" for is_found, text in tried if not is_found]
                rows.append([escape(data.name), kind, *_share(found, len(tried))])
            start = process_time()
            flagged = [bool(_check(each, each.references[0], language).unsupported) for each in examples]
            milliseconds = 1000 * (process_time() - start) / max(1, len(examples))
            rows.append([escape(data.name), "untouched, flagged", *_share(sum(flagged), len(flagged))])
            rows.append(
                [escape(data.name), "CPU time of a check", f"{milliseconds:.1f} ms", str(len(flagged))]
            )
    except (DataError, SummarizeError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(table(["set", "what", "share", "of"], rows))
    if show:
        click.echo("\n".join(["", *missed]))


def _try(kind: str, example: Example, language: str) -> tuple[bool, str] | None:
    """Return whether a planted fault is found, and the fault; None if none can be planted."""
    code = example.language or language
    planted = plant(kind, example.references[0], example.document, code) if code in LANGUAGES else None
    if planted is None:
        return None
    found = _check(example, planted.text, language).unsupported
    is_found = any(fact.start < planted.end and planted.start < fact.end for fact in found)
    return is_found, " ".join(planted.text[max(0, planted.start - 40) : planted.end + 20].split())


def _check(example: Example, summary: str, language: str) -> Check:
    return check(summary, example.document, example.language or language)


def _share(count: int, total: int) -> list[str]:
    return [f"{count / total:.1%}" if total else "–", f"{total:,}"]
