"""Words that a hyphen at a line end has broken, put together when a sentence is shown on one line."""

from __future__ import annotations

import re
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)([-‐\xad])[^\S\n]*\n\s*([^\W\d_]+)")
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]+[-‐][^\W\d_]+")
_SOFT, _TYPESET = "\xad", "‐"  # a program that fills lines writes the second
_PART = 4  # letters of a part that is a word by itself: "well-known"


class OneLine:
    r"""Shows sentences of a text on one line, with words whole that a line end has broken.

    The text decides: if it has the word without a hyphen elsewhere, the hyphen goes. Else it stays, but for
    a soft one, and one by a program that fills lines, unless the text has the word with it elsewhere.

    Args:
        text: the whole text.

    >>> shown = OneLine("The reconstruction cost a lot.")
    >>> shown.of("A recon-\nstruction of a well-\nknown mill")
    'A reconstruction of a well-known mill'
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, sentence: str) -> str:
        """Return a sentence of the text with its white space folded."""
        if "\n" in sentence:
            sentence = _BROKEN.sub(lambda found: self._whole(*found.groups()), sentence)
        return " ".join(sentence.split())

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(_BROKEN.sub("\n", self._text.lower())))

    @cached_property
    def _compounds(self) -> frozenset[str]:
        return frozenset(word.replace(_TYPESET, "-") for word in _HYPHENATED.findall(self._text.lower()))

    def _whole(self, left: str, mark: str, right: str) -> str:
        """Return the word of two halves that a mark at a line end parts."""
        joined, hyphenated = f"{left}{right}", f"{left}-{right}"
        is_one = right[0].islower() or (left + right).isupper()
        if mark == _SOFT or (is_one and joined.lower() in self._words):
            return joined
        if mark != _TYPESET or not is_one or hyphenated.lower() in self._compounds:
            return hyphenated
        are_words = len(left) >= _PART <= len(right) and {left.lower(), right.lower()} <= self._words
        return hyphenated if are_words else joined
