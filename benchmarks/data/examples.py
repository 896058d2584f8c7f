"""What a data set is: examples, what could not be used of it, and how it can be told from another."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any

from summarize import InvalidTypeError, InvalidValueError
from summarize.length import Length
from summarize.text.languages import language_code
from summarize.text.words import has_word, words_per_line

_NAMED = "; name the columns, as in own.csv:document=body,summary=abstract"
_MISSING = "is missing; there are"
_NOT_DECODED = re.compile("[\udc80-\udcff]")  # what stands for bytes of another encoding


class DataError(ValueError):
    """The data cannot be read or used at all; the message is one sentence for the user."""


class UnusableError(ValueError):
    """One line cannot be used; the message is the reason."""


@dataclass(frozen=True)
class Example:
    """A document and the summaries that people wrote of it.

    Attributes:
        id: its name in the set, unique there.
        document: the text to summarize.
        references: at least one summary.
        language: an ISO 639-1 code; None if the set does not tell.
        query: the question that the summary answers, where the set has one.
        title: what the document is called, where the set tells.
    """

    id: str
    document: str
    references: tuple[str, ...]
    language: str | None = None
    query: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class Unusable:
    """A line or file that could not be used, and why."""

    place: str
    reason: str


@dataclass(frozen=True)
class Dataset:
    """Examples in the order of the set.

    Attributes:
        name: what reports call it.
        examples: those that can be used.
        unusable: those that cannot.
        checksum: SHA-256 of the file, of the files, or of the examples of a published set.
        length: how long a summary of this set usually is, where it is a published one.
    """

    name: str
    examples: tuple[Example, ...]
    unusable: tuple[Unusable, ...]
    checksum: str
    length: Length | None = None


def read_record(record: object, columns: Mapping[str, str], fallback_id: str) -> Example:
    """Return the example that a JSON object or a row of a table holds.

    Args:
        record: an object with the columns; ``id``, ``language``, ``query`` and ``title`` are optional, and
            all other columns are left alone. A title that holds a reference is none: it tells the answer.
        columns: the names that the set gives to ``document``, ``summary`` and, if it has lists of
            references, ``summaries``, which go before ``summary``; and to the optional ones, if others.
        fallback_id: the id if there is none.

    Raises:
        UnusableError: something that is needed is missing, empty, or of the wrong kind.
    """
    if not isinstance(record, Mapping):
        raise UnusableError(f"not a JSON object but {type(record).__name__}")
    document = _text(record, columns["document"])
    several = columns.get("summaries")
    has_several = several in record and (record[several] or columns["summary"] not in record)
    references = record[several] if has_several else [_text(record, columns["summary"])]
    if isinstance(references, str) or not isinstance(references, Iterable):
        raise UnusableError(f"column {several!r} is not a list")
    references = tuple(references)
    if not references or not all(isinstance(text, str) and has_word(text) for text in references):
        raise UnusableError("a reference is empty" if references else "there is no reference")
    identity = record.get(columns.get("id", "id"))
    title = _optional_text(record, columns.get("title", "title"))
    return Example(
        id=fallback_id if identity is None or identity == "" else str(identity),
        document=document,
        references=references,
        language=_language(record.get(columns.get("language", "language")) or None),
        query=_optional_text(record, columns.get("query", "query")),
        title=None if title and _tells(title, references) else title,
    )


def collect(
    name: str, candidates: Iterable[tuple[str, Example | str]], checksum: str, length: Length | None = None
) -> Dataset:
    """Return the data set of candidates: a place, and the example there or the reason why there is none.

    Raises:
        DataError: nothing can be used.
    """
    examples: dict[str, Example] = {}
    unusable = []
    for place, found in candidates:
        if isinstance(found, str):
            unusable.append(Unusable(place, found))
        elif found.id in examples:
            unusable.append(Unusable(place, f"the id {found.id!r} is taken by an earlier one"))
        else:
            examples[found.id] = found
    if not examples:
        reason = _first_reason(unusable)
        way_out = _NAMED if _MISSING in reason else ""
        raise DataError(f"{name} has nothing to use: {reason}{way_out}")
    return Dataset(name, tuple(examples.values()), tuple(unusable), checksum, length)


def text_only(dataset: Dataset) -> Dataset:
    """Return the data set without what is known of a document beside its text: title and query."""
    examples = tuple(replace(example, query=None, title=None) for example in dataset.examples)
    return replace(dataset, examples=examples)


def checksum_of(examples: Iterable[Example]) -> str:
    """Return the SHA-256 of examples, with all that is known of them."""
    digest = hashlib.sha256()
    for example in examples:
        *others, title = astuple(example)
        # The title came later: what has none has the checksum that it had before.
        digest.update(json.dumps(others if title is None else [*others, title]).encode())
    return digest.hexdigest()


def _tells(title: str, references: Iterable[str]) -> bool:
    """Return whether a title holds a whole reference, punctuation and capitals aside."""
    return any(_words_of(text) in _words_of(title) for text in references)


def _words_of(text: str) -> str:
    words = words_per_line(" ".join(text.split()).casefold())
    return f" {' '.join(words)} "


def _first_reason(unusable: list[Unusable]) -> str:
    if not unusable:
        return "it is empty"
    reasons = {item.reason for item in unusable}
    first = unusable[0]
    return first.reason if len(reasons) == 1 else f"{first.reason} ({first.place}), and others"


def _text(record: Mapping[str, Any], column: str) -> str:
    if column not in record:
        raise UnusableError(f"column {column!r} {_MISSING} {', '.join(map(repr, sorted(record)))}")
    value = record[column]
    if not isinstance(value, str):
        raise UnusableError(f"column {column!r} is not a text but {type(value).__name__}")
    if not has_word(value):
        raise UnusableError(f"column {column!r} is empty")
    if _NOT_DECODED.search(value):
        raise UnusableError(f"column {column!r} is not UTF-8")
    return value


def _optional_text(record: Mapping[str, Any], column: str) -> str | None:
    value = record.get(column)
    return value if isinstance(value, str) and has_word(value) else None


def _language(value: object) -> str | None:
    if value is None:
        return None
    try:
        return language_code(value)  # type: ignore[arg-type]
    except (InvalidTypeError, InvalidValueError) as error:
        raise UnusableError(str(error)) from error
