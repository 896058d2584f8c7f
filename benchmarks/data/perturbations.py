"""Plants one wrong fact in a summary: another number, date, name, unit, currency or quotation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_QUOTATION = re.compile(r"[“\"„«]([^“”\"„«»\n]{15,300})[”\"“»]")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )([A-ZÀ-Þ][a-zà-ÿ]{3,})\b")
_TWO_NAMES = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ]+) ([A-ZÀ-Þ][a-zà-ÿ]+)\b")
_INTEGER = re.compile(r"(?<![\w.,:/-])\d{2,4}(?![\w.,:/-]\w|\w)")
_SIGN = re.compile(r"[$€£](?=\s?\d)|(?<=\d)\s?[€£]")
_SURNAMES = ("Quellmark", "Obrantin", "Zarelli", "Tovenius")


_VALUES = (*range(2, 13), 20, 30)  # of the number words of each language


class Planted(NamedTuple):
    """A summary with one wrong fact at ``text[start:end]``."""

    text: str
    start: int
    end: int


Swap = Callable[[str, str], Iterator[tuple[int, int, str]]]


def plant(kind: str, summary: str, source: str, language: str) -> Planted | None:
    """Replace the first fact of a kind that the source has by one that it does not have.

    Args:
        kind: one of :data:`KINDS`.
        summary: the summary.
        source: its source.
        language: their ISO 639-1 code, one of :data:`LANGUAGES`.

    Returns:
        the changed summary; None if it has no such fact, or each other one is in the source, too.

    >>> plant("units", "He ran 5 km.", "Five km were his goal: 5 km.", "en").text
    'He ran 5 miles.'
    """
    for start, end, other in KINDS[kind](summary, language):
        old = summary[start:end]
        if _has(source, old) and not any(_has(source, spelling) for spelling in _spellings(other, language)):
            return Planted(f"{summary[:start]}{other}{summary[end:]}", start, start + len(other))
    return None


def _has(source: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", source, re.IGNORECASE) is not None


def _spellings(word: str, language: str) -> list[str]:
    """Return a word, and a number word also in digits."""
    words = _table()["number words"][language].split()
    return [word, str(_VALUES[words.index(word)])] if word in words else [word]


def _numbers(summary: str, _: str) -> Iterator[tuple[int, int, str]]:
    for match in _INTEGER.finditer(summary):
        for step in (3, 7, 11):
            yield *match.span(), str(int(match.group()) + step)


def _listed(row: str) -> Swap:
    def _swap(summary: str, language: str) -> Iterator[tuple[int, int, str]]:
        words = _table()[row][language].split()
        for match in re.finditer(rf"(?<![\w-])({'|'.join(map(re.escape, words))})(?![\w-])", summary):
            at = words.index(match.group())
            for other in (*words[at + 1 :], *words[:at]):
                yield *match.span(), other

    return _swap


def _behind_numbers(row: str) -> Swap:
    def _swap(summary: str, language: str) -> Iterator[tuple[int, int, str]]:
        others = dict(pair.split("/") for pair in _table()[row][language].split())
        for match in re.finditer(rf"\d[\s-]({'|'.join(map(re.escape, others))})(?!\w)", summary):
            if not re.search(rf"(?<!\w){re.escape(others[match.group(1)])}(?!\w)", summary):
                start = re.search(r"[\d.,]*\d$", summary[: match.start() + 1])
                if start:
                    number = start.group()
                    between = summary[match.start() + 1]
                    yield start.start(), match.end(), f"{number}{between}{others[match.group(1)]}"

    return _swap


def _currencies(summary: str, language: str) -> Iterator[tuple[int, int, str]]:
    for match in _SIGN.finditer(summary):
        number = re.compile(r"\s?[\d.,]*\d").match(summary, match.end())
        if number:
            other = "€" if match.group() == "$" else "$"
            yield match.start(), number.end(), f"{other}{number.group()}"
    yield from _behind_numbers("currencies")(summary, language)


def _names(summary: str, language: str) -> Iterator[tuple[int, int, str]]:
    known = _table()["first names"].split()
    if language == "de":  # where all nouns have capitals
        spans = [match.span(2) for match in _TWO_NAMES.finditer(summary) if match.group(1) in known]
    else:
        spans = [match.span(1) for match in _NAME.finditer(summary)]
    for start, end in spans:
        for other in _SURNAMES:
            yield start, end, other


def _first_names(summary: str, _: str) -> Iterator[tuple[int, int, str]]:
    known = _table()["first names"].split()
    for match in _TWO_NAMES.finditer(summary):
        if match.group(1) in known:
            for other in known[len(match.group()) :]:
                yield *match.span(), f"{other}{summary[match.end(1) : match.end()]}"


def _quotations(summary: str, _: str) -> Iterator[tuple[int, int, str]]:
    for match in _QUOTATION.finditer(summary):
        words = match.group(1).split()
        if len(words) >= 4:
            words[1], words[2] = words[2], words[1]
            yield *match.span(1), " ".join(words)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(Path(__file__).with_name("swaps.json").read_text(encoding="utf-8"))
    return table


KINDS: dict[str, Swap] = {
    "numbers": _numbers,
    "number words": _listed("number words"),
    "dates": _listed("months"),
    "names": _names,
    "first names": _first_names,
    "units": _behind_numbers("units"),
    "currencies": _currencies,
    "quotations": _quotations,
}
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")
