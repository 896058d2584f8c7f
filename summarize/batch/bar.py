"""A line that tells a person who watches how a batch is getting on."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any

from summarize.batch.journal import Journal
from summarize.batch.pending_items import PendingItems
from summarize.errors import MissingExtraError

_REFRESH_SECONDS = 0.2


class Bar:
    """Documents done, their rate, the failures and the time left, on standard error.

    Args:
        journal: what knows of records on the disk.
        pending: the items, which know how many were skipped.
        total: how many items there are, None if that is not known.
        progress: what :func:`make_progress` returned, None if there is nothing to see.
    """

    def __init__(self, journal: Journal, pending: PendingItems, total: int | None, progress: Any) -> None:
        self._journal = journal
        self._pending = pending
        self._start = self._last = time.monotonic()
        self._progress = progress
        if self._progress is not None:
            self._task = self._progress.add_task("", total=total, told="")

    def update(self) -> None:
        """Show how it stands, but not more often than one can see."""
        now = time.monotonic()
        if self._progress is not None and now - self._last >= _REFRESH_SECONDS:
            self._last = now
            self._show(now)

    def __enter__(self) -> Bar:
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._show(time.monotonic())
            self._progress.stop()

    def _show(self, now: float) -> None:
        n_done, n_failed = self._journal.n_done, self._journal.n_failed
        told = f"{n_done / max(now - self._start, 1e-3):.1f}/s" + (
            f", {n_failed:,} failed" if n_failed else ""
        )
        n_finished = n_done + self._pending.n_skipped + self._journal.n_failed_now
        self._progress.update(self._task, completed=n_finished, told=told)


def make_progress() -> Any:
    """Return a bar of rich, for a :class:`Bar` to fill.

    Raises:
        MissingExtraError: rich is not installed.
    """
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    except ImportError as error:
        raise MissingExtraError(
            f"a progress bar needs rich ({error}); install it: pip install rich"
        ) from error
    return Progress(
        TextColumn("summarizing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
