"""Captions of figures, tables and pictures, and photo credits."""

from __future__ import annotations

import re
from functools import cache

from summarize.text.phrases import phrases

_CAPTION_HINT = re.compile(r"[\d:©…]|[IVX]\b| by |\.\.\.")
_SIGNS_OF_CREDIT = (":", "/", "©", "…", "...", " by ")  # rule out most lines
_CAPTION_HEAD = 40  # characters, more than the longest word of a caption and its number


def is_caption(block: str) -> bool:
    """Return whether a block is the caption of a figure or table.

    It begins with a word such as "Figure" and a number, not followed by a lower-case letter: "Figure 1
    shows" is prose.

    >>> [is_caption(text) for text in ("Abb. 3: Die Brücke", "Fig. 1 The hall", "Figure 1 shows it.")]
    [True, True, False]
    """
    head = block[:_CAPTION_HEAD].lstrip("*_([")
    may_be = head[:2].lower() in _first_letters() or head[:1].isdigit()  # rules out most blocks
    return may_be and _CAPTION_HINT.search(head) is not None and _caption().match(block) is not None


def names_photographer(line: str) -> bool:
    """Return whether a line has a photo credit.

    >>> names_photographer("The hall last week. Photo: A. Moor"), names_photographer("Figure 1: The hall")
    (True, False)
    """
    small = line.lower()
    return any(map(small.__contains__, _SIGNS_OF_CREDIT)) and _credit().search(line) is not None


def is_credit(line: str) -> bool:
    """Return whether a line begins with a photo credit, so that the caption stands elsewhere.

    >>> is_credit("Photo: A. Moor"), is_credit("The hall last week. Photo: A. Moor")
    (True, False)
    """
    found = _credit().search(line)
    return found is not None and not line[: found.start()].strip()


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(word[:2] for word in phrases("caption") | phrases("photo"))


@cache
def _caption() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, phrases("caption")), key=len, reverse=True))
    photo = "|".join(sorted(map(re.escape, phrases("photo")), key=len, reverse=True))
    return re.compile(
        rf"""[*_(\[]{{0,3}}(?:
          (?i:{words})\.?\s?(?:[SA]?\d{{1,3}}(?:[.-]\d{{1,3}})?|[IVX]{{1,4}})[a-z]?
              (?:\s?[.:|–—)\]]|[ \t]*\n|\s+(?=[^\W\d_a-zß-ÿ])|\s*$)
        | (?i:{photo})(?::|\ by\ |\s?©|\s?\.\.\.|\s?…)
        | \d{{1,3}}\ [^\W\d_]{{1,3}}\ \d{{1,3}}[.:|]\s  # "1 of 4. The hall last week."
        )""",
        re.VERBOSE,
    )


@cache
def _credit() -> re.Pattern[str]:
    photo = "|".join(sorted(map(re.escape, phrases("photo")), key=len, reverse=True))
    return re.compile(
        rf"(?i:(?<!\w)(?:{photo})(?::|\ by\ |\s?\.\.\.|\s?…|\s?©))"
        r"|\([^()/]{3,40}(?:/[^()/]{2,40}){1,3}\)\W*$"  # "(Anna Moor/AP)"
        # "ANNA MOOR / AFP", "Anna Moor/AP  hide caption"
        r"|[.)]\s{1,3}[A-ZÀ-Þ][\w.'’ -]{3,40}(?:\s?/\s?[A-ZÀ-Þ][\w ]{1,30}){1,3}"
        r"(?:\s{1,3}(?:hide|toggle) caption)?$"
    )
