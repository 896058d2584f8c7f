"""A row of a table, and which of its columns are the text and its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeGuard

from summarize.errors import InvalidTypeError, ReadError, did_you_mean, list_names
from summarize.readers.encodings import other_encoding
from summarize.readers.item import Item

TEXT_COLUMNS = ("text", "document", "body", "article", "content")
"""Where the text is looked for, in this order, if no column is named."""

ID_COLUMN = "id"


class Row(NamedTuple):
    """One row as a file has it.

    Attributes:
        number: its number, from 1, which never changes while the file does not; of JSON lines the
            line, of other tables the row under the header.
        place: where it is, to tell of an error: ``line 7``.
        values: by column; or, if the row cannot be used, the reason.
    """

    number: int
    place: str
    values: Mapping[str, object] | str


class Columns(NamedTuple):
    """The columns that are read.

    Attributes:
        text: the one of the text.
        id: the one that names it; None for the numbers of the rows.
    """

    text: str
    id: str | None


def check_columns(text_column: str | None, id_column: str | None) -> None:
    """Check the columns that are asked for.

    Raises:
        InvalidTypeError: one of them is no string.
    """
    for name, column in (("text_column", text_column), ("id_column", id_column)):
        if column is not None and not isinstance(column, str):
            raise InvalidTypeError(f"{name} must be a string or None, not {type(column).__name__}")


def choose(name: str, there: Iterable[str], text_column: str | None, id_column: str | None) -> Columns:
    """Return which columns to read.

    Args:
        name: the table, for the error.
        there: the columns it has.
        text_column: the one that was asked for; the first there is of ``TEXT_COLUMNS`` if None.
        id_column: the one that was asked for; ``id``, if there is such a column, if None.

    A column that is inside of another one is named by both: ``article.body``.

    Raises:
        ReadError: the column is not there, or there twice, or none of the usual ones is there.

    >>> choose("a.csv", ["id", "title", "body"], None, None)
    Columns(text='body', id='id')
    """
    columns = list(there)
    for wanted in (text_column, id_column):
        if wanted is not None and wanted not in columns and wanted.partition(".")[0] not in columns:
            raise ReadError(f"{name}: has no column {wanted!r}; {did_you_mean(wanted, columns)}")
    if text_column is None:
        text_column = next((column for column in TEXT_COLUMNS if column in columns), None)
    if text_column is None:
        raise ReadError(
            f"{name}: no column is called {', '.join(TEXT_COLUMNS[:-1])} or {TEXT_COLUMNS[-1]}; "
            "name the column of the text (--text-column on the command line). "
            f"There is: {list_names(columns)}"
        )
    if id_column is None and ID_COLUMN in columns:
        id_column = ID_COLUMN
    for column in (text_column, id_column):
        if columns.count(column or "") > 1:
            raise ReadError(f"{name}: has two columns {column!r}; rename one")
    return Columns(text_column, id_column)


def item_of(name: str, row: Row, columns: Columns, id_is_needed: bool = False) -> Item:
    """Return the text of a row, or the error that is recorded for it.

    Args:
        name: the table, as it begins the id of a row that has no name of its own.
        row: one row of it.
        columns: the ones to read.
        id_is_needed: whether a row without the column of the id is an error.

    >>> item_of("a.jsonl", Row(7, "line 7", {"text": "A text."}), Columns("text", "id"))
    Item(id='a.jsonl:7', place=None, text='A text.', error=None)
    >>> item_of("a.jsonl", Row(8, "line 8", {"text": None}), Columns("text", None)).error
    "a.jsonl, line 8: the column 'text' is null; on_error='skip' leaves such rows out"
    """
    numbered = f"{name}:{row.number}"
    row_id, reason, text = numbered, None, None
    if isinstance(row.values, str):
        reason = row.values
    else:
        if columns.id is not None and (found := value_at(row.values, columns.id)):
            row_id, reason = _id(found[0], columns.id, numbered)
        elif id_is_needed:
            reason = _missing(columns.id or ID_COLUMN, row.values)
        if reason is None:
            text, reason = _text(row.values, columns.text)
    if reason is not None:
        return Item(row_id, error=f"{name}, {row.place}: {reason}")
    return Item(row_id, text=text)


def is_text(value: object) -> TypeGuard[str | list[str]]:
    """Return whether a value is a text: a string, or a list of strings, a sentence or a paragraph each.

    >>> is_text(["A.", "B."]), is_text([{"text": "A."}])
    (True, False)
    """
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )


def value_at(values: Mapping[str, object], column: str) -> tuple[object] | None:
    """Return the value of a column, which may be inside of another one; None if there is no such column.

    >>> value_at({"article": {"body": "A text."}}, "article.body")
    ('A text.',)
    """
    if column in values:
        return (values[column],)
    first, dot, rest = column.partition(".")
    inside = values.get(first)
    return value_at(inside, rest) if dot and isinstance(inside, Mapping) else None


def _id(value: object, column: str, numbered: str) -> tuple[str, str | None]:
    if value is None or value == "" or value != value:
        return numbered, None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # as pandas writes numbers once one is missing
    elif isinstance(value, str) and _WHOLE_FLOAT.fullmatch(value):
        value = value.removesuffix(".0")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return numbered, f"the column {column!r} is {_kind(value)}, and a name is a string or a whole number"
    if isinstance(value, str) and not _is_unicode(value):
        return numbered, f"the column {column!r} {_garbled(value)}"
    return str(value), None


def _text(values: Mapping[str, object], column: str) -> tuple[str | None, str | None]:
    found = value_at(values, column)
    if found is None:
        return None, _missing(column, values)
    value = found[0]
    if value is None or value != value:
        what = "null" if value is None else "no text (NaN)"
        return None, f"the column {column!r} is {what}; on_error='skip' leaves such rows out"
    if not is_text(value):
        return None, f"the column {column!r} is {_kind(value)}, not a string"
    text = value if isinstance(value, str) else "\n".join(value)
    return (text, None) if _is_unicode(text) else (None, f"the column {column!r} {_garbled(text)}")


_WHOLE_FLOAT = re.compile(r"-?\d{1,15}\.0")


def _garbled(text: str) -> str:
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # by an escape in JSON
        return "has what is no character: half a surrogate pair"
    return f"has what is no character: bytes of another encoding; {other_encoding(data)}"


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _missing(column: str, values: Mapping[str, object]) -> str:
    return f"there is no column {column!r}; {did_you_mean(column, values)}"


_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def _kind(value: object) -> str:
    return _KINDS.get(type(value), f"of the type {type(value).__name__}")
