"""MMR: sentences similar to the query or the text, and dissimilar to those already taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_fraction
from summarize.document import Document
from summarize.extractive.encoders.method import EncoderMethod
from summarize.extractive.encoders.vectors import query_similarity
from summarize.extractive.features.query import query_cosine
from summarize.extractive.selection.order import Order
from summarize.extractive.selection.redundancy import TRADEOFF, marginal_relevance

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class MMR(EncoderMethod):
    """Maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998).

    The next sentence maximizes ``λ · relevance − (1 − λ) · largest cosine with a taken sentence``. Relevance
    is the cosine with the query, with idf ``log((n + 1) / (0.5 + sentences with the term))``, or without a
    query the cosine with the centroid of all sentences. It is scaled to the range from 0 to 1.

    Scoring costs O(words), or O(n · d) for an encoder with d numbers per sentence; each chosen sentence
    costs as much again.

    Args:
        tradeoff: λ, from 0 (diversity alone) to 1 (relevance alone).
        encoder: see :class:`EncoderMethod`.

    Raises:
        InvalidTypeError: an option is of the wrong type.
        InvalidValueError: an option is out of its range.
        QueryError: on use without an encoder, if no word of the query occurs in the text.
        MissingExtraError: on use, if the package that loads the encoder is not installed.
        ModelError: on use, if the encoder cannot be loaded, or gives no vectors.

    >>> from summarize import Length
    >>> text = "Cats chase the mice. Some mice chase cats. It rained all day. The rain fell on cats."
    >>> print(MMR()(text, Length(sentences=2), query="cats"))
    Cats chase the mice.
    The rain fell on cats.
    """

    name: ClassVar[str] = "mmr"
    takes_query: ClassVar[bool] = True
    redundancies: ClassVar[tuple[str, ...]] = ("trigrams",)  # "mmr" is the method itself

    tradeoff: float = TRADEOFF

    def __post_init__(self) -> None:
        super().__post_init__()
        check_fraction("tradeoff", self.tradeoff, zero=True, one=True)

    def score_sentences(self, document: Document, query: str | None) -> Vector:
        """Return the cosine of each sentence with the query, or with the centroid."""
        if query is not None:
            if self.encoder is None:
                return query_cosine(document, query)
            return query_similarity(document, query, self.encoder)
        return self.unit_vectors(document).cosines_with_mean()

    def order(self, document: Document, scores: Vector) -> Order:
        """Yield positions by marginal relevance to what was taken."""
        return marginal_relevance(self.unit_vectors(document), scores, self.tradeoff)
