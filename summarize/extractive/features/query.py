"""The relevance of each sentence to a query, by shared terms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.errors import QueryError
from summarize.extractive.algebra.weights import document_frequency, sentence_sums, unit_rows
from summarize.text.terms import TermCounts, query_terms

Vector = NDArray[np.float64]


def relevance(document: Document, query: str) -> Vector:
    """Return the restart distribution of a query-biased walk (Otterbacher et al. 2005, equation 2).

    ``Σ_w log(tf_sentence + 1) · log(tf_query + 1) · log((n + 1) / (0.5 + sf))`` over the terms w
    of the query, where sf is the number of sentences with the term. It is scaled to sum 1.

    Returns:
        shape (n_sentences,).

    Raises:
        QueryError: no term of the query occurs in the text.

    >>> relevance(Document("A cat ran. The dogs slept. A dog ran."), "dog").tolist()
    [0.0, 0.5, 0.5]
    """
    counts = document.terms
    weight_of_term = np.log(_query_counts(document, query) + 1) * _idf(counts)
    of_sentence = sentence_sums(counts, np.log(counts.counts + 1) * weight_of_term[counts.columns])
    return np.asarray(of_sentence / of_sentence.sum())


def query_cosine(document: Document, query: str) -> Vector:
    """Return the cosine of each sentence with the query, weighted by the idf of :func:`relevance`.

    Unlike ``log(n / sf)``, that idf is positive even for a term of all sentences.

    Returns:
        shape (n_sentences,).

    Raises:
        QueryError: no term of the query occurs in the text.

    >>> query_cosine(Document("Cats ran. Dogs slept. Some cats slept.", "en"), "cats").round(2).tolist()
    [1.0, 0.0, 0.71]
    """
    counts = document.terms
    idf = _idf(counts)
    vector = _query_counts(document, query) * idf
    vectors = unit_rows(counts, counts.counts * idf[counts.columns])
    return vectors.times(vector[:, None])[:, 0] / np.sqrt(vector @ vector)


def _query_counts(document: Document, query: str) -> Vector:
    """Return the count in the query of each term of the document, shape (n_terms,)."""
    vocabulary = document.terms.vocabulary
    in_query = np.zeros(len(vocabulary))
    for term, count in query_terms(query, document.language).items():
        if term in vocabulary:
            in_query[vocabulary[term]] = count
    if not in_query.any():
        raise QueryError(
            f"no word of the query {query!r} occurs in the text (stop words of {document.language!r} do not "
            "count); leave the query out, use words of the text, or give the language of the text"
        )
    return in_query


def _idf(counts: TermCounts) -> Vector:
    return np.asarray(np.log((counts.shape[0] + 1) / (0.5 + document_frequency(counts))))
