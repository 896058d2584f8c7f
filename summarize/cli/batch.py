"""Many documents into one file, from the command line."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from summarize.batch.run import summarize_to_file
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
    """Write a record for each document, report what failed, and return the exit status."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what is done is to be on the disk
    size_before = _size(output)
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
        end(_INTERRUPTED, f"interrupted; {_goes_on(output)}")
    except ModelError as error:  # a server that has gone away, say
        end(WRONG_USE, f"{error}; {_goes_on(output)}" if _size(output) > size_before else error)
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
        errors = (
            "1 error of a run with other options was"
            if n == 1
            else f"{n:,} errors of runs with other options were"
        )
        told.append(f"{errors} dropped from {output}")
    if told:
        report("; ".join(told))
    return COULD_NOT if result.n_failed else 0


def _size(output: Path) -> int:
    return output.stat().st_size if output.is_file() else 0


def _goes_on(output: Path) -> str:
    return f"the same command goes on with {output}"


def _why_nothing(n_skipped: int, output: Path) -> str:
    if not n_skipped:
        return "nothing to do: no document was found"
    all_of_them = "the document has its record" if n_skipped == 1 else f"all {n_skipped:,} have records"
    return f"nothing to do: {all_of_them} in {output}"
