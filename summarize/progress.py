"""A progress bar for iterators that go on after an error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TypeVar

Item = TypeVar("Item")


class track(Iterator[Item]):  # noqa: N801 (used like a function)
    """Yield what an iterator yields, with a bar on standard error.

    Args:
        items: the iterator; an error it raises is passed on, and counts as one item.
        total: how many items there are, None if that is not known.
    """

    def __init__(self, items: Iterator[Item], total: int | None) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        columns = (TextColumn("summarizing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        # rich would take what the user prints along to standard error; right in a terminal, and only there.
        self._bar = Progress(
            *columns,
            TimeRemainingColumn(),
            console=Console(stderr=True),
            redirect_stdout=sys.stdout is not None and sys.stdout.isatty(),
        )
        self._task = self._bar.add_task("", total=total)
        self._items = items

    def __next__(self) -> Item:
        """Return the next item, and move the bar."""
        self._bar.start()
        try:
            item = next(self._items)
        except Exception as error:
            if isinstance(error, StopIteration):
                self._bar.stop()
            else:
                self._bar.advance(self._task)
            raise
        except BaseException:  # interrupted: the terminal gets its cursor back
            self._bar.stop()
            raise
        self._bar.advance(self._task)
        return item

    def __del__(self) -> None:
        """Give the terminal back its cursor if the iterator is left before its end."""
        if hasattr(self, "_bar"):
            self._bar.stop()
