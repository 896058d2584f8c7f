"""From what the command line names to the texts: which items there are, and how they are read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from summarize.document import Document
from summarize.errors import InvalidValueError, MissingExtraError, ReadError
from summarize.readers import Item, read_any, read_item
from summarize.readers.items import FoundItems
from summarize.text.lines import Lines


@dataclass(frozen=True)
class Inputs:
    """What is read, and how.

    Attributes:
        items: what there is to summarize.
        language: of all texts; detected if None.
        lines: how line breaks are read, as of :class:`Document`.
        allow_private_hosts: whether URLs may lead to this machine or its network.
    """

    items: FoundItems
    language: str | None = None
    lines: Lines = "auto"
    allow_private_hosts: bool = False

    @property
    def read_place(self) -> Callable[..., Document]:
        """The function that reads a file or a URL."""
        return partial(read_any, allow_private_hosts=self.allow_private_hosts)

    def read(self, item: Item) -> Document:
        """Return the document of an item.

        Raises:
            ReadError: it cannot be read.
            EmptyTextError: it has no words.
        """
        try:
            return read_item(
                item,
                encoding=self.items.encoding,
                language=self.language,
                lines=self.lines,
                read_place=self.read_place,
            )
        except MissingExtraError as error:  # others may be read without
            raise ReadError(str(error)) from error

    def read_one(self, command: str, of_several: str = "name one file") -> Document:
        """Return the document of the only item.

        Args:
            command: which takes one text.
            of_several: what to do if there are several.

        Raises:
            InvalidValueError: there is none, or there are several.
            ReadError: it cannot be read.
            EmptyTextError: it has no words.
        """
        items = list(islice(self.items, 2))
        if len(items) != 1:
            found, place = "several texts" if items else "no text", self.items.places[0]
            way_out = of_several if items else "name a file"
            raise InvalidValueError(f"{place}: has {found}, and {command} takes one; {way_out}")
        return self.read(items[0])


def named_or_piped(places: Sequence[str]) -> Sequence[str]:
    """Return the places that are named, standard input if there are none.

    Raises:
        InvalidValueError: nothing is named, and nothing is piped in.

    >>> named_or_piped(["a.txt"])
    ['a.txt']
    """
    if not places and sys.stdin is not None and sys.stdin.isatty():
        raise InvalidValueError("name a file, or pipe a text in; --help shows all options")
    return places or ("-",)
