"""Parquet: only the columns that are asked for, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.errors import ReadError
from summarize.readers.files import cannot_open
from summarize.readers.tables.arrow import Choose, import_pyarrow, rows_of, wanted_columns
from summarize.readers.tables.columns import Row

_ROWS_AT_ONCE = 64
_BUFFER = 1 << 20  # bytes; without one, a column of a whole row group is read before its first row


def read_parquet(name: str, choose: Choose) -> Iterator[Row]:
    """Yield the rows of a Parquet file.

    Args:
        name: the file.
        choose: from the columns there are to those that are read, first the one of the text.

    Raises:
        ReadError: the file is missing or damaged, or the column of the text has none.
        MissingExtraError: pyarrow is not installed.
    """
    pyarrow = import_pyarrow(name, "Parquet")
    try:
        file = pyarrow.parquet.ParquetFile(name, buffer_size=_BUFFER, pre_buffer=False)
    except FileNotFoundError as error:
        raise cannot_open(name, error) from None
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        raise ReadError(f"{name}: cannot be read as Parquet: {error}") from error
    with file:
        wanted = wanted_columns(name, file.schema_arrow, choose)
        yield from rows_of(name, file.iter_batches(_ROWS_AT_ONCE, columns=wanted))
