"""Parquet: only the columns that are asked for, a few rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from summarize.errors import MissingExtraError, ReadError
from summarize.extras import install_command
from summarize.readers.files import cannot_open
from summarize.readers.tables.columns import Row

_ROWS_AT_ONCE = 64
_BUFFER = 1 << 20  # bytes; without one, a column of a whole row group is read before its first row


def read_parquet(name: str, choose: Callable[[list[str]], Sequence[str | None]]) -> Iterator[Row]:
    """Yield the rows of a Parquet file.

    Args:
        name: the file.
        choose: from the columns there are to those that are read, first the one of the text.

    Raises:
        ReadError: the file is missing or damaged, or the column of the text has none.
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(f"{name}: Parquet needs pyarrow: {install_command('readers')}") from error
    try:
        file = parquet.ParquetFile(name, buffer_size=_BUFFER, pre_buffer=False)
    except FileNotFoundError as error:
        raise cannot_open(name, error) from None
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        raise ReadError(f"{name}: cannot be read as Parquet: {error}") from error
    with file:
        schema = file.schema_arrow
        columns = choose(schema.names)
        kind = schema.field(columns[0]).type
        if pyarrow.types.is_dictionary(kind):
            kind = kind.value_type
        if not any(is_text(kind) for is_text in _text_types(pyarrow.types)):
            raise ReadError(f"{name}: the column {columns[0]!r} is {kind}, not string")
        wanted = list(dict.fromkeys(column for column in columns if column is not None))
        number = 0
        try:
            for batch in file.iter_batches(_ROWS_AT_ONCE, columns=wanted):
                for index in range(batch.num_rows):
                    number += 1
                    yield Row(number, f"row {number}", _values(batch, index, wanted))
        except (OSError, ValueError, pyarrow.ArrowException) as error:
            raise ReadError(f"{name}: cannot be read further: {error}") from error


def _text_types(types: Any) -> list[Callable[[object], bool]]:
    views = [types.is_string_view] if hasattr(types, "is_string_view") else []
    return [types.is_string, types.is_large_string, types.is_null, *views]


def _values(batch: Any, index: int, columns: list[str]) -> dict[str, object] | str:
    try:
        return {column: batch.column(column)[index].as_py() for column in columns}
    except UnicodeDecodeError:
        return "has a string that is not UTF-8"
