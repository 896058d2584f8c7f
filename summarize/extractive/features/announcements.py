"""Sentences that announce the subject, the aim or the findings of a text: "In this paper, we …"."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import cue_words
from summarize.text.words import has_unspaced

_REPEATED_SPACES = re.compile(r"[ \t\r]{2,}|[\t\r]")


def is_announcement(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase such as "this paper", "we propose" or "our findings".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases.

    >>> is_announcement(Document("Mills are old. In this paper, we count them. They turn.", "en"))
    array([False,  True, False])
    """
    found = np.zeros(len(document.sentences), bool)
    phrases = cue_words("announcements", document.language)
    if not phrases:
        return found
    text = "\n".join([sentence.text.replace("\n", " ") for sentence in document.sentences]).lower()
    text = _REPEATED_SPACES.sub(" ", text).replace("’", "'")  # one search for all sentences
    ends = [*accumulate(len(line) + 1 for line in text.split("\n"))]
    for phrase in (phrase.replace("_", " ") for phrase in phrases):
        for position in _occurrences(phrase, text) if phrase in text else ():
            found[bisect_right(ends, position)] = True
    return found


def _occurrences(phrase: str, text: str) -> list[int]:
    """Return the positions of a phrase in a text, where it is not part of a longer word."""
    positions = [found.start() for found in re.finditer(re.escape(phrase), text)]
    if has_unspaced(phrase):
        return positions
    size = len(phrase)
    return [
        start
        for start in positions
        if not (text[start - 1 : start].isalnum() or text[start + size : start + size + 1].isalnum())
    ]
