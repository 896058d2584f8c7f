"""Files to a folder of Parquet files with their summaries, read and written by Ray."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from summarize.checks import as_list, show
from summarize.errors import InvalidTypeError, InvalidValueError, ReadError
from summarize.ray.dataset import import_ray, summarize_dataset
from summarize.ray.reading import find_reader, read
from summarize.readers.files import name_of
from summarize.readers.items import files_in
from summarize.readers.suffixes import TABLES, suffix_of

_ROWS_OF_A_FILE = 100_000  # about 100 MB


class Written(NamedTuple):
    """What is in the output.

    Attributes:
        n_rows: documents.
        n_errors: those of them that have an error and no summary.
    """

    n_rows: int
    n_errors: int


def summarize_files(
    paths: Iterable[str | os.PathLike[str]],
    output_folder: str | os.PathLike[str],
    *,
    address: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    **arguments: Any,
) -> Written:
    """Summarize files on a Ray cluster into a new folder of Parquet files.

    The rows have ``path``, the file they are from (or what a table has in a column of this name), and what
    :func:`summarize_dataset` adds, and not the text. If this process is connected to Ray already,
    ``address`` is not looked at.

    Args:
        paths: files or URIs that every machine can read: Parquet, JSON Lines, CSV or TSV, a text in each
            row, or other documents, each one text; or folders of them. All are of one kind. A URI without a
            suffix is a folder of Parquet files.
        output_folder: a folder or URI that every machine can write; there must be none yet.
        address: of the cluster, as ``ray.init`` takes it; ``"local"`` for this machine alone, and the
            cluster that is found, or this machine if there is none, if not given.
        text_column: of tables; the first there is of ``text``, ``document``, ``body``, ``article`` and
            ``content`` if not given.
        id_column: the one other column to keep; all others are kept if not given.
        **arguments: as for :func:`summarize_dataset`.

    Returns:
        how many rows were written, and how many of them have errors. Of no rows there is no folder.

    Raises:
        ReadError: a file is missing, or has no such column.
        InvalidValueError: there are no paths, or they are of several kinds, the output is there already,
            one column is both text and id, or no cluster is at the address.
        SummarizeError: as for :func:`summarize_dataset`.

    >>> summarize_files(["a.csv", "b.txt"], "out")
    Traceback (most recent call last):
    summarize.InvalidValueError: give files of one kind at a time, not .csv and .txt
    """
    sources, output = list(_sources(paths)), _place(output_folder)
    reader = find_reader(sources)
    _check_places(sources, output)
    with _connected(address) as ray:
        dataset, text_column = read(reader, sources, text_column, id_column)
        summaries = summarize_dataset(dataset, text_column=text_column, **arguments)
        summaries.drop_columns([text_column]).write_parquet(
            output, mode=ray.data.SaveMode.ERROR, min_rows_per_file=_ROWS_OF_A_FILE
        )
        return _count(output)


@contextmanager
def _connected(address: str | None) -> Iterator[Any]:
    """Give Ray, which runs, and stop it afterwards if it did not run before."""
    ray = import_ray()
    is_ours = not ray.is_initialized()
    if is_ours:
        try:
            ray.init(address=address)
        except Exception as error:  # as many kinds as there are wrong addresses
            said = str(error).partition("\n")[0]
            raise InvalidValueError(
                f"no Ray cluster answers at address={show(address)}: {said:.150}"
            ) from error
    try:
        yield ray
    finally:
        if is_ours:
            ray.shutdown()


def _check_places(sources: list[str], output: str) -> None:
    for place in sources:
        if "://" not in place and not Path(place).exists():
            raise ReadError(f"{place}: no such file")
    if "://" not in output and Path(output).exists():
        raise InvalidValueError(f"the output folder {output} is there already; name a new one")


def _sources(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """Yield what Ray is to read: a folder of this machine is its files, unless they are Parquet."""
    several = as_list(paths)
    if several is None:
        raise InvalidTypeError(f"paths must be a list of files or URIs, got {show(paths)}")
    for path in several:
        place = _place(path)
        found = list(files_in(place)) if "://" not in place and Path(place).is_dir() else []
        if failed := [item.error for item in found if item.error is not None]:
            raise ReadError(failed[0])
        files = [item.id for item in found]
        is_parquet = any(TABLES.get(suffix_of(file)) == "parquet" for file in files)
        yield from [place] if is_parquet or not files else files


def _place(path: str | os.PathLike[str]) -> str:
    """Return a path that means the same in every process."""
    name = name_of(path)
    return name if "://" in name else str(Path(name).absolute())


def _count(output: str) -> Written:
    import pyarrow.dataset as files

    # Ray runs have no tally of errors; the column of the output has, and that is quick to read.
    try:
        written = files.dataset(output, format="parquet")
    except FileNotFoundError:  # Ray writes nothing of no rows
        return Written(0, 0)
    n_errors = written.count_rows(filter=files.field("error").is_valid())
    return Written(written.count_rows(), n_errors)
