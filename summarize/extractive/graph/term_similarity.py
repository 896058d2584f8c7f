"""Sentence similarities S by shared terms: linear operators for long texts, dense matrices for short ones.

Each similarity is ``S = Σ_k diag(f_k) L Rᵀ diag(f_k) − diag``. L and R are sparse sentence–term matrices
with the same sparsity pattern; the few factors f_k depend on sentence lengths. A product with S costs
O(entries · factors) and needs no n × n matrix. For a short text the dense matrix is faster, since PageRank
then solves its equations directly.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.dense import is_small
from summarize.extractive.algebra.term_matrix import TermMatrix
from summarize.extractive.algebra.weights import robertson_idf, tf_idf
from summarize.extractive.graph.graphs import DenseGraph, Graph
from summarize.text.terms import TermCounts

Vector = NDArray[np.float64]
Factors = NDArray[np.float64]

# BM25 as Barrios et al. (2016) and gensim 3 set it.
_BM25_K1 = 1.2
_BM25_B = 0.75
_BM25_EPSILON = 0.25

# Eigenvalues of the length matrix below this share of the largest are rounding noise. Dropping them
# leaves the weights accurate to about 1e-8.
_NEGLIGIBLE = 1e-9


class Similarity:
    """The similarity of each sentence with each other one, without self-similarity.

    Args:
        left: entries of L, shape (n, n_terms).
        right: entries of R, with the same rows and columns as L.
        factors: the f_k as columns, shape (n, n_factors).
    """

    def __init__(self, left: TermMatrix, right: TermMatrix, factors: Factors) -> None:
        self._left, self._right, self._factors = left, right, factors
        squared_factors = np.einsum("ij,ij->i", factors, factors)
        self._self_similarity = squared_factors * left.row_sums(right.values)

    def votes(self, vector: Vector) -> Vector:
        """Return Sᵀ v: the total that each sentence receives if each i gives ``v[i] · S_ij`` to each j."""
        return self._multiply(self._right, self._left, vector)

    def degrees(self) -> Vector:
        """Return S · 1; exactly 0 for a sentence that shares no term with another."""
        ones = np.ones(self._left.shape[0])
        return np.where(self._left.row_is_empty, 0.0, self._multiply(self._left, self._right, ones))

    def _multiply(self, left: TermMatrix, right: TermMatrix, vector: Vector) -> Vector:
        weighted = self._factors * vector[:, None]
        product = left.times(right.transposed_times(weighted))
        return np.asarray(np.einsum("ij,ij->i", self._factors, product) - self._self_similarity * vector)


def overlap(counts: TermCounts) -> Graph:
    """Shared terms over the logarithms of the lengths (Mihalcea & Tarau 2004, equation 4).

    ``S_ij = |terms of i and j| / (log l_i + log l_j)``. A sentence of one word, whose logarithm
    is 0, is excluded. The denominators form a Cauchy matrix over the distinct lengths. It is positive
    definite with exponentially decaying eigenvalues: about 8 factors approximate it to 1e-8.

    >>> from summarize.text.terms import count_terms
    >>> counts = count_terms(["Cats chase mice.", "Mice fear cats.", "Dogs sleep."], "en")
    >>> overlap(counts).degrees().round(3).tolist()
    [0.91, 0.91, 0.0]
    """
    takes_part = counts.n_words > 1
    shared = TermMatrix.of_shared_terms(counts, np.ones(len(counts.rows)), takes_part[counts.rows])
    n_words = np.where(takes_part, counts.n_words, 2)
    if not is_small(len(n_words), len(n_words)):
        return Similarity(shared, shared, _length_factors(n_words))
    logarithms = np.log(n_words)
    return _dense(shared.products() / (logarithms[:, None] + logarithms))


def cosine(counts: TermCounts) -> Graph:
    """Cosine of the tf-idf vectors (continuous LexRank; Erkan & Radev 2004, equation 1)."""
    unit = tf_idf(counts).values
    shared = TermMatrix.of_shared_terms(counts, unit, unit > 0)
    return _without_lengths(shared, shared)


def bm25(counts: TermCounts) -> Graph:
    """BM25 of sentence j for sentence i as the query (Barrios et al. 2016); not symmetric.

    The idf of a term in more than half of the sentences is negative. As in the paper it is replaced by a
    quarter of the average idf, or by 0 if that is negative.
    """
    n_terms = counts.shape[1]
    idf = robertson_idf(counts)
    idf = np.where(idf < 0, max(_BM25_EPSILON * idf.mean(), 0.0) if n_terms else 0.0, idf)
    relative_length = (counts.n_words / max(counts.n_words.mean(), 1))[counts.rows]
    saturation = _BM25_K1 * (1 - _BM25_B + _BM25_B * relative_length)
    saturated = counts.counts * (_BM25_K1 + 1) / (counts.counts + saturation)
    query = idf[counts.columns]
    left = TermMatrix.of_shared_terms(counts, query, query > 0)
    right = TermMatrix.of_shared_terms(counts, saturated, query > 0)
    return _without_lengths(left, right)


SIMILARITIES: dict[str, Callable[[TermCounts], Graph]] = {
    "overlap": overlap,
    "cosine": cosine,
    "bm25": bm25,
}


def _without_lengths(left: TermMatrix, right: TermMatrix) -> Graph:
    n = left.shape[0]
    return _dense(left.products(right)) if is_small(n, n) else Similarity(left, right, np.ones((n, 1)))


def _dense(similarities: NDArray[np.float64]) -> DenseGraph:
    np.fill_diagonal(similarities, 0.0)
    return DenseGraph(similarities)


def _length_factors(n_words: NDArray[np.int64]) -> Factors:
    """Return F with ``(F Fᵀ)_ij = 1 / (log l_i + log l_j)``, shape (n, about 8)."""
    lengths, length_of_sentence = np.unique(n_words, return_inverse=True)
    logarithms = np.log(lengths)
    eigenvalues, eigenvectors = np.linalg.eigh(1 / (logarithms[:, None] + logarithms))
    kept = eigenvalues > _NEGLIGIBLE * eigenvalues[-1]
    factors: Factors = (eigenvectors[:, kept] * np.sqrt(eigenvalues[kept]))[length_of_sentence]
    return factors
