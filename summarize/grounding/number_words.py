"""The passages of a text with number words, those in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarize.grounding.lexicon import Lexicon

# What belongs to a number word: "2.5 million", "the third of October 2023", "two thousand US dollars".
_BEFORE, _AFTER = 3, 5  # words
_PIECE = 10_000  # characters
_WORD = re.compile(r"[^\W\d_]+")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")


def in_digits(text: str, tokens: str, lexicon: Lexicon) -> str:
    """Return the passages of a text with number words, those as digits, one passage a line.

    It is blank if text2num does not support the language.

    Args:
        text: the text, with single blanks as its white space.
        tokens: its distinct words, split at white space, in any order.
        lexicon: the lexicon of its language.

    >>> text = "The dog ran on. After a seven-month search two were found."
    >>> in_digits(text, text, Lexicon.of("en"))
    'on. After a 7 month search 2 were found.'
    """
    if not lexicon.is_spelled:
        return ""
    number_words = number_words_of(tokens, lexicon.language)
    if not number_words:
        return ""
    from text_to_num import alpha2digit

    wanted = {
        token
        for token in tokens.split()
        if token in number_words or not (token.isalpha() or number_words.isdisjoint(_WORD.findall(token)))
    }
    passages = _HYPHEN.sub(" ", "\n".join(_passages(text.split(" "), wanted)))
    passages = passages if passages.isascii() else passages.encode("utf-8", "replace").decode("utf-8")
    return "\n".join([alpha2digit(piece, lexicon.language, 0.0) for piece in _pieces(passages)])


def number_words_of(text: str, language: str) -> set[str]:
    """Return the words of a text that are numbers on their own, or parts of them.

    >>> sorted(number_words_of("Three of twenty-two cats", "en"))
    ['Three', 'twenty', 'two']
    """
    return {word for word in set(_WORD.findall(text)) if _is_number_word(word, language)}


def _passages(words: list[str], wanted: set[str]) -> Iterator[str]:
    start = end = 0
    for place in [place for place, word in enumerate(words) if word in wanted]:
        if place - _BEFORE > end:
            yield " ".join(words[start:end])
            start = place - _BEFORE
        end = place + 1 + _AFTER
    yield " ".join(words[start:end])


@lru_cache(1 << 16)
def _is_number_word(word: str, language: str) -> bool:
    from text_to_num import alpha2digit

    return bool(alpha2digit(word, language, 0.0) != word)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text at line breaks, since alpha2digit takes time quadratic in the numbers that it finds."""
    start = 0
    while start < len(text):
        end = text.rfind("\n", start, start + _PIECE) + 1 if start + _PIECE < len(text) else len(text)
        end = end or start + _PIECE
        yield text[start:end].strip("\n")
        start = end
