"""Which strategy is best for long texts: ``python -m benchmarks strategies --model M --data FILE``."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from statistics import fmean

import click

from benchmarks.commands.prompts import Figures, extract, measure
from benchmarks.data.examples import Example
from benchmarks.data.load import load
from benchmarks.report.markdown import table
from benchmarks.results.statistics import bootstrap_interval
from benchmarks.systems.observed import ObservedEngine, engine_of
from summarize import Abstractive, Length

PAPERS = Path(__file__).parents[3] / "shared" / "data" / "sumpubmed_sample.jsonl"
STRATEGIES = ("hierarchical", "refine", "extract", "truncate")
BASELINES = ("lead", "auto")


@click.command()
@click.option("--model", required=True, help="A model: a folder, a hub id, a GGUF file, or smollm2.")
@click.option("--data", default=str(PAPERS), help="A data set, as for run; biomedical papers by default.")
@click.option("--texts", "n_texts", default=20, show_default=True, help="How many texts.")
@click.option("--words", default=150, show_default=True, help="Largest number of words of a summary.")
@click.option("--window", default=2048, show_default=True, help="Tokens that the model reads at a time.")
@click.option("--longest", default=12_000, show_default=True, help="Largest number of tokens of a text.")
@click.option("--strategies", "names", default=",".join(STRATEGIES), show_default=True, help="Which.")
def strategies(
    model: str, data: str, n_texts: int, words: int, window: int, longest: int, names: str
) -> None:
    """Compare strategies on texts that a window does not hold."""
    engine = engine_of(model)
    sized = ((each, len(engine.tokenize(each.document))) for each in load(data).examples)
    fitting = (each for each, n_tokens in sized if window < n_tokens <= longest)
    examples = [each for each, _ in zip(fitting, range(n_texts), strict=False)]
    if not examples:
        raise click.UsageError(f"no text of {data} has more than {window} and at most {longest} tokens")
    tokens = [len(engine.tokenize(each.document)) for each in examples]
    click.echo(
        f"{model}: {len(examples)} texts of {min(tokens):,} to {max(tokens):,} tokens, a window of "
        f"{window:,}, {words} words\n"
    )
    rows = [_row(name, ObservedEngine(engine, window), examples, words) for name in names.split(",")]
    for method in BASELINES:
        figures = measure(examples, partial(extract, method, words))
        rows.append([method, *_cells(figures), "100 %" if method != "lead" else "–", "–", "–", "–"])
    head = [
        "",
        "ROUGE-1",
        "ROUGE-2",
        "ROUGE-L",
        "words",
        "unsupported facts",
        "read",
        "inputs",
        "tokens",
        "CPU",
    ]
    click.echo(table(head, rows))


def _row(name: str, engine: ObservedEngine, examples: list[Example], words: int) -> list[str]:
    click.echo(f"{name} …", err=True)
    start = time.process_time()
    texts = [example.document for example in examples]
    summaries = list(Abstractive(engine, strategy=name).batch(texts, Length(words=words)))
    seconds = (time.process_time() - start) / len(examples)
    in_turn = iter(summaries)
    figures = measure(examples, lambda _: next(in_turn))
    coverage = fmean(summary.coverage for summary in summaries)
    n = len(examples)
    cost = [f"{engine.n_requests / n:.1f}", f"{engine.n_read / n:,.0f}", f"{seconds:.1f} s"]
    return [name, *_cells(figures), f"{100 * coverage:.0f} %", *cost]


def _cells(figures: Figures) -> list[str]:
    interval = bootstrap_interval(figures["ROUGE-1"])
    return [
        f"{interval.mean:.1f} ({interval.low:.1f}–{interval.high:.1f})",
        *(f"{fmean(figures[each]):.1f}" for each in ("ROUGE-2", "ROUGE-L")),
        f"{fmean(figures['words']):.0f}",
        f"{fmean(figures['facts']):.2f}",
    ]
