"""Sentences of form alone: the title of an act, its entry into force, the outline of a paper."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.location import is_below_formal_heading
from summarize.text.phrases import phrases_in
from summarize.text.words import words_per_line


def is_formal(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence is one of form: "may be cited as", or below "Definitions", "Roll call".

    Returns:
        shape (n_sentences,); all false for a language without a list of such phrases and headings.

    >>> is_formal(Document("Mills are old. This Act may be cited as the Mills Act.", "en"))
    array([False,  True])
    """
    found = is_below_formal_heading(document)
    known = document.words.distinct
    present = [phrase for phrase, words in _phrases(document.language) if words <= known]
    if present:
        lines = (" ".join(sentence.text.lower().split()) for sentence in document.sentences)
        found |= [any(map(line.__contains__, present)) for line in lines]
    return found


@cache
def _phrases(language: str) -> list[tuple[str, frozenset[str]]]:
    """Return the phrases of a language and their words."""
    return [(phrase, frozenset(words_per_line(phrase))) for phrase in phrases_in("formality", language)]
