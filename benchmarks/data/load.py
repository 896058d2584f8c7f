"""From what the command line calls a data set to its examples."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.data.examples import DataError, Dataset
from benchmarks.data.files import load_folder, load_seed_article, load_table
from benchmarks.data.hub import load_hub
from summarize.errors import did_you_mean
from summarize.specs import Spec

_COLUMNS = ("document", "summary", "summaries", "id", "language", "query", "title")
_HUB_OPTIONS = ("config", "document", "revision", "split", "summary")
_HUB_ID = re.compile(r"[\w.-]+(/[\w.-]+)?", re.ASCII)
_FILE_SUFFIXES = (
    *(".csv", ".json", ".jsonl", ".ndjson", ".parquet", ".ref", ".tsv", ".txt"),
    *(".bz2", ".gz", ".tar", ".xz", ".zip", ".zst"),
)


def load(text: str) -> Dataset:
    """Load a data set.

    Args:
        text: ``seed``; a table (JSON Lines, CSV, TSV, Parquet), whose columns can be named:
            ``news.csv:document=body,summary=abstract``; a folder of ``.txt`` and ``.ref`` files; or an
            id of the Hugging Face hub, with options ``config``, ``split``, ``revision``, ``document`` and
            ``summary`` where it is none of the presets.

    Raises:
        DataError: there is no such data set, or nothing of it can be used.
        MissingExtraError: it is on the hub, and ``datasets`` is not installed.

    >>> load("seed").examples[0].language
    'en'
    """
    if not text.strip():
        raise DataError("no data set is named")
    if Path(text).exists():  # a name with a colon in it
        spec = Spec(text, {}, text)
    else:
        try:
            spec = Spec.parse(text)
        except ValueError as error:
            raise DataError(str(error)) from error
    path = Path(spec.name)
    if spec.name == "seed":
        _check(spec, ())
        return load_seed_article()
    if path.is_dir():
        _check(spec, ())
        return load_folder(path)
    if path.is_file():
        _check(spec, _COLUMNS)
        return load_table(path, _columns(spec.written))
    if _can_only_be_a_path(spec.name):
        raise DataError(f"there is no file or folder {spec.name}")
    _check(spec, _HUB_OPTIONS)
    return load_hub(spec.name, spec.written)


def _columns(given: dict[str, str]) -> dict[str, str]:
    """Return the columns to read; whoever names one for a single summary wants that one."""
    columns = {name: name for name in _COLUMNS} | given
    if "summary" in given and "summaries" not in given:
        del columns["summaries"]
    return columns


def _check(spec: Spec, known: tuple[str, ...]) -> None:
    for option in spec.written:
        if option not in known:
            raise DataError(f"{spec.text!r}: unknown option {option!r}; {did_you_mean(option, known)}")


def _can_only_be_a_path(name: str) -> bool:
    """Return whether no set of the hub has this name; theirs may have dots in them."""
    return not _HUB_ID.fullmatch(name) or name.startswith(".") or name.lower().endswith(_FILE_SUFFIXES)
