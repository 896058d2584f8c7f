"""Words that a hyphen at a line end has broken, put together when a sentence is shown on one line."""

from __future__ import annotations

import re
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"([^\W\d_]+)[-‐\xad][^\S\n]*\n\s*([^\W\d_]+)")


class OneLine:
    r"""Shows sentences of a text on one line, with words whole that a line end has broken.

    The text decides: if it has the word without a hyphen elsewhere, the hyphen goes, else it stays.

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
            sentence = _BROKEN.sub(lambda found: self._whole(found[1], found[2]), sentence)
        return " ".join(sentence.split())

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text.lower()))

    def _whole(self, left: str, right: str) -> str:
        """Return the word of two halves, with a hyphen unless the text has the word without one."""
        is_word = right[0].islower() and (left + right).lower() in self._words
        return f"{left}{right}" if is_word else f"{left}-{right}"
