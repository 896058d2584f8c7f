"""Where sentences end, ours beside sentencex: ``python -m benchmarks sentences de_gsd-ud-test.conllu``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.data.examples import DataError
from benchmarks.data.treebanks import SplitText, read_split_texts
from benchmarks.report.markdown import escape, table
from summarize import Document, SummarizeError
from summarize.text.languages import language_code


class Counts(NamedTuple):
    """What came of splitting some texts.

    Attributes:
        n_right: ends inside a text that are found, and are ends.
        n_found: ends that are found.
        n_true: ends that there are.
        n_whole: texts of which each end is right.
    """

    n_right: int
    n_found: int
    n_true: int
    n_whole: int


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--language", help="Of all texts; the name of the file before _, if not given.")
def sentences(files: tuple[Path, ...], language: str | None) -> None:
    """Measure sentence ends on FILES: treebanks (.conllu) or cases (.json).

    A case is an object with text, sentences and language. Counts the ends inside paragraphs; the last one
    of each is no question.
    """
    rows = []
    try:
        code = None if language is None else language_code(language)
        for path in files:
            texts = read_split_texts(path, code)
            for name, split in (("summarize", _ours), ("sentencex", _sentencex)):
                rows.append([escape(path.stem), name, *_cells(count_ends(texts, split), len(texts))])
    except (DataError, SummarizeError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(table(["file", "splitter", "precision", "recall", "F1", "ends", "texts all right"], rows))


def count_ends(texts: Iterable[SplitText], split: Callable[[str, str], Sequence[str]]) -> Counts:
    """Compare the ends that a splitter finds with those there are.

    Args:
        texts: with their sentences.
        split: from a text and its language to its sentences.
    """
    counts = Counts(0, 0, 0, 0)
    for text in texts:
        found, true = _ends(split(text.text, text.language)), _ends(text.sentences)
        of_text = Counts(len(found & true), len(found), len(true), int(found == true))
        counts = Counts(*map(sum, zip(counts, of_text, strict=True)))
    return counts


def _ends(sentences: Iterable[str]) -> set[int]:
    """Return how many characters that are no white space stand before each end but the last."""
    lengths = [len("".join(sentence.split())) for sentence in sentences]
    ends = list(accumulate(length for length in lengths if length))
    return set(ends[:-1])


def _ours(text: str, language: str) -> list[str]:
    return [sentence.text for sentence in Document(text, language).sentences]


def _sentencex(text: str, language: str) -> list[str]:
    import sentencex

    return list(sentencex.segment(language, text))


def _cells(counts: Counts, n_texts: int) -> list[str]:
    precision = counts.n_right / max(counts.n_found, 1)
    recall = counts.n_right / max(counts.n_true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-12)
    figures = [f"{100 * figure:.2f}" for figure in (precision, recall, f1)]
    return [*figures, f"{counts.n_true:,}", f"{counts.n_whole:,} of {n_texts:,}"]
