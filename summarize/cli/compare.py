"""Several methods on one text, side by side: ``summarize compare FILE --methods a,b,c``."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass

import click

from summarize.api import make_summarizer
from summarize.cli.ending import WRONG_USE, end, fault_status
from summarize.cli.inputs import Inputs
from summarize.cli.options import length_options
from summarize.document import Document
from summarize.errors import SummarizeError
from summarize.length import Length
from summarize.summarizer import Summarizer
from summarize.summary import Summary
from summarize.text.words import count_words


@dataclass(frozen=True)
class Entry:
    """What one method made of the text, or why it made nothing."""

    name: str
    summary: Summary | None
    reason: str
    seconds: float


@click.command("compare", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", default="-")
@click.option(
    "-m",
    "--methods",
    "listed",
    default="lead,textrank,auto",
    show_default=True,
    help="Methods, with commas; models as model=NAME.",
)
@length_options
def compare(
    file: str,
    listed: str,
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    query: str | None,
    language: str | None,
    encoding: str | None,
) -> None:
    """Summarize one text by several methods, side by side.

    What only one of them chose is in bold; the last line has words and time.
    """
    try:
        summarizers = [
            (name.strip(), _summarizer(name.strip())) for name in listed.split(",") if name.strip()
        ]
        length = Length.of(sentences, words, ratio)
        document = Inputs().read_place(file, encoding=encoding, language=language)
    except SummarizeError as error:
        end(fault_status(error), error)
    if not summarizers:
        end(WRONG_USE, "--methods is empty; name some, such as lead,textrank,auto")
    _show([_entry(name, summarizer, document, length, query) for name, summarizer in summarizers])


def _summarizer(name: str) -> Summarizer:
    if name.startswith("model="):
        return make_summarizer(None, name.removeprefix("model="))
    return make_summarizer(name, None)


def _entry(
    name: str, summarizer: Summarizer, document: Document, length: Length | None, query: str | None
) -> Entry:
    start = time.perf_counter()
    try:
        # Another document of the same text: what a method counts is part of its time.
        summary = summarizer(Document(document.text, document.language), length, query=query)
    except SummarizeError as error:
        return Entry(name, None, str(error), time.perf_counter() - start)
    return Entry(name, summary, "", time.perf_counter() - start)


def _show(entries: list[Entry]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    lines = [entry.summary.splitlines() if entry.summary is not None else [] for entry in entries]
    n_times = Counter(line for of_entry in lines for line in of_entry)
    table = Table(show_footer=True)
    cells = []
    for entry, of_entry in zip(entries, lines, strict=True):
        n_words = sum(map(count_words, of_entry))
        table.add_column(
            entry.name, f"{n_words} words, {entry.seconds * 1e3:,.0f} ms", overflow="fold", ratio=1
        )
        cell = Text("\n\n").join(
            Text(line, style="bold" if n_times[line] == 1 and len(entries) > 1 else "") for line in of_entry
        )
        cells.append(cell if of_entry else Text(entry.reason, style="italic"))
    table.add_row(*cells)
    Console().print(table)
