"""One text of many, known by name before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OnError = Literal["keep", "skip"]
"""What becomes of a row of a table that has no text: an item with an error, or none."""

ON_ERROR: tuple[OnError, ...] = ("keep", "skip")


@dataclass(frozen=True)
class Item:
    """One text of many: told by name, and read when its turn comes, maybe in another process.

    Attributes:
        id: its name in the output, unique in a run.
        place: a path, a URL, or ``-`` for standard input, where it is to be read; None if the text is
            here already.
        text: the text, of a row of a table; None if it is to be read.
        error: why there is no text, such as a row without one; None if there is, as far as is known.
    """

    id: str
    place: str | None = None
    text: str | None = None
    error: str | None = None
