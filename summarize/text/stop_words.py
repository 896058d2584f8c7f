"""Stop words by language: the lists of stopwords-iso with additions and exceptions.

Its Urdu list is damaged by a conversion. Its English list has nouns and parts of names, such as *new*,
*world* and *information*; ranking sentences can ignore them, but keywords cannot. Its Malay list has the
most frequent words of business news, most of which are Indonesian, too.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from unicodedata import normalize


@cache
def stop_words_of(language: str) -> frozenset[str]:
    """Return the stop words of a language (ISO 639-1); empty if there is no list.

    >>> "the" in stop_words_of("en"), stop_words_of("xx")
    (True, frozenset())
    """
    import stopwordsiso

    listed = stopwordsiso.stopwords(language) if stopwordsiso.has_lang(language) else ()
    # Some lists have decomposed accents and vowel signs; words are composed (NFC).
    return frozenset(normalize("NFC", word) for word in listed) | _own_list("added", language)


@cache
def function_words_of(language: str) -> frozenset[str]:
    """Return the stop words of a language without content words.

    >>> "new" in stop_words_of("en"), "new" in function_words_of("en")
    (True, False)
    """
    return stop_words_of(language) - _own_list("content", language)


def _own_list(name: str, language: str) -> frozenset[str]:
    return frozenset(_own_lists()[name].get(language, "").split())


@cache
def _own_lists() -> dict[str, dict[str, str]]:
    return json.loads(Path(__file__).with_name("stop_words.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
