"""Centroid: the sentences closest to the terms of most weight in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_fraction
from summarize.document import Document
from summarize.extractive.algebra.weights import document_frequency, term_totals, tf_idf
from summarize.extractive.encoders.method import EncoderMethod
from summarize.text.terms import TermCounts


@dataclass(frozen=True)
class Centroid(EncoderMethod):
    """Cosine with the centroid of the text (Radev et al. 2004; Rossiello et al., MultiLing 2017).

    The centroid has a weight for each term: its count in the text times ``log(n / sentences with it)``.
    Weights below ``threshold`` times the largest are set to 0. The score of a sentence is the cosine of its
    tf-idf vector with the centroid. With an encoder, the centroid is the mean of all sentence vectors. Cost:
    O(w) time and memory for w words, or O(n · d) for n vectors of d numbers.

    Args:
        threshold: the least weight of a term in the centroid, as a share of the largest; 0 keeps all
            terms. Ignored with an encoder.
        encoder: see :class:`EncoderMethod`.

    Raises:
        InvalidTypeError: the threshold is not a number.
        InvalidValueError: it is not between 0 and 1.
        MissingExtraError: on use, if the package that loads the encoder is not installed.
        ModelError: on use, if the encoder cannot be loaded, or gives no vectors.

    >>> text = "Cats chase mice. Mice fear cats. Cats sleep. It rained."
    >>> Centroid().scores(Document(text, "en")).round(3).tolist()
    [0.617, 0.617, 0.476, 0.431]
    """

    name: ClassVar[str] = "centroid"

    threshold: float = 0.3

    def __post_init__(self) -> None:
        super().__post_init__()
        check_fraction("threshold", self.threshold, zero=True)

    def score_sentences(self, document: Document, query: str | None) -> NDArray[np.float64]:  # noqa: ARG002
        """Return the cosine of each sentence with the centroid."""
        if self.encoder is not None:
            return self.unit_vectors(document).cosines_with_mean()
        centroid = self._centroid(document.terms)
        return tf_idf(document.terms).times(centroid[:, None])[:, 0]

    def _centroid(self, counts: TermCounts) -> NDArray[np.float64]:
        """Return the centroid, shape (n_terms,); its length is 1, or 0 if no term has weight."""
        weights = term_totals(counts) * np.log(counts.shape[0] / document_frequency(counts))
        weights[weights < self.threshold * weights.max(initial=0.0)] = 0.0
        norm = np.sqrt((weights**2).sum())
        return np.asarray(weights / norm if norm > 0 else weights)
