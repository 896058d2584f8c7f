"""The forms of a word: normalized for comparison, and whether it is a content word."""

from __future__ import annotations

import re

from summarize.text.words import composed

_HYPHEN = re.compile("[‐‑]")
# Endings and particles; in a pair with a Chinese character, more often an ending than a word.
_HIRAGANA = re.compile("[\u3040-\u309f]+|[\u3040-\u309f].|.[\u3040-\u309f]")


def is_content_word(word: str, stop_words: frozenset[str]) -> bool:
    """Return whether a word in the form of :func:`plain` is a content word.

    >>> is_content_word("reactor", frozenset()), is_content_word("19", frozenset())
    (True, False)
    """
    return (
        len(word) > 1
        and word not in stop_words
        and base(word) not in stop_words
        and any(map(str.isalpha, word))
        and not _HIRAGANA.fullmatch(word)
    )


def plain(form: str) -> str:
    """Return a form in lower case and composed, with plain hyphens and apostrophes.

    >>> plain("O’Brien"), plain("wind‑power")
    ("o'brien", 'wind-power')
    """
    form = form.lower()
    return form if form.isascii() else composed(_HYPHEN.sub("-", form.replace("’", "'")))


def base(word: str) -> str:
    """Return a word without an apostrophe and a single Latin letter at its end.

    >>> base("Japan's"), base("O'Brien")
    ('Japan', "O'Brien")
    """
    return word[:-2] if word[-2:-1] in ("'", "’") and word[-1].isascii() else word
