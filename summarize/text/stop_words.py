"""Stop words by language, from stopwords-iso, with what its lists lack or have too much.

Its Urdu list is broken in conversion. Its English one has nouns and parts of names, such as *new*,
*world* and *information*, which a ranking of sentences can do without, but keywords cannot. Its Malay one
is the commonest words of business news, most of which Indonesian has too.
"""

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
    return frozenset(normalize("NFC", word) for word in listed) | _own_list("added", language)


@cache
def function_words_of(language: str) -> frozenset[str]:
    """Return the stop words of a language but those that name things.

    >>> "new" in stop_words_of("en"), "new" in function_words_of("en")
    (True, False)
    """
    return stop_words_of(language) - _own_list("content", language)


def _own_list(name: str, language: str) -> frozenset[str]:
    return frozenset(_own_lists()[name].get(language, "").split())


@cache
def _own_lists() -> dict[str, dict[str, str]]:
    return json.loads(Path(__file__).with_name("stop_words.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
