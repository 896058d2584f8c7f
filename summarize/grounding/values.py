"""The numbers of a source by value, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.grounding.lexicon import Lexicon
from summarize.grounding.number_words import in_digits
from summarize.grounding.numbers import Number, find_digits
from summarize.grounding.readings import ascii_digits, readings_of, scaled, value_of
from summarize.grounding.units import unit_of
from summarize.text.stop_words import stop_words_of

NEARLY = 0.1  # relative tolerance of an approximate number
BARE = ""  # the unit of a number that stands alone: "she is 40"
COUNTED = "#"  # the unit of a number of something else: "40 people"

_INSIDE_A_WORD = re.compile(r"[^\W\d_](\d+)")
_NEXT_WORD = re.compile(r"[ -]([^\W\d_]{2,})")
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR_IN_TWO = re.compile(r"\b(1\d|20) ([1-9]\d)\b")
_PRODUCT = re.compile(r"\b(\d+(?:[.,]\d+)?) 1(0{2,12})\b")
_ROMAN = re.compile(r"(?<![^\W_])(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?:er|re|e|ème|th)?(?![^\W_])")
_OF_SOMETHING = frozenset({COUNTED})
_ROMAN_DIGITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


class Quantities:
    """The values of the numbers of a text, and the units with which it has each.

    Args:
        text: the text.
        lexicon: the lexicon of its language.
        tokens: its distinct words, split at white space, in any order, with white space between them.

    Attributes:
        units: the units of each value, :data:`BARE` and :data:`COUNTED` among them.
        in_digits: the passages of the text with number words, those as digits; blank in languages that
            text2num does not support.

    >>> quantities = Quantities("Two of 1.5 million dollars, a dozen men, Louis XIV", Lexicon.of("en"))
    >>> sorted(quantities.units)
    ['12e0', '14e0', '15e5', '2e0']
    >>> sorted(quantities.units["15e5"])
    ['dollar']
    """

    def __init__(self, text: str, lexicon: Lexicon, tokens: str | None = None) -> None:
        tokens = text if tokens is None else tokens
        self.units: dict[str, set[str]] = {}
        self._lexicon = lexicon
        self._add_all(text)
        self.in_digits = in_digits(text, tokens, lexicon)
        self._add_spelled(self.in_digits)
        bare = {value_of(ascii_digits(digits)) for digits in _INSIDE_A_WORD.findall(tokens)}
        words = set(_LETTERS.findall(tokens.lower())) if lexicon.other_numbers else set()
        bare.update(value_of(value) for word, value in lexicon.other_numbers.items() if word in words)
        bare.update(
            value_of(str(10 * len(tens) + _ROMAN_DIGITS.index(ones)))
            for tens, ones in set(_ROMAN.findall(tokens))
        )
        for value in bare:
            self._add(value)

    def unsupported(self, number: Number) -> tuple[int, int] | None:
        """Return the unsupported part of a number: its own span, its span with the unit, or None.

        A rough number may have a near value. A number with a known unit needs one with the same unit, or one
        that stands alone; if the text has it with no other known unit, one of something else will do.
        """
        readings = [reading for reading in number.readings if all(value in self.units for value in reading)]
        values = [reading[-1] for reading in readings] or list(self._near(number))
        if not values:
            return number.start, number.end
        wanted = number.unit.names | {BARE}
        if not number.unit.names:
            return None
        if any(self.units[value] & wanted or self.units[value] == {COUNTED} for value in values):
            return None
        return number.unit.start, number.unit.end

    def _near(self, number: Number) -> Iterator[str]:
        """Yield the values that a rounded number may mean: near ones with more digits."""
        for (value,) in (reading for reading in number.readings if len(reading) == 1 and number.is_rough):
            if ":" in value:
                continue
            wanted, digits = float(value), value.find("e")
            for known in self.units:
                is_finer = ":" not in known and known.find("e") > digits
                if is_finer and abs(float(known) - wanted) <= NEARLY * wanted:
                    yield known

    def _add(self, value: str, units: frozenset[str] = frozenset()) -> None:
        self.units.setdefault(value, set()).update(units or {BARE})

    def _add_all(self, text: str) -> None:
        stop_words = stop_words_of(self._lexicon.language)
        for number in find_digits(text, self._lexicon):
            units = number.unit.names
            if not units and (word := _NEXT_WORD.match(text, number.end)) and word[1] not in stop_words:
                units = _OF_SOMETHING
            for reading in number.readings:
                for value in reading:
                    self._add(value, units)

    def _add_spelled(self, in_digits: str) -> None:
        self._add_all(_PRODUCT.sub(" ", in_digits))
        for first, second in _YEAR_IN_TWO.findall(in_digits):
            self._add(value_of(first + second))
        for match in _PRODUCT.finditer(in_digits):
            unit = unit_of(in_digits, match.start(), match.end(), self._lexicon)
            for reading in readings_of(match.group(1), self._lexicon):
                for value in scaled(reading, len(match.group(2))):
                    self._add(value, unit.names)
