"""Finds the sentences of a document that support each sentence of a summary, by shared terms.

It compares words, not meaning: a sentence that contradicts another supports it well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise

import numpy as np
from numpy.typing import NDArray

from summarize.checks import as_texts, check_count, show
from summarize.document import Document, SourceSpan
from summarize.errors import InvalidTypeError
from summarize.text.terms import count_terms
from summarize.text.words import words_per_line

# The least share of a sentence that a source must cover; a single common word covers less.
LEAST_SHARE = 0.1

Terms = tuple[str, ...]
Features = dict[str | tuple[str, str], NDArray[np.intp]]


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
    terms_of = [_features(terms) for terms in _sequences(sentences, document.language)]
    rows_of = _rows_of(document, {feature for features in terms_of for feature in features})
    folded = [" ".join(sentence.split()) for sentence in sentences]
    verbatim = _positions(document, set(folded))
    is_heading = np.array([sentence.is_heading for sentence in document.sentences])
    found = []
    for sentence, features in zip(folded, terms_of, strict=True):
        ranked = _cover(features, rows_of, is_heading, verbatim.get(sentence), at_most)
        spans = [(document.sentences[row], score) for row, score in ranked]
        found.append(tuple([SourceSpan(span.start, span.end, score) for span, score in spans]))
    return found


def _features(terms: Terms) -> list[str | tuple[str, str]]:
    """Return the distinct terms and pairs of adjacent terms of a sentence, in order."""
    return list(dict.fromkeys([*terms, *pairwise(terms)]))


def _sequences(sentences: Iterable[str], language: str) -> Iterator[Terms]:
    """Return the terms of each sentence in order, without stop words."""
    lines = [words_per_line(" ".join(sentence.split()).lower()) for sentence in sentences]
    distinct = list({word for words in lines for word in words})
    counts = count_terms(distinct, language)
    names = list(counts.vocabulary)
    term_of = {
        distinct[row]: names[column]
        for row, column in zip(counts.rows.tolist(), counts.columns.tolist(), strict=True)
    }
    return (tuple([term_of[word] for word in words if word in term_of]) for words in lines)


def _rows_of(document: Document, features: set[str | tuple[str, str]]) -> Features:
    """Return the positions of the sentences with each feature, in order.

    Only sentences with both terms of a pair are compared word by word.
    """
    counts = document.terms
    by_column = np.argsort(counts.columns, kind="stable")
    starts = np.searchsorted(counts.columns[by_column], np.arange(counts.shape[1] + 1))
    nowhere = np.empty(0, np.intp)

    def _rows_of_term(term: str) -> NDArray[np.intp]:
        column = counts.vocabulary.get(term)
        return nowhere if column is None else counts.rows[by_column[starts[column] : starts[column + 1]]]

    terms = {term for feature in features for term in ((feature,) if isinstance(feature, str) else feature)}
    found: Features = {term: _rows_of_term(term) for term in terms}
    pairs = [feature for feature in features if not isinstance(feature, str)]
    could_have = {pair: np.intersect1d(found[pair[0]], found[pair[1]]) for pair in pairs}
    rows = sorted({int(row) for of_pair in could_have.values() for row in of_pair})
    sequences = _sequences((document.sentences[row].text for row in rows), document.language)
    pairs_of = {row: set(pairwise(terms)) for row, terms in zip(rows, sequences, strict=True)}
    for pair, candidates in could_have.items():
        has_pair = [pair in pairs_of[row] for row in candidates.tolist()]
        found[pair] = candidates[np.array(has_pair, bool)]
    return found


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
    features: list[str | tuple[str, str]],
    rows_of: Features,
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
