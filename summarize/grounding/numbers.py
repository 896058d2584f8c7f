"""Finds numbers in a text, in digits or words, by value: 1,000 and one thousand are equal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarize.grounding.lexicon import Lexicon
from summarize.grounding.readings import BLANK, Reading, ascii_digits, readings_of, scaled, value_of

_NUMBER = re.compile(
    rf"\d(?<![^\W_]\d)(?:\d?:\d{{2}}(?!\d)|\d*(?:[.,'’٫٬]\d+|[{BLANK}]\d{{3}}(?![\d.,]\d|\d))*)"
)
_INSIDE_A_WORD = re.compile(r"[^\W\d_](\d+)")
_BEFORE_NUMBER = f"{BLANK}$€£¥"
_LOOK_BACK = 24
_PIECE = 10_000  # characters
_ITEM = re.compile(r"\((\d{1,2})\)|^(\d{1,2})[.)]\s")  # "(5) increase …" counts itself, not things
_SCALE = re.compile(rf"[{BLANK}-]?([^\W\d_]+(?:[\u0900-\u097f][^\W\d_]*)*)")
_AND_ANOTHER = re.compile(rf"[{BLANK}]?(?:[-–—/]|[^\W\d_]{{1,4}})[{BLANK}]?[$€£¥]?(?=\d)")
_DECADE = re.compile(r"['’]?s\b")
_SUFFIX = re.compile(r"['’]?[^\W\d_]{1,3}(?![^\W_])")  # 3rd, 1950s, 11km
_LETTERS = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_]+|[\W_]+")
_YEAR_IN_TWO = re.compile(r"\b(1\d|20) ([1-9]\d)\b")
_PRODUCT = re.compile(r"\b(\d+(?:[.,]\d+)?) 1(0{2,12})\b")


NEARLY = 0.1  # relative tolerance of an approximate number


class Number(NamedTuple):
    """A number in a text.

    Attributes:
        start: position of its first character.
        end: position after its last character, including a scale word such as "million".
        readings: its possible meanings, each of one value or several, as in "2, 3 and 4".
        is_rough: whether it is approximate: "nearly 2,000".
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    is_rough: bool = False

    def is_in(self, values: set[str]) -> bool:
        """Return whether the values contain those of one reading, approximately if the number is rough."""
        if any(values.issuperset(reading) for reading in self.readings):
            return True
        return self.is_rough and any(
            abs(float(value) - wanted) <= NEARLY * wanted
            for reading in self.readings
            if len(reading) == 1 and ":" not in reading[0]
            for wanted in [float(reading[0])]
            for value in values
            if ":" not in value
        )


def find_numbers(text: str, lexicon: Lexicon) -> list[Number]:
    """Find the quantities in a text, in order; "one" and "first" do not count.

    >>> text = "3.50 dollars, 1.5 million people, twenty-two cats, one dog"
    >>> [text[number.start:number.end] for number in find_numbers(text, Lexicon.of("en"))]
    ['3.50', '1.5 million', 'twenty-two']
    >>> find_numbers("1.000", Lexicon.of("de")) == [Number(0, 5, (("1e3",),))]
    True
    """
    digits = list(_digit_numbers(text, lexicon))
    taken = {position for number in digits for position in range(number.start, number.end)}
    spelled = [number for number in _spelled_numbers(text, lexicon) if number.start not in taken]
    items = {match.start(match.lastindex or 0) for match in _ITEM.finditer(text)}
    return [
        number._replace(is_rough=_is_rough(text, number.start, lexicon))
        for number in sorted([*digits, *spelled])
        if number.start not in items
    ]


def number_values(text: str, lexicon: Lexicon) -> set[str]:
    """Return the possible values of the numbers of a text.

    >>> sorted(number_values("Two of 1.5 million", Lexicon.of("en")))
    ['15e-1', '15e5', '1e6', '2e0']
    """
    values = {value for number in _digit_numbers(text, lexicon) for value in _all_values(number)}
    if lexicon.is_spelled:
        from text_to_num import alpha2digit

        pieces = _pieces(_encodable(text))
        in_digits = " ".join([alpha2digit(piece, lexicon.language, 0.0) for piece in pieces])
        values.update(v for number in _digit_numbers(in_digits, lexicon) for v in _all_values(number))
        values.update(value_of(first + second) for first, second in _YEAR_IN_TWO.findall(in_digits))
        for factor, zeros in _PRODUCT.findall(in_digits):
            values.update(v for r in readings_of(factor, lexicon) for v in scaled(r, len(zeros)))
    return values


