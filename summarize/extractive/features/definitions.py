"""The sentence that says what the topic of a text is: "Verde is a library that …"."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.algebra.weights import document_frequency
from summarize.extractive.features.cues import cue_words
from summarize.extractive.features.titles import given_title_terms
from summarize.text.terms import STOP_WORD

_SUBJECT, _SEARCHED_CHARACTERS = 80, 400
_BRACKETS = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)")
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
    copulas = _phrases("copulas", document.language)
    terms = document.terms
    if not copulas or len(found) < _SENTENCES or not len(terms.columns):
        return found
    words = document.words
    articles = {words.number.get(word) for word in cue_words("articles", document.language)}
    firsts = words.ends - words.n_words
    is_topic = given_title_terms(document)
    is_topic[document_frequency(terms).argmax()] = True
    for position in _with_topic(document, is_topic, firsts):
        first = firsts[position]
        if terms.in_order[first] == STOP_WORD and words.ids[first] not in articles:
            continue  # "His bridge", "But the bridge", "When Verde fell, its mayor"
        # The lead may say what is no more; later sentences tell what happened.
        past = _phrases("past_copulas", document.language) if position == 0 else []
        n_words = _subject_words(document.sentences[position].text, copulas + past)
        subject = terms.in_order[first : first + n_words]
        if is_topic[subject[subject != STOP_WORD]].any():
            found[position] = True
            break
    return found


def _with_topic(document: Document, is_topic: NDArray[np.bool_], firsts: NDArray[np.int64]) -> list[int]:
    """Return the sentences with a term of the topic, as far as the first words, of a subject, have one."""
    terms = document.terms
    has_topic = np.bincount(terms.rows[is_topic[terms.columns]])  # np.unique would import numpy.ma
    searched = has_topic.nonzero()[0][:_SEARCHED]
    places = np.minimum(firsts[searched, None] + np.arange(_SUBJECT_WORDS), len(terms.in_order) - 1)
    early = np.append(is_topic, False)[terms.in_order[places]]  # STOP_WORD is the last
    return searched[early.any(axis=1)].tolist()  # type: ignore[no-any-return]


@cache
def _phrases(kind: Literal["copulas", "past_copulas"], language: str) -> list[str]:
    return [f" {words.replace('_', ' ')} " for words in cue_words(kind, language)]


def _subject_words(sentence: str, copulas: list[str]) -> int:
    """Return the number of words of the subject before the first copula, 0 if there is none or they are many.

    What is in brackets or, after the subject, between commas does not count: "Verde (Spanish for green), also
    Verdeville, is".
    """
    start = sentence[:_SEARCHED_CHARACTERS].lower()
    if "(" in start:
        start = _BRACKETS.sub("", start)
    start = start[:_SUBJECT]
    ends = [end for copula in copulas if (end := start.find(copula)) > 0]
    subject, _, apposition = start[: min(ends, default=0)].partition(",")
    n_words = len(subject.split())
    return n_words if n_words <= _SUBJECT_WORDS and (not apposition or apposition.endswith(",")) else 0
