"""Finds numbers in a text, in digits or words, by value: 1,000 and one thousand are equal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarize.grounding.lexicon import Lexicon
from summarize.grounding.number_words import number_words_of
from summarize.grounding.readings import BLANK, Reading, readings_of, scaled, value_of
from summarize.grounding.units import Unit, unit_of

_NUMBER = re.compile(
    rf"\d(?<![^\W_]\d)(?:\d?:\d{{2}}(?!\d)|\d*(?:[.,'’٫٬]\d+|[{BLANK}]\d{{3}}(?![\d.,]\d|\d))*)"
)
_SPACED = re.compile(r"\d(?<!\d\d)(?<!\d[.,]\d)\d*(?:[.,] \d+)+(?![.,]?\d)")
_SMALLEST_FRACTION = 10
_BEFORE_NUMBER = f"{BLANK}$€£¥"
_LOOK_BACK = 24
_ITEM = re.compile(r"\((\d{1,2})\)|^(\d{1,2})[.)]\s")  # "(5) increase …" counts itself, not things
_SCALE = re.compile(rf"[{BLANK}-]?([^\W\d_]+(?:[\u0900-\u097f][^\W\d_]*)*)")
_AND_ANOTHER = re.compile(rf"[{BLANK}]?(?:[-–—/]|[^\W\d_]{{1,4}})[{BLANK}]?[$€£¥]?(?=\d)")
_DECADE = re.compile(r"['’]?s\b")
_YEARS = re.compile(r"([12]\d\d0)(?:['’]?s|er)\b")
_SUFFIX = re.compile(r"['’]?[^\W\d_]{1,3}(?![^\W_])")  # 3rd, 1950s, 11km
_TOKEN = re.compile(r"[^\W_]+|[\W_]+")


class Number(NamedTuple):
    """A number in a text.

    Attributes:
        start: position of its first character.
        end: position after its last character, including a scale word such as "million".
        readings: its possible meanings, each of one value or several, as in "2, 3 and 4".
        unit: what it counts, as far as that is known.
        is_rough: whether it is approximate: "nearly 2,000".
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    unit: Unit
    is_rough: bool = False


def find_numbers(text: str, lexicon: Lexicon) -> list[Number]:
    """Find the quantities in a text, in order; "one" and "first" do not count.

    >>> text = "3.50 dollars, 1.5 million people, twenty-two cats, one dog"
    >>> [text[number.start:number.end] for number in find_numbers(text, Lexicon.of("en"))]
    ['3.50', '1.5 million', 'twenty-two']
    >>> find_numbers("1.000", Lexicon.of("de"))[0].readings
    (('1e3',),)
    """
    digits = list(find_digits(text, lexicon))
    taken = {position for number in digits for position in range(number.start, number.end)}
    spelled = [number for number in _spelled_numbers(text, lexicon) if number.start not in taken]
    items = {match.start(match.lastindex or 0) for match in _ITEM.finditer(text)}
    return [
        number._replace(
            readings=(*number.readings, *_years_of_decade(text, number)),
            is_rough=_is_rough(text, number.start, lexicon),
        )
        for number in sorted([*digits, *spelled])
        if number.start not in items
    ]


def _years_of_decade(text: str, number: Number) -> Iterator[Reading]:
    """Yield the years of "the 1980s" or "die 1980er", each of which the source may have instead."""
    if decade := _YEARS.match(text, number.start):
        first = int(decade[1])
        for year in range(first, first + (10 if first % 100 else 100)):
            yield (value_of(str(year)),)


def find_digits(text: str, lexicon: Lexicon) -> Iterator[Number]:
    """Yield the numbers in digits; a blank after a separator may be a slip: "235, 000" and "102. 5".

    >>> [(number.start, number.end, number.readings) for number in find_digits("235, 000", Lexicon.of("en"))]
    [(0, 8, (('235e3',),))]
    """
    start = 0
    for spaced in _SPACED.finditer(text):
        whole, parts = "".join(spaced.group().split()), re.split(r"[.,]\s", spaced.group())
        is_sure = len(parts[1]) == 3 and any(part[0] == "0" for part in parts[1:])
        if is_sure and len(parts[0]) <= 3:
            yield from _numbers_between(text, start, spaced.start(), lexicon)
            yield _number(text, spaced.start(), spaced.end(), readings_of(whole, lexicon), lexicon)
            start = spaced.end()
        elif len(parts) == 2 and (len(parts[1]) == 3 or spaced.group()[-len(parts[1]) - 2] == "."):
            yield from _numbers_between(text, start, spaced.start(), lexicon)
            joined = readings_of(whole, lexicon)
            for number in _numbers_between(text, spaced.start(), spaced.end(), lexicon):
                power = _scale_at(text, spaced.end(), lexicon)[1]
                yield number._replace(readings=(*number.readings, *(scaled(r, power) for r in joined)))
            start = spaced.end()
    yield from _numbers_between(text, start, len(text), lexicon)


def _numbers_between(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Number]:
    for match in _NUMBER.finditer(text, start):
        if match.start() >= end:
            break
        yield _number(text, match.start(), match.end(), readings_of(match.group(), lexicon), lexicon)


def _number(text: str, start: int, end: int, readings: list[Reading], lexicon: Lexicon) -> Number:
    digits = text[start:end]
    scaled_end, power, is_sure = _scale_at(text, end, lexicon)
    unit = unit_of(text, start, scaled_end, lexicon)
    if power:
        larger = [scaled(reading, power) for reading in readings]
        return Number(start, scaled_end, (*larger, *([] if is_sure else readings)), unit)
    if another := _AND_ANOTHER.match(text, end):  # "between 5 and 10 million dollars"
        following = _NUMBER.match(text, another.end())
        if following:
            following_end, power, _ = _scale_at(text, following.end(), lexicon)
            readings = readings + [scaled(reading, power) for reading in readings if power]
            unit = (
                unit
                if unit.names
                else Unit(unit_of(text, following.start(), following_end, lexicon).names, start, end)
            )
    if digits[-1].isdigit() and (suffix := _SUFFIX.match(text, end)):
        scaled_end = suffix.end()
    if len(digits) == 2 and _DECADE.match(text, end):  # "the 90s"
        readings = readings + [(value_of(f"{century}{digits}"),) for century in (19, 18, 20)]
    return Number(start, scaled_end, tuple(readings), unit)


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
    if not lexicon.is_spelled or not number_words_of(text, lexicon.language):
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
        readings = readings_of(digits, lexicon)
        if found.is_ordinal and 3 <= int(digits) <= _SMALLEST_FRACTION:  # a third is 33 %
            readings.append((value_of(str(round(100 / int(digits)))),))
        yield Number(start, end, tuple(readings), unit_of(text, start, end, lexicon))


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
