"""CSV and TSV: a header, and rows of fields that may be quoted."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TextIO

from summarize.errors import ReadError
from summarize.readers.tables.columns import Row
from summarize.readers.tables.lines import MAX_LINE, lines_of

_DELIMITERS = ",;\t|"
_DELIMITER_NAMED = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def read_delimited(stream: TextIO, name: str, delimiter: str | None = None) -> Iterator[Row]:
    r"""Yield the rows under the header of a table; blank lines are none, and not counted.

    Before the header there may be blank lines, and the line ``sep=;`` that spreadsheets write.

    A column that has the name of one before it gets its position too: ``text (3)``.
    Fields may be quoted with ``"`` and then hold line breaks. A quote that is never closed, or is
    closed in the middle of a field, makes its row unusable, so that it cannot swallow others unseen.

    Args:
        stream: its text, with line ends as they are.
        name: of the file, for the error.
        delimiter: between fields; if None, the one of comma, semicolon, tab and bar that makes the
            most columns of the first line.

    Raises:
        ReadError: there is no header, or the file cannot be read further.

    >>> import io
    >>> for row in read_delimited(io.StringIO('id;text\n1;"A.\nB."\n2\n'), "a.csv"):
    ...     print(row)
    Row(number=1, place='lines 2 to 3', values={'id': '1', 'text': 'A.\nB.'})
    Row(number=2, place='line 4', values='has 1 field, and the header has 2')
    """
    # The limit is the process's own: 131,072 characters until somebody raises it.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE))
    lines = lines_of(stream, name)
    n_before, first = _first_line(lines)
    try:
        if named := _DELIMITER_NAMED.fullmatch(first):
            n_more, first = _first_line(lines)
            n_before, delimiter = n_before + 1 + n_more, named[1]
        if delimiter is None:
            delimiter = max(_DELIMITERS, key=lambda one: _n_fields(first, one))
        reader = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
        header = [column.strip() for column in next(reader, [])]
    except csv.Error as error:
        raise ReadError(f"{name}: the first line must name the columns: {error}") from None
    if not any(header):
        raise ReadError(f"{name}: the first line must name the columns, and is empty")
    yield from _rows(reader, list(_distinct(header)), n_before)


def _first_line(lines: Iterator[str]) -> tuple[int, str]:
    """Return how many blank lines there are, and the line behind them; blank if there is none."""
    return next(((number, line) for number, line in enumerate(lines) if line.strip()), (0, ""))


def _distinct(header: Sequence[str]) -> Iterator[str]:
    seen = set[str]()
    for number, column in enumerate(header, 1):
        yield f"{column} ({number})" if column in seen else column
        seen.add(column)


def _rows(reader: Iterator[list[str]], header: list[str], n_before: int) -> Iterator[Row]:
    number = 0
    while True:
        reason = None
        first = n_before + reader.line_num + 1  # type: ignore[attr-defined]
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fields, reason = [], f"is not valid CSV: {error}"
        if fields or reason:
            number += 1
            if reason is None and len(fields) != len(header):
                plural = "" if len(fields) == 1 else "s"
                reason = f"has {len(fields)} field{plural}, and the header has {len(header)}"
            last = n_before + reader.line_num  # type: ignore[attr-defined]
            place = f"line {last}" if first == last else f"lines {first} to {last}"
            yield Row(number, place, reason or dict(zip(header, fields, strict=True)))


def _n_fields(line: str, delimiter: str) -> int:
    return len(next(csv.reader([line], delimiter=delimiter), []))
