"""MMR: sentences like the query or the whole, and unlike those that are taken already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_fraction
from summarize.document import Document
from summarize.errors import QueryError
from summarize.extractive.encoders import WithEncoder, query_similarity
from summarize.extractive.inner_products import cosines_with_mean
from summarize.extractive.redundancy import TRADEOFF, marginal_relevance
from summarize.extractive.selection import Order
from summarize.extractive.vectors import document_frequency, tf_idf
from summarize.text.terms import query_terms

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class MMR(WithEncoder):
    """Maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998).

    The next sentence is that of the largest ``λ · relevance − (1 − λ) · largest cosine with a taken one``.
    Relevance is the cosine with the query, or with the centroid of all sentences if there is none; it is
    scaled to lie from 0 to 1.

    Scores cost O(words), or O(n · d) for an encoder with d numbers a sentence, and each sentence that is
    taken as much again.

    Args:
        tradeoff: λ, from 0 (diversity alone) to 1 (relevance alone).
        encoder: see :class:`WithEncoder`.

    Raises:
        InvalidTypeError: an option is of the wrong type.
        InvalidValueError: an option is out of its range.
        QueryError: on use without an encoder, if no word of the query occurs in the text.
        MissingExtraError: on use, if the package that loads the encoder is not installed.
        ModelError: on use, if the encoder cannot be loaded, or gives no vectors.

    >>> from summarize import Length
    >>> text = "Cats chase mice. Some mice chase cats. It rained all day. The rain fell on cats."
    >>> print(MMR()(text, Length(sentences=2), query="cats"))
    Cats chase mice.
    The rain fell on cats.
    """

    name: ClassVar[str] = "mmr"
    takes_query: ClassVar[bool] = True
    redundancies: ClassVar[tuple[str, ...]] = ("trigrams",)  # the other one is what it does

    tradeoff: float = TRADEOFF

    def __post_init__(self) -> None:
        super().__post_init__()
        check_fraction("tradeoff", self.tradeoff, zero=True, one=True)

    def score_sentences(self, document: Document, query: str | None) -> Vector:
        """Return the cosine of each sentence with the query, or with the centroid."""
        if query is not None:
            if self.encoder is None:
                return _cosine_with_query(document, query)
            return query_similarity(document, query, self.encoder)
        return cosines_with_mean(self.unit_vectors(document))

    def order(self, document: Document, scores: Vector) -> Order:
        """Yield positions by marginal relevance to what was taken."""
        return marginal_relevance(self.unit_vectors(document), scores, self.tradeoff)


def _cosine_with_query(document: Document, query: str) -> Vector:
    counts = document.terms
    n, n_terms = counts.shape
    counted = query_terms(query, document.language)
    known = {counts.vocabulary[term]: count for term, count in counted.items() if term in counts.vocabulary}
    if not known:
        raise QueryError(
            f"no word of the query {query!r} occurs in the text, stop words aside; "
            "leave the query out, or use words of the text"
        )
    vector = np.zeros(n_terms)
    columns = np.fromiter(known, np.int64)
    idf = np.log(n / document_frequency(counts)[columns])
    vector[columns] = np.fromiter(known.values(), np.float64) * idf
    length = float(np.sqrt(vector @ vector))
    return tf_idf(counts).times(vector[:, None])[:, 0] / (length if length > 0 else 1.0)
