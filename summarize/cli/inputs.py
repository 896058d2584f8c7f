"""From what the command line names to the texts: files, folders, tables, URLs, standard input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.document import Document
from summarize.errors import ReadError
from summarize.readers.items import Item


@dataclass(frozen=True)
class Inputs:
    """How texts are found and read.

    Attributes:
        recursive: whether the folders in a folder are read, too.
        text_column: the column of a table that has the text; a usual name if None.
        id_column: the column of a table that has the id; ``id``, or the number of the row, if None.
        encoding: of text files; by their byte-order mark if None.
        language: of all texts; detected if None.
        allow_private_hosts: whether URLs may lead to this machine or its network.
    """

    recursive: bool = False
    text_column: str | None = None
    id_column: str | None = None
    encoding: str | None = None
    language: str | None = None
    allow_private_hosts: bool = False

    def items(self, places: Sequence[str]) -> Iterator[Item]:
        """Yield what there is at each place, in order; of a place that cannot be read, why."""
        for place in places:
            try:
                yield from self._items_of(place)
            except ReadError as error:
                yield Item(place, error=str(error))

    def read(self, item: Item) -> Document:
        """Return the document of an item.

        Raises:
            ReadError: it cannot be read.
            EmptyTextError: it has no words.
        """
        if item.error is not None:
            raise ReadError(item.error)
        if item.text is not None:
            return Document(item.text, self.language)
        return self.read_place(item.place or "", encoding=self.encoding, language=self.language)

    def read_place(self, place: str, *, encoding: str | None = None, language: str | None = None) -> Document:
        """Return the document of a file or at a URL; errors are those of :meth:`read`."""
        if is_url(place):
            from summarize.readers.web import read_url

            return read_url(
                place, allow_private_hosts=self.allow_private_hosts, encoding=encoding, language=language
            )
        from summarize.readers.reading import read

        return read(place, encoding=encoding, language=language)

    def _items_of(self, place: str) -> Iterator[Item]:
        from summarize.readers.folders import files
        from summarize.readers.places import members
        from summarize.readers.tables import is_table, rows

        if is_url(place):
            yield Item(place, place=place)
        elif Path(place).is_dir():
            yield from files([place], recursive=self.recursive)
        elif place.lower().endswith(".zip"):
            yield from (Item(member, place=member) for member in members(place))
        elif self.text_column is not None or (place != "-" and is_table(place)):
            yield from rows(
                place, text_column=self.text_column, id_column=self.id_column, encoding=self.encoding
            )
        else:
            yield Item(place, place=place)


def is_url(place: str) -> bool:
    """Return whether a place is a URL, and no file of such a name.

    >>> is_url("https://a.org/b"), is_url("a/b.txt"), is_url("c:/b.txt")
    (True, False, False)
    """
    return "://" in place and not Path(place).exists()
