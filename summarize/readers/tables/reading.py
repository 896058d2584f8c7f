"""Tables of texts: JSON, CSV, TSV, Parquet, Arrow and saved data sets, read row by row.

That two rows have one id is not seen here: it is the run's to tell.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TextIO

from summarize.checks import check_choice
from summarize.errors import MissingExtraError, ReadError, did_you_mean
from summarize.readers.encodings import check_encoding
from summarize.readers.files import name_of
from summarize.readers.item import ON_ERROR, Item, OnError
from summarize.readers.suffixes import COMPRESSED, TABLES, UNTOLD
from summarize.readers.tables.arrow import read_arrow
from summarize.readers.tables.columns import ID_COLUMN, Columns, Row, check_columns, choose, is_text, item_of
from summarize.readers.tables.delimited import read_delimited
from summarize.readers.tables.json_lines import read_json_lines
from summarize.readers.tables.json_values import read_json_values
from summarize.readers.tables.lines import open_text
from summarize.readers.tables.parquet import read_parquet
from summarize.readers.tables.saved_dataset import is_saved_dataset, read_saved_dataset, splits

_LONGEST_FIRST_LINE = 1 << 20
_JSON = re.compile(r'\s*(?:\[\s*(?:[{"]|$)|\{\s*(?:"|$))')
_COLUMNAR = {"arrow": read_arrow, "data set": read_saved_dataset, "parquet": read_parquet}


def is_table(path: str | os.PathLike[str]) -> bool:
    """Return whether a file is a table: by its name, or, of ``NAME.json`` and ``NAME``, by its beginning.

    A file that cannot be read is none.

    >>> is_table("reviews.csv"), is_table("reviews.jsonl.gz"), is_table("review.txt")
    (True, True, False)
    """
    return _kind(name_of(path)) is not None


def rows(
    path: str | os.PathLike[str],
    *,
    text_column: str | None = None,
    id_column: str | None = None,
    encoding: str | None = None,
    on_error: OnError = "keep",
) -> Iterator[Item]:
    """Return an iterator with a text for each row of a table, of which no more is held than a few rows.

    A row that cannot be used gives an item with an ``error``, and so does the rest of a file that
    cannot be read to its end.

    Args:
        path: a file of JSON Lines, JSON, CSV, TSV, Parquet or Arrow, the first four also as ``.gz`` or
            ``.zst``; or a folder that ``datasets`` has saved.
        text_column: the column of the text, ``article.body`` for one that is inside of another; the first
            there is of ``text``, ``document``, ``body``, ``article`` and ``content`` if not given. In JSON
            the first object decides. A list of strings is a text with a line for each.
        id_column: the column that names the text; ``id`` if not given. Without one, and in rows where
            it is null or empty, the name is ``PATH:NUMBER`` by the number of the row.
        encoding: of JSON, CSV and TSV; what a byte-order mark says, or else UTF-8, if not given.
        on_error: ``"keep"`` gives an item with an error for a row without a text, ``"skip"`` leaves it out.

    Raises:
        InvalidTypeError: an argument is no path, or no column.
        ReadError: the file is missing, or no table, or the column is not there.
        InvalidValueError: no encoding has this name.
        MissingExtraError: the extra ``readers`` is not installed, and this file needs it.

    >>> next(rows("no.jsonl"))
    Traceback (most recent call last):
    ...
    summarize.ReadError: no.jsonl: no such file
    """
    check_columns(text_column, id_column)
    if encoding is not None:
        check_encoding(encoding)
    check_choice("on_error", on_error, ON_ERROR)
    name = name_of(path)
    found = chain.from_iterable(_rows(each, text_column, id_column, encoding) for each in _tables_in(name))
    return found if on_error == "keep" else (item for item in found if item.error is None)


def table_rows(
    path: str | os.PathLike[str], columns: Sequence[str], *, encoding: str | None = None
) -> Iterator[Row]:
    """Yield the rows of a table, split after split, with all columns that are asked for and are there.

    Args:
        path: a file as :func:`rows` takes it.
        columns: the names of columns; the first is of strings, and must be there, but for JSON Lines.
        encoding: of JSON Lines, CSV and TSV; what a byte-order mark says, or else UTF-8, if not given.

    Raises:
        ReadError: the file is missing, no table, cannot be read further, or lacks the first column.
        MissingExtraError: the extra ``readers`` is not installed, and this file needs it.
    """
    name = name_of(path)
    for table in _tables_in(name):
        for row in _whole_rows(table, columns, encoding):
            yield row if table == name else row._replace(place=f"{Path(table).name}, {row.place}")


def _tables_in(name: str) -> list[str]:
    """Return the splits of a saved data set that has some, or the table itself."""
    return splits(name) or [name]


def _whole_rows(name: str, columns: Sequence[str], encoding: str | None) -> Iterator[Row]:
    def there_are(there: Sequence[str]) -> list[str]:
        """Return the columns that are there."""
        if columns[0] not in there:
            raise ReadError(f"{name}: has no column {columns[0]!r}; {did_you_mean(columns[0], there)}")
        return [column for column in columns if column in there]

    is_checked = False
    for row in _read(name, there_are, encoding):
        if not is_checked and isinstance(row.values, Mapping) and _kind(name) not in ("json", "json lines"):
            there_are(list(row.values))
            is_checked = True
        yield row


def _rows(name: str, text_column: str | None, id_column: str | None, encoding: str | None) -> Iterator[Item]:
    columns = None
    number = 0
    try:
        for row in _read(name, lambda there: choose(name, there, text_column, id_column), encoding):
            number = row.number
            if columns is None and not isinstance(row.values, str):
                columns = _choose(name, row, text_column, id_column)
            yield item_of(name, row, columns or Columns("", None), id_is_needed=id_column is not None)
    except ReadError as error:
        if columns is None:
            raise
        yield Item(f"{name}:{number + 1}", error=str(error))


def _read(
    name: str, choose_columns: Callable[[list[str]], Sequence[str | None]], encoding: str | None
) -> Iterator[Row]:
    kind = _kind(name)
    if kind in _COLUMNAR:
        yield from _COLUMNAR[kind](name, choose_columns)
    elif kind in ("json", "json lines"):
        with open_text(name, encoding) as stream:
            yield from (read_json_lines if kind == "json lines" else read_json_values)(stream, name)
    elif kind is not None:
        with open_text(name, encoding, newline="") as stream:
            yield from read_delimited(stream, name, "\t" if kind == "tsv" else None)
    else:
        raise ReadError(
            f"{name}: is no table; the names of those end with {', '.join(TABLES)}; save a spreadsheet as CSV"
        )


def _choose(name: str, row: Row, text_column: str | None, id_column: str | None) -> Columns:
    there = list(row.values)
    if _kind(name) in ("json", "json lines"):  # an object may lack what the next one has
        return Columns(text_column or choose(name, there, None, None).text, id_column or ID_COLUMN)
    return choose(name, there, text_column, id_column)


def _kind(name: str) -> str | None:
    """Return the kind of table that a file is, if it is one."""
    if os.path.isdir(name) and is_saved_dataset(name):  # noqa: PTH112
        return "data set"
    path = Path(name.lower())
    packed = path.suffix in COMPRESSED
    suffix = (path.with_suffix("") if packed else path).suffix
    kind = TABLES.get(suffix)
    if kind is None and suffix in UNTOLD and os.path.isfile(name):  # noqa: PTH113
        kind = _kind_by_content(name)
    return None if packed and kind in _COLUMNAR else kind  # it is read from its end, which is packed


def _kind_by_content(name: str) -> str | None:
    try:
        with Path(name).open("rb") as file:
            if file.read(4) == b"PAR1":
                return "parquet"
        with open_text(name) as stream:
            first, second = _next_line(stream), _next_line(stream)
    except (MissingExtraError, OSError, EOFError, ValueError):
        return None
    try:
        if isinstance(row := json.loads(first), dict) and (second or not _is_container(row)):
            return "json lines"
    except (ValueError, RecursionError):
        pass
    return "json" if _JSON.match(first) else None


def _is_container(value: dict[str, object]) -> bool:
    """Return whether an object has rows in it, and no text of its own."""
    kinds = {type(each) for each in value.values()}
    has_rows = any(isinstance(each, list) and not is_text(each) for each in value.values())
    return has_rows and not kinds & {str, dict}


def _next_line(stream: TextIO) -> str:
    """Return the beginning of the next line that is not blank; empty if there is none."""
    line = stream.readline(_LONGEST_FIRST_LINE)
    while line.isspace():
        line = stream.readline(_LONGEST_FIRST_LINE)
    return line
