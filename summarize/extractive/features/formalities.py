"""Sentences of form alone: the title of an act, its entry into force, the outline of a paper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.features.cues import have_words
from summarize.extractive.features.location import is_below_formal_heading
from summarize.extractive.features.once import once
from summarize.text.phrases import has_phrase, possible_phrases
from summarize.text.words import words_of


def is_formal(document: Document) -> NDArray[np.bool_]:
    """Return whether each sentence is one of form: "may be cited as", or below "Definitions", "Roll call".

    Returns:
        shape (n_sentences,).

    >>> is_formal(Document("Mills are old. This Act may be cited as the Mills Act.", "en"))
    array([False,  True])
    """
    found = is_below_formal_heading(document)
    possible = once(_possible, document)["formality"]
    if not possible:
        return found
    may_be = have_words(document, [[words_of(phrase) for phrase in possible]])[0]
    for position in may_be.nonzero()[0].tolist():
        found[position] |= has_phrase(document.sentences[position].text, possible)
    return found


def possible_notices(document: Document) -> list[str]:
    """Return the phrases of notices on rights, interests or authors' work whose words are in the text."""
    return once(_possible, document)["notice"]


def _possible(document: Document) -> dict[str, list[str]]:
    return possible_phrases(document.text, document.words.number.keys(), "formality", "notice")
