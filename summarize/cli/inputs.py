"""From what the command line names to the texts: files, folders, tables, URLs, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.document import Document
from summarize.errors import InvalidValueError, MissingExtraError, ReadError
from summarize.readers.items import Item
from summarize.text.lines import Lines


@dataclass(frozen=True)
class Inputs:
    """How texts are found and read.

    Attributes:
        recursive: whether the folders in a folder are read, too.
        text_column: the column of a table that has the text; a usual name if None.
        id_column: the column of a table that has the id; ``id``, or the number of the row, if None.
        encoding: of text files; by their byte-order mark if None.
        language: of all texts; detected if None.
        lines: how line breaks are read, as of :class:`Document`.
        allow_private_hosts: whether URLs may lead to this machine or its network.
        output: the file that is written, which is not read where it lies in a folder; None if there is none.
    """

    recursive: bool = False
    text_column: str | None = None
    id_column: str | None = None
    encoding: str | None = None
    language: str | None = None
    allow_private_hosts: bool = False
    output: Path | None = None
    lines: Lines = "auto"

    def check(self, places: Sequence[str]) -> None:
        """Raise an error if there is nothing to read, or the output would be written over what is read."""
        if not places and sys.stdin is not None and sys.stdin.isatty():
            raise InvalidValueError("name a file, or pipe a text in; --help shows all options")
        if named := [place for place in places if self._is_output(place)]:
            raise InvalidValueError(f"--output {self.output} is the input {named[0]}; name another file")

    def items(self, places: Sequence[str]) -> Iterator[Item]:
        """Yield what there is at each place, in order; of a place that cannot be read, why."""
        for place in places:
            if not is_url(place) and Path(place).is_dir():
                yield from self._items_in(place)
            else:
                yield from self._items_at(place, must_be_table=self.text_column is not None)

    def read(self, item: Item) -> Document:
        """Return the document of an item.

        Raises:
            ReadError: it cannot be read.
            EmptyTextError: it has no words.
        """
        if item.error is not None:
            raise ReadError(item.error)
        if item.text is not None:
            return Document(item.text, self.language, lines=self.lines)
        place = item.place or ""
        try:
            document = self.read_place(place, encoding=self.encoding, language=self.language)
            return document.with_lines(self.lines)
        except MissingExtraError as error:  # others may be read without
            raise ReadError(_naming(place, error)) from error

    def read_place(self, place: str, *, encoding: str | None = None, language: str | None = None) -> Document:
        """Return the document of a file or at a URL; errors are those of :meth:`read`."""
        if is_url(place):
            from summarize.readers.web.fetching import read_url

            return read_url(
                place, allow_private_hosts=self.allow_private_hosts, encoding=encoding, language=language
            )
        from summarize.readers.reading import read

        return read(place, encoding=encoding, language=language)

    def _items_in(self, folder: str) -> Iterator[Item]:
        from summarize.readers.folders import files

        for item in files([folder], recursive=self.recursive):
            if item.place is None:
                yield item
            elif not self._is_output(item.place):
                yield from self._items_at(item.place)

    def _items_at(self, place: str, must_be_table: bool = False) -> Iterator[Item]:
        from summarize.readers.archives.members import members
        from summarize.readers.tables.reading import is_table, rows

        try:
            if is_url(place) or (place == "-" and not must_be_table):
                yield Item(place, place=place)
            elif place == "-":
                raise ReadError("standard input: is no table; put it into a file, whose name tells its kind")
            elif place.lower().endswith(".zip"):
                yield from map(_member, members(place))
            elif must_be_table or is_table(place):
                columns = {"text_column": self.text_column, "id_column": self.id_column}
                yield from rows(place, **columns, encoding=self.encoding)
            else:
                yield Item(place, place=place)
        except (ReadError, MissingExtraError) as error:
            yield Item(place, error=_naming(place, error))

    def _is_output(self, place: str) -> bool:
        try:
            return self.output is not None and self.output.samefile(place)
        except (OSError, ValueError):  # one of them is not there, or has a NUL in its name
            return False


def _member(place: str) -> Item:
    from summarize.readers.tables.reading import is_table

    error = f"{place}: is a table in an archive, whose rows are not read; unpack it"
    return Item(place, error=error) if is_table(place) else Item(place, place=place)


def _naming(place: str, error: Exception) -> str:
    """Return the message of an error, which of a package that is missing may not name the document."""
    message = str(error)
    return f"{place}: {message}" if isinstance(error, MissingExtraError) and place not in message else message


def is_url(place: str) -> bool:
    """Return whether a place is a URL, and no file of such a name.

    >>> is_url("https://a.org/b"), is_url("a/b.txt"), is_url("c:/b.txt")
    (True, False, False)
    """
    return "://" in place and not Path(place).exists()
