"""The unit or currency of a number: in "$5", "5 dollars" and "5 US dollars" it is the dollar.

Units are compared by name, not converted: 5 km is 5 kilometres, but not 5,000 metres.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarize.grounding.lexicon import Lexicon

_LOOK_BACK = 6
_SIGNS = "$€£¥₹₽₩₺"
_WORD = r"[^\W\d_]+(?:[\u0900-\u0dff][^\W\d_]*)*"
_BEFORE = re.compile(rf"([{_SIGNS}]|(?<![^\W_])[A-Z]{{3}})\s?$")
_AFTER = re.compile(rf"\s?([{_SIGNS}%٪％]|°[CF])|[\s-]?({_WORD})(?:[\s-]({_WORD}))?")


class Unit(NamedTuple):
    """What a number may count, and ``text[start:end]``, which is the number with its unit.

    Attributes:
        names: the possible units; more than one for "pounds", none if no unit is known.
        start: position of the first character of the number or of the sign before it.
        end: position after the last character of the number or of the unit behind it.
    """

    names: frozenset[str]
    start: int
    end: int


def unit_of(text: str, start: int, end: int, lexicon: Lexicon) -> Unit:
    """Return the unit of the number ``text[start:end]``.

    >>> unit_of("5 US dollars", 0, 1, Lexicon.of("en"))
    Unit(names=frozenset({'dollar'}), start=0, end=12)
    """
    units = lexicon.units
    before = _BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    if before and (found := units.get(before.group(1).lower())):
        return Unit(found, before.start(), end)
    after = _AFTER.match(text, end)
    if not after:
        return Unit(frozenset(), start, end)
    sign, first, second = after.groups("")
    if f"{first}_{second}".lower() in units:  # "5 per cent"
        return Unit(units[f"{first}_{second}".lower()], start, after.end(3))
    if (word := (sign or first).lower()) in units:
        return Unit(units[word], start, after.end(1 if sign else 2))
    if first.isupper() and second.lower() in units:
        return Unit(units[second.lower()], start, after.end(3))
    return Unit(frozenset(), start, end)
