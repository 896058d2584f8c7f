"""What waits for a worker: items, in the order in which they came."""

from __future__ import annotations

import sys
from collections import deque
from concurrent.futures import Future
from dataclasses import replace
from threading import Condition
from typing import NamedTuple

from summarize.batch.records import Record
from summarize.errors import ReadError
from summarize.readers import Item
from summarize.readers.limits import Limits, applied, read_bounded

# Short texts go to a worker together: to send each alone takes a good part of the time of ranking it.
_ITEMS_TOGETHER = 16
_CHARACTERS_TOGETHER = 64_000


class Task(NamedTuple):
    """An item for a worker, and what was on standard input, which is that of this process, if it is that."""

    item: Item
    standard_input: bytes | None = None

    @classmethod
    def of(cls, item: Item, limits: Limits | None) -> Task:
        """Return the task of an item; standard input is read now.

        >>> Task.of(Item("a", text="A text."), None).standard_input
        """
        if item.text is not None or item.place != "-":
            return cls(item)
        try:
            if sys.stdin is None:
                raise ReadError("standard input: is closed")
            with applied(limits):
                return cls(item, read_bounded(sys.stdin.buffer, "standard input"))
        except ReadError as error:
            return cls(replace(item, error=str(error)))

    @property
    def size(self) -> int:
        """About how many bytes it holds.

        >>> Task(Item("a", text="A text.")).size
        7
        """
        text = self.item.text
        return len(self.standard_input or b"") + (len(text) if isinstance(text, str) else 0)


class Waiting:
    """Tasks that no worker has taken yet."""

    def __init__(self) -> None:
        self._tasks: deque[tuple[Task, Future[Record]]] = deque()
        self._has_changed = Condition()
        self._is_over = False
        self._n_idle = 0

    def add(self, task: Task) -> Future[Record]:
        """Add a task, and return what will hold its record."""
        future: Future[Record] = Future()
        with self._has_changed:
            self._tasks.append((task, future))
            self._has_changed.notify()
        return future

    def needs_a_worker(self) -> bool:
        """Return whether there are more tasks than workers that wait for one.

        >>> waiting = Waiting()
        >>> future = waiting.add(Task(Item("a", text="A text.")))
        >>> waiting.needs_a_worker()
        True
        """
        with self._has_changed:
            return len(self._tasks) > self._n_idle

    def take(self) -> list[tuple[Task, Future[Record]]]:
        """Wait for tasks and return the first: short texts together, a file alone; none when it is over."""
        taken: list[tuple[Task, Future[Record]]] = []
        n_characters = 0
        with self._has_changed:
            self._n_idle += 1
            self._has_changed.wait_for(lambda: self._tasks or self._is_over)
            self._n_idle -= 1
            while self._tasks and len(taken) < _ITEMS_TOGETHER and n_characters < _CHARACTERS_TOGETHER:
                if taken and self._tasks[0][0].item.text is None:
                    break
                taken.append(self._tasks.popleft())
                n_characters += taken[-1][0].size
                if taken[-1][0].item.text is None:
                    break
        return taken

    def close(self) -> None:
        """Leave no tasks, and let nobody wait."""
        with self._has_changed:
            self._tasks.clear()
            self._is_over = True
            self._has_changed.notify_all()
