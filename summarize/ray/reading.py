"""Files to the rows of a Ray dataset, whichever of Ray's readers they need."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from summarize.errors import InvalidValueError
from summarize.ray.dataset import import_ray
from summarize.readers.suffixes import COMPRESSED, TABLES
from summarize.readers.tables.columns import TEXT_COLUMNS, choose

if TYPE_CHECKING:
    from ray.data import Dataset

_READERS = {"csv": "read_csv", "json lines": "read_json", "parquet": "read_parquet", "tsv": "read_csv"}
_TABLES = TABLES | {".json": "json lines", "": "parquet"}  # no suffix: a folder of Parquet files
_CSV_BLOCK = 16 << 20  # bytes: the longest row, and those whose values decide on the types of columns


def find_reader(places: list[str]) -> str:
    """Return the name of the function in ``ray.data`` that reads all of these files.

    Raises:
        InvalidValueError: there are none, or they are of several kinds.

    >>> find_reader(["s3://bucket/a.jsonl.gz"])
    'read_json'
    """
    suffixes = {_suffix(place) for place in places}
    readers = {_READERS.get(_TABLES.get(suffix, ""), "read_binary_files") for suffix in suffixes}
    if not readers:
        raise InvalidValueError("there are no files to summarize")
    if len(readers) > 1 or {"csv", "tsv"} <= {_TABLES.get(suffix) for suffix in suffixes}:
        kinds = " and ".join(sorted(suffix or "folders" for suffix in suffixes))
        raise InvalidValueError(f"give files of one kind at a time, not {kinds}")
    return readers.pop()


def read(
    reader: str, places: list[str], text_column: str | None, id_column: str | None
) -> tuple[Dataset, str]:
    """Return the rows that are to be summarized, and the column of their text.

    Args:
        reader: the function in ``ray.data``.
        places: all the files.
        text_column: the one that was asked for.
        id_column: the one that was asked for, and is kept; all are if None.

    Raises:
        ReadError: a column is not there.
        InvalidValueError: one column is both.
    """
    from summarize.ray.rows import PATH_COLUMN

    read_files = getattr(import_ray().data, reader)
    if reader == "read_binary_files":
        return read_files(places, include_paths=True), "bytes"
    arguments = _arguments(reader, places, text_column)
    dataset = read_files(places, **arguments)
    columns = dataset.columns() or ()
    text = choose(places[0], columns, text_column, id_column).text
    if text == id_column:
        raise InvalidValueError(f"the column {text!r} is the text, which is not kept, and cannot be the id")
    if PATH_COLUMN not in columns:  # Ray would write over it
        dataset = read_files(places, **arguments, include_paths=True)
    if id_column is not None:
        dataset = dataset.select_columns(list(dict.fromkeys((PATH_COLUMN, id_column, text))))
    return dataset, text


def _arguments(reader: str, places: list[str], text_column: str | None) -> dict[str, Any]:
    """Return what a reader of Ray must be told to read what is read on one machine."""
    if reader == "read_json":
        return {"file_extensions": None}  # .ndjson is none of Ray's own
    if reader == "read_parquet":
        return {"file_extensions": ["parquet", "pq"]}
    import pyarrow as pa
    from pyarrow import csv

    texts = TEXT_COLUMNS if text_column is None else (text_column,)
    return {
        "file_extensions": None,
        "read_options": csv.ReadOptions(use_threads=False, block_size=_CSV_BLOCK),
        "parse_options": csv.ParseOptions(
            delimiter="\t" if _TABLES.get(_suffix(places[0])) == "tsv" else ",", newlines_in_values=True
        ),
        "convert_options": csv.ConvertOptions(column_types=dict.fromkeys(texts, pa.string())),
    }


def _suffix(place: str) -> str:
    path = PurePosixPath(place.lower())
    return (path.with_suffix("") if path.suffix in COMPRESSED else path).suffix
