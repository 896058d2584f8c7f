"""The sentence that says what the topic of a text is: "Verde is a library that …"."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.algebra.weights import document_frequency
from summarize.extractive.features.cues import cue_words
from summarize.extractive.features.titles import given_title_terms
from summarize.text.terms import query_terms

_SUBJECT_CHARACTERS = 80
_SUBJECT_WORDS = 5
_SENTENCES = 4  # a shorter text has no topic that recurs


def is_definition(document: Document) -> NDArray[np.bool_]:
    """Return which sentence defines the topic: the first whose subject names it, before "is a" or the like.

    The topic is the terms of the title and the most frequent term of the text.

    Returns:
        shape (n_sentences,); at most one is true, none in a language without a list of such words.

    >>> text = "Rain fell. Verde is a town. The mills of Verde turn. Verde has mills."
    >>> is_definition(Document(text, "en"))
    array([False,  True, False, False])
    """
    found = np.zeros(len(document.sentences), bool)
    copulas = [f" {words.replace('_', ' ')} " for words in cue_words("copulas", document.language)]
    topic: set[str] | None = None
    for position, sentence in enumerate(document.sentences if len(found) >= _SENTENCES else ()):
        start = sentence.text[: _SUBJECT_CHARACTERS + 10].lower()
        ends = [end for copula in copulas if 0 <= (end := start.find(copula)) <= _SUBJECT_CHARACTERS]
        if not ends or start.count(" ", 0, min(ends)) >= _SUBJECT_WORDS:
            continue
        topic = _topic(document) if topic is None else topic
        if not topic.isdisjoint(query_terms(start[: min(ends)], document.language)):
            found[position] = True
            break
    return found


def _topic(document: Document) -> set[str]:
    terms = document.terms
    is_topic = given_title_terms(document)
    if len(is_topic):
        is_topic[document_frequency(terms).argmax()] = True
    return {term for term, column in terms.vocabulary.items() if is_topic[column]}
