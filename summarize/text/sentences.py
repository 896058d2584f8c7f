"""Sentences as spans of the original text: blocks first, then sentencex, then what it misses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import sentencex

from summarize.text.blocks import blocks, unify_line_ends

# Languages that write an ordinal as a number and a full stop: "am 12. März", "19. Jahrhundert".
_ORDINAL_LANGUAGES = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "lv", "no", "pl", "sk", "sl", "sr", "tr"}
)
_ORDINAL = re.compile(r"\d{1,3}\.")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]|[^\W\d_]{2,10}\.?\s+\d{1,3}\.")  # "2.", "SEC. 2."
_LIST_MARKER = re.compile(r"\s*(?:(?:[^\w\s]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})[.)]{1,2})\s+)+")
_WRAPPED_NUMBER = re.compile(r"\n[ \t]*(?:\(?\w{1,4}[.)]|[^\w\s][ \t])")
_STARTS_SMALL_OR_WITH_NUMBER = re.compile(r"\W*[\da-zäöüß]")
_OPENING = "([{\"'„“‚‘«"
_LONGEST_ABBREVIATION = 12
_COULD_HIDE_SENTENCES = 100  # characters
_LONGEST_QUOTATION = 500  # characters; what looks longer is an opening quote that nothing closes
_QUOTE_OR_BRACKET = re.compile(r"""["'`´«»‹›“”„‟‘’‚‛()\[\]{}<>「」『』《》（）]""")
_LONGEST_ENUMERATOR = 16
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
        for piece in continuations.join(_segment(lines[start:end], language)):
            if sentence := piece.strip():
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


def _segment(block: str, language: str) -> list[str]:
    """Return the pieces that sentencex cuts a block into; joined they are the block."""
    if _WRAPPED_NUMBER.search(block):  # it would take the line for a list item; blocks know better
        block = block.replace("\n", " ")
    pieces: list[str] = []
    for piece in sentencex.segment(language, block):
        if len(piece) <= _COULD_HIDE_SENTENCES:
            pieces.append(piece)
        elif len(piece) > _LONGEST_QUOTATION or not piece[0].isalpha() or piece[1] in ".)":
            pieces += _cut_again(piece, language)
        else:
            pieces.append(piece)
    return pieces


def _cut_again(piece: str, language: str) -> list[str]:
    """Cut what sentencex leaves whole: a list item, or all that follows an unclosed quote."""
    revealed = piece
    if marker := _LIST_MARKER.match(piece):
        revealed = " " * marker.end() + piece[marker.end() :]
    if len(piece) > _LONGEST_QUOTATION:
        revealed = _QUOTE_OR_BRACKET.sub(" ", revealed)
    if revealed == piece:
        return [piece]
    ends = list(accumulate(map(len, sentencex.segment(language, revealed))))
    return [piece[start:end] for start, end in pairwise([0, *ends])]


@dataclass(frozen=True)
class _Continuations:
    """Tells where sentencex has cut too early in a language.

    Attributes:
        abbreviations: whether each is one only before a number or a small letter, like "vol. 3".
        has_ordinals: whether a number with a full stop is an ordinal.
    """

    abbreviations: dict[str, bool]
    has_ordinals: bool

    @classmethod
    @cache
    def of(cls, language: str) -> _Continuations:
        """Return those of a language, read once."""
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
        if not left:
            return True
        tokens = left[-_LONGEST_ABBREVIATION:].split()
        token = tokens[-1].lstrip(_OPENING)
        only_before_number = self.abbreviations.get(token)
        if only_before_number is not None:
            return not only_before_number or _STARTS_SMALL_OR_WITH_NUMBER.match(right) is not None
        if self.has_ordinals and _ORDINAL.fullmatch(token):
            return not tokens[-2:-1] or not tokens[-2].endswith(".")  # "Abs. 1." is no first paragraph
        return len(left) <= _LONGEST_ENUMERATOR and _ENUMERATOR.fullmatch(left) is not None
