"""The words with which a language writes facts: months, scales, titles; read from JSON."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from summarize.text.normalization import normalize


def fold(word: str) -> str:
    """Return a word in lower case without accents.

    >>> fold("Müller"), fold("STRAẞE")
    ('muller', 'strasse')
    """
    if word.isascii():
        return word.lower()
    decomposed = normalize("NFKD", word.casefold())
    return "".join([character for character in decomposed if not unicodedata.combining(character)])


@dataclass(frozen=True)
class Lexicon:
    """The words with which one language writes numbers, dates and names, in lower case.

    Attributes:
        language: its ISO 639-1 code.
        months: number of each name and abbreviation of a month, from CLDR.
        days: number of each name and abbreviation of a day of the week, from CLDR.
        scales: power of ten of words such as "million".
        other_numbers: value of words such as "dozen", which may express a number in a source.
        hedges: endings of the text before an approximate number.
        doubtful_numbers: number words that often have another meaning.
        doubtful_phrases: phrases that start with a number word and have another meaning.
        doubtful_months: names of months that are also common words.
        has_decimal_comma: whether 1,5 is one and a half.
        is_spelled: whether text2num supports its number words.
        has_capital_months: whether months are capitalized.
        has_capital_nouns: whether all nouns are capitalized.
        has_fixed_names: whether names are (nearly) uninflected.
        plain_capitals: words that are often capitalized but are no names, such as titles.
        titles: words before a name, in languages where capitals do not suffice.
        name_particles: lower-case words inside a name: "Bank of England".
        initial_particles: lower-case words that an acronym may omit.
        endings: endings that distinguish the name of a people from that of its country.
        same: the synonyms of each name; acronyms in capitals.
        around_a_month: lower-case words between day, month and year.
        units: units of measure and currencies of each word or sign, from CLDR; words of a pair are joined
            by ``_``.
        first_names: common first names of any language, for where capitals do not suffice.
    """

    language: str
    months: dict[str, int]
    days: dict[str, int]
    scales: dict[str, int]
    other_numbers: dict[str, str]
    hedges: tuple[str, ...]
    doubtful_numbers: frozenset[str]
    doubtful_phrases: tuple[str, ...]
    doubtful_months: frozenset[str]
    has_decimal_comma: bool
    is_spelled: bool
    has_capital_months: bool
    has_capital_nouns: bool
    has_fixed_names: bool
    plain_capitals: frozenset[str]
    titles: frozenset[str]
    name_particles: frozenset[str]
    initial_particles: frozenset[str]
    endings: frozenset[str]
    same: dict[str, tuple[str, ...]]
    around_a_month: tuple[str, ...]
    units: dict[str, frozenset[str]]
    first_names: frozenset[str]

    @classmethod
    @cache
    def of(cls, language: str) -> Lexicon:
        """Return the lexicon of a language (ISO 639-1), cached; nearly empty for an unknown one.

        >>> lexicon = Lexicon.of("de")
        >>> lexicon.months["okt"], lexicon.scales["millionen"], lexicon.has_decimal_comma
        (10, 6, True)
        """
        table, calendar = _read("words.json"), _read("calendar.json").get(language, {})

        def _words(kind: str) -> frozenset[str]:
            return frozenset(table[kind].get(language, "").split())

        def _phrases(kind: str) -> tuple[str, ...]:
            return tuple(table[kind][language].split(", ")) if language in table[kind] else ()

        def _is_listed(kind: str) -> bool:
            return language in table[kind].split()

        scales = _values(f"{table['scales']['']} {table['scales'].get(language, '')}")
        rows = [tuple(row.split()) for row in table["same"].get(language, ())]
        return cls(
            language=language,
            months=_numbered(calendar.get("months", "")),
            days=_numbered(calendar.get("days", "")),
            scales={word: int(power) for word, power in scales.items()},
            other_numbers=_values(table["other numbers"].get(language, "")),
            hedges=_phrases("hedges"),
            doubtful_numbers=_words("doubtful numbers"),
            doubtful_phrases=_phrases("doubtful phrases"),
            doubtful_months=frozenset(table["doubtful months"].split()),
            has_decimal_comma=_is_listed("decimal comma"),
            is_spelled=_is_listed("spelled"),
            has_capital_months=_is_listed("capital months"),
            has_capital_nouns=_is_listed("capital nouns"),
            has_fixed_names=_is_listed("fixed names"),
            plain_capitals=frozenset(map(fold, _words("plain capitals"))),
            titles=_words("titles"),
            name_particles=frozenset(table["name particles"].split()),
            initial_particles=frozenset(table["initial particles"].split()),
            endings=_words("endings"),
            same={word.lower(): row for row in reversed(rows) for word in row},
            around_a_month=tuple(table["around a month"].split()),
            units=_units(language),
            first_names=frozenset(table["first names"].split()),
        )


@cache
def _read(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return table


def _units(language: str) -> dict[str, frozenset[str]]:
    rows = _read("units.json")
    named = _values(f"{rows['']} {rows.get(language, '')}")
    return {word: frozenset(units.split("/")) for word, units in named.items()}


def _values(words: str) -> dict[str, str]:
    """Read "dozen:12 half:50"."""
    return dict(word.split(":") for word in words.split())


def _numbered(rows: str) -> dict[str, int]:
    """Read "january jan, february feb"; the rows are numbered from 1."""
    return {word: number for number, row in enumerate(rows.split(","), 1) for word in row.split()}
