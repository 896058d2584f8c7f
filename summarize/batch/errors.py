"""What can go wrong with a batch as a whole."""

from __future__ import annotations

from summarize.errors import SummarizeError


class OutputError(SummarizeError, OSError):
    """The output file cannot be written, is in use, or holds what does not belong to this batch."""


class WorkerError(SummarizeError, RuntimeError):
    """A worker process cannot be started, or cannot be given the summarizer."""


for _error in (OutputError, WorkerError):
    _error.__module__ = "summarize.batch"  # where users find them, and tracebacks should say so
