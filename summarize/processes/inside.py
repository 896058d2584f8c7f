"""What a child process calls itself: where requests come from, and limits on its time and memory."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO


def connect() -> tuple[BinaryIO, BinaryIO]:
    """Return the requests and the answers of this process, which are no longer standard input and output.

    From then on code that reads gets nothing, and what it prints goes to standard error.
    """
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def limit_time(seconds: float) -> None:
    """Let SIGPROF end this process after so many seconds of computing, 0 for no limit; not on Windows."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Let a process whose time is limited end sooner, if what is inside takes more seconds of computing."""
    left = signal.getitimer(signal.ITIMER_PROF)[0] if hasattr(signal, "getitimer") else 0.0
    if left <= seconds:  # 0 where there is no limit
        yield
        return
    limit_time(seconds)
    try:
        yield
    finally:
        limit_time(left - seconds + signal.getitimer(signal.ITIMER_PROF)[0])


def limit_memory(n_bytes: int) -> None:
    """Let no more than so many bytes of address space be allocated; not on Windows and macOS."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
