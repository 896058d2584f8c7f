"""Finds the sentences of a document that support each sentence of a summary, by shared terms.

It compares words, not meaning: a sentence that contradicts another supports it well.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, compress, pairwise

import numpy as np
from numpy.typing import NDArray

from summarize.checks import as_texts, check_count, show
from summarize.document import Document, SourceSpan
from summarize.errors import InvalidTypeError
from summarize.text.terms import STOP_WORD, index_words, stable_order, terms_of

# The least share of a sentence that a source must cover; a single common word covers less.
LEAST_SHARE = 0.1

Feature = int | tuple[int, int]  # a term, or a pair of adjacent terms


def find_sources(
    document: Document, sentences: Sequence[str], at_most: int = 3
) -> list[tuple[SourceSpan, ...]]:
    """Find the sentences of a document that support each sentence of a summary best.

    The features of a sentence are its terms (stems without stop words) and its pairs of adjacent terms. Each
    is weighted by its inverse sentence frequency in the document, ``log((n + 1) / (0.5 + sf))``; unknown ones
    have the largest weight. The score of a source is the share of that weight that it covers. The best
    source comes first; others follow if they cover at least :data:`LEAST_SHARE` more. For ties, running text
    comes before headings, and earlier before later sentences.

    Args:
        document: the source.
        sentences: the sentences of the summary, in the language of the document.
        at_most: the largest number of sources per sentence.

    Returns:
        for each sentence its sources, best first; empty if nothing supports it. The source of a verbatim
        sentence is that sentence of the document, with score 1.

    Raises:
        InvalidTypeError: an argument is of the wrong type.
        InvalidValueError: ``at_most`` is not at least 1.

    >>> document = Document("Cats chase mice. It rained. Dogs chase cats. The mice slept in the barn.")
    >>> for sources in find_sources(document, ["It rained.", "Chased by cats, mice slept.", "Pigs fly."]):
    ...     print([(document.text[start:end], round(score, 2)) for start, end, score in sources])
    [('It rained.', 1.0)]
    [('The mice slept in the barn.', 0.39), ('Dogs chase cats.', 0.32)]
    []
    """
    check_count("at_most", at_most)
    sentences = as_texts("sentences", sentences)
    if not isinstance(document, Document):
        raise InvalidTypeError(f"document must be a Document, got {show(document)}; make one: Document(text)")
    index = _Index(document)
    terms_of = [_features(terms) for terms in index.terms_of(sentences)]
    rows_of = {feature: index.rows(feature) for feature in set(chain.from_iterable(terms_of))}
    folded = [" ".join(sentence.split()) for sentence in sentences]
    verbatim = _positions(document, set(folded))
    is_heading = np.array([sentence.is_heading for sentence in document.sentences])
    found = []
    for sentence, features in zip(folded, terms_of, strict=True):
        ranked = _cover(features, rows_of, is_heading, verbatim.get(sentence), at_most)
        spans = [(document.sentences[row], score) for row, score in ranked]
        found.append(tuple([SourceSpan(span.start, span.end, score) for span, score in spans]))
    return found


def _features(terms: list[int]) -> list[Feature]:
    """Return the distinct terms and pairs of adjacent terms of a sentence, in order."""
    return list(dict.fromkeys([*terms, *pairwise(terms)]))


class _Index:
    """The terms of a document, and where each of them and each pair of adjacent ones is.

    Args:
        document: the document; terms are numbers, those of its vocabulary first.
    """

    def __init__(self, document: Document) -> None:
        self._language = document.language
        self._counts = counts = document.terms
        by_column = stable_order(counts.columns, counts.shape[1])
        self._rows = counts.rows[by_column]
        self._starts = np.searchsorted(counts.columns[by_column], np.arange(counts.shape[1] + 1))
        words = document.words
        terms = counts.in_order
        kept = terms != STOP_WORD
        of_terms = terms[kept]
        self._places = stable_order(of_terms, counts.shape[1])
        self._first_places = np.searchsorted(of_terms[self._places], np.arange(counts.shape[1] + 1))
        self._sequence = np.append(of_terms, STOP_WORD)  # there is always one behind
        self._sentences = np.append(words.sentences[kept], -1)

    def terms_of(self, sentences: Sequence[str]) -> list[list[int]]:
        """Return the terms of sentences in order, without stop words."""
        words = index_words(sentences)
        columns, names = terms_of(words.words, self._language)
        n_known = self._counts.shape[1]
        known = self._counts.vocabulary
        number = [known.get(name, n_known + new) for new, name in enumerate(names)]
        terms = np.array([*number, STOP_WORD], np.int64)[columns[words.ids]]
        return [part[part != STOP_WORD].tolist() for part in np.split(terms, words.ends)[:-1]]

    def rows(self, feature: Feature) -> NDArray[np.int64]:
        """Return the positions of the sentences with a term, or with a pair of adjacent terms, in order."""
        if not isinstance(feature, tuple):
            return self._of_term(feature, self._rows, self._starts)
        if max(feature) >= self._counts.shape[1]:
            return self._rows[:0]
        before = self._of_term(feature[0], self._places, self._first_places)
        before = before[self._sequence[before + 1] == feature[1]]
        rows = self._sentences[before]
        rows = rows[rows == self._sentences[before + 1]]
        return rows if len(rows) < 2 else np.unique(rows)

    def _of_term(self, term: int, values: NDArray[np.int64], starts: NDArray[np.intp]) -> NDArray[np.int64]:
        if term >= self._counts.shape[1]:
            return values[:0]
        return values[starts[term] : starts[term + 1]]


def _positions(document: Document, sentences: set[str]) -> dict[str, int]:
    """Return the positions of verbatim sentences in the document, preferring running text."""
    folded = [" ".join(sentence.text.split()) for sentence in document.sentences]
    is_wanted = [sentence in sentences for sentence in folded]
    order = sorted(
        compress(range(len(folded)), is_wanted), key=lambda row: (document.sentences[row].is_heading, row)
    )
    positions: dict[str, int] = {}
    for row in order:
        positions.setdefault(folded[row], row)
    return positions


def _cover(
    features: list[Feature],
    rows_of: dict[Feature, NDArray[np.int64]],
    is_heading: NDArray[np.bool_],
    verbatim: int | None,
    at_most: int,
) -> list[tuple[int, float]]:
    """Return the sentences that greedily cover the features best, and their scores."""
    chosen = [] if verbatim is None else [(verbatim, 1.0)]
    if not features or verbatim is not None:
        return chosen[:at_most]
    n_sentences = len(is_heading)
    frequencies = np.array([len(rows_of[feature]) for feature in features])
    weights = np.log((n_sentences + 1) / (0.5 + frequencies))
    weights /= weights.sum()
    rows = np.concatenate([rows_of[feature] for feature in features])
    columns = np.repeat(np.arange(len(features)), frequencies)
    shares = np.bincount(rows, weights[columns], n_sentences)
    has_all = np.bincount(rows, minlength=n_sentences) == len(features)
    scores: NDArray[np.float64] = np.where(has_all, 1.0, np.minimum(shares, 1.0)).astype(np.float64)
    gains: NDArray[np.float64] = scores
    is_open = np.ones(len(features), bool)
    while len(chosen) < at_most:
        best = _first_best(gains, is_heading)
        if gains[best] < LEAST_SHARE:
            break
        chosen.append((best, float(scores[best])))
        is_open[columns[rows == best]] = False
        kept = is_open[columns]
        gains = np.asarray(np.bincount(rows[kept], weights[columns[kept]], n_sentences), np.float64)
    return sorted(chosen, key=lambda source: -source[1])


def _first_best(gains: NDArray[np.float64], is_heading: NDArray[np.bool_]) -> int:
    """Return the position of the first maximum, preferring running text."""
    best = np.flatnonzero(gains >= gains.max() - 1e-12)
    running = best[~is_heading[best]]
    return int(running[0] if len(running) else best[0])
