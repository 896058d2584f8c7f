"""Sentences in which a text speaks of itself: what it is about, what it aims at, what it found."""

from __future__ import annotations

import re
from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import cue_words
from summarize.text.words import has_unspaced


def is_announcement(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase such as "this paper", "we propose" or "our findings".

    Returns:
        shape (n_sentences,); all false where the language has no list of such phrases.

    >>> is_announcement(Document("Mills are old. In this paper, we count them. They turn.", "en"))
    array([False,  True, False])
    """
    found = np.zeros(len(document.sentences), bool)
    phrases = cue_words("announcements", document.language)
    text = document.text.lower()
    if len(text) != len(document.text):  # a few capitals have small letters of another length
        text = document.text
    starts = [sentence.start for sentence in document.sentences]
    for phrase in phrases:
        for position in _places(phrase.replace("_", " "), text):
            index = bisect_right(starts, position) - 1
            if index >= 0 and position < document.sentences[index].end:
                found[index] = True
    return found


def _places(phrase: str, text: str) -> list[int]:
    """Return where a phrase is in a text, not as part of longer words."""
    places = [found.start() for found in re.finditer(re.escape(phrase), text)]
    if has_unspaced(phrase):
        return places
    size = len(phrase)
    return [
        at for at in places if not (text[at - 1 : at].isalnum() or text[at + size : at + size + 1].isalnum())
    ]
