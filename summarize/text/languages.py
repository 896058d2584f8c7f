"""Language codes, and fast detection of the language of a text; no grammar."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summarize.checks import show
from summarize.errors import InvalidTypeError, InvalidValueError, did_you_mean
from summarize.text.patterns import compile_on_use
from summarize.text.stop_words import function_words_of, languages_with_stop_words
from summarize.text.words import words_per_line

UNDETERMINED = "und"

_TABLE = json.loads(Path(__file__).with_name("languages.json").read_text(encoding="utf-8"))
SNOWBALL: dict[str, str] = _TABLE["snowball"]  # its name for each language that it has a stemmer for
_NAMES: dict[str, str] = {name: code for code, name in SNOWBALL.items()} | _TABLE["names"]
_ALIASES: dict[str, str] = _TABLE["aliases"]  # older and longer codes
_ISO_639_1 = frozenset(_TABLE["iso_639_1"].split())  # complete: any other two letters are a typo

_LETTERS: dict[str, str] = _TABLE["letters"]  # beyond a to z, as in CLDR's main exemplar sets
_MOST_WRITTEN: list[str] = _TABLE["most_written"].split()  # by amount of text on the web, roughly, most first

# Scripts that identify a language, or nearly so. Kana comes before Han, since Japanese has both.
_SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7af\u1100-\u11ff",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff",
    "th": "\u0e00-\u0e7f",
    "el": "\u0370-\u03ff",
    "hy": "\u0530-\u058f",
    "he": "\u0590-\u05ff",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff",
    "am": "\u1200-\u139f",
    "km": "\u1780-\u17ff",
    "pa": "\u0a00-\u0a7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
}
_ANY_SCRIPT = compile_on_use(f"[{''.join(_SCRIPTS.values())}]")
_KANA_SHARE = 0.1  # Japanese has far more kana; a Chinese text may quote some
CAPITALIZES_NOUNS = ("de", "lb")
_WINDOWS, _WINDOW = 5, 64  # samples and characters of each; 64 to 160 agree on 2,200 texts of ten languages
_LEAST_DISTINCT, _LEAST_SHARE = 2, 0.1  # of a language's stop words and letters among the words of a text
_MAX_LANGUAGES_OF_A_MARK = 2  # a letter of so few languages is distinctive
# Chosen on the single sentences of 18 Universal Dependencies development sets; the test sets are reported.
_LETTER_WEIGHT = 0.5  # of a letter, relative to a stop word
_FOREIGN_WEIGHT = 3.0  # penalty of a language for each word with a letter that it lacks
_MOST_FOREIGN = 0.1  # share of such words above which a language is excluded
_NEAR = 0.9  # share of the best evidence from which the more widely written language wins
_LEAST_LOWER = 0.25  # share of lower-case words below which case is ignored
_CLOSING = ".!?…:'\"”»)>"  # possible last characters of the word before a sentence
_ALPHABETIC = compile_on_use("[ß-öø-ɏɐ-ʯ\u0400-\u052f\u0620-\u064a\u066e-\u06d5\u1e00-\u1eff]")
_TAG = compile_on_use(r"[a-z]{2,3}(?:[-_][a-z0-9]+)*", re.IGNORECASE)


def language_code(language: str) -> str:
    """Return the ISO 639 code for a code, a longer tag or an English name of a language.

    Raises:
        InvalidTypeError: ``language`` is not a string.
        InvalidValueError: it is neither a code nor a name that is known.

    >>> language_code("pt-BR"), language_code("German"), language_code("nb")
    ('pt', 'de', 'no')
    """
    if not isinstance(language, str):
        raise InvalidTypeError(f"language must be a str such as 'en', got {show(language)}")
    name = language.strip().lower()
    if name in _NAMES:
        return _NAMES[name]
    if not _TAG.fullmatch(name):
        raise InvalidValueError(
            f"language {show(language)} is neither a code such as 'en' nor a name; "
            f"{did_you_mean(name[:60], _NAMES)}"
        )
    code = re.split("[-_]", name)[0]
    code = _ALIASES.get(code, code)
    if len(code) == 2 and code not in _ISO_639_1:
        raise InvalidValueError(
            f"language {language!r} is no ISO 639-1 code; give one such as 'en', or a name"
        )
    return code


def language_name(code: str) -> str | None:
    """Return the English name of a language, None if it is not known.

    >>> language_name("de")
    'German'
    """
    name = next((name for name, of in _NAMES.items() if of == code), None)
    return None if name is None else name.title()


def detect(text: str) -> str:
    """Detect the language by script and, for scripts of several languages, by stop words and letters.

    A stop word or letter counts more if fewer languages have it. A language needs two of them, and they
    must make up a tenth of the words. Names and abbreviations do not count. A long text is sampled
    throughout, since a book may start with pages of titles and names.

    Returns:
        an ISO 639-1 code, or ``"und"`` if the language cannot be determined.

    >>> detect("Das Parlament trat am Dienstag zusammen und beschloss ein neues Gesetz.")
    'de'
    """
    sample = _sample(text)
    return _language_of_script(sample) or _language_of_words(sample)


def _sample(text: str) -> str:
    if len(text) <= _WINDOWS * _WINDOW:
        return text
    starts = range(0, len(text) - _WINDOW + 1, (len(text) - _WINDOW) // (_WINDOWS - 1))
    return " ".join(text[start : start + _WINDOW] for start in starts)


def _language_of_script(sample: str) -> str | None:
    if sample.isascii() or not _ANY_SCRIPT.search(sample):
        return None
    n_letters = sum(map(str.isalpha, sample))
    for language, letters in _SCRIPTS.items():
        share = len(re.findall(f"[{letters}]", sample)) / max(n_letters, 1)
        if share > 0.5 or (language == "ja" and share > _KANA_SHARE):
            return language
    return None


def _language_of_words(sample: str) -> str:
    words = Counter(_informative_words(sample))
    evidence = _evidence(words)
    if not evidence:
        return UNDETERMINED
    least = max(evidence.values()) * _NEAR
    return min((language for language, each in evidence.items() if each >= least), key=_rank)


def _rank(language: str) -> int:
    return _MOST_WRITTEN.index(language) if language in _MOST_WRITTEN else len(_MOST_WRITTEN)


def _informative_words(sample: str) -> list[str]:
    """Return the lower-cased words, without possible names and abbreviations.

    Possible names are capitalized words inside a sentence; possible abbreviations are words before a full
    stop inside the text. If nearly all words are capitalized, as in a headline, names are kept.
    """
    tokens = sample.replace(")", ") ").rstrip(_CLOSING + " \n").split()
    informative = [
        token
        for before, token in zip([".", *tokens], tokens, strict=False)
        if token[-1] != "."
        and (not token[0].isupper() or (before[-1] in _CLOSING and not token[1:2].isupper()))
    ]
    if len(informative) < _LEAST_LOWER * len(tokens):
        informative = [token for token in tokens if token[-1] != "."]
    return words_per_line(" ".join(informative).lower())


def _evidence(words: Counter[str]) -> dict[str, float]:
    """Return the languages with enough evidence for them and little against them, and that evidence."""
    features, n_words = _features(), words.total()
    n = len(features.languages)
    evidence, n_distinct, n_all, n_foreign = [0.0] * n, [0] * n, [0] * n, [0] * n
    of_word, weights = features.words, features.weights
    for word, count in words.items():
        if indices := of_word.get(word):
            weighted = weights[len(indices)] * count
            for index in indices:
                evidence[index] += weighted
                n_distinct[index] += 1
                n_all[index] += count
    if not "".join(words).isascii():
        others = {word: count for word, count in words.items() if not word.isascii()}
        for weighted, indices, count in _letters(others):
            is_distinctive = len(indices) <= _MAX_LANGUAGES_OF_A_MARK
            for index in indices:
                evidence[index] += weighted
                n_distinct[index] += is_distinctive
                n_all[index] += count * is_distinctive
        n_foreign = _foreign_words(others)
    least, most = _LEAST_SHARE * n_words, _MOST_FOREIGN * n_words
    return {
        features.languages[index]: each
        for index, distinct in enumerate(n_distinct)
        if distinct >= _LEAST_DISTINCT
        and n_all[index] >= least
        and n_foreign[index] <= most
        and (each := evidence[index] - _FOREIGN_WEIGHT * n_foreign[index]) > 0
    }


def _foreign_words(words: Mapping[str, int]) -> list[int]:
    """Return for each language how many of some words have a letter that its alphabet lacks."""
    features = _features()
    spelled = [(set(_ALPHABETIC.findall(word)), count) for word, count in words.items()]
    alphabets = (features.alphabets.get(index) for index in range(len(features.languages)))
    return [
        0 if alphabet is None else sum(count for used, count in spelled if not used <= alphabet)
        for alphabet in alphabets
    ]


def _letters(words: Mapping[str, int]) -> Iterator[tuple[float, list[int], int]]:
    """Yield the evidence, the indices of the languages and the count of each letter beyond a to z.

    Stop words are left out: their letters are no further evidence.
    """
    features = _features()
    n_of_letter: Counter[str] = Counter()
    for word, count in words.items():
        if word not in features.words:
            n_of_letter.update(dict.fromkeys(_ALPHABETIC.findall(word), count))
    for letter, count in n_of_letter.items():
        if indices := features.letters.get(letter):
            yield _LETTER_WEIGHT * features.weights[len(indices)] * count, indices, count


@dataclass(frozen=True)
class _Features:
    """Stop words and letters that tell languages apart; an index is a position in ``languages``.

    Attributes:
        languages: the codes of the languages with stop words.
        words: for each stop word the indices of its languages.
        letters: the same for each letter beyond a to z.
        alphabets: the letters beyond a to z of each index, where they are known.
        weights: the evidence of what n languages have, by n; what all have is none.
    """

    languages: list[str]
    words: Mapping[str, list[int]]
    letters: Mapping[str, list[int]]
    alphabets: dict[int, frozenset[str]]
    weights: list[float]


@cache
def _features() -> _Features:
    languages = languages_with_stop_words()
    indices_of_word: defaultdict[str, list[int]] = defaultdict(list)
    indices_of_letter: defaultdict[str, list[int]] = defaultdict(list)
    alphabets = {}
    for index, language in enumerate(languages):
        for word in function_words_of(language):
            if len(word) > 1:
                indices_of_word[word].append(index)
        if language in _LETTERS:
            alphabets[index] = frozenset(_LETTERS[language])
            for letter in alphabets[index]:
                indices_of_letter[letter].append(index)
    n = len(languages)
    weights = [0.0, *(math.log(n / n_with) for n_with in range(1, n + 1))]
    return _Features(languages, indices_of_word, indices_of_letter, alphabets, weights)
