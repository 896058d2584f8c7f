"""The parts of a message that are kept or removed as a whole, and their specific words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.document import Document
from summarize.grounding.lexicon import Lexicon
from summarize.grounding.names import find_names
from summarize.text.terms import query_terms
from summarize.text.words import count_words, has_word

# Numbers, paths, addresses, identifiers: words with a digit, or a mark or a capital inside.
_SPECIFIC = re.compile(
    r"(?<![\w/\\.~])"
    r"(?:[~./\\]*(?:[\w.-]+[/\\])+[\w./\\-]*\w"  # src/app.py, ~/notes, C\\temp
    r"|\w+(?:[._@:]\w+)+"  # app.run, ann@example.org, max_words
    r"|\w*\d\w*(?:[.,]\d+)*"  # 42, 1,200.5, v2
    r"|[^\W\d_]*[^\W\d_A-Z][A-Z]\w*"  # camelCase
    r"|[A-Z]{2,}\w*)"  # API
)
_FEWEST_WORDS = 4


@dataclass(frozen=True)
class Unit:
    """A sentence, or a block of code.

    Attributes:
        start: position of its first character in the text of the message.
        end: position after its last character.
        n_words: number of its words.
        terms: its stems without stop words; none if the unit is too short to matter, such as "Good morning!".
        specifics: the numbers, names, paths and identifiers in it, in lower case.
        is_code: whether it is a block of code.
    """

    start: int
    end: int
    n_words: int
    terms: frozenset[str]
    specifics: frozenset[str]
    is_code: bool


def units_of(text: str, language: str) -> list[Unit]:
    """Return the units of a text in order; only white space lies outside of them.

    >>> [(unit.n_words, sorted(unit.specifics)) for unit in units_of("Ann ran. See src/a.py, line 12.", "en")]
    [(2, []), (4, ['12', 'src/a.py'])]
    """
    if not has_word(text):
        return [Unit(0, len(text), 0, frozenset(), frozenset(), False)] if text.strip() else []
    lexicon = Lexicon.of(language)
    return [_unit(text, start, end, is_code, lexicon) for start, end, is_code in _spans(text, language)]


def _unit(text: str, start: int, end: int, is_code: bool, lexicon: Lexicon) -> Unit:
    part = text[start:end]
    specifics = {match.group().lower() for match in _SPECIFIC.finditer(part)}
    if not is_code:
        folded = part.replace("\n", " ")
        specifics |= {folded[name.start : name.end].lower() for name in find_names(folded, lexicon)}
    n_words = count_words(part)
    says_little = n_words < _FEWEST_WORDS and not specifics
    terms = frozenset() if says_little else frozenset(query_terms(part, lexicon.language))
    return Unit(start, end, n_words, terms, frozenset(specifics), is_code)


def _spans(text: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where sentences and blocks of code begin and end."""
    document = Document(text, language)
    blocks = [(block.start, block.end) for block in document.blocks if block.kind == "code"]
    code = iter([*_joined(text, blocks), (len(text) + 1, len(text) + 1)])
    start, end = next(code)
    for sentence in document.sentences:
        while sentence.start >= end:
            yield start, end, True
            start, end = next(code)
        if sentence.start < start:
            yield sentence.start, sentence.end, False
    if end <= len(text):
        yield start, end, True
    yield from ((start, end, True) for start, end in code if end <= len(text))


def _joined(text: str, blocks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return blocks of code, those as one between which there is only white space."""
    joined: list[tuple[int, int]] = []
    for start, end in blocks:
        if joined and not text[joined[-1][1] : start].strip():
            start = joined.pop()[0]
        joined.append((start, end))
    return joined
