"""What was found for words is kept for the next text: most words of a text are those of any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Memo(Generic[Found]):
    """A function of strings, that remembers what it has found for up to a number of them.

    Args:
        find: returns for each of many strings what is to be found, never None.
        most: how many strings to remember; when they get more, it starts anew.

    >>> lengths = Memo(lambda words: list(map(len, words)), most=1000)
    >>> lengths(["cat", "mouse", "cat"])
    [3, 5, 3]
    """

    def __init__(self, find: Callable[[list[str]], Iterable[Found]], most: int) -> None:
        self._find, self._most = find, most
        self._known: dict[str, Found] = {}

    def __call__(self, strings: Sequence[str]) -> list[Found]:
        """Return what is found for each string."""
        # Other threads may forget all of it at any time: nothing is looked up twice.
        found = list(map(self._known.get, strings))
        missing = [string for string, each in zip(strings, found, strict=True) if each is None]
        new = dict(zip(missing, self._find(missing), strict=True)) if missing else {}
        if len(self._known) + len(new) > self._most:
            self._known.clear()
        self._known.update(islice(new.items(), self._most))
        return [new[string] if each is None else each for string, each in zip(strings, found, strict=True)]
