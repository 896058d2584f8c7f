"""What was asked for, one document after the other, on standard output."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.cli.exit_status import COULD_NOT, FAULTS_OF_A_DOCUMENT, WRONG_USE, end, report
from summarize.cli.inputs import Inputs
from summarize.cli.printing import Printer
from summarize.document import Document
from summarize.errors import ReadError, SummarizeError
from summarize.length import Length
from summarize.progress import track
from summarize.readers import Item
from summarize.summarizer import Summarizer
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
    """

    summarizer: Summarizer
    length: Length | None
    query: str | None
    keywords: int | None


def print_results(inputs: Inputs, request: Request, style: str) -> int:
    """Print the result of each document, or why there is none; return the exit status."""
    names: deque[str] = deque()
    items: Iterable[Item] = inputs.items
    if request.summarizer.batches_documents and sys.stderr is not None and sys.stderr.isatty():
        items = list(items)  # a bar has to know how many there are
    # map, unlike a generator, goes on after an error
    documents = map(lambda item: _read(item, inputs, names), items)  # noqa: C417
    results: Iterator[Summary | KeywordList]
    if request.keywords is not None:
        from summarize.cli.keywords import KeywordList  # brings in all that finds phrases

        n = request.keywords
        results = map(lambda document: KeywordList.of(document, n), documents)  # noqa: C417
    else:
        results = request.summarizer.batch(documents, request.length, query=request.query)
    if isinstance(items, list) and len(items) > 1:
        results = track(results, len(items))
    printer, status = Printer(style), 0
    while True:
        try:
            result = next(results)
        except StopIteration:
            break
        except FAULTS_OF_A_DOCUMENT as error:
            name = names.popleft()
            shown = "standard input" if name == "-" else name
            report(error if isinstance(error, ReadError) else f"{shown}: {error}")
            status = COULD_NOT
        except SummarizeError as error:
            end(WRONG_USE, error)
        else:
            printer.print(result, names.popleft())
    printer.close()
    return status


def _read(item: Item, inputs: Inputs, names: deque[str]) -> Document:
    names.append(item.id)
    return inputs.read(item)
