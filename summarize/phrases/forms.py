"""The forms of a word: what it is compared by, and whether it says something."""

from __future__ import annotations

import re

from summarize.text.words import composed

_HYPHEN = re.compile("[‐‑]")
# Endings and particles; with a Chinese character in a pair, more often an ending than a word.
_HIRAGANA = re.compile("[\u3040-\u309f]+|[\u3040-\u309f].|.[\u3040-\u309f]")


def says_something(word: str, stop_words: frozenset[str]) -> bool:
    """Return whether a word, lower-cased by ``plain``, is a content word.

    >>> says_something("reactor", frozenset()), says_something("19", frozenset())
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
    """Return a word without the Latin letter after its last apostrophe, if it is only one.

    >>> base("Japan's"), base("O'Brien")
    ('Japan', "O'Brien")
    """
    return word[:-2] if word[-2:-1] in ("'", "’") and word[-1].isascii() else word
