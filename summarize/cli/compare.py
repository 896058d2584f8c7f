"""Several methods on one text, side by side: ``summarize compare FILE --methods a,b,c``."""

from __future__ import annotations

import time
from collections import Counter
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from summarize.api import make_summarizer
from summarize.cli.exit_status import COULD_NOT, WRONG_USE, end, fault_status
from summarize.cli.inputs import Inputs, named_or_piped
from summarize.cli.options import Subcommand, complete_file, length_options, text_column_option
from summarize.cli.printing import writing
from summarize.cli.table_row import TableRow
from summarize.document import Document
from summarize.errors import SummarizeError
from summarize.length import Length
from summarize.readers import find_items
from summarize.specs import MODEL, Spec, split_specs
from summarize.summarizer import Summarizer
from summarize.terminal import harmless
from summarize.text.lines import Lines
from summarize.text.words import count_words

if TYPE_CHECKING:
    from rich.table import Table

_NARROWEST_COLUMN = 24


@dataclass(frozen=True)
class Entry:
    """What one method made of the text, or why it made nothing; or what a person made of it."""

    name: str
    lines: list[str]
    reason: str = ""
    seconds: float | None = None


@click.command("compare", cls=Subcommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", metavar="[FILE]", required=False, shell_complete=complete_file)
@click.option(
    "-m",
    "--methods",
    "listed",
    default="lead,textrank,auto",
    show_default=True,
    help="Methods and models, such as lead,textrank:damping=0.9,model=NAME:strategy=refine.",
)
@length_options
@text_column_option
def compare(
    file: str | None,
    listed: str,
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    query: str | None,
    language: str | None,
    lines: Lines | None,
    encoding: str | None,
    text_column: str | None,
) -> None:
    """Summarize one text by several methods, side by side.

    FILE: a document, or a row of a table: news.csv:document=body,summary=gold,row=7.
    What only one of them chose is in bold; the last line has words and time. Exit status:
    1 if the text cannot be read, or no method could do it.
    """
    try:
        summarizers = [(text, _summarizer(text)) for text in split_specs(listed, (MODEL,))]
        length = Length.of(sentences, words, ratio)
        row = None if file is None else TableRow.parse(file)
        named = named_or_piped(() if file is None else (file,))
        items = find_items(named, encoding=encoding, text_column=text_column)
        inputs = Inputs(items, language, lines or "auto")
        document = (
            inputs.read_one("compare", f"name a file, or a row: {file or '-'}:row=1")
            if row is None
            else inputs.read(row.item(encoding, text_column))
        )
        reference = None if row is None else row.reference(encoding)
    except SummarizeError as error:
        end(fault_status(error), error)
    if not summarizers:
        end(WRONG_USE, "--methods is empty; name some, such as lead,textrank,auto")
    _ = document.terms  # loads what all methods need, so that the first is not charged with it
    entries = [_entry(name, summarizer, document, length, query) for name, summarizer in summarizers]
    _show(entries, reference)
    raise SystemExit(0 if any(entry.lines for entry in entries) else COULD_NOT)


def _summarizer(text: str) -> Summarizer:
    spec = Spec.parse(text)
    return make_summarizer(None if spec.model else spec.name, spec.model, **spec.options)


def _entry(
    name: str, summarizer: Summarizer, document: Document, length: Length | None, query: str | None
) -> Entry:
    start = time.perf_counter()
    try:
        summary = summarizer(copy(document), length, query=query)  # what a method counts is part of its time
    except SummarizeError as error:
        return Entry(name, [], str(error), time.perf_counter() - start)
    return Entry(name, harmless(summary).splitlines(), "", time.perf_counter() - start)


def _show(entries: list[Entry], reference: str | None) -> None:
    from rich.console import Console

    n_times = Counter(line for entry in entries for line in entry.lines)
    only_one = {line for line, n in n_times.items() if n == 1 and len(entries) > 1}
    if reference is not None:
        lines = [line for line in harmless(reference).splitlines() if line.strip()]
        entries = [Entry("reference", lines), *entries]
    with writing():
        console = Console()
        n_beside = max(1, console.width // _NARROWEST_COLUMN)
        for first in range(0, len(entries), n_beside):
            console.print(_table(entries[first : first + n_beside], only_one))


def _table(entries: list[Entry], only_one: set[str]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(show_footer=True)
    cells = []
    for entry in entries:
        n_words = sum(map(count_words, entry.lines))
        took = "" if entry.seconds is None else f", {entry.seconds * 1e3:,.0f} ms"
        measured = Text(f"{n_words} word{'' if n_words == 1 else 's'}{took}")
        table.add_column(Text(entry.name), measured, overflow="fold", ratio=1)
        cell = Text("\n\n").join(Text(line, style="bold" if line in only_one else "") for line in entry.lines)
        cells.append(cell if entry.lines else Text(harmless(entry.reason), style="italic"))
    table.add_row(*cells)
    return table
