"""Sentences that announce the subject, the aim or the findings of a text: "In this paper, we …"."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import has_cue


def is_announcement(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase such as "this paper", "we propose" or "our findings".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases.

    >>> is_announcement(Document("Mills are old. In this paper, we count them. They turn.", "en"))
    array([False,  True, False])
    """
    return has_cue(document, "announcements")


def is_ruling(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase with which a court decides, such as "is dismissed".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases.

    >>> is_ruling(Document("The mill is old. The appeal of its owner is dismissed.", "en"))
    array([False,  True])
    """
    return has_cue(document, "rulings")
