"""Sentences that announce the subject, the aim or the findings of a text: "In this paper, we …"."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import cue_words, has_cue, has_cues
from summarize.extractive.features.once import once
from summarize.text.words import has_unspaced

_WORDS_OF_COURTS = 3


def find_announcements(document: Document) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return whether each sentence announces an aim ("this paper"), and whether a finding ("in short").

    Returns:
        both of shape (n_sentences,); all false for a language without a list of such phrases.

    >>> text = "Mills are old. In this paper, we count them. We found that they turn."
    >>> [found.tolist() for found in find_announcements(Document(text, "en"))]
    [[False, True, False], [False, False, True]]
    """
    aims, findings = has_cues(document, ("aims", "findings"))
    return aims, findings


def is_ruling(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase with which a court decides, such as "is dismissed".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases, and for a text with
        fewer than three words of courts, such as "appeal": "Access is denied" decides nothing.

    >>> is_ruling(Document("The plaintiff went to court. His appeal is dismissed.", "en"))
    array([False,  True])
    """
    if not once(is_of_court, document):
        return np.zeros(len(document.sentences), bool)
    return has_cue(document, "rulings")


def is_of_court(document: Document) -> bool:
    """Return whether a text has several of the words that courts use."""
    known, text = document.words.number, document.text
    words = cue_words("courts", document.language)
    n_courts = sum(map(known.__contains__, words))
    if not text.isascii():
        n_courts += sum(word not in known and has_unspaced(word) and word in text for word in words)
    return n_courts >= _WORDS_OF_COURTS
