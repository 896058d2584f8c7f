"""Pairs of adjacent words that recur in a text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.text.terms import STOP_WORD, differences

Integers = NDArray[np.int64]

_LARGEST = np.iinfo(np.int64).max


def repeated_pairs(document: Document) -> NDArray[np.float64]:
    """Return the sum over the distinct pairs of each sentence of their sentence frequencies.

    A pair is two adjacent words of a sentence, punctuation aside: a stop word and a stem, or two stems (the
    concepts of Gillick & Favre, ILP-NLP 2009). A pair of only one sentence does not count.
    Cost: O(w log w) time and O(w) memory for w words.

    Returns:
        shape (n_sentences,).

    >>> repeated_pairs(Document("The old cat slept. An old cat purrs. The cat slept.", "en"))
    array([4., 2., 2.])
    """
    sentences, pairs = _repeated_pairs(document)
    n = len(document.sentences)
    bits = n.bit_length()
    # A pair is a run of equal cells, one for each sentence with it.
    cells = (pairs << bits) | sentences
    cells.sort()  # on long texts faster than np.unique, which hashes
    cells = cells[differences(cells, -1) > 0]
    pairs = cells >> bits
    firsts = differences(pairs, -1).nonzero()[0]
    frequency = np.concatenate((firsts[1:], [len(pairs)])) - firsts
    weights = np.where(frequency > 1, frequency, 0).repeat(frequency)
    return np.bincount(cells & ((1 << bits) - 1), weights=weights, minlength=n).astype(np.float64, copy=False)


def _repeated_pairs(document: Document) -> tuple[Integers, Integers]:
    """Return the sentence and the number of each pair whose two words both recur."""
    words, terms = document.words, document.terms
    n_terms, n_words = terms.shape[1], len(words.number)
    content, sentences = terms.in_order != STOP_WORD, words.sentences
    stems = np.where(content, terms.in_order, words.ids + n_terms)
    is_repeated = (np.bincount(stems, minlength=1) > 1)[stems]
    is_pair = (sentences[1:] == sentences[:-1]) & (content[1:] | content[:-1])
    is_pair &= is_repeated[1:] & is_repeated[:-1]
    numbers = stems[:-1][is_pair] * (n_terms + n_words) + stems[1:][is_pair]
    if 2 * len(document.sentences) * (n_terms + n_words) ** 2 > _LARGEST:
        numbers = np.unique(numbers, return_inverse=True)[1]
    return sentences[1:][is_pair], numbers
