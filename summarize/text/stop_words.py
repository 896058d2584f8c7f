"""Stop words by language, from stopwords-iso."""

from __future__ import annotations

from functools import cache


@cache
def stop_words_of(language: str) -> frozenset[str]:
    """Return the stop words of a language (ISO 639-1), none where there is no list.

    >>> "the" in stop_words_of("en"), stop_words_of("xx")
    (True, frozenset())
    """
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords(language)) if stopwordsiso.has_lang(language) else frozenset()
