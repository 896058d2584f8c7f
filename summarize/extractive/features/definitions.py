"""The sentence that says what the topic of a text is: "Verde is a library that …"."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.algebra.weights import document_frequency
from summarize.extractive.features.cues import cue_words
from summarize.extractive.features.titles import given_title_terms
from summarize.text.terms import query_terms

_SUBJECT = 80  # characters
_SUBJECT_WORDS = 5
_SENTENCES = 4  # a shorter text has no topic that recurs
_SEARCHED = 100  # sentences with the topic


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
    terms = document.terms
    if not copulas or len(found) < _SENTENCES or not len(terms.columns):
        return found
    is_topic = given_title_terms(document)
    is_topic[document_frequency(terms).argmax()] = True
    for position in np.unique(terms.rows[is_topic[terms.columns]])[:_SEARCHED].tolist():
        if not (subject := _subject(document.sentences[position].text, copulas)):
            continue
        columns = [terms.vocabulary.get(term) for term in query_terms(subject, document.language)]
        if any(is_topic[column] for column in columns if column is not None):
            found[position] = True
            break
    return found


def _subject(sentence: str, copulas: list[str]) -> str:
    """Return the words before the first copula, empty if there is none or they are many."""
    start = sentence[:_SUBJECT].lower()
    ends = [end for copula in copulas if (end := start.find(copula)) > 0]
    subject = start[: min(ends)] if ends else ""
    return subject if subject.count(" ") < _SUBJECT_WORDS else ""