def _pieces(text: str) -> Iterator[str]:
    """Cut a text at blanks, since alpha2digit takes time quadratic in the numbers that it finds."""
    start = 0
    while start < len(text):
        end = text.rfind(" ", start, start + _PIECE) + 1 if start + _PIECE < len(text) else len(text)
        end = end or start + _PIECE
        yield text[start:end]
        start = end


def number_words(text: str, lexicon: Lexicon) -> set[str]:
    """Return the values inside words that are not numbers: a dozen, flight MH370.

    >>> number_words("MH370 and a dozen others", Lexicon.of("en")) == {"37e1", "12e0"}
    True
    """
    values = {value_of(ascii_digits(digits)) for digits in _INSIDE_A_WORD.findall(text)}
    words = set(_LETTERS.findall(text.lower())) if lexicon.other_numbers else set()
    return values | {value_of(value) for word, value in lexicon.other_numbers.items() if word in words}


def _all_values(number: Number) -> Iterator[str]:
    return (value for reading in number.readings for value in reading)


def _digit_numbers(text: str, lexicon: Lexicon) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        end = match.end()
        readings = readings_of(match.group(), lexicon)
        scaled_end, power, is_sure = _scale_at(text, end, lexicon)
        if power:
            larger = [scaled(reading, power) for reading in readings]
            yield Number(match.start(), scaled_end, (*larger, *([] if is_sure else readings)))
            continue
        if match.group()[-1].isdigit() and (suffix := _SUFFIX.match(text, end)):
            scaled_end = suffix.end()
        if another := _AND_ANOTHER.match(text, end):  # "between 5 and 10 million"
            following = _NUMBER.match(text, another.end())
            if following and (power := _scale_at(text, following.end(), lexicon)[1]):
                readings += [scaled(reading, power) for reading in readings]
        if len(match.group()) == 2 and _DECADE.match(text, end):  # "the 90s"
            readings += [(value_of(f"{century}{match.group()}"),) for century in (19, 18, 20)]
        yield Number(match.start(), scaled_end, tuple(readings))


def _is_rough(text: str, start: int, lexicon: Lexicon) -> bool:
    return text[max(0, start - _LOOK_BACK) : start].lower().rstrip(_BEFORE_NUMBER).endswith(lexicon.hedges)


def _scale_at(text: str, position: int, lexicon: Lexicon) -> tuple[int, int, bool]:
    """Return the end and the power of ten of scale words, and whether they are unambiguous."""
    power, is_sure = 0, True
    for _ in range(2):  # "3 hundred thousand", "5 mil millones"
        match = _SCALE.match(text, position)
        word = match.group(1).lower() if match else ""
        if word not in lexicon.scales and word[:1] >= "\u3000":  # 3万人: no blank marks its end
            word = word[:1]
        if not match or word not in lexicon.scales:
            break
        power, position = power + lexicon.scales[word], match.start(1) + len(word)
        is_sure = is_sure and len(word) > 1
    return position, power, is_sure or not text.isascii()


def _spelled_numbers(text: str, lexicon: Lexicon) -> Iterator[Number]:
    if not lexicon.is_spelled:
        return
    from text_to_num import find_numbers as find_spelled

    spans = [match.span() for match in _TOKEN.finditer(text)]
    tokens = [_Token(_encodable(text[start:end])) for start, end in spans]
    for found in find_spelled(tokens, lexicon.language, 0.0):
        start, end = spans[found.start][0], spans[found.end - 1][1]
        digits = re.sub(r"\D", "", found.text) if found.is_ordinal else found.text
        word = text[start:end].lower()
        is_scale = re.fullmatch("10{2,}", digits) and (word.isalpha() and found.end - found.start == 1)
        if digits in ("0", "1") or is_scale or word in lexicon.doubtful_numbers or word[:1].isdigit():
            continue
        if text[start : start + _LOOK_BACK].lower().startswith(lexicon.doubtful_phrases):
            continue
        yield Number(start, end, tuple(readings_of(digits, lexicon)))


class _Token:
    """A word or a separator, in the interface of text2num."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        """Return the word itself."""
        return self._text

    def nt_separated(self, _previous: _Token) -> bool:
        """Return whether something other than text separates it from the previous token."""
        return False

    def not_a_number_part(self) -> bool:
        """Return whether it is certainly not part of a number."""
        return False


def _encodable(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
