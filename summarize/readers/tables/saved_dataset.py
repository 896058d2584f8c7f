"""Folders that ``datasets`` saves: ``Dataset.save_to_disk``, of one data set or of several splits."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from summarize.errors import ReadError
from summarize.readers.tables.arrow import Choose, read_arrow
from summarize.readers.tables.columns import Row

_SPLITS = "dataset_dict.json"
_STATE = "state.json"


def is_saved_dataset(folder: str) -> bool:
    """Return whether a folder is a saved data set, or one of its splits.

    >>> is_saved_dataset("seeds")
    False
    """
    return any(os.path.isfile(os.path.join(folder, name)) for name in (_SPLITS, _STATE)) and bool(  # noqa: PTH113, PTH118
        splits(folder)
    )


def splits(folder: str) -> list[str]:
    """Return the folders of the splits of a data set; the folder itself if there is but one.

    >>> splits("seeds")
    []
    """
    try:
        if (listed := _json(folder, _SPLITS)) is not None:
            return [os.path.join(folder, str(name)) for name in listed["splits"]]  # noqa: PTH118
        return [folder] if _files(folder) else []
    except (KeyError, OSError, TypeError, ValueError):
        return []


def read_saved_dataset(folder: str, choose: Choose) -> Iterator[Row]:
    """Yield the rows of one split.

    Args:
        folder: of the split.
        choose: which columns to read.

    Raises:
        ReadError: a file is missing or damaged, or the column of the text has none.
        MissingExtraError: pyarrow is not installed.
    """
    number = 0
    try:
        files = _files(folder)
    except (KeyError, OSError, TypeError, ValueError) as error:
        raise ReadError(f"{folder}: is a damaged data set: its {_STATE} cannot be read") from error
    for file in files:
        for row in read_arrow(file, choose):
            number += 1
            yield row._replace(number=number, place=f"row {number}")


def _files(folder: str) -> list[str]:
    """Return the files of a split in order; none if it is no split."""
    state = _json(folder, _STATE)
    if state is None:
        return []
    return [os.path.join(folder, Path(each["filename"]).name) for each in state["_data_files"]]  # noqa: PTH118


def _json(folder: str, name: str) -> dict[str, list[dict[str, str]]] | None:
    path = Path(folder, name)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
