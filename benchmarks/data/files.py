"""Data sets on this machine: the seed, JSON lines, and folders of ``.txt`` and ``.ref`` files."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.data.examples import DataError, Dataset, Example, UnusableError, collect, read_record
from benchmarks.data.seed import SEED, load_seed


def load_seed_article() -> Dataset:
    """Return the seed article against its closing paragraph.

    >>> load_seed_article().examples[0].references[0][:19]
    'Overall, the summit'
    """
    article = load_seed()
    example = Example(SEED.stem, article.document, (article.reference,), language="en", title=article.title)
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
    return collect(_name(path.stem), _candidates(data, columns), hashlib.sha256(data).hexdigest())


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
        except (ValueError, RecursionError) as error:
            yield place, f"not valid JSON ({error})"


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
