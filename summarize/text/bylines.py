"""Bylines: lines with only the author, date or place of a text."""

from __future__ import annotations

import re

from summarize.text.headings import DATE, is_date_line
from summarize.text.marks import ends_sentence
from summarize.text.phrases import phrases

_LONGEST = 200  # characters
_LONGEST_LINE = 20  # words of a byline and its additions
_SHORT_LINE = 12  # words around a date or a time
_DATE = re.compile(rf"(?:{DATE})", re.VERBOSE)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b(?:[:.]\d\d)?(?:\s*[AaPp]\.?[Mm]\b)?")
_WRITTEN_BY = re.compile(
    r"(?:written|story|text|words|reporting|additional reporting) (?=by\b)", re.IGNORECASE
)
_NAME_PARTICLES = frozenset(["and", "und", "et", "y", "e", "i", "for", "de", "van", "von", "der", "la"])
_NAMED = re.compile(r"\bB[Yy] [A-ZÀ-Þ][\w.'’-]+ (?:[A-ZÀ-Þ]|and\b)")
_STAMP = re.compile(
    r"\b(?:published|updated|posted|modified|publié|mis à jour|veröffentlicht|aktualisiert|publicado"
    r"|actualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|opublikowano|publicerad|опубликовано|обновлено)\b"
    r"[\s:.]+(?:[^\W\d_]{1,10}[,.:]?\s+){0,2}\d",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:(?<![^\s(])\(?[A-ZÀ-Þ][\w.'’-]*\)?[,\s]*){1,6}(?:--|—|(?<=\s)–)\s*"
)  # "BERLIN —", "Winston-Salem, N.C. (AP) --"
# "Huaraz, 13 de abril de 2026.", "Berlin, den 3. Mai 2021", "London, 4th of May 2020"
_PLACE_AND_DATE = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]+(?: (?:d[aeo]l?|l[aeo]s?|am|an|of|the|[A-ZÀ-Þ][\w.'’-]+)){0,4},\s"
    r"(?:[^\W\d_]{1,4}\s)?\d{1,2}(?:\.|º|\w\w)?"
    r"(?:\s[^\W\d_]{1,3})?\s[^\W\d_]{3,12}(?:\.|,)?(?:\s[^\W\d_]{1,3})?\s\d{4}\.?"
)
# "A. Moor1,2, B. Dahl2,". It begins with a digit, which most blocks lack, and then looks at what precedes.
_AFFILIATED = re.compile(r"[0-9](?<=[a-zß-ÿ].)[0-9]?(?:,\s?[0-9]{1,2})*[,;*†]")
_SIGNED = re.compile(r"--?[^\W\d_]{2,20}(?: [A-ZÀ-Þ][\w.'’-]{0,20}){0,2}")  # "-ann", "--Ann Moor"
_FEW_AUTHORS, _CHARACTERS_AN_AUTHOR = 3, 60
_LONGEST_PAPER_AUTHORS = 1_000  # characters


def is_byline(line: str) -> bool:
    """Return whether a line has only the author, date or place of a text.

    >>> is_byline("By Jane Doe, Staff Writer"), is_byline("By noon it was gone.")
    (True, False)
    >>> is_byline("Huaraz, 13 de abril de 2026."), is_byline("Berlin, den 3. Mai 2021")
    (True, True)
    """
    words = line.split(None, _LONGEST_LINE) if len(line) <= _LONGEST else []
    if not 0 < len(words) <= _LONGEST_LINE:
        return False
    text = line.strip()
    if any(pattern.fullmatch(text) for pattern in (_DATELINE, _SIGNED, _PLACE_AND_DATE)):
        return True
    if is_date_line(text.rstrip(" .|")):
        return True
    if ends_sentence(text):  # "By Monday." is not a byline
        return False
    if _STAMP.search(text) or _NAMED.search(text) or _opens_with_by(text):
        return True
    return len(words) <= _SHORT_LINE and (_DATE.search(text) or _CLOCK.search(text)) is not None


def _opens_with_by(text: str) -> bool:
    """Return whether a line consists of "by", in any listed language, and names."""
    first, *names = _WRITTEN_BY.sub("", text, count=1).split()
    if first.rstrip(":.").lower() not in phrases("by") or not names:
        return False
    return not any(name[0].islower() and name.rstrip(",") not in _NAME_PARTICLES for name in names)


def names_authors(block: str) -> bool:
    """Return whether a block is mostly authors with the numbers of their affiliations.

    >>> names_authors("Anna Moor1,2, Bo Dahl2, Eva Lund1*"), names_authors("In 2010, 3 boats left.")
    (True, False)
    """
    if len(block) > _LONGEST_PAPER_AUTHORS:
        return False
    most = sum(map(block.count, ",;*†"))  # rules out most blocks
    if len(block) > _CHARACTERS_AN_AUTHOR * most:
        return False
    n_authors = len(_AFFILIATED.findall(block))
    return n_authors >= _FEW_AUTHORS and len(block) <= _CHARACTERS_AN_AUTHOR * n_authors


def authors_of(byline: str) -> list[str]:
    """Return the names of two words or more in a byline; empty if it is only a date.

    >>> authors_of("By Anna Moor and Bo Berg, Staff Writers")
    ['Anna Moor', 'Bo Berg', 'Staff Writers']
    """
    first, _, names = byline.partition(" ")
    if first.rstrip(":").lower() not in phrases("by"):
        return []
    parts = re.split(r"\s*(?:,|&|\||\band\b|\bund\b|\bet\b|\by\b)\s*", names.strip())
    return [part for part in parts if " " in part]


def opens_with_date(block: str) -> bool:
    """Return whether a block begins with a date: "3. Mai 2026, 10 Uhr" is not item 3 of a list."""
    return _DATE.match(block) is not None
