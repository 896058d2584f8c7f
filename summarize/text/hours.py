"""Times of day inside a sentence: "at 2 a.m. Sunday", "5 p.m. ET"."""

from __future__ import annotations

from summarize.text.patterns import compile_on_use

HOURS = frozenset(("a.m.", "p.m.", "A.M.", "P.M.", "am.", "pm."))
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CONTINUATION = compile_on_use(
    # "He left at 5 p.m. Sunday was calm."
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:s\b|\b(?!['’]|\s+(?:is|was|will|had|has|brought)\b))"
    r"|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?,?(?:\s+\d|\s+[a-z]|\s*$)"
    rf"|(?:{_MONTHS})\s+\d|(?:Christmas|Easter|New Year)\b"
    r"|(?:[A-Z]{0,3}[SD]?T|UTC|BST|IST|Z)\b"
    r"|(?:Eastern|Central|Mountain|Pacific|Atlantic|Greenwich)\b(?!\s+(?:is|was)\b)"
    r"|[A-Z][a-z]+ (?:[Tt]ime|(?:Standard|Daylight|Summer) [Tt]ime)\b"
)


def is_hour_of(token: str, right: str) -> bool:
    """Return whether a piece begins with the day, month or time zone of the hour before it.

    Args:
        token: the last word before the piece, with its full stops.
        right: the piece.

    >>> is_hour_of("p.m.", "Sunday near the coast."), is_hour_of("p.m.", "Then it rained.")
    (True, False)
    """
    return token in HOURS and _CONTINUATION.match(right) is not None
