"""What was asked for, one document after the other, on standard output."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.cli.exit_status import COULD_NOT, FAULTS_OF_A_DOCUMENT, WRONG_USE, end, report
from summarize.cli.inputs import Inputs
from summarize.cli.printing import Destination, Printer, shown
from summarize.document import Document
from summarize.errors import ReadError, SummarizeError
from summarize.length import Length
from summarize.progress import track
from summarize.readers import Item
from summarize.summarizer import Summarizer, map_past_errors
from summarize.summary import Summary

if TYPE_CHECKING:
    from summarize.cli.keywords import KeywordList


@dataclass(frozen=True)
class Request:
    """What is to be made of each document.

    Attributes:
        summarizer: what summarizes.
        length: how long; the default of the method if None.
        query: what to stay close to.
        keywords: how many keywords to find instead; a summary if None.
        cite: whether to list the passages that support each sentence.
    """

    summarizer: Summarizer
    length: Length | None
    query: str | None
    keywords: int | None
    cite: bool = False


def print_results(
    inputs: Inputs, request: Request, style: str, output: Path | None = None, overwrite: bool = False
) -> int:
    """Write the result of each document, or why there is none; return the exit status.

    Args:
        inputs: what is read.
        request: what is made of it.
        style: one of the formats.
        output: the file to write to; standard output if None.
        overwrite: whether to replace a file that is there.

    Raises:
        InvalidValueError: the file is there.
    """
    destination = Destination(output, overwrite)
    names: deque[str] = deque()
    remaining = iter(inputs.items)
    found = list(islice(remaining, 2))
    names_each = len(found) > 1
    n_items = None
    if names_each and request.summarizer.batches_documents and _has_terminal():
        found += remaining  # a bar has to know how many there are
        n_items = len(found)
    documents = map_past_errors(lambda item: _read(item, inputs, names), chain(found, remaining))
    results: Iterator[Summary | KeywordList]
    if request.keywords is not None:
        from summarize.cli.keywords import KeywordList  # brings in all that finds phrases

        n = request.keywords
        results = map_past_errors(lambda document: KeywordList.of(document, n), documents)
    else:
        results = request.summarizer.batch(documents, request.length, query=request.query)
    if n_items is not None:
        results = track(results, n_items)
    printer, status = Printer(style, destination, names_each, cite=request.cite), 0
    while True:
        try:
            result = next(results)
        except StopIteration:
            break
        except FAULTS_OF_A_DOCUMENT as error:
            name = names.popleft()
            report(error if isinstance(error, ReadError) else f"{shown(name)}: {error}")
            status = COULD_NOT
        except SummarizeError as error:
            end(WRONG_USE, error)
        else:
            printer.print(result, names.popleft())
    printer.close()
    return status


def _has_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _read(item: Item, inputs: Inputs, names: deque[str]) -> Document:
    names.append(item.id)
    return inputs.read(item)
