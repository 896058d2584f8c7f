"""Stop words by language: the lists of stopwords-iso with additions and exceptions.

Its Urdu list is damaged by a conversion. Its English list has nouns and parts of names, such as *new*,
*world* and *information*; ranking sentences can ignore them, but keywords cannot. Its Malay list has the
most frequent words of business news, most of which are Indonesian, too.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize


@cache
def stop_words_of(language: str) -> frozenset[str]:
    """Return the stop words of a language (ISO 639-1); empty if there is no list.

    >>> "the" in stop_words_of("en"), stop_words_of("xx")
    (True, frozenset())
    """
    # Some lists have accents and vowel signs of their own characters; words are composed (NFC).
    composed = [
        word if word.isascii() else normalize("NFC", word) for word in _stopwords_iso().get(language, ())
    ]
    return frozenset([*composed, *_own_list("added", language)])


def languages_with_stop_words() -> list[str]:
    """Return the codes of the languages that have a list, sorted."""
    return sorted(_stopwords_iso())


@cache
def function_words_of(language: str) -> frozenset[str]:
    """Return the stop words of a language without content words.

    >>> "new" in stop_words_of("en"), "new" in function_words_of("en")
    (True, False)
    """
    return stop_words_of(language) - _own_list("content", language)


@cache
def _stopwords_iso() -> dict[str, list[str]]:
    # The package looks up its own version when it is imported, which takes as long as all that a short
    # summary needs beside it; so its file is read without it.
    found = find_spec("stopwordsiso")
    try:
        path = Path((found and found.origin) or "").with_name("stopwords-iso.json")
        return json.loads(path.read_bytes())  # type: ignore[no-any-return]
    except (OSError, ValueError):  # another layout of the package
        import stopwordsiso

        return {language: sorted(stopwordsiso.stopwords(language)) for language in stopwordsiso.langs()}


def _own_list(name: str, language: str) -> frozenset[str]:
    return frozenset(_own_lists()[name].get(language, "").split())


@cache
def _own_lists() -> dict[str, dict[str, str]]:
    return json.loads(Path(__file__).with_name("stop_words.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
