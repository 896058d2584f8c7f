"""Counts the terms of each sentence: lower-cased stems without stop words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, islice
from typing import cast

import numpy as np
import Stemmer
from numpy.typing import NDArray

from summarize.text.languages import SNOWBALL
from summarize.text.stop_words import stop_words_of
from summarize.text.words import cut_at_punctuation, words_per_line

_SENTENCES_AT_ONCE = 256  # bounds the number of word strings in memory
STOP_WORD = -1  # instead of the number of a term
_END = "\0"  # of a sentence, and instead of the term of a stop word; no word has it
_KEPT_TERMS, _LONGEST_KEPT = 30_000, 40  # words of a language, and characters: about 5 MB
_TERMS: defaultdict[str, dict[str, str]] = defaultdict(dict)  # of the words of earlier texts, by language

_ALGORITHMS = frozenset(Stemmer.algorithms())

Integers = NDArray[np.int64]
_ENDS_OF_16_BITS = np.iinfo(np.uint16).max + 1


@dataclass(frozen=True, eq=False)
class TermCounts:
    """A sparse sentence–term matrix of counts, in coordinates sorted by sentence, then term.

    Attributes:
        rows: sentence of each entry, shape (n_entries,).
        columns: term of each entry, shape (n_entries,).
        counts: count of the term in the sentence, shape (n_entries,).
        n_words: words of each sentence, stop words included, shape (n_sentences,).
        vocabulary: column of each term.
        term_of_word: column of the term of each distinct word of the text, ``STOP_WORD`` for a stop word,
            shape (n_distinct_words,).
        in_order: column of the term of each word of the text, one after the other, shape (n_positions,).
    """

    rows: Integers
    columns: Integers
    counts: Integers
    n_words: Integers
    vocabulary: dict[str, int]
    term_of_word: Integers
    in_order: Integers

    @classmethod
    def of(cls, sequence: WordSequence, language: str) -> TermCounts:
        """Count the terms of indexed words; see :func:`count_terms`."""
        term_of_word, vocabulary = terms_of(sequence.words, language)
        terms = term_of_word[sequence.ids]
        kept = terms != STOP_WORD
        rows, columns, counts = count_cells(sequence.sentences[kept], terms[kept], len(vocabulary))
        return cls(rows, columns, counts, sequence.n_words, vocabulary, term_of_word, terms)

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of sentences and of terms."""
        return len(self.n_words), len(self.vocabulary)


@dataclass(frozen=True, eq=False)
class WordSequence:
    """The words of a text in order, stop words included.

    Attributes:
        ids: number of the word at each position, shape (n_positions,).
        n_words: words of each sentence, shape (n_sentences,).
        number: the number of each distinct lower-cased word, in the order of first occurrence.
    """

    ids: Integers
    n_words: Integers
    number: dict[str, int]

    @cached_property
    def words(self) -> list[str]:
        """The distinct words by number."""
        return list(self.number)

    @cached_property
    def ends(self) -> Integers:
        """The position behind the last word of each sentence, shape (n_sentences,)."""
        return self.n_words.cumsum()

    @cached_property
    def sentences(self) -> Integers:
        """The sentence of each position, shape (n_positions,)."""
        return np.arange(len(self.n_words)).repeat(self.n_words)


def index_words(sentences: Sequence[str]) -> WordSequence:
    """Return the words of all sentences in order, numbered.

    >>> sequence = index_words(["The cats sat.", "A cat and the cats."])
    >>> sequence.ids.tolist(), sequence.words
    ([0, 1, 2, 3, 4, 5, 0, 1], ['the', 'cats', 'sat', 'a', 'cat', 'and'])
    """
    tokens_of_text, number, is_ascii = _index_tokens(sentences)
    is_token = tokens_of_text >= 0
    ends = (~is_token).nonzero()[0]  # a function of numpy for a method takes four times as long
    token_ids = tokens_of_text[is_token]
    n_tokens = differences(ends, -1) - 1
    others = [] if is_ascii else [token for token in number if not (token.isascii() and token.isalnum())]
    if not others:  # each token is a word
        return WordSequence(token_ids, n_tokens, number)
    word_ids, n_words_of_token, number = _index_words_of_tokens(list(number), others)
    n_words = n_words_of_token[token_ids]
    before = np.concatenate(([0], n_words.cumsum()))  # words before each token
    first_in_token = (n_words_of_token.cumsum() - n_words_of_token)[token_ids]
    offsets = (first_in_token - before[:-1]).repeat(n_words)
    ids = word_ids[offsets + np.arange(len(offsets))]
    return WordSequence(ids, differences(before[ends - np.arange(len(ends))], 0), number)


def count_terms(sentences: Sequence[str], language: str) -> TermCounts:
    """Count the terms of each sentence. Each distinct word is stemmed once.

    >>> counts = count_terms(["The cats sat.", "A cat sits, the cat sat."], "en")
    >>> sorted(counts.vocabulary), counts.n_words.tolist()
    (['cat', 'sat', 'sit'], [3, 6])
    """
    return TermCounts.of(index_words(sentences), language)


def terms_of(distinct_words: list[str], language: str) -> tuple[Integers, dict[str, int]]:
    """Return the number of each word's term, ``STOP_WORD`` for a stop word, and the number of each term.

    >>> terms_of(["the", "cats", "sat", "cat"], "en")
    (array([-1,  0,  1,  0]), {'cat': 0, 'sat': 1})
    """
    number: defaultdict[str, int] = defaultdict(count().__next__)
    number[_END] = STOP_WORD
    names = _names_of(distinct_words, language)
    terms = np.fromiter(map(number.__getitem__, names), np.int64, len(names))
    del number[_END]
    return terms, dict(number)


