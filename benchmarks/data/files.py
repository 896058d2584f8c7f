"""Data sets on this machine: the seed, JSON lines, and folders of ``.txt`` and ``.ref`` files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.data.examples import DataError, Dataset, Example, UnusableError, collect, read_record
from benchmarks.seed import SEED, load_seed


def load_seed_article() -> Dataset:
    """Return the seed article against its closing paragraph.

    >>> load_seed_article().examples[0].references[0][:19]
    'Overall, the summit'
    """
    article = load_seed()
    example = Example(SEED.stem, article.document, (article.reference,), language="en")
    return collect("seed", [("seed", example)], hashlib.sha256(SEED.read_bytes()).hexdigest())


def load_json_lines(path: Path, columns: Mapping[str, str]) -> Dataset:
    """Read a file of JSON objects, one a line.

    Raises:
        DataError: the file cannot be read, or no line can be used.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}") from error
    return collect(path.stem, _candidates(data, columns), hashlib.sha256(data).hexdigest())


def load_folder(folder: Path) -> Dataset:
    """Read each ``NAME.txt`` of a folder with the summary in ``NAME.ref``.

    Raises:
        DataError: no pair can be used.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise DataError(f"{folder} has no .txt files; each NAME.txt goes with its summary in NAME.ref")
    digest = hashlib.sha256()
    candidates = []
    for path in paths:
        for file in (path, path.with_suffix(".ref")):
            if file.exists():
                digest.update(f"{file.name}\0".encode() + file.read_bytes())
        candidates.append((path.name, _pair(path)))
    return collect(folder.resolve().name, candidates, digest.hexdigest())


def _candidates(data: bytes, columns: Mapping[str, str]) -> Iterator[tuple[str, Example | str]]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            yield place, read_record(json.loads(line.decode("utf-8-sig")), columns, place)
        except UnusableError as reason:
            yield place, str(reason)
        except UnicodeDecodeError:
            yield place, "not UTF-8"
        except ValueError as error:
            yield place, f"not valid JSON ({error})"


def _pair(path: Path) -> Example | str:
    reference = path.with_suffix(".ref")
    if not reference.exists():
        return f"there is no {reference.name} beside it"
    try:
        texts = {"document": path.read_text("utf-8-sig"), "summary": reference.read_text("utf-8-sig")}
        return read_record(texts, {name: name for name in texts}, path.stem)
    except UnicodeDecodeError:
        return "not UTF-8"
    except UnusableError as reason:
        return str(reason)
