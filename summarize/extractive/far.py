"""FAR: PacSum's centrality, weighted by how many facets of the document a sentence covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.algebra.sentence_vectors import Vectors
from summarize.extractive.pacsum import PacSum


@dataclass(frozen=True)
class FAR(PacSum):
    """Facet-aware ranking: centrality times similarity to the document (Liang et al., Findings of ACL 2021).

    The score is the PacSum score times the cosine of the sentence with the document vector. That vector
    has in each dimension the largest value of any sentence, so that a rare facet counts as much as a common
    one.

    Options, costs and errors are those of :class:`~summarize.extractive.pacsum.PacSum`.

    >>> text = "Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day."
    >>> FAR().scores(text).round(2).tolist()
    [0.84, 0.0, -0.84, 0.0]
    """

    name: ClassVar[str] = "far"

    def score_sentences(self, document: Document, query: str | None) -> NDArray[np.float64]:
        """Return the weighted centrality of each sentence; it may be negative."""
        return super().score_sentences(document, query) * _facet_weights(self.unit_vectors(document))


def _facet_weights(vectors: Vectors) -> NDArray[np.float64]:
    """Return the cosine of each row with the vector of column maxima, shape (n_sentences,)."""
    whole = vectors.largest()
    products = vectors.times(whole)
    length = float(np.sqrt(whole @ whole))
    return np.asarray(products / length if length > 0 else products)
