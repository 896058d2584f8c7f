"""Entries of a bibliography: a number or authors, then year, pages and venue."""

from __future__ import annotations

import re

_MARKS = (
    re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b"),  # a year
    re.compile(r"\b[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)*[ ,]"),  # initials
    re.compile(r"\d+ ?[-–—] ?\d+|\bpp?\. ?\d|\bpages? \d|\d+ ?\(\d+\)|\bvol\b", re.IGNORECASE),
    re.compile(
        r"\bdoi\b|arxiv|\bisbn\b|\bin:|\bproc(?:eedings|\.)|\bjournal\b|\bpress\b|\bed(?:s|itors?)?\."
        r"|https?://",
        re.IGNORECASE,
    ),
)
_OPENING = re.compile(
    r"\s*(?:\[[\w+.-]{1,12}\]|\(?\d{1,3}[.)]\s"  # "[12] A. Moor", "3. Lund, B."
    r"|[^\W\d_][\w'’-]+,\s+(?:[^\W\d_a-z]\.[\s-]?){1,3}"  # "Moor, A. B."
    r"|(?:[^\W\d_a-z]\.[\s-]?){1,3}[^\W\d_][\w'’-]+,)"  # "A. B. Moor,"
)
# "Moor A, Dahl BC. Old mills": surnames with bare initials, as medical journals write them.
_SURNAME = r"[^\W\d_][\w'’‐-]+ [A-ZÀ-Þ]{1,3}"
_SEVERAL_AUTHORS = re.compile(rf"\s*{_SURNAME}(?:(?:, {_SURNAME})+\.|,? et al\.)")
_ONE_AUTHOR = re.compile(rf"\s*{_SURNAME}\.")  # or a king: "Georg V. died in 1936."
_CHARACTERS = 1_000
_ENTRY = 3  # marks


def is_reference_entry(text: str) -> bool:
    """Return whether a text is an entry of a bibliography.

    >>> is_reference_entry("[1] A. Moor, B. Dahl. Piles of old. In Proceedings of Piles, 2011.")
    True
    >>> is_reference_entry("Moor and Dahl (2011) found piles.")
    False
    """
    if _SEVERAL_AUTHORS.match(text) and _MARKS[0].search(text[:_CHARACTERS]):
        return True
    opens = _OPENING.match(text) is not None or _ONE_AUTHOR.match(text) is not None
    return opens and entry_marks(text) >= _ENTRY


def entry_marks(text: str) -> int:
    """Return how many features of an entry a text has: year, initials, pages, venue.

    >>> entry_marks("Moor, A. and Dahl, B. Piles that rot. Journal of Piles, 12(3):4-9, 1999.")
    4
    """
    head = text[:_CHARACTERS]
    return sum(1 for mark in _MARKS if mark.search(head))
