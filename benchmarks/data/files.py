"""Data sets on this machine: the seed, tables, and folders of ``.txt`` and ``.ref`` files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.data.examples import DataError, Dataset, Example, UnusableError, collect, read_record
from benchmarks.data.seed import SEED, load_seed
from summarize import ReadError
from summarize.readers import table_rows


def load_seed_article() -> Dataset:
    """Return the seed article against its closing paragraph.

    >>> load_seed_article().examples[0].references[0][:19]
    'Overall, the summit'
    """
    article = load_seed()
    example = Example(SEED.stem, article.document, (article.reference,), language="en", title=article.title)
    return collect("seed", [("seed", example)], hashlib.sha256(SEED.read_bytes()).hexdigest())


def load_table(path: Path, columns: Mapping[str, str]) -> Dataset:
    """Read a table of any kind that ``summarize`` reads, an example a row.

    Args:
        path: JSON Lines, CSV, TSV or Parquet.
        columns: the names of its columns, as :func:`read_record` takes them.

    Raises:
        DataError: the file cannot be read, or no row can be used.
        MissingExtraError: the extra ``readers`` is not installed, and this file needs it.
    """
    try:
        candidates = list(_candidates(path, columns))
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    except ReadError as error:
        raise DataError(str(error)) from error
    return collect(_name(path.stem), candidates, checksum)


def load_folder(folder: Path) -> Dataset:
    """Read each ``NAME.txt`` of a folder with the summary in ``NAME.ref``; the suffixes in any case.

    Raises:
        DataError: no pair can be used.
    """
    files = sorted(path for path in folder.iterdir() if path.is_file())
    documents, references = (
        [path for path in files if path.suffix.lower() == suffix] for suffix in (".txt", ".ref")
    )
    if not documents:
        raise DataError(f"{folder} has no .txt files; each NAME.txt goes with its summary in NAME.ref")
    reference_of = {path.stem: path for path in reversed(references)}
    digest = hashlib.sha256()
    candidates: list[tuple[str, Example | str]] = []
    for path in documents:
        reference = reference_of.get(path.stem)
        for file in filter(None, (path, reference)):
            digest.update(os.fsencode(file.name) + b"\0" + file.read_bytes())
        candidates.append((_name(path.name), _pair(path, reference)))
    stems = {path.stem for path in documents}
    for path in references:
        if path.stem not in stems or path != reference_of[path.stem]:
            candidates.append((_name(path.name), "no .txt file goes with it"))
    return collect(_name(folder.resolve().name), candidates, digest.hexdigest())


def _candidates(path: Path, columns: Mapping[str, str]) -> Iterator[tuple[str, Example | str]]:
    for row in table_rows(path, list(columns.values())):
        if isinstance(row.values, str):
            yield row.place, row.values
            continue
        try:
            yield row.place, read_record(row.values, columns, row.place)
        except UnusableError as reason:
            yield row.place, str(reason)


def _pair(path: Path, reference: Path | None) -> Example | str:
    if reference is None:
        return f"there is no {_name(path.stem)}.ref beside it"
    try:
        texts = {"document": path.read_text("utf-8-sig"), "summary": reference.read_text("utf-8-sig")}
        return read_record(texts, {name: name for name in texts}, _name(path.stem))
    except UnicodeDecodeError:
        return "not UTF-8"
    except UnusableError as reason:
        return str(reason)


def _name(of_file: str) -> str:
    """Return the name of a file with marks (U+FFFD) for what is not UTF-8 in it."""
    return os.fsencode(of_file).decode("utf-8", "replace")
