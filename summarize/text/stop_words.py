"""Stop words by language, from stopwords-iso, with what its lists lack or have too much.

Its Urdu list is broken in conversion. Its English one has nouns and parts of names, such as *new*,
*world* and *information*, which a ranking of sentences can do without, but keywords cannot. Its Malay one
is the commonest words of business news, most of which Indonesian has too.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize


@cache
def stop_words_of(language: str) -> frozenset[str]:
    """Return the stop words of a language (ISO 639-1), none where there is no list.

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
    """Return the stop words of a language but those that name things.

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
