"""Which wording of the prompt is best for a chat model: ``python -m benchmarks prompts --model M``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean

import click

from benchmarks.data.examples import Example
from benchmarks.data.load import load
from benchmarks.report.markdown import table
from benchmarks.results.statistics import bootstrap_interval
from benchmarks.systems.observed import ObservedEngine, engine_of
from benchmarks.systems.prompts import TODAY, VARIANTS
from summarize import Abstractive, Length, Summary, summarize
from summarize.abstractive.engines.base import Engine
from summarize.abstractive.prompts import Prompt
from summarize.metrics.metric import create_metric
from summarize.text.words import count_words

NEWS = Path(__file__).parents[3] / "shared" / "data" / "cnndm_validation.jsonl"
BASELINES = ("lead", "auto")
Figures = dict[str, list[float]]  # by name, a value for each text
_RUN = 6  # words


@click.command()
@click.option("--model", required=True, help="A chat model: a folder, a hub id, a GGUF file, or smollm2.")
@click.option("--data", default=str(NEWS), help="A data set, as for run; news by default.")
@click.option("--texts", "n_texts", default=100, show_default=True, help="How many texts, both halves.")
@click.option("--longest", default=1500, show_default=True, help="Largest number of tokens of a text.")
@click.option("--words", default=60, show_default=True, help="Largest number of words of a summary.")
@click.option("--shown", default=3, show_default=True, help="How many of the best to show on the other half.")
def prompts(model: str, data: str, n_texts: int, longest: int, words: int, shown: int) -> None:
    """Compare wordings of the prompt: chosen on one half of the texts, shown on the other.

    The even texts choose, by ROUGE-1 + ROUGE-2. The odd ones show the best of them, today's wording, and
    the methods lead and auto. Verbatim is the share of whole sentences of the text, copied that of runs of
    six words.
    """
    engine = engine_of(model)
    if engine.profile.kind != "chat":
        raise click.UsageError(f"{model} is no chat model: its prompt has no wording")
    fitting = (each for each in load(data).examples if len(engine.tokenize(each.document)) <= longest)
    examples = [each for each, _ in zip(fitting, range(n_texts), strict=False)]
    chosen_on, shown_on = examples[0::2], examples[1::2]
    click.echo(f"{model}: {len(chosen_on)} texts to choose on, {len(shown_on)} to show, {words} words\n")
    rows = {}
    for variant in VARIANTS:
        click.echo(f"{variant.name} …", err=True)
        rows[variant.name] = _of_variant(engine, variant, chosen_on, words)
    click.echo(describe(rows) + "\n")
    best = sorted(rows, key=lambda name: -_merit(rows[name]))[:shown]
    final = {}
    for variant in VARIANTS:
        if variant.name in {TODAY, *best}:
            click.echo(f"{variant.name} …", err=True)
            final[variant.name] = _of_variant(engine, variant, shown_on, words)
    for method in BASELINES:
        final[method] = measure(shown_on, partial(extract, method, words))
    click.echo(describe(final))


def measure(examples: Sequence[Example], write: Callable[[Example], Summary]) -> Figures:
    """Return the figures of the summaries of some texts.

    Args:
        examples: the texts, with their references.
        write: gives a summary.
    """
    rouge = create_metric("rouge")
    names = ("ROUGE-1", "ROUGE-2", "ROUGE-L", "words", "facts", "verbatim", "copied")
    figures: Figures = {name: [] for name in names}
    for example in examples:
        summary = write(example)
        lines = [sentence.text for sentence in summary.sentences]
        scores = rouge(lines, example.references, example.document, summary.document.language)
        for name, key in (("ROUGE-1", "rouge1"), ("ROUGE-2", "rouge2"), ("ROUGE-L", "rougeLsum")):
            figures[name].append(100 * scores[f"{key}.f1"])
        source = " ".join(example.document.split())
        figures["words"].append(count_words(str(summary)))
        figures["facts"].append(len(summary.unsupported))
        figures["verbatim"].append(fmean(" ".join(line.split()) in source for line in lines))
        figures["copied"].append(copied_share(str(summary), source))
    return figures


def copied_share(summary: str, source: str) -> float:
    """Return the share of the runs of six words of a summary that its source has, too.

    >>> copied_share("the old mill by the river is open", "We saw the old mill by the river.")
    0.3333333333333333
    """
    words = summary.split()
    runs = [" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]
    return fmean(run in source for run in runs) if runs else 0.0


def describe(rows: dict[str, Figures]) -> str:
    """Return a table of figures, those first that are best by ROUGE-1 + ROUGE-2."""
    head = [
        "",
        "ROUGE-1",
        "ROUGE-2",
        "ROUGE-L",
        "length kept",
        "words",
        "unsupported facts",
        "verbatim",
        "copied",
    ]
    return table(head, [_cells(name, rows[name]) for name in sorted(rows, key=lambda n: -_merit(rows[n]))])


def _cells(name: str, figures: Figures) -> list[str]:
    interval = bootstrap_interval(figures["ROUGE-1"])
    kept = f"{100 * fmean(figures['kept']):.0f} %" if "kept" in figures else "–"
    return [
        name,
        f"{interval.mean:.1f} ({interval.low:.1f}–{interval.high:.1f})",
        *(f"{fmean(figures[each]):.1f}" for each in ("ROUGE-2", "ROUGE-L")),
        kept,
        f"{fmean(figures['words']):.0f}",
        f"{fmean(figures['facts']):.2f}",
        *(f"{100 * fmean(figures[each]):.0f} %" for each in ("verbatim", "copied")),
    ]


def _merit(figures: Figures) -> float:
    return fmean(figures["ROUGE-1"]) + fmean(figures["ROUGE-2"])


def _of_variant(
    engine: Engine, variant: Callable[[Prompt], Prompt], examples: Sequence[Example], words: int
) -> Figures:
    observed = ObservedEngine(engine, reword=variant)
    texts = [example.document for example in examples]
    summaries = iter(Abstractive(observed).batch(texts, Length(words=words)))
    figures = measure(examples, lambda _: next(summaries))
    # What the model wrote before it was cut to the length; a second try of a text counts, too.
    figures["kept"] = [count_words(each.text) <= words and each.is_finished for each in observed.outputs]
    return figures


def extract(method: str, words: int, example: Example) -> Summary:
    """Return the summary of a text by an extractive method."""
    return summarize(example.document, method, words=words)
