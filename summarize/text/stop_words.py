"""Stop words by language, from stopwords-iso, and what its Urdu list, broken in conversion, lacks."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from unicodedata import normalize


@cache
def stop_words_of(language: str) -> frozenset[str]:
    """Return the stop words of a language (ISO 639-1), none where there is no list.

    >>> "the" in stop_words_of("en"), stop_words_of("xx")
    (True, frozenset())
    """
    import stopwordsiso

    listed = stopwordsiso.stopwords(language) if stopwordsiso.has_lang(language) else ()
    # Some lists have accents and vowel signs of their own characters; words are composed (NFC).
    return frozenset(normalize("NFC", word) for word in listed) | _added().get(language, frozenset())


@cache
def _added() -> dict[str, frozenset[str]]:
    table = json.loads(Path(__file__).with_name("stop_words.json").read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in table.items()}
