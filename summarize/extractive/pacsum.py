"""PacSum: sentences that resemble later sentences, but not earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_fraction, check_number
from summarize.document import Document
from summarize.extractive.algebra.dense_vectors import DenseVectors
from summarize.extractive.algebra.sentence_vectors import Vectors
from summarize.extractive.algebra.term_matrix import TermMatrix
from summarize.extractive.algebra.term_vectors import TermVectors
from summarize.extractive.algebra.weights import robertson_idf
from summarize.extractive.encoders.method import EncoderMethod
from summarize.extractive.encoders.vectors import sentence_vectors
from summarize.text.terms import TermCounts

Vector = NDArray[np.float64]

_ROUNDING = 1e-9
_MOST_COMPARED = 8000  # sentences; all pairs take a second or two


@dataclass(frozen=True)
class PacSum(EncoderMethod):
    """Position-augmented centrality of sentences (Zheng & Lapata, ACL 2019).

    ``score_i = λ1 Σ_{j<i} e_ij + λ2 Σ_{j>i} e_ij``. The edge e_ij is the inner product of two sentence
    vectors minus the threshold ``min + β (max − min)`` over all products; negative edges are 0. A negative
    λ1 penalizes repetition of earlier sentences.

    Without an encoder, the vectors are term counts times ``log(n − df + 0.5) − log(df + 0.5)``, where df is
    the number of sentences with the term. With β = 0 and terms, time and memory are linear in the number of
    words. The minimum is then found without all products if some pair of sentences shares only the terms
    that all sentences share. If there is no such pair among more than 8,000 sentences, the product over the
    terms that all share approximates it. With an encoder or β > 0, time grows with n², in blocks of 64 MB.

    Args:
        beta: β, from 0 to 1; the threshold between the smallest product (0) and the largest (1).
        lambda1: λ1, the weight of similarity to earlier sentences.
        lambda2: λ2, the weight of similarity to later sentences.
        encoder: see :class:`EncoderMethod`; its vectors are not scaled to length 1.

    Raises:
        InvalidTypeError: an option is of the wrong type.
        InvalidValueError: an option is out of its range.
        MissingExtraError: on use, if the package that loads the encoder is not installed.
        ModelError: on use, if the encoder cannot be loaded, or gives no vectors.

    >>> text = "Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day."
    >>> PacSum().scores(text).round(2).tolist()
    [1.44, 0.0, -1.44, 0.0]
    """

    name: ClassVar[str] = "pacsum"

    beta: float = 0.0
    lambda1: float = -0.5
    lambda2: float = 0.5

    def __post_init__(self) -> None:
        super().__post_init__()
        check_fraction("beta", self.beta, zero=True, one=True)
        for name in ("lambda1", "lambda2"):
            check_number(name, getattr(self, name))

    def score_sentences(self, document: Document, query: str | None) -> Vector:  # noqa: ARG002
        """Return the centrality of each sentence; it may be negative."""
        vectors = (
            _weighted_counts(document.terms)
            if self.encoder is None
            else DenseVectors(sentence_vectors(document, self.encoder))
        )
        preceding, following = _directed_sums(vectors, self.beta)
        return np.asarray(self.lambda1 * preceding + self.lambda2 * following)


def _weighted_counts(counts: TermCounts) -> Vectors:
    idf = np.abs(robertson_idf(counts))  # squared in each product, so the sign does not matter
    weights: Vector = idf[counts.columns] * counts.counts
    return TermVectors(TermMatrix.of_shared_terms(counts, weights, weights > 0))


def _directed_sums(vectors: Vectors, beta: float) -> tuple[Vector, Vector]:
    """Return the similarity of each sentence to earlier and to later ones, both of shape (n,)."""
    if vectors.shape[0] < 2:
        return np.zeros(1), np.zeros(1)
    if beta == 0:  # no product is below the threshold: sums of products are products of sums
        return _unclipped_sums(vectors)
    smallest, largest = np.inf, -np.inf
    for _, block in vectors.products_of_pairs():
        smallest = min(smallest, np.fmin.reduce(block, axis=None))
        largest = max(largest, np.fmax.reduce(block, axis=None))
    threshold = largest - (1 - beta) * (largest - smallest)
    least = _ROUNDING * max(abs(largest), abs(smallest))
    preceding, following = np.zeros(vectors.shape[0]), np.zeros(vectors.shape[0])
    for first, block in vectors.products_of_pairs():
        excess = block - threshold
        kept = np.where(excess > least, excess, 0.0)
        following[first : first + len(block)] += kept.sum(axis=1)
        preceding[first:] += kept.sum(axis=0)
    return preceding, following


def _unclipped_sums(vectors: Vectors) -> tuple[Vector, Vector]:
    smallest = _smallest_product(vectors)
    positions = np.arange(vectors.shape[0])
    preceding, following = (
        _difference(vectors.products_below(ranks, vectors, ranks), smallest * ranks)
        for ranks in (positions, positions[::-1])
    )
    return preceding, following


def _difference(sums: Vector, subtracted: NDArray[np.floating]) -> Vector:
    """Return the difference, with rounding noise set to 0, lest it decide between equal scores."""
    difference = sums - subtracted
    return np.where(np.abs(difference) > _ROUNDING * np.abs(sums), difference, 0.0)


def _smallest_product(vectors: Vectors) -> float:
    """Return the smallest product of two sentences."""
    bound, is_reached = vectors.least_product()
    if is_reached or (np.isfinite(bound) and vectors.shape[0] > _MOST_COMPARED):
        return bound
    smallest = np.inf
    for _, block in vectors.products_of_pairs():
        smallest = min(smallest, np.fmin.reduce(block, axis=None))
        if smallest <= bound:
            break
    return float(smallest)
