"""Sentences that announce the subject, the aim or the findings of a text: "In this paper, we …"."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import cue_words
from summarize.text.words import has_unspaced, words_per_line


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
    spaced = [phrase.replace("_", " ") for phrase in phrases if not has_unspaced(phrase)]
    if len(spaced) < len(phrases):
        unspaced = re.compile("|".join(re.escape(phrase) for phrase in phrases if has_unspaced(phrase)))
        found |= [unspaced.search(sentence.text) is not None for sentence in document.sentences]
    sequence = document.words
    number = {word: i for i, word in enumerate(sequence.words)}
    ends = np.cumsum(sequence.n_words)
    for phrase in spaced:
        wanted = [number.get(word, -1) for word in words_per_line(phrase)]
        starts = _occurrences(wanted, sequence.ids)
        rows = np.searchsorted(ends, starts, side="right")
        found[rows[starts + len(wanted) <= ends[rows]]] = True
    return found


def _occurrences(wanted: list[int], ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where the wanted words begin, one after the other, among the words of a text."""
    if -1 in wanted:
        return np.zeros(0, np.int64)
    starts = np.flatnonzero(ids[: len(ids) - len(wanted) + 1] == wanted[0])
    for offset, word in enumerate(wanted[1:], 1):
        starts = starts[ids[starts + offset] == word]
    return starts
