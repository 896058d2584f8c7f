"""Finds days and months in a text, in any notation; a year alone is a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarize.grounding.lexicon import Lexicon

_WORD = r"[^\W\d_]+(?:[\u0900-\u0dff][^\W\d_]*)*"
_ORDINAL = r"(?:\.|º|ª|°|-?(?:st|nd|rd|th|er|e|ste|de)(?![^\W_]))?"
_NUMBER = re.compile(r"(\d(?<![^\W_]\d)(?<!\d[.,]\d)(?:\d?|\d{3}))(?!\d)" + _ORDINAL)
_TO = r"\s?(?:[-–—/,&]|and|to|or|und|bis|et|au|y|e|al|a|en|tot|ou)\s?"
_ANOTHER_DAY = re.compile(rf"{_TO}\d{{1,2}}(?!\d){_ORDINAL}")
_DAY_TO = re.compile(rf"\d{{1,2}}{_ORDINAL}{_TO}")
_YEAR = re.compile(r"(?:,?\s|\s?/\s?)(\d{4})(?!\d)")
_WORD_AT = re.compile(rf"[\s-]?({_WORD})\.?")
_WORD_BEFORE = re.compile(rf"(?<![^\W_])({_WORD})\.?,?[\s-]$")
_LOOK_BACK = 24
_DIGITS = re.compile(r"\d+")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<last>\d{4}|\d{2}))(?![\d/-])"
    r"|(?:(?P<year>\d{4})\s?[年년]\s?)?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日일])?"
)


class Date(NamedTuple):
    """A date in a text, ``text[start:end]``; year and day are None if not given."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None


def find_dates(text: str, lexicon: Lexicon) -> list[Date]:
    """Find days of a month and months of a year, in order; they may overlap.

    >>> text = "3 to 5 October, or Oct. 3rd, 2023, or 2023-10-03, or May 2020"
    >>> [(text[date.start:date.end], *date[2:]) for date in find_dates(text, Lexicon.of("en"))]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('3 to 5 October', None, 10, 3), ('5 October', None, 10, 5), ('Oct. 3rd, 2023', 2023, 10, 3),
     ('2023-10-03', 2023, 10, 3), ('May 2020', 2020, 5, None)]
    """
    return sorted([*_written(text, lexicon), *_numeric(text)], key=lambda date: (date.start, -date.end))


def _written(text: str, lexicon: Lexicon) -> Iterator[Date]:
    """Yield the dates around numbers of one, two or four digits."""
    if not lexicon.months:
        return
    opened: tuple[int, int, int] | None = None  # of "Oct 3": start, month, start of its day
    for match in _NUMBER.finditer(text):
        start, end, digits = match.start(), match.end(), match.group(1)
        before = _month_before(text, start, lexicon)
        if len(digits) == 4:
            if before:
                yield Date(before[0], match.end(1), int(digits), before[1], None)
            continue
        if not 1 <= int(digits) <= 31:
            continue
        if before is None and opened and _DAY_TO.fullmatch(text, opened[2], start):
            before = opened[0], opened[1]
        if before:
            opened = before[0], before[1], start
            end, year = _year_at(text, end - (text[end - 1] == "."))
            yield Date(before[0], end, year, before[1], int(digits))
        elif after := _month_after(text, end, lexicon):
            end, year = _year_at(text, after[0], lexicon)
            yield Date(start, end, year, after[1], int(digits))


def _month_before(text: str, position: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the start and the number of the month before a position."""
    end = position
    for _ in range(2):  # "October the 3rd", "octubre de 2023"
        match = _WORD_BEFORE.search(text, max(0, end - _LOOK_BACK), end)
        if not match:
            return None
        month = _month(match.group(1), lexicon)
        if month:
            return match.start(), month
        if match.group(1).lower() not in lexicon.around_a_month:
            return None
        end = match.start()
    return None


def _month_after(text: str, position: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the end and the number of the month after a position."""
    if another := _ANOTHER_DAY.match(text, position):
        position = another.end()
    for _ in range(3):  # "3 October", "3 de octubre", "3rd of the October"
        match = _WORD_AT.match(text, position)
        if not match:
            return None
        month = _month(match.group(1), lexicon)
        if month:
            return match.end(1), month
        if match.group(1).lower() not in lexicon.around_a_month:
            return None
        position = match.end(1)
    return None


def _month(word: str, lexicon: Lexicon) -> int | None:
    if lexicon.has_capital_months and word[0].islower():
        return None
    return lexicon.months.get(word.lower())


def _year_at(text: str, position: int, lexicon: Lexicon | None = None) -> tuple[int, int | None]:
    """Return the end of the year at a position, and the year; without a year the position and None."""
    after = position + text.startswith(".", position)
    if lexicon:
        word = _WORD_AT.match(text, after)
        if word and word.group(1).lower() in lexicon.around_a_month:
            after = word.end(1)
    year = _YEAR.match(text, after)
    return (year.end(), int(year.group(1))) if year else (position, None)


def _numeric(text: str) -> Iterator[Date]:
    starts = (match.start() for match in _DIGITS.finditer(text))
    for match in filter(None, (_NUMERIC.match(text, start) for start in starts)):
        part = {name: int(digits) for name, digits in match.groupdict("").items() if digits.isdecimal()}
        possible: list[tuple[int | None, int, int | None]]
        if "y" in part:
            possible = [(part["y"], part["m"], part["d"])]
        elif "first" in part:
            year = part["last"] if part["last"] > 99 else None
            possible = [(year, part["second"], part["first"]), (year, part["first"], part["second"])]
        else:
            possible = [(part.get("year"), part["month"], part.get("day"))]
        for year, month, day in possible:
            if 1 <= month <= 12 and (day is None or 1 <= day <= 31):
                yield Date(match.start(), match.end(), year, month, day)
