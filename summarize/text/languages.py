"""Language codes, and a cheap guess of a text's language; nothing of its grammar."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summarize.checks import show
from summarize.errors import InvalidTypeError, InvalidValueError, did_you_mean
from summarize.text.stop_words import function_words_of
from summarize.text.words import words_per_line

UNDETERMINED = "und"

_TABLE = json.loads(Path(__file__).with_name("languages.json").read_text(encoding="utf-8"))
SNOWBALL: dict[str, str] = _TABLE["snowball"]  # its name for each language that it has a stemmer for
_NAMES: dict[str, str] = {name: code for code, name in SNOWBALL.items()} | _TABLE["names"]
_ALIASES: dict[str, str] = _TABLE["aliases"]  # older and longer codes
_ISO_639_1 = frozenset(_TABLE["iso_639_1"].split())  # all of it: other two letters are a slip

_LETTERS: dict[str, str] = _TABLE["letters"]  # beyond a to z, as in CLDR's main exemplar sets
_MOST_WRITTEN: list[str] = _TABLE[
    "most_written"
].split()  # roughly by how much is written on the web, most first

# Scripts that tell the language, or most of it. Kana is looked for before Han: Japanese has both.
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
_ANY_SCRIPT = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_KANA_SHARE = 0.1  # Japanese is written with far more kana, a Chinese text may quote some
_WINDOWS, _WINDOW = 5, 160  # how many stretches of how many characters the guess is made from
_LEAST_DISTINCT, _LEAST_SHARE = 2, 0.1  # stop words and marks of a language, among the words of a text in it
_MAX_LANGUAGES_OF_A_MARK = 2  # a letter that so few languages have is a mark of theirs
# Chosen on the single sentences of 18 Universal Dependencies development sets; the test sets are reported.
_LETTER_WEIGHT = 0.5  # of a letter, where a stop word weighs 1
_FOREIGN_WEIGHT = 3.0  # against a language, of a word with a letter that it lacks
_MOST_FOREIGN = 0.1  # of the words; a text with more of them is in another language
_NEAR = 0.9  # of the evidence of the likeliest language: then the one that more is written in
_LEAST_LOWER = 0.25  # of the words; where fewer are lower-cased, case says nothing
_CLOSING = ".!?…:'\"”»)>"  # what the word before a sentence may end with
_ALPHABETIC = re.compile("[ß-öø-ɏɐ-ʯ\u0400-\u052f\u0620-\u064a\u066e-\u06d5\u1e00-\u1eff]")
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]+)*", re.IGNORECASE)


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
    """Guess the language from its script and, where several share one, its stop words and letters.

    A stop word or letter counts the more, the fewer languages have it. A language needs two of them, and
    they make up a tenth of the words. Names and abbreviations do not count. A long text is sampled all
    over: a book may start with pages of titles and names.

    Returns:
        an ISO 639-1 code, or ``"und"`` where nothing tells.

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
    words = Counter(_telling_words(sample))
    evidence = _evidence(words)
    if not evidence:
        return UNDETERMINED
    least = max(evidence.values()) * _NEAR
    return min((language for language, each in evidence.items() if each >= least), key=_rank)


def _rank(language: str) -> int:
    return _MOST_WRITTEN.index(language) if language in _MOST_WRITTEN else len(_MOST_WRITTEN)


def _telling_words(sample: str) -> list[str]:
    """Return the words, lower-cased, without those that may be names or abbreviations.

    Those are capitalised words inside a sentence, and words before a full stop that does not end the
    text. Where nearly all words are capitalised, as in a headline, only those before a stop are left out.
    """
    tokens = sample.replace(")", ") ").rstrip(_CLOSING + " \n").split()
    telling = [
        token
        for before, token in zip([".", *tokens], tokens, strict=False)
        if token[-1] != "."
        and (not token[0].isupper() or (before[-1] in _CLOSING and not token[1:2].isupper()))
    ]
    if len(telling) < _LEAST_LOWER * len(tokens):
        telling = [token for token in tokens if token[-1] != "."]
    return words_per_line(" ".join(telling).lower())


def _evidence(words: Counter[str]) -> dict[str, float]:
    """Return the languages that have enough for them and little against them, and the evidence for each."""
    features, n_words = _features(), words.total()
    evidence, n_distinct, n_all = ([0.0] * len(features.languages) for _ in range(3))
    for weight, places, count, is_telling in _marks(words):
        weighted = weight * count
        for place in places:
            evidence[place] += weighted
        if is_telling:
            for place in places:
                n_distinct[place] += 1
                n_all[place] += count
    spelled = [(set(_ALPHABETIC.findall(word)), count) for word, count in words.items() if not word.isascii()]
    likely, least = {}, _LEAST_SHARE * n_words
    for place, distinct in enumerate(n_distinct):
        if distinct >= _LEAST_DISTINCT and n_all[place] >= least:
            alphabet = features.alphabets.get(place)
            n_foreign = 0 if alphabet is None else sum(n for used, n in spelled if not used <= alphabet)
            each = evidence[place] - _FOREIGN_WEIGHT * n_foreign
            if each > 0 and n_foreign <= _MOST_FOREIGN * n_words:
                likely[features.languages[place]] = each
    return likely


def _marks(words: Counter[str]) -> Iterator[tuple[float, list[int], int, bool]]:
    """Yield weight, places and count of each stop word and of each letter of the others.

    The last value says whether it tells a language by itself: a letter of many languages does not.
    """
    features = _features()
    n_of_letter: Counter[str] = Counter()
    for word, count in words.items():
        if found := features.words.get(word):
            yield *found, count, True
        elif not word.isascii():
            n_of_letter.update(dict.fromkeys(_ALPHABETIC.findall(word), count))
    for letter, count in n_of_letter.items():
        if found := features.letters.get(letter):
            weight, places = found
            yield _LETTER_WEIGHT * weight, places, count, len(places) <= _MAX_LANGUAGES_OF_A_MARK


@dataclass(frozen=True)
class _Features:
    """What tells languages apart; a place is a language's index in ``languages``.

    Attributes:
        languages: codes of those with stop words.
        words: for each stop word its weight as evidence and the places of its languages.
        letters: the same for each letter beyond a to z.
        alphabets: those letters by place, where they are known.
    """

    languages: list[str]
    words: dict[str, tuple[float, list[int]]]
    letters: dict[str, tuple[float, list[int]]]
    alphabets: dict[int, frozenset[str]]


@cache
def _features() -> _Features:
    import stopwordsiso

    languages = sorted(stopwordsiso.langs())
    places_of_word: defaultdict[str, list[int]] = defaultdict(list)
    places_of_letter: defaultdict[str, list[int]] = defaultdict(list)
    alphabets = {}
    for place, language in enumerate(languages):
        for word in function_words_of(language):
            if len(word) > 1:
                places_of_word[word].append(place)
        if language in _LETTERS:
            alphabets[place] = frozenset(_LETTERS[language])
            for letter in alphabets[place]:
                places_of_letter[letter].append(place)
    words, letters = (
        {mark: (math.log(len(languages) / len(places)), places) for mark, places in places_of.items()}
        for places_of in (places_of_word, places_of_letter)
    )
    return _Features(languages, words, letters, alphabets)
