"""Tokenizers of the metrics: that of Google's rouge-score, or words of any script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

import Stemmer

from summarize.errors import MissingExtraError
from summarize.extras import install_command
from summarize.text.languages import SNOWBALL
from summarize.text.normalization import normalize
from summarize.text.words import UNSPACED_CHARACTER, words_per_line

Tokenizer = Literal["rouge", "unicode"]

_ALPHANUMERICS = re.compile("[a-z0-9]+")
_SHORTEST_STEMMED = 4  # letters, in rouge-score as in ROUGE-1.5.5
_STEMS_KEPT = 100_000


def rouge_words(text: str) -> list[str]:
    """Return the words of rouge-score: lower-cased ASCII letters and digits only.

    >>> rouge_words("The café's 3 cats"), rouge_words("Наши кошки")
    (['the', 'caf', 's', '3', 'cats'], [])
    """
    return _ALPHANUMERICS.findall(text.lower())


def unicode_words(text: str) -> list[str]:
    """Return the lower-cased words of any script, and the characters of scripts without spaces.

    >>> unicode_words("The café's 3 cats"), unicode_words("Наши кошки"), unicode_words("東京の3月")
    (['the', 'café', 's', '3', 'cats'], ['наши', 'кошки'], ['東', '京', 'の', '3', '月'])
    """
    if not text.isascii():
        text = UNSPACED_CHARACTER.sub(r" \g<0> ", normalize("NFC", text))
    return words_per_line(text.replace("\n", " ").lower())


def words_of_lines(text: str, tokenizer: Tokenizer, stemming: bool, language: str) -> list[list[str]]:
    r"""Return the words of each line of a text.

    For the tokenizer ``"rouge"`` stems are those of NLTK's Porter stemmer, as in rouge-score; for
    ``"unicode"`` those of Snowball, if it has a stemmer for the language.

    Raises:
        MissingExtraError: Porter stems need NLTK, which is not installed.

    >>> words_of_lines("Cats sleep.\nA cat slept.", "unicode", True, "en")
    [['cat', 'sleep'], ['a', 'cat', 'slept']]
    """
    split = rouge_words if tokenizer == "rouge" else unicode_words
    lines = [split(line) for line in text.split("\n")]
    if not stemming:
        return lines
    stems = _porter_stems if tokenizer == "rouge" else _snowball_stems(language)
    return [stems(line) for line in lines]


def _porter_stems(words: Iterable[str]) -> list[str]:
    stem = _porter()
    return [stem(word) if len(word) >= _SHORTEST_STEMMED else word for word in words]


@cache
def _porter() -> Callable[[str], str]:
    try:
        from nltk.stem.porter import PorterStemmer  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise MissingExtraError(
            f"stemming as in rouge-score needs NLTK: {install_command('metrics')}"
        ) from error
    return lru_cache(_STEMS_KEPT)(PorterStemmer().stem)


@cache
def _snowball_stems(language: str) -> Callable[[list[str]], list[str]]:
    algorithm = SNOWBALL.get(language)
    if algorithm is None or algorithm not in Stemmer.algorithms():
        return list
    return Stemmer.Stemmer(algorithm).stemWords  # type: ignore[no-any-return]


def ngrams(words: Sequence[str], n: int) -> list[tuple[str, ...]]:
    """Return the runs of n words, in order.

    >>> ngrams(["to", "be", "or"], 2)
    [('to', 'be'), ('be', 'or')]
    """
    return list(zip(*(words[start:] for start in range(n)), strict=False))
