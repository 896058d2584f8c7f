"""Pairs of neighbouring words that a text says again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.terms import STOP_WORD, count_cells, index_words, terms_of

Integers = NDArray[np.int64]


def repeated_pairs(document: Document) -> NDArray[np.float64]:
    """Return of each sentence its pairs, each as many times as there are sentences that have it.

    A pair is two words that follow each other in a sentence, punctuation aside: a stop word and a stem, or
    two stems (the concepts of Gillick & Favre, ILP-NLP 2009). One that a single sentence has does not count.
    Cost: O(w log w) time and O(w) memory for w words.

    Returns:
        shape (n_sentences,).

    >>> repeated_pairs(Document("The old cat slept. An old cat purrs. The cat slept.", "en"))
    array([4., 2., 2.])
    """
    sentences, pairs = _pairs_of_sentences(document)
    frequency = np.bincount(pairs)
    weights = np.where(frequency > 1, frequency, 0)[pairs]
    sums = np.bincount(sentences, weights=weights, minlength=len(document.sentences))
    return sums.astype(np.float64, copy=False)  # integers where there is no pair


def _pairs_of_sentences(document: Document) -> tuple[Integers, Integers]:
    """Return sentence and number of each pair, each once a sentence."""
    sequence = index_words([sentence.text for sentence in document.sentences])
    term_of_word, vocabulary = terms_of(sequence.words, document.language)
    is_term = term_of_word != STOP_WORD
    n_stems = len(vocabulary) + len(sequence.words)
    stem_of_word = np.where(is_term, term_of_word, np.arange(len(vocabulary), n_stems))
    stems, content, sentences = stem_of_word[sequence.ids], is_term[sequence.ids], sequence.sentences
    is_pair = (sentences[1:] == sentences[:-1]) & (content[1:] | content[:-1])
    distinct, pairs = np.unique((stems[:-1] * n_stems + stems[1:])[is_pair], return_inverse=True)
    return count_cells(sentences[1:][is_pair], pairs, len(distinct))[:2]
