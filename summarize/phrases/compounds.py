"""Splits compounds with hyphens, apostrophes and ampersands, or keeps them as one word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from summarize.text.words import SOFT_HYPHEN, UNSPACED, WORD_CHARACTERS

_HYPHENS = "-‐‑"
_APOSTROPHES = "'’"
_JOINTS = f"{_HYPHENS}{_APOSTROPHES}&"
_MAX_PARTS = 6  # state-of-the-art has four; longer compounds are cut
# U.S., C++, C# and 3.5 are words. A single letter after an apostrophe belongs to the word (Japan's); several
# letters are another word (l'homme).
_SIGNED = r"(?:[A-Z]\.){2,}|[A-Z](?:\+\+|\#)(?!\w)|\d+\.\d+(?!\w|\.\d)"
_PLAIN = rf"(?:{_SIGNED}|[{WORD_CHARACTERS}{SOFT_HYPHEN}]+)"
_SPACED = rf"(?:{_SIGNED}|(?:(?![{UNSPACED}])[{WORD_CHARACTERS}{SOFT_HYPHEN}])+)"
_PART = re.compile(rf"{_PLAIN}(?:[{_APOSTROPHES}]\w(?!\w))?")
COMPOUND = re.compile(rf"({_PLAIN}(?:[{_JOINTS}]{_PLAIN}){{0,{_MAX_PARTS - 1}}})")
COMPOUND_OR_RUN = re.compile(rf"([{UNSPACED}]+|{_SPACED}(?:[{_JOINTS}]{_SPACED}){{0,{_MAX_PARTS - 1}}})")
HAS_JOINT = re.compile(f"[{_JOINTS}]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Languages with elision of articles and prepositions before a name: L'Aquila, D'Artagnan.
_ELIDING = frozenset(("br", "ca", "eo", "fr", "ga", "gl", "it", "oc", "pt", "ro", "und"))
_CONTRACTED = frozenset(("ll", "re", "ve"))


@dataclass(frozen=True)
class Part:
    """A word in a compound.

    Attributes:
        start: position of its first character in the compound.
        text: its characters.
        gap: the characters between the previous part and this one, empty for the first.
        is_glued: whether a phrase with the previous part must include this one.
    """

    start: int
    text: str
    gap: str
    is_glued: bool


def parts_of(compound: str, language: str, is_content_word: Callable[[str], bool]) -> list[Part]:
    """Return the words of a run of letters, digits, hyphens, apostrophes and ampersands.

    A compound with a number, a single letter or a function word is one word. A compound of content words is
    several words, glued together.

    Args:
        compound: as matched by ``COMPOUND``.
        language: ISO 639-1 code of the text.
        is_content_word: whether a word is a content word.

    >>> [part.text for part in parts_of("COVID-19", "en", str.isalpha)]
    ['COVID-19']
    >>> [(part.text, part.is_glued) for part in parts_of("wind-power", "en", str.isalpha)]
    [('wind', False), ('power', True)]
    """
    found: list[Part] = []
    end = 0
    for group in _groups(compound, language):
        texts = [compound[first:last] for first, last in group]
        is_content = [*map(is_content_word, texts)]
        if len(group) > 1 and _is_one_word(compound[group[0][0] : group[-1][1]], texts, is_content, language):
            group = [(group[0][0], group[-1][1])]
        for i, (first, last) in enumerate(group):
            is_glued = i > 0 and all(is_content)
            found.append(Part(first, compound[first:last], compound[end:first], is_glued))
            end = last
    return found


def _groups(compound: str, language: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the spans of the words between separating apostrophes."""
    group: list[tuple[int, int]] = []
    for word in _PART.finditer(compound):
        start, end = word.span()
        if group:
            first, last = group[-1]
            if compound[last:start] not in tuple(_APOSTROPHES):
                group.append((start, end))
                continue
            if _belong_together(compound[first:last], word.group(), language):
                group[-1] = (first, end)
                continue
            yield group
        group = [(start, end)]
    yield group


def _belong_together(left: str, right: str, language: str) -> bool:
    """Return whether an apostrophe between two words is part of a name rather than an elision."""
    if _CYRILLIC.match(left) and _CYRILLIC.match(right):
        return True
    if len(left) == 1:
        return left.isupper() and right[0].isupper() and (left == "O" or language not in _ELIDING)
    return language == "en" and right not in _CONTRACTED


def _is_one_word(compound: str, texts: list[str], is_content: list[bool], language: str) -> bool:
    if "&" in compound:
        return any(text[0].isupper() for text in texts)
    if all(is_content):
        return False
    if not any(is_content):  # IL-6, where "il" is a function word; G-7
        return any(text[0].isdecimal() for text in texts) and any(text.isupper() for text in texts)
    last = texts[-1]
    is_pronoun = not is_content[-1] and len(last) > 1 and last.islower()  # of "demande-t-il", "deu-lhe"
    return language == "en" or not is_pronoun
