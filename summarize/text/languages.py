"""Language codes, and a cheap guess of a text's language; nothing of its grammar."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from summarize.errors import InvalidTypeError, InvalidValueError, did_you_mean
from summarize.text.stop_words import stop_words_of
from summarize.text.words import words_per_line

UNDETERMINED = "und"

_TABLE = json.loads(Path(__file__).with_name("languages.json").read_text(encoding="utf-8"))
SNOWBALL: dict[str, str] = _TABLE["snowball"]  # its name for each language that it has a stemmer for
_NAMES: dict[str, str] = {name: code for code, name in SNOWBALL.items()} | _TABLE["names"]
_ALIASES: dict[str, str] = _TABLE["aliases"]  # older and longer codes
_ISO_639_1 = frozenset(_TABLE["iso_639_1"].split())  # all of it: other two letters are a slip

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
_LEAST_DISTINCT, _LEAST_SHARE = 2, 0.1  # stop words of a language, among the words of a text in it
_ROUNDING = 1e-6
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
        raise InvalidTypeError(f"language must be a str such as 'en', got {language!r}")
    name = language.strip().lower()
    if name in _NAMES:
        return _NAMES[name]
    if not _TAG.fullmatch(name):
        raise InvalidValueError(
            f"language {language!r} is neither a code such as 'en' nor a name; {did_you_mean(name, _NAMES)}"
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
    """Guess the language from its script and, where several share one, its stop words.

    A stop word counts the more, the fewer languages have it; a language needs two of them, and a tenth of
    the words. A long text is sampled all over: a book may start with pages of titles and names.

    Returns:
        an ISO 639-1 code, or ``"und"`` where nothing tells.

    >>> detect("Das Parlament trat am Dienstag zusammen und beschloss ein neues Gesetz.")
    'de'
    """
    sample = _sample(text)
    return _language_of_script(sample) or _language_of_stop_words(sample)


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


def _language_of_stop_words(sample: str) -> str:
    stop_words, languages = _languages_of_stop_words()
    words = Counter(words_per_line(sample.lower()))
    evidence, n_distinct, n_all = ([0.0] * len(languages) for _ in range(3))
    for word, count in words.items():
        if word in stop_words:
            weight, places = stop_words[word]
            for place in places:
                evidence[place] += count * weight
                n_distinct[place] += 1
                n_all[place] += count
    least = _LEAST_SHARE * words.total()
    likely = {
        language: each
        for language, each, distinct, n in zip(languages, evidence, n_distinct, n_all, strict=True)
        if distinct >= _LEAST_DISTINCT and n >= least
    }
    if not likely:
        return UNDETERMINED
    # Near relatives (Hindi and Marathi) may tie on a short text: the one with a stemmer gains more.
    most = max(likely.values())
    tied = [language for language, each in likely.items() if each > most - _ROUNDING]
    return next((language for language in tied if language in SNOWBALL), tied[0])


@cache
def _languages_of_stop_words() -> tuple[dict[str, tuple[float, list[int]]], list[str]]:
    """Return for each stop word its weight as evidence and the places of its languages; and the languages."""
    import stopwordsiso

    languages = sorted(stopwordsiso.langs())
    places_of: defaultdict[str, list[int]] = defaultdict(list)
    for place, language in enumerate(languages):
        for word in stop_words_of(language):
            if len(word) > 1:
                places_of[word].append(place)
    weighted = {word: (math.log(len(languages) / len(places)), places) for word, places in places_of.items()}
    return weighted, languages
