"""Words that a hyphen at a line end has broken, put together when a sentence is shown on one line."""

from __future__ import annotations

import re

_BROKEN = re.compile(r"([^\W\d_]+)[-‐\xad][^\S\n]*\n\s*([^\W\d_]+)")


def on_one_line(sentence: str, text: str) -> str:
    r"""Return a sentence with its white space folded, and with words whole that a line end has broken.

    The text decides: if it has the word without a hyphen elsewhere, the hyphen goes, else it stays.

    Args:
        sentence: a part of the text.
        text: the whole text.

    >>> on_one_line("A recon-\nstruction of a well-\nknown mill", "The reconstruction cost a lot.")
    'A reconstruction of a well-known mill'
    """
    if "\n" in sentence:
        sentence = _BROKEN.sub(lambda found: _whole(found[1], found[2], text), sentence)
    return " ".join(sentence.split())


def _whole(left: str, right: str, text: str) -> str:
    """Return the word of two halves, with a hyphen unless the text has the word without one."""
    is_word = right[0].islower() and re.search(rf"(?i)\b{left}{right}\b", text) is not None
    return f"{left}{right}" if is_word else f"{left}-{right}"
