"""Columns as Arrow has them: rows of Parquet and of Arrow files, a few at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from summarize.errors import MissingExtraError, ReadError
from summarize.extras import install_command
from summarize.readers.files import cannot_open
from summarize.readers.tables.columns import Row

Choose = Callable[[list[str]], Sequence[str | None]]
"""From the columns there are to those that are read; the first has the texts."""


def read_arrow(name: str, choose: Choose) -> Iterator[Row]:
    """Yield the rows of an Arrow file, of the kind that streams or the other.

    Args:
        name: the file.
        choose: which columns to read.

    Raises:
        ReadError: the file is missing or damaged, or the column of the text has none.
        MissingExtraError: pyarrow is not installed.
    """
    pyarrow = import_pyarrow(name, "Arrow")
    try:
        with pyarrow.memory_map(name) as file:
            is_stream = file.read(6) != b"ARROW1"
            file.seek(0)
            opened = (pyarrow.ipc.open_stream if is_stream else pyarrow.ipc.open_file)(file)
            wanted = wanted_columns(name, opened.schema, choose)
            batches = opened if is_stream else map(opened.get_batch, range(opened.num_record_batches))
            yield from rows_of(name, (batch.select(_tops(wanted, opened.schema)) for batch in batches))
    except FileNotFoundError as error:
        raise cannot_open(name, error) from None
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{name}: cannot be read as Arrow: {error}") from error


def import_pyarrow(name: str, kind: str) -> Any:
    """Return the package.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.ipc
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError(f"{name}: {kind} needs pyarrow: {install_command('readers')}") from error
    return pyarrow


def wanted_columns(name: str, schema: Any, choose: Choose) -> list[str]:
    """Return the columns to read, the first of which has texts.

    Raises:
        ReadError: it has none.
    """
    columns = choose(schema.names)
    kind = _type_of(schema, columns[0] or "")
    if kind is not None and not _has_texts(kind):
        raise ReadError(f"{name}: the column {columns[0]!r} is {kind}, not string")
    return list(dict.fromkeys(column for column in columns if column is not None))


def rows_of(name: str, batches: Iterable[Any]) -> Iterator[Row]:
    """Yield the rows of batches.

    Raises:
        ReadError: they cannot be read further.
    """
    import pyarrow

    number = 0
    try:
        for batch in batches:
            names = batch.schema.names
            for index in range(batch.num_rows):
                number += 1
                yield Row(number, f"row {number}", _values(batch, index, names))
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{name}: cannot be read further: {error}") from error


def _tops(wanted: list[str], schema: Any) -> list[str]:
    names = (column if column in schema.names else column.partition(".")[0] for column in wanted)
    return list(dict.fromkeys(names))


def _type_of(schema: Any, column: str) -> Any:
    """Return the type of a column, which may be inside of others; None if there is no such one."""
    import pyarrow

    if column in schema.names:
        return schema.field(column).type
    first, *inside = column.split(".")
    kind = schema.field(first).type
    for part in inside:
        if not pyarrow.types.is_struct(kind) or kind.get_field_index(part) < 0:
            return None
        kind = kind.field(kind.get_field_index(part)).type
    return kind


def _has_texts(kind: Any) -> bool:
    """Return whether values of a type are strings, or lists of them."""
    from pyarrow import types

    views = [types.is_string_view] if hasattr(types, "is_string_view") else []
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        kind = kind.value_type
    if types.is_dictionary(kind):
        kind = kind.value_type
    return any(is_text(kind) for is_text in (types.is_string, types.is_large_string, types.is_null, *views))


def _values(batch: Any, index: int, columns: list[str]) -> dict[str, object] | str:
    try:
        return {column: batch.column(column)[index].as_py() for column in columns}
    except UnicodeDecodeError:
        return "has a string that is not UTF-8"
