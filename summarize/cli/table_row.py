"""One row of a table as a document: ``news.csv:document=body,summary=gold,row=7``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from summarize.checks import check_count
from summarize.errors import InvalidValueError, ReadError, did_you_mean
from summarize.readers import Item, rows, table_rows
from summarize.specs import Spec

T = TypeVar("T")

_OPTIONS = ("document", "row", "summary")


@dataclass(frozen=True)
class TableRow:
    """A row of a table.

    Attributes:
        path: the table.
        number: of the row, from 1.
        document: the column of the text; a usual one if None.
        summary: the column of a summary to compare with; None if there is none.
    """

    path: str
    number: int = 1
    document: str | None = None
    summary: str | None = None

    @classmethod
    def parse(cls, text: str) -> TableRow | None:
        """Return the row that is named; None if the text is the name of a file, a URL or a mere path.

        Raises:
            InvalidValueError: an option is not known, or the row is no number.

        >>> TableRow.parse("news.csv:document=body,row=7")
        TableRow(path='news.csv', number=7, document='body', summary=None)
        >>> TableRow.parse("news.csv")
        """
        if "=" not in text or "://" in text or os.path.exists(text):  # noqa: PTH110 - names stay as they are
            return None
        spec = Spec.parse(text)
        for option in spec.written:
            if option not in _OPTIONS:
                hint = did_you_mean(option[:40], _OPTIONS)
                raise InvalidValueError(f"{text[:80]}: no option {option!r:.40}; {hint}")
        number = spec.options.get("row", 1)
        check_count("row", number)
        return cls(spec.name, number, spec.written.get("document"), spec.written.get("summary"))

    def item(self, encoding: str | None, text_column: str | None = None) -> Item:
        """Return the document as an item, its text from the named column if the row names none.

        Raises:
            ReadError: the table cannot be read, or has no such row or column.
        """
        return self._at(rows(self.path, text_column=self.document or text_column, encoding=encoding))

    def reference(self, encoding: str | None) -> str | None:
        """Return the summary to compare with, None if no column is named.

        Raises:
            ReadError: the table cannot be read, or has no such column, or no text in it.
        """
        if self.summary is None:
            return None
        row = self._at(table_rows(self.path, [self.summary], encoding=encoding))
        text = row.values.get(self.summary) if not isinstance(row.values, str) else None
        if not isinstance(text, str):
            raise ReadError(f"{self.path}, {row.place}: the column {self.summary!r} has no text")
        return text

    def _at(self, found: Iterator[T]) -> T:
        row = next(islice(found, self.number - 1, None), None)
        if row is None:
            raise ReadError(f"{self.path}: has no row {self.number:,}")
        return row
