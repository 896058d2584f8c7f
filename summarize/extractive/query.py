"""How relevant each sentence is to a query: where a query-biased walk restarts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.errors import QueryError
from summarize.text.terms import query_terms


def relevance(document: Document, query: str) -> NDArray[np.float64]:
    """Return the relevance of each sentence to the query (Otterbacher et al. 2005, equation 2).

    ``Σ_w log(tf_sentence + 1) · log(tf_query + 1) · log((n + 1) / (0.5 + sf))`` over the terms w
    of the query, where sf is the number of sentences with the term; scaled to sum to 1.

    Returns:
        shape (n_sentences,).

    Raises:
        QueryError: no term of the query occurs in the text.

    >>> relevance(Document("A cat ran. The dogs slept. A dog ran."), "dog").tolist()
    [0.0, 0.5, 0.5]
    """
    counts = document.terms
    n, n_terms = counts.shape
    weight_of_term = np.zeros(n_terms)
    for term, count in query_terms(query, document.language).items():
        if term in counts.vocabulary:
            weight_of_term[counts.vocabulary[term]] = np.log(count + 1)
    if not weight_of_term.any():
        raise QueryError(
            f"no word of the query {query!r} occurs in the text, stop words aside; "
            "leave the query out, or use words of the text"
        )
    sentence_frequency = np.bincount(counts.columns, minlength=n_terms)
    weight_of_term *= np.log((n + 1) / (0.5 + sentence_frequency))
    of_entry = np.log(counts.counts + 1) * weight_of_term[counts.columns]
    of_sentence = np.bincount(counts.rows, weights=of_entry, minlength=n)
    scaled: NDArray[np.float64] = of_sentence / of_sentence.sum()
    return scaled
