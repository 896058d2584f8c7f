"""Whether our ROUGE is rouge-score's, and how much faster: ``python -m benchmarks rouge``."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import click
import numpy as np

from benchmarks.data.examples import DataError, Example
from benchmarks.data.load import load
from benchmarks.results.statistics import bootstrap_intervals
from summarize import Document, InvalidValueError, Length
from summarize.metrics.rouge_scores import VARIANTS, rouge
from summarize.registry import create, methods

DATA = Path(__file__).parents[3] / "shared" / "data"
LENGTHS = (Length(sentences=1), Length(sentences=3), Length(words=100))
N_DOCUMENTS = 10  # of each set: rouge-score takes 2 to 50 ms a pair
CNN_DM = "cnndm_validation.jsonl"
N_PAIRS = 11_490  # the test set of CNN/DM
Pair = tuple[str, str]  # summary, reference


@click.command("rouge")
@click.option("--data", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=DATA)
def compare_rouge(folder: Path) -> None:
    """Compare our ROUGE with Google's rouge-score: every figure on all data sets, and the time.

    The summaries are those of every method at several lengths, and one that a person wrote of another
    document; they are compared with each reference, and with all of a document.
    """
    comparison, read = Comparison(), []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            examples = load(str(path)).examples
        except DataError as error:
            click.echo(f"- not read: {error}")
            continue
        sample = examples[:N_DOCUMENTS]
        for summary, references in _cases(sample):
            comparison.add(summary, references)
        read.append(f"{path.stem} ({len(sample)} of {len(examples)} documents)")
        click.echo(f"{path.name} …", err=True)
    click.echo(f"- sets: {', '.join(read) or 'none'}")
    click.echo(f"- summaries: {', '.join(methods())}, and another document's reference")
    click.echo("\n".join(comparison.report()))
    try:
        pairs = list(islice(cycle(_timed_pairs(folder / CNN_DM)), N_PAIRS))
    except DataError as error:
        click.echo(f"- the time is not taken: {error}")
        return
    ours_seconds, theirs_seconds = _time_ours(pairs), _time_theirs(pairs)
    click.echo(
        f"- {N_PAIRS:,} pairs of the size of CNN/DM, four variants with intervals: {ours_seconds:.1f} s, "
        f"rouge-score "
        f"with its aggregator {theirs_seconds:.1f} s: **{theirs_seconds / ours_seconds:.1f} × faster**"
    )


@dataclass
class Comparison:
    """What the two programs gave so far, with stems and without.

    Attributes:
        largest: the largest difference of two figures.
        n_figures: how many were compared.
        n_cases: how many times both scored a summary.
        n_several: how many of these had several references.
        n_refused: how many times ours refused a reference, for which rouge-score gives 0.
    """

    largest: float = 0.0
    n_figures: int = 0
    n_cases: int = 0
    n_several: int = 0
    n_refused: int = 0

    def add(self, summary: str, references: Sequence[str]) -> None:
        """Let both score a summary."""
        for stemming in (False, True):
            try:
                ours = rouge(summary, references, stemming=stemming)
            except InvalidValueError:  # no word that its tokenizer sees
                self.n_refused += 1
                continue
            theirs = _scorer(stemming).score_multi(references, summary)
            differences = [
                abs(mine - other)
                for variant in VARIANTS
                for mine, other in zip(
                    ours[variant],
                    (theirs[variant].precision, theirs[variant].recall, theirs[variant].fmeasure),
                    strict=True,
                )
            ]
            self.largest = max(self.largest, *differences)
            self.n_figures += len(differences)
            self.n_cases += 1
            self.n_several += len(references) > 1

    def report(self) -> list[str]:
        """Return the lines to print."""
        return [
            f"- largest difference from rouge-score 0.1.2: **{self.largest:.1e}**, in {self.n_figures:,} "
            f"figures: {self.n_cases:,} times a summary was scored, with and without stems; "
            f"{self.n_several:,} of them against several references",
            f"- references without a word that its tokenizer sees, refused by ours: {self.n_refused:,} times",
        ]


def _cases(examples: Sequence[Example]) -> Iterator[tuple[str, list[str]]]:
    """Return each summary of each document with each reference alone, and with all."""
    written = examples[-1].references[-1]
    for example in examples:
        references = [_in_lines(reference) for reference in example.references]
        for summary in _summaries(Document(example.document, example.language), written):
            yield from ((summary, [reference]) for reference in references)
            if len(references) > 1:
                yield summary, references
        written = example.references[0]  # for the next one; as it stands, so that lines differ too


def _summaries(document: Document, written: str) -> list[str]:
    """Return what the methods give at all lengths, a sentence a line, each text once, and one more."""
    given = (str(create(name)(document, length)) for name in methods() for length in LENGTHS)
    return list(dict.fromkeys([*given, written]))


def _timed_pairs(path: Path) -> Iterator[Pair]:
    """Return a summary and a reference, in each a sentence a line, of each document by two methods."""
    for example in load(str(path)).examples:
        document, reference = Document(example.document), _in_lines(example.references[0])
        for name in ("lead", "textrank"):  # whatever is registered: the time stays comparable
            yield str(create(name)(document, Length(sentences=3))), reference


def _in_lines(text: str) -> str:
    return "\n".join(sentence.text for sentence in Document(text).sentences)


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
