"""Citations by keys: what a reader sees of a key, and which of them their sentence needs."""

from __future__ import annotations

import re

from summarize.readers.formats.noncharacters import CITATION, CITATION_END, NOTE
from summarize.text.phrases import phrases

_NAME = re.compile(r"(?:.*[:/])?([^\W\d_]{3,30}?)(?=[\d_.+:-]|\Z)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_ET_AL = re.compile(r"(?i)et-?al\b")
_CITATION = re.compile(rf"{CITATION}([^{CITATION}{CITATION_END}]*){CITATION_END}")
_BETWEEN = re.compile(r"\s*(?:[,;&]?|(?:and|und|et|y|e|og|och|en|i|и|or)(?=\s))\s*", re.IGNORECASE)
_FOLLOWING = re.compile(rf"(?:[\s,;&]|{CITATION}[^{CITATION}{CITATION_END}]*{CITATION_END})*")
_LAST_WORD = re.compile(r"(?<![\w.])([^\W\d_]+(?:\.[^\W\d_]+)*\.?)\Z")
_WORD_CHARACTERS = 40
_SHORT_FORM = re.compile(r"[^\W\d_]{1,3}\.|(?:[^\W\d_]{1,3}\.){2,}")  # "cf.", "e.g."


def name_of_key(key: str) -> tuple[str, str]:
    """Return the name that the key of a work begins with, or else the key, and its year, if it has one.

    >>> name_of_key("moor2011piles"), name_of_key("dahl-etal-2010-mills"), name_of_key("Crei65")
    (('Moor', '2011'), ('Dahl et al.', '2010'), ('Crei65', ''))
    """
    key = key.strip()
    year, name = _YEAR.search(key), _NAME.match(key)
    if year is None or name is None or name.end() > year.start():
        return key, ""
    others = " et al." if _ET_AL.search(key, name.end(), year.start()) else ""
    return f"{name[1][0].upper()}{name[1][1:]}{others}", year[0]


def mark_of(keys: str) -> str:
    """Return a mark of the works that keys, with commas between them, name.

    >>> mark_of("moor2011piles, Crei65")
    '[Moor 2011, Crei65]'
    """
    return f"[{', '.join(' '.join(filter(None, name_of_key(key))) for key in keys.split(','))}]"


def names_of(keys: str) -> str:
    """Return the works that keys name as a part of a sentence.

    >>> names_of("moor2011piles"), names_of("piles")
    ('Moor (2011)', '[piles]')
    """
    works = [name_of_key(key) for key in keys.split(",")]
    if not all(year for _, year in works):
        return mark_of(keys)
    return ", ".join(f"{name} ({year})" for name, year in works)


def citation(mark: str) -> str:
    """Return a mark for :func:`settle_citations`, which keeps it only where its sentence needs it."""
    return f"{CITATION}{mark}{CITATION_END}"


def settle_citations(text: str) -> str:
    """Return a text in which citations are marks of notes, but for those that are a part of their sentence.

    They are if they stand after a comma, a short form or a word such as "by", or begin a sentence.

    >>> a = citation("[A]")
    >>> settle_citations(f"It fell {a}, as we know from {a}.").replace(NOTE, "*")
    'It fell *, as we know from [A].'
    """
    pieces: list[str] = []
    position, is_shown = 0, False
    for found in _CITATION.finditer(text):
        between = text[position : found.start()]
        if not position or not _BETWEEN.fullmatch(between):
            is_shown = _is_part(between, text, _FOLLOWING.match(text, found.end()))
        elif not is_shown:
            between = ""
        pieces += [between, found[1] if is_shown else NOTE]
        position = found.end()
    return "".join([*pieces, text[position:]])


def _is_part(before: str, text: str, following: re.Match[str] | None) -> bool:
    """Return whether a citation between two parts of a text belongs to a sentence."""
    word = before.rstrip()
    after = text[following.end() : following.end() + 1] if following is not None else ""
    if not word:
        return after.islower()
    if word == before:
        return False
    last = _LAST_WORD.search(word[-_WORD_CHARACTERS:])
    if word[-1] == "," or (last and last[1].casefold() in phrases("citing")):
        return True
    if last and _SHORT_FORM.fullmatch(last[1]):
        return last[1] != "al." and not after.isupper()
    return word[-1] in ".!?:;" and after.islower()
