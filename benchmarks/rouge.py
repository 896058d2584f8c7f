"""Whether our ROUGE is rouge-score's, and how much faster: ``python -m benchmarks rouge``."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import click
import numpy as np

from benchmarks.data.examples import DataError
from benchmarks.data.load import load
from benchmarks.statistics import bootstrap_intervals
from summarize import Document, InvalidValueError, Length
from summarize.metrics.rouge import VARIANTS, rouge
from summarize.registry import create

DATA = Path(__file__).parents[2] / "shared" / "data"
METHODS = ("lead", "textrank")
CNN_DM = "cnndm_validation.jsonl"
N_PAIRS = 11_490  # the test set of CNN/DM
Pair = tuple[str, str]  # summary, reference


@click.command("rouge")
@click.option("--data", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=DATA)
def compare_rouge(folder: Path) -> None:
    """Compare our ROUGE with Google's rouge-score: every figure on all data sets, and the time."""
    largest, n_figures, refused = 0.0, 0, 0
    for path in sorted(folder.glob("*.jsonl")):
        for summary, reference in _pairs(path):
            for stemming in (False, True):
                try:
                    ours = rouge(summary, reference, stemming=stemming)
                except InvalidValueError:  # no word that its tokenizer sees: rouge-score gives 0 for all
                    refused += 1
                    continue
                theirs = _scorer(stemming).score(reference, summary)
                differences = [
                    abs(mine - other)
                    for variant in VARIANTS
                    for mine, other in zip(
                        ours[variant],
                        (theirs[variant].precision, theirs[variant].recall, theirs[variant].fmeasure),
                        strict=True,
                    )
                ]
                largest, n_figures = max(largest, *differences), n_figures + len(differences)
        click.echo(f"{path.name} …", err=True)
    click.echo(f"- largest difference from rouge-score 0.1.2: **{largest:.1e}**, in {n_figures:,} figures")
    click.echo(f"- pairs without a word that its tokenizer sees, refused by ours: {refused}")
    pairs = list(islice(cycle(_pairs(folder / CNN_DM)), N_PAIRS))
    ours_seconds, theirs_seconds = _time_ours(pairs), _time_theirs(pairs)
    click.echo(
        f"- {N_PAIRS:,} pairs of the size of CNN/DM, four variants with intervals: {ours_seconds:.1f} s, "
        f"rouge-score "
        f"with its aggregator {theirs_seconds:.1f} s: **{theirs_seconds / ours_seconds:.1f} × faster**"
    )


def _pairs(path: Path) -> Iterator[Pair]:
    """Return a summary and a reference, in each a sentence a line, of each document by each method."""
    try:
        examples = load(str(path)).examples
    except DataError:
        return
    for example in examples:
        document = Document(example.document)
        reference = "\n".join(sentence.text for sentence in Document(example.references[0]).sentences)
        for name in METHODS:
            yield str(create(name)(document, Length(sentences=3))), reference


def _scorer(stemming: bool) -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    if stemming not in _SCORERS:
        _SCORERS[stemming] = RougeScorer(list(VARIANTS), use_stemmer=stemming)
    return _SCORERS[stemming]


_SCORERS: dict[bool, Any] = {}


def _time_ours(pairs: list[Pair]) -> float:
    start = time.perf_counter()
    scores = [rouge(summary, reference) for summary, reference in pairs]
    figures = np.array([[figure for variant in VARIANTS for figure in score[variant]] for score in scores])
    bootstrap_intervals(list(figures.T))
    return time.perf_counter() - start


def _time_theirs(pairs: list[Pair]) -> float:
    from rouge_score.scoring import BootstrapAggregator

    scorer, aggregator = _scorer(False), BootstrapAggregator()
    start = time.perf_counter()
    for summary, reference in pairs:
        aggregator.add_scores(scorer.score(reference, summary))
    aggregator.aggregate()
    return time.perf_counter() - start
