"""Summaries on standard output while a model writes them, one document after the other."""

from __future__ import annotations

import sys
from itertools import chain, islice

from summarize.cli.exit_status import COULD_NOT, FAULTS_OF_A_DOCUMENT, WRONG_USE, end, report
from summarize.cli.inputs import Inputs
from summarize.cli.printing import shown, title_line, write_piece
from summarize.cli.results import Request
from summarize.document import Document
from summarize.errors import ReadError, SummarizeError
from summarize.streaming import SummaryStream, stream_events
from summarize.summary import Summary
from summarize.terminal import harmless

_LONGEST_REST = 200  # characters of what the summary leaves out of what was written


def print_live(inputs: Inputs, request: Request) -> int:
    """Write each summary piece by piece, or why there is none; return the exit status.

    Standard error gets what the model wrote and the summary leaves out.
    """
    remaining = iter(inputs.items)
    found = list(islice(remaining, 2))
    names_each, status, parting = len(found) > 1, 0, ""
    for item in chain(found, remaining):
        name = shown(item.id)
        try:
            document = inputs.read(item)
            if names_each:
                write_piece(harmless(f"{parting}{title_line(item.id)}\n"))
                parting = "\n"
            _print_one(document, request, name)
        except FAULTS_OF_A_DOCUMENT as error:
            report(error if isinstance(error, ReadError) else f"{name}: {error}")
            status = COULD_NOT
        except SummarizeError as error:
            end(WRONG_USE, error)
    return status


def _print_one(document: Document, request: Request, name: str) -> None:
    events = stream_events(request.summarizer, document, request.length, request.query)
    written: list[str] = []
    with SummaryStream(events, _show_progress) as stream:
        try:
            for piece in stream:
                if not written:
                    _clear_progress()
                write_piece(harmless(piece))
                written.append(piece)
        finally:
            if written:
                write_piece("\n")
            else:
                _clear_progress()
        if (rest := _left_out("".join(written), stream.summary)) is not None:
            report(f"{name}: the summary leaves out what is unfinished or beyond the length: {rest}")


def _left_out(written: str, summary: Summary) -> str | None:
    """Return what was written and is not in the summary, None if it is all there.

    >>> from summarize import ScriptedEngine, summarize
    >>> summary = summarize("It rained. It snowed.", model=ScriptedEngine(["It rained. It snowed."]), words=2)
    >>> _left_out("It rained. It snowed.", summary)
    'It snowed.'
    """
    whole, kept = " ".join(written.split()), " ".join(summary.split())
    if whole == kept:
        return None
    rest = whole.removeprefix(kept).strip()
    return rest if len(rest) <= _LONGEST_REST else f"{rest[:_LONGEST_REST]}…"


def _show_progress(n_read: int, n_parts: int) -> None:
    if sys.stderr is not None and sys.stderr.isatty() and n_parts > 1:
        print(f"\rreading part {min(n_read + 1, n_parts):,} of {n_parts:,} ", end="", file=sys.stderr)


def _clear_progress() -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
