"""How well measures of support agree with people: ``python -m benchmarks agreement --data judged.jsonl``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.data.examples import DataError
from benchmarks.data.judgements import Judged, read_judged
from benchmarks.report.markdown import escape, table
from benchmarks.results.agreement import Estimate
from benchmarks.results.agreement import agreement as agree
from summarize import Document, SummarizeError, check
from summarize.metrics import Metric, create_metric
from summarize.text.languages import language_code

_NO_VERDICT = 0.5
_HALVES = {"all": slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2)}


@click.command()
@click.option(
    "--data",
    "files",
    multiple=True,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON Lines: document, sentences (text, supported, raters); repeatable.",
)
@click.option("--metric", "names", multiple=True, help="Also this metric, against the source.")
@click.option("--model", help="Also the entailment by this model, as check(model=…) has it.")
@click.option("--limit", type=click.IntRange(1), help="Only the first N documents of each file.")
@click.option("--half", type=click.Choice(list(_HALVES)), default="all", help="Only every second document.")
@click.option("--language", default="en", show_default=True, help="Of all texts.")
@click.option("--resamples", default=1000, show_default=True, type=click.IntRange(1), help="Bootstrap.")
def agreement(
    files: tuple[Path, ...],
    names: tuple[str, ...],
    model: str | None,
    limit: int | None,
    half: str,
    language: str,
    resamples: int,
) -> None:
    """Compare measures with the judgements of people.

    AUROC is of sentences, against the majority of the raters. Pearson and Spearman are of summaries: the
    means over their sentences. Intervals are 95 % bootstrap intervals over documents.
    """
    rows = []
    try:
        code = language_code(language)
        metrics = [create_metric(name) for name in names]
        for path in files:
            judged = read_judged(path)[_HALVES[half]][:limit]
            people = [each.is_supported for each in judged]
            for name, measured in _measured(judged, metrics, code, model).items():
                found = agree(people, measured, n_resamples=resamples)
                rows.append([escape(path.stem), escape(name), *map(_cell, found)])
    except (DataError, SummarizeError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(table(["file", "measure", "AUROC", "Pearson", "Spearman"], rows))


def _measured(
    judged: list[Judged], metrics: list[Metric], language: str, model: str | None
) -> dict[str, list[list[float]]]:
    """Return by measure its value of each sentence of each summary."""
    found: dict[str, list[list[float]]] = {}
    for each in judged:
        source = Document(each.document, language)
        of_summary: dict[str, list[float]] = {}
        for sentence in each.sentences:
            for name, value in _values(sentence, source, metrics, model):
                of_summary.setdefault(name, []).append(value)
        for name, values in of_summary.items():
            found.setdefault(name, []).append(values)
    return found


def _values(
    sentence: str, source: Document, metrics: list[Metric], model: str | None
) -> Iterator[tuple[str, float]]:
    checked = check(sentence, source, model=model)
    yield "support", checked.support
    if model is not None:
        entailment = _NO_VERDICT if checked.entailment is None else checked.entailment
        yield "entailment", entailment
        yield "support and entailment", (checked.support + entailment) / 2
    yield "unsupported (fewer)", -float(len(checked.unsupported))

    def _measure(metric: Metric) -> dict[str, float]:
        return metric([sentence], [source.text], source.text, source.language)

    yield "ROUGE-2 precision", _measure(create_metric("rouge"))["rouge2.precision"]
    yield "novel bigrams (fewer)", -_measure(create_metric("novelty"))["novelty.2"]
    for metric in metrics:
        yield from _measure(metric).items()


def _cell(estimate: Estimate) -> str:
    return f"{estimate.value:.3f} ({estimate.low:.2f} to {estimate.high:.2f})"