def stems_of(words: Sequence[str], language: str) -> list[str]:
    """Return the stem of each lower-cased word, or the word itself for a language without a stemmer.

    >>> stems_of(["cats", "sat"], "en"), stems_of(["cats"], "xx")
    (['cat', 'sat'], ['cats'])
    """
    algorithm = SNOWBALL.get(language)
    if algorithm is None or algorithm not in _ALGORITHMS:
        return list(words)
    return list(Stemmer.Stemmer(algorithm, 0).stemWords(words))  # its cache sorts itself when it is full


def _names_of(words: list[str], language: str) -> list[str]:
    """Return the term of each word, ``_END`` for a stop word, and keep them for the next texts."""
    known = _TERMS[language]
    names = list(map(known.get, words))
    unknown = [word for word, name in zip(words, names, strict=True) if name is None]
    if not unknown:
        return cast("list[str]", names)
    found = dict(zip(unknown, stems_of(unknown, language), strict=True))
    found |= dict.fromkeys(stop_words_of(language) & found.keys(), _END)
    kept = {word: name for word, name in found.items() if len(word) <= _LONGEST_KEPT}
    if len(known) + len(kept) <= _KEPT_TERMS:
        known |= kept
    else:  # another thread may still read the full one
        _TERMS[language] = kept if len(kept) <= _KEPT_TERMS else {}
    return [found[word] if name is None else name for word, name in zip(words, names, strict=True)]


def query_terms(query: str, language: str) -> dict[str, int]:
    """Return the terms of a query with their counts.

    >>> query_terms("the cats, a cat", "en")
    {'cat': 2}
    """
    counted = count_terms([query], language)
    names = list(counted.vocabulary)
    return {names[column]: int(n) for column, n in zip(counted.columns, counted.counts, strict=True)}


def _index_tokens(sentences: Sequence[str]) -> tuple[Integers, dict[str, int], bool]:
    """Return numbered tokens, with -1 after each sentence, the number of each, and whether all are ASCII.

    Tokens are cut at white space and ASCII punctuation.
    """
    number: defaultdict[str, int] = defaultdict(count().__next__)
    number[_END] = -1
    numbered = [np.empty(0, np.int64)]
    is_ascii = True
    remaining = iter(sentences)
    while batch := [sentence.replace(_END, " ") for sentence in islice(remaining, _SENTENCES_AT_ONCE)]:
        text = cut_at_punctuation(f" {_END} ".join([*batch, ""]).lower())
        tokens = text.split()
        is_ascii &= text.isascii()
        numbered.append(np.fromiter(map(number.__getitem__, tokens), np.int64, len(tokens)))
    del number[_END]
    number.default_factory = None  # to look for another word adds none
    return np.concatenate(numbered), number, is_ascii


def _index_words_of_tokens(tokens: list[str], others: list[str]) -> tuple[Integers, Integers, dict[str, int]]:
    """Return the numbered words of all tokens, the number of words per token, and that of each word."""
    n_words = np.ones(len(tokens), np.int64)
    words: list[str] = []
    start = 0
    for other, cut in zip(others, _words_of(others), strict=True):
        end = tokens.index(other, start)  # the others are in the order of the tokens
        words += tokens[start:end]
        words += cut
        n_words[end] = len(cut)
        start = end + 1
    words += tokens[start:]
    number: defaultdict[str, int] = defaultdict(count().__next__)
    ids = np.fromiter(map(number.__getitem__, words), np.int64, len(words))
    number.default_factory = None
    return ids, n_words, number


def _words_of(tokens: list[str]) -> Iterator[list[str]]:
    found = words_per_line("\n".join([*tokens, ""]), segmented=True)
    start = 0
    for _ in tokens:
        end = found.index("\n", start)
        yield found[start:end]
        start = end + 1


def count_cells(rows: Integers, columns: Integers, n_columns: int) -> tuple[Integers, Integers, Integers]:
    """Return the distinct pairs in order, with their counts."""
    bits = n_columns.bit_length()
    keys = (rows << bits) | columns
    keys.sort()
    is_first = np.ones(len(keys), bool)
    is_first[1:] = keys[1:] != keys[:-1]
    firsts = is_first.nonzero()[0]
    keys = keys[firsts]
    counts = np.empty(len(firsts), np.int64)
    np.subtract(firsts[1:], firsts[:-1], out=counts[:-1])
    counts[-1:] = len(is_first) - firsts[-1:]
    return keys >> bits, keys & ((1 << bits) - 1), counts


def stable_order(numbers: Integers, end: int) -> Integers:
    """Return the order of numbers from 0 to an end, as ``np.argsort(numbers, kind="stable")``.

    NumPy sorts numbers of 16 bits by radix, which takes an eighth of the time for the terms of a long text.

    >>> stable_order(np.array([2, 0, 2, 1]), 3)
    array([1, 3, 0, 2])
    """
    return (numbers.astype(np.uint16) if end <= _ENDS_OF_16_BITS else numbers).argsort(kind="stable")


def differences(values: Integers, before: int) -> Integers:
    """Return the difference of each value from the previous one, as ``np.diff(values, prepend=before)``.

    For few values it takes a fifth of the time.

    >>> differences(np.array([3, 5, 9]), 0)
    array([3, 2, 4])
    """
    found = values.copy()
    found[1:] -= values[:-1]
    found[:1] -= before
    return found
