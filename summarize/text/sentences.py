"""Sentences as spans of the original text: blocks first, then sentencex, then what it misses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sentencex

from summarize.text.blocks import blocks, unify_line_ends

# Languages that write an ordinal as a number and a full stop: "am 12. März", "19. Jahrhundert".
_ORDINAL_LANGUAGES = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "lv", "no", "pl", "sk", "sl", "sr", "tr"}
)
_ORDINAL = re.compile(r"\d{1,3}\.")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]")
_STARTS_WITH_NUMBER = re.compile(r"\W*\d")
_OPENING = "([{\"'„“‚‘«"
_LONGEST_ABBREVIATION = 12
_LONGEST_ENUMERATOR = 5
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def split(text: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """Split a text into sentences that cover all of it but white space.

    Blank lines, headings and list items end a sentence, a line break inside a paragraph does
    not. Within a block the rules are those of sentencex (Wikimedia), completed for
    abbreviations and ordinal numbers that it cuts after.

    Args:
        text: any string.
        language: an ISO 639-1 code; sentencex falls back to English rules where it has none.

    Yields:
        start, end and whether it is a heading, of each sentence, in code points.

    >>> list(split("Mr. A. Smith went.  He left.", "en"))
    [(0, 18, False), (20, 28, False)]
    """
    continuations = _Continuations.of(language)
    lines = unify_line_ends(_encodable(text))
    for start, end, is_heading in blocks(lines):
        if is_heading:
            yield start, end, True
            continue
        for piece in continuations.join(sentencex.segment(language, lines[start:end])):
            sentence = piece.strip()
            if sentence:
                first = start + piece.index(sentence[0])
                yield first, first + len(sentence), False
            start += len(piece)


def _encodable(text: str) -> str:
    """Return the text with lone surrogates, which no UTF-8 can hold, replaced one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATES.sub("\ufffd", text)
    return text


@dataclass(frozen=True)
class _Continuations:
    """Tells where sentencex has cut too early in a language.

    Attributes:
        abbreviations: whether each is one only before a number, like "vol. 3".
        has_ordinals: whether a number with a full stop is an ordinal.
    """

    abbreviations: dict[str, bool]
    has_ordinals: bool

    @classmethod
    @cache
    def of(cls, language: str) -> _Continuations:
        table = json.loads(Path(__file__).with_name("abbreviations.json").read_text(encoding="utf-8"))
        abbreviations = {
            form: kind == "before a number"
            for kind, row in table.get(language, {}).items()
            for word in row.split()
            for form in (word, word[0].upper() + word[1:])
        }
        return cls(abbreviations, language in _ORDINAL_LANGUAGES)

    def join(self, pieces: list[str]) -> list[str]:
        """Join pieces that were cut after an abbreviation, an ordinal or a list number."""
        if len(pieces) < 2:
            return pieces
        joined = [pieces[0]]
        for piece in pieces[1:]:
            if self._continues(joined[-1].rstrip(), piece):
                joined[-1] += piece
            else:
                joined.append(piece)
        return joined

    def _continues(self, left: str, right: str) -> bool:
        token = left[-_LONGEST_ABBREVIATION:].split()[-1].lstrip(_OPENING)
        only_before_number = self.abbreviations.get(token)
        if only_before_number is not None:
            return not only_before_number or _STARTS_WITH_NUMBER.match(right) is not None
        if self.has_ordinals and _ORDINAL.fullmatch(token):
            return True
        return len(left) <= _LONGEST_ENUMERATOR and _ENUMERATOR.fullmatch(left) is not None
