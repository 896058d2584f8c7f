"""What matters in speech: decisions and requests, and how fluently a sentence is said."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.announcements import has_cue
from summarize.extractive.features.cues import cue_words
from summarize.text.patterns import compile_on_use

_REPEATED = r"\b(\w{1,12}),?\s+\1\b"  # "the the"
_SOUND = r"[{\[<]\w{3,20}[}\]>]"  # "{vocalsound}", as transcribers write what is no word
_BROKEN_OFF = compile_on_use(rf"{_REPEATED}|{_SOUND}", re.IGNORECASE)


def decides(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence decides, proposes or asks for something: "let's", "we agreed", "please".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases.

    >>> decides(Document("Mills are old. We agreed to repair them. They turn.", "en"))
    array([False,  True, False])
    """
    return has_cue(document, "decisions")


def disfluencies(document: Document) -> NDArray[np.float64]:
    """Return how often the speaker stumbles in each sentence: repeated words, "uh", sounds in brackets.

    Returns:
        shape (n_sentences,).

    >>> disfluencies(Document("Uh the the mill is {cough} old. It turns.", "en"))
    array([3., 0.])
    """
    fillers = frozenset(cue_words("fillers", document.language))
    counts = []
    for sentence in document.sentences:
        text = sentence.text
        n_fillers = sum(word.strip(",.!?…") in fillers for word in text.lower().split())
        counts.append(n_fillers + sum(1 for _ in _BROKEN_OFF.finditer(text)))
    return np.array(counts, np.float64)
