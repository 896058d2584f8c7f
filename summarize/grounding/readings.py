"""The values that a number in digits may have: in English 1,000 is 1000, and in German it is 1.

A value is a string such as ``"15e5"``, so that numbers of any length are compared exactly.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from summarize.grounding.lexicon import Lexicon

Reading = tuple[str, ...]

BLANK = " \u00a0\u2009\u202f"
_BLANKS = re.compile(f"[{BLANK}]")
_MARKS = re.compile(r"[.,'’٫٬]")


def readings_of(number: str, lexicon: Lexicon) -> list[Reading]:
    """Return the possible readings of a number in digits: one value, or several for a list or a date."""
    number = ascii_digits(number)
    hours, _, minutes = number.partition(":")
    if minutes:
        other = int(hours) + (12 if int(hours) < 12 else -12)
        times = [hours, str(other)] if minutes == "00" else [number.lstrip("0"), f"{other}:{minutes}"]
        separate: Reading = (value_of(hours), value_of(minutes))
        return [separate, *((time if ":" in time else value_of(time),) for time in times)]
    groups = _BLANKS.split(number)
    if len(groups) == 1:
        return _readings_of_group(number, lexicon)
    separate = tuple([v for group in groups for v in _readings_of_group(group, lexicon)[0]])
    if len(groups[0]) > 3 or _MARKS.search("".join(groups[:-1])):
        return [separate]
    return [_readings_of_group("".join(groups), lexicon)[0], separate]


def _readings_of_group(number: str, lexicon: Lexicon) -> list[Reading]:
    parts = _MARKS.split(number)
    if len(parts) == 1:
        return [(value_of(number),)]
    marks = _MARKS.findall(number)
    separate = tuple([value_of(part) for part in parts])
    decimal, thousands = (",٫", ".'’٬") if lexicon.has_decimal_comma else (".٫", ",'’٬")
    is_grouped = _are_thousands(parts) and len(set(marks)) == 1
    if is_grouped and marks[0] in thousands:
        return [(value_of("".join(parts)),)]
    if len(marks) == 1:
        return [(value_of(*parts),)] if marks[0] in decimal else [(value_of(*parts),), separate]
    if is_grouped or (_are_thousands(parts[:-1]) and marks[-1] != marks[0] and len(set(marks[:-1])) == 1):
        whole = "".join(parts) if is_grouped else "".join(parts[:-1])
        return [(value_of(whole, "" if is_grouped else parts[-1]),), separate]
    return [separate]


def _are_thousands(parts: list[str]) -> bool:
    """Return whether the parts are groups of three digits, or of two as in Indian notation."""
    return (
        len(parts) > 1
        and len(parts[0]) <= 3
        and parts[0] != "0"
        and len(parts[-1]) == 3
        and len({len(part) for part in parts[1:-1]} | {3}) <= (1 if len(parts[0]) == 3 else 2)
        and all(len(part) in (2, 3) for part in parts[1:-1])
    )


def value_of(whole: str, fraction: str = "") -> str:
    """Return the value of a whole number and its decimals: ``value_of("10", "50")`` is ``"105e-1"``."""
    digits, power = (whole + fraction).lstrip("0"), -len(fraction)
    significant = digits.rstrip("0")
    return f"{significant}e{power + len(digits) - len(significant)}" if significant else "0"


def scaled(reading: Reading, power: int) -> Reading:
    """Return a reading with its last value multiplied by a power of ten."""
    digits, _, exponent = reading[-1].partition("e")
    return (*reading[:-1], f"{digits}e{int(exponent) + power}" if exponent else digits)


@cache
def _ascii_table() -> dict[int, str]:
    decimals = [code for code in range(0x80, 0x20000) if unicodedata.decimal(chr(code), None) is not None]
    return {code: str(unicodedata.decimal(chr(code))) for code in decimals}


def ascii_digits(number: str) -> str:
    """Write the digits of any script as 0 to 9."""
    return number if number.isascii() else number.translate(_ascii_table())
