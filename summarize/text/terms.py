"""The terms of each sentence: lower-cased stems without stop words, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

import numpy as np
import Stemmer
from numpy.typing import NDArray

from summarize.text.languages import SNOWBALL
from summarize.text.stop_words import stop_words_of
from summarize.text.words import words_per_line

_SENTENCES_AT_ONCE = 256  # bounds how many word strings of a large text live at one time
_STOP_WORD = -1

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TermCounts:
    """A sparse sentence–term matrix of counts, in coordinates sorted by sentence, then term.

    Attributes:
        rows: sentence of each entry, shape (n_entries,).
        columns: term of each entry, shape (n_entries,).
        counts: how often the sentence has the term, shape (n_entries,).
        n_words: words of each sentence, stop words included, shape (n_sentences,).
        vocabulary: column of each term.
    """

    rows: Integers
    columns: Integers
    counts: Integers
    n_words: Integers
    vocabulary: dict[str, int]

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of sentences and of terms."""
        return len(self.n_words), len(self.vocabulary)


def count_terms(sentences: Sequence[str], language: str) -> TermCounts:
    """Count the terms of each sentence; every distinct word is stemmed once.

    >>> counts = count_terms(["The cats sat.", "A cat sits, the cat sat."], "en")
    >>> sorted(counts.vocabulary), counts.n_words.tolist()
    (['cat', 'sat', 'sit'], [3, 6])
    """
    word_ids, n_words, distinct_words = _index_words(sentences)
    term_of_word, vocabulary = _terms_of(distinct_words, language)
    terms = term_of_word[word_ids]
    sentence_of_word = np.repeat(np.arange(len(sentences)), n_words)
    kept = terms != _STOP_WORD
    rows, columns, counts = _count_pairs(sentence_of_word[kept], terms[kept], len(vocabulary))
    return TermCounts(rows, columns, counts, n_words, vocabulary)


def query_terms(query: str, language: str) -> dict[str, int]:
    """Return the terms of a query and how often it has each.

    >>> query_terms("the cats, a cat", "en")
    {'cat': 2}
    """
    counted = count_terms([query], language)
    names = list(counted.vocabulary)
    return {names[column]: int(n) for column, n in zip(counted.columns, counted.counts, strict=True)}


def _index_words(sentences: Sequence[str]) -> tuple[Integers, Integers, list[str]]:
    """Return the words of all sentences as numbers, the words per sentence, and the words.

    Words are looked for in each distinct white-space token, not in the text: most tokens are
    repeats.
    """
    token_ids, n_tokens, tokens = _index_tokens(sentences)
    word_ids, n_words_of_token, distinct_words = _index_words_of_tokens(tokens)
    n_words = n_words_of_token[token_ids]
    end_of_token = np.cumsum(n_words)
    first_in_token = (np.cumsum(n_words_of_token) - n_words_of_token)[token_ids]
    offsets = np.repeat(first_in_token - (end_of_token - n_words), n_words)
    words = word_ids[offsets + np.arange(len(offsets))]
    words_so_far = np.concatenate(([0], end_of_token))[np.cumsum(n_tokens)]
    return words, np.diff(words_so_far, prepend=0), distinct_words


def _index_tokens(sentences: Sequence[str]) -> tuple[Integers, Integers, list[str]]:
    ids: defaultdict[str, int] = defaultdict(count().__next__)
    numbered, n_tokens = [], []
    remaining = iter(sentences)
    while batch := [sentence.split() for sentence in islice(remaining, _SENTENCES_AT_ONCE)]:
        sizes = np.fromiter(map(len, batch), np.int64, len(batch))
        of_batch = map(ids.__getitem__, chain.from_iterable(batch))
        numbered.append(np.fromiter(of_batch, np.int64, int(sizes.sum())))
        n_tokens.append(sizes)
    return _concatenate(numbered), _concatenate(n_tokens), list(ids)


def _concatenate(parts: list[Integers]) -> Integers:
    return np.concatenate([np.empty(0, np.int64), *parts])


def _index_words_of_tokens(tokens: Sequence[str]) -> tuple[Integers, Integers, list[str]]:
    ids: defaultdict[str, int] = defaultdict(count().__next__)
    end = ids["\n"]
    found = words_per_line("\n".join([*tokens, ""]).lower())
    word_ids = np.fromiter(map(ids.__getitem__, found), np.int64, len(found))
    is_end = word_ids == end
    n_words = np.diff(np.flatnonzero(is_end), prepend=-1) - 1
    return word_ids[~is_end] - 1, n_words, list(ids)[1:]


def _terms_of(distinct_words: list[str], language: str) -> tuple[Integers, dict[str, int]]:
    """Return the term of each word, and the terms; stop words have none."""
    stop_words = stop_words_of(language)
    ids: defaultdict[str, int] = defaultdict(count().__next__)
    terms = [
        _STOP_WORD if word in stop_words else ids[stem]
        for word, stem in zip(distinct_words, _stemmer(language)(distinct_words), strict=True)
    ]
    return np.array(terms, np.int64), dict(ids)


def _count_pairs(rows: Integers, columns: Integers, n_columns: int) -> tuple[Integers, Integers, Integers]:
    """Return the distinct pairs in order, and how often each occurs."""
    bits = n_columns.bit_length()
    keys = np.sort((rows << bits) | columns)
    is_first = np.ones(len(keys), bool)
    is_first[1:] = keys[1:] != keys[:-1]
    firsts = np.flatnonzero(is_first)
    keys = keys[firsts]
    return keys >> bits, keys & ((1 << bits) - 1), np.diff(firsts, append=len(is_first))


def _stemmer(language: str) -> Callable[[Sequence[str]], list[str]]:
    algorithm = SNOWBALL.get(language)
    if algorithm is None or algorithm not in Stemmer.algorithms():
        return list
    # No cache inside the stemmer: it is asked for each distinct word once.
    return Stemmer.Stemmer(algorithm, 0).stemWords  # type: ignore[no-any-return]
