"""Sentences that announce the subject, the aim or the findings of a text: "In this paper, we …"."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import cue_words, has_cue
from summarize.text.words import has_unspaced

_WORDS_OF_COURTS = 3


def is_aim(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase such as "this paper" or "the aim of".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases.

    >>> is_aim(Document("Mills are old. In this paper, we count them. They turn.", "en"))
    array([False,  True, False])
    """
    return has_cue(document, "aims")


def is_finding(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase such as "our results" or "in short".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases.

    >>> is_finding(Document("Mills are old. We found that they turn. They creak.", "en"))
    array([False,  True, False])
    """
    return has_cue(document, "findings")


def is_ruling(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase with which a court decides, such as "is dismissed".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases, and for a text with
        fewer than three words of courts, such as "appeal": "Access is denied" decides nothing.

    >>> is_ruling(Document("The plaintiff went to court. His appeal is dismissed.", "en"))
    array([False,  True])
    """
    if not _is_of_court(document):
        return np.zeros(len(document.sentences), bool)
    return has_cue(document, "rulings")


def _is_of_court(document: Document) -> bool:
    """Return whether a text has several of the words that courts use."""
    known, text = document.words.number, document.text
    n_courts = sum(
        word in known or (has_unspaced(word) and word in text)
        for word in cue_words("courts", document.language)
    )
    return n_courts >= _WORDS_OF_COURTS
