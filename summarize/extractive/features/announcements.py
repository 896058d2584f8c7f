"""Sentences that announce the subject, the aim or the findings of a text: "In this paper, we …"."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import Kind, cue_words
from summarize.text.words import has_unspaced, words_per_line


def is_announcement(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase such as "this paper", "we propose" or "our findings".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases.

    >>> is_announcement(Document("Mills are old. In this paper, we count them. They turn.", "en"))
    array([False,  True, False])
    """
    return has_cue(document, "announcements")


def has_cue(document: Document, kind: Kind) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase of a kind, shape (n_sentences,)."""
    found = np.zeros(len(document.sentences), bool)
    spaced, unspaced = _phrases(kind, document.language)
    if unspaced is not None:
        found |= [unspaced.search(sentence.text) is not None for sentence in document.sentences]
    sequence = document.words
    wanted = set(chain.from_iterable(spaced))
    number = {word: i for i, word in enumerate(sequence.words) if word in wanted} if spaced else {}
    ends = np.cumsum(sequence.n_words) if spaced else sequence.n_words
    for words in spaced:
        if not all(map(number.__contains__, words)):
            continue
        starts = _occurrences([number[word] for word in words], sequence.ids)
        if starts.size:
            rows = np.searchsorted(ends, starts, side="right")
            found[rows[starts + len(words) <= ends[rows]]] = True
    return found


@cache
def _phrases(kind: Kind, language: str) -> tuple[list[list[str]], re.Pattern[str] | None]:
    """Return the words of each phrase of a kind and language, and a pattern of those without spaces."""
    phrases = cue_words(kind, language)
    spaced = [words_per_line(phrase.replace("_", " ")) for phrase in phrases if not has_unspaced(phrase)]
    unspaced = [re.escape(phrase) for phrase in phrases if has_unspaced(phrase)]
    return spaced, re.compile("|".join(unspaced)) if unspaced else None


def _occurrences(wanted: list[int], ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where the wanted words begin, one after the other, among the words of a text."""
    starts = np.flatnonzero(ids[: len(ids) - len(wanted) + 1] == wanted[0])
    for offset, word in enumerate(wanted[1:], 1):
        starts = starts[ids[starts + offset] == word]
    return starts
