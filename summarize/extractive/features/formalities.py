"""Sentences of form alone: the title of an act, its entry into force, the outline of a paper."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.phrases import phrases_in
from summarize.text.words import words_per_line


def is_formal(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence has a phrase such as "may be cited as" or "is organized as follows".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases.

    >>> is_formal(Document("Mills are old. This Act may be cited as the Mills Act.", "en"))
    array([False,  True])
    """
    known = frozenset(document.words.words)
    present = [phrase for phrase, words in _phrases(document.language) if words <= known]
    if not present:
        return np.zeros(len(document.sentences), bool)
    lines = (" ".join(sentence.text.lower().split()) for sentence in document.sentences)
    return np.array([any(map(line.__contains__, present)) for line in lines], bool)


@cache
def _phrases(language: str) -> list[tuple[str, frozenset[str]]]:
    """Return the phrases of a language and their words."""
    return [(phrase, frozenset(words_per_line(phrase))) for phrase in phrases_in("formality", language)]
