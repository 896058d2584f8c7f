"""How the command line ends: a sentence on standard error, and a status."""

from __future__ import annotations

import sys
from typing import NoReturn

from summarize.errors import (
    ConvergenceError,
    EmptyTextError,
    GenerationError,
    QueryError,
    ReadError,
    SummarizeError,
)
from summarize.terminal import harmless

COULD_NOT, WRONG_USE = 1, 2
FAULTS_OF_A_DOCUMENT = (ReadError, EmptyTextError, QueryError, ConvergenceError, GenerationError)


def fault_status(error: SummarizeError) -> int:
    """Return the status for an error: 1 if a document is at fault, 2 if the use is wrong.

    >>> fault_status(EmptyTextError("the text is empty or blank"))
    1
    """
    return COULD_NOT if isinstance(error, FAULTS_OF_A_DOCUMENT) else WRONG_USE


def report(message: object) -> None:
    """Tell something on standard error, if it is open."""
    if sys.stderr is not None:  # print() would take standard output
        print(f"summarize: {harmless(str(message))}", file=sys.stderr)


def end(status: int, message: object) -> NoReturn:
    """Tell why on standard error, and end."""
    report(message)
    raise SystemExit(status)
