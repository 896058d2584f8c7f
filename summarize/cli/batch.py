"""Many documents into one file, from the command line."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from summarize.batch.run import BatchResult, summarize_to_file
from summarize.cli.exit_status import COULD_NOT, WRONG_USE, end, report
from summarize.cli.inputs import Inputs
from summarize.cli.results import Request
from summarize.errors import ModelError

_INTERRUPTED = 130


def write_output(
    inputs: Inputs,
    request: Request,
    output: Path,
    *,
    workers: int | None,
    timeout: float | None,
    overwrite: bool | None,
    retry_failed: bool | None,
    update: bool | None,
) -> int:
    """Write a record for each document, report how it went, and return the exit status."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what is done is to be on the disk
    before = _state(output)
    try:
        result = summarize_to_file(
            inputs.items,
            output,
            request.summarizer,
            request.length,
            query=request.query,
            language=inputs.language,
            lines=inputs.lines,
            workers=workers or 1,
            timeout=timeout,
            overwrite=bool(overwrite),
            retry_failed=bool(retry_failed),
            update=bool(update),
            progress=sys.stderr is not None and sys.stderr.isatty(),
            read=inputs.read_place,
        )
    except KeyboardInterrupt:
        end(_INTERRUPTED, f"interrupted; {_way_on(output, overwrite)}")
    except ModelError as error:  # a server that has gone away, say
        is_begun = _state(output) not in (None, before)
        end(WRONG_USE, f"{error}; {_way_on(output, overwrite)}" if is_begun else error)
    _report(result, output, update)
    return COULD_NOT if result.n_failed else 0


def _report(result: BatchResult, output: Path, update: bool | None) -> None:
    """Report what failed, what has changed, and what of earlier runs is in the file."""
    for failure in result.failures:
        report(failure)
    n_more = result.n_failed - len(result.failures)
    if n_more > 0:
        report(f"and {n_more:,} more could not be summarized; {output} has the reasons")
    if result.n_changed and not update:
        note = "1 has changed since and was skipped; --update does it again"
        if result.n_changed > 1:
            note = f"{result.n_changed:,} have changed since and were skipped; --update does them again"
        report(note)
    told = [] if result.n_tried else [_why_nothing(result.n_skipped, output)]
    if n := result.n_failed_before:
        errors = "1 record is an error" if n == 1 else f"{n:,} of the records are errors"
        told.append(f"{errors} of an earlier run; --retry-failed tries {'it' if n == 1 else 'them'} again")
    if n := result.n_dropped:
        errors = "1 error of a run" if n == 1 else f"{n:,} errors of runs"
        told.append(f"{errors} with other options {'was' if n == 1 else 'were'} dropped from {output}")
    if told:
        report("; ".join(told))


def _state(output: Path) -> tuple[int, int] | None:
    """Return what changes with each record in a file; None if it has none."""
    state = output.stat() if output.is_file() else None
    return (state.st_size, state.st_mtime_ns) if state and state.st_size else None


def _way_on(output: Path, overwrite: bool | None) -> str:
    """Return what resumes a run; the same command would discard what is done if it overwrites."""
    return f"the same command{' without --overwrite' if overwrite else ''} goes on with {output}"


def _why_nothing(n_skipped: int, output: Path) -> str:
    if not n_skipped:
        return "nothing to do: no document was found"
    all_of_them = "the document has its record" if n_skipped == 1 else f"all {n_skipped:,} have records"
    return f"nothing to do: {all_of_them} in {output}"
