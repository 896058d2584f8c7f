"""Punctuation marks that end a sentence, in any script."""

from __future__ import annotations

import re

SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "．", "।", "॥", "۔", "؟", "።", "។", "།", "။", "։")
CLOSING = "\"'”’»›“)]」』）】*_"  # quotation marks and brackets, and emphasis of Markdown
_NOTES = re.compile(r"(?:\s?\[[\w ,–-]{1,20}\])+$")  # "[12]", "[citation needed]"
_TAIL = 80  # characters, more than a few notes


def ends_sentence(text: str) -> bool:
    """Return whether a text ends with the mark that ends a sentence, quotation marks and notes aside.

    >>> ends_sentence("“It rained.”[12]"), ends_sentence("The Old Bridge")
    (True, False)
    """
    text = text.rstrip()
    if text[-1:] == "]":
        text = _NOTES.sub("", text[-_TAIL:])
    return text.rstrip().rstrip(CLOSING).endswith(SENTENCE_ENDS)
