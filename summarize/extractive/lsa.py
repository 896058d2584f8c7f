"""LSA: the sentences that are strong in the main topics of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_count, check_fraction
from summarize.document import Document
from summarize.extractive.base import Extractive
from summarize.extractive.term_matrix import TermMatrix
from summarize.extractive.vectors import document_frequency
from summarize.text.terms import TermCounts

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

_ROUNDING = 1e-9  # singular values that differ by less are equal
_DENSE_CELLS = 200_000  # matrices up to this size are decomposed whole
_FEW = 128  # of those with no more sentences or terms than this, the products of any two are
_FIRST_TOPICS = 16


@dataclass(frozen=True)
class LSA(Extractive):
    """Length of each sentence in the space of main topics (LSA; Steinberger & Ježek, ISIM 2004).

    The singular value decomposition of the sentence–term matrix, ``X = U Σ Vᵀ``, takes its singular
    vectors for topics. The score of sentence i is ``sqrt(Σ_k (σ_k u_ik)²)`` over the topics whose singular
    value is at least ``threshold`` times the largest. X is 1 where the sentence has the term and 0
    elsewhere, the best of the local weights that Steinberger et al. (2007) compare. A sentence that shares
    no term with another one is a topic of its own. Cost: a whole decomposition for a text of up to 10 KB or
    so, or of few sentences or terms; beyond, the main topics alone, in O(entries of X · topics) time and
    O((n + terms) · topics) memory.

    Args:
        threshold: above 0 and at most 1; 0.5 in the paper, which leaves it open. The more topics, the more
            a score depends on the length of the sentence alone.
        rank: largest number of topics; those as strong as the first one too many are left out with it.

    Raises:
        InvalidTypeError: the threshold is not a number, or the rank not a whole one.
        InvalidValueError: one of them is out of its range.

    >>> text = "Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day."
    >>> LSA().scores(text).round(3).tolist()
    [1.682, 1.431, 1.682, 0.0]
    """

    name: ClassVar[str] = "lsa"

    threshold: float = 0.8
    rank: int = 100

    def __post_init__(self) -> None:
        super().__post_init__()
        check_fraction("threshold", self.threshold, one=True)
        check_count("rank", self.rank)

    def score_sentences(self, document: Document, query: str | None) -> Vector:  # noqa: ARG002
        """Return the length of each sentence's vector of topics."""
        counts = document.terms
        n, _ = counts.shape
        n_terms_of = np.bincount(counts.rows, minlength=n)
        is_shared = document_frequency(counts)[counts.columns] > 1
        is_linked = np.bincount(counts.rows[is_shared], minlength=n) > 0
        alone = np.flatnonzero(~is_linked & (n_terms_of > 0))
        # The singular vector of such a sentence is 1 there and 0 elsewhere. Left in, many of them would be
        # as many equal singular values, the worst case for ARPACK.
        own_values = np.sqrt(n_terms_of[alone])
        matrix = _occurrences(counts, is_linked)
        vectors, values = _main_vectors(matrix, own_values, self.threshold, self.rank)
        is_main = _is_main(np.concatenate((values, own_values)), self.threshold, self.rank)
        scores = np.zeros(n)
        scores[alone] = own_values * is_main[len(values) :]
        topics = (vectors * values)[:, is_main[: len(values)]]
        scores[is_linked] = np.sqrt((topics**2).sum(axis=1))
        return scores


def _occurrences(counts: TermCounts, is_kept: NDArray[np.bool_]) -> TermMatrix:
    """Return 1 for each term of some sentences, without columns of terms that none of them has."""
    entries = np.flatnonzero(is_kept[counts.rows])
    rows = (np.cumsum(is_kept) - 1)[counts.rows[entries]]
    terms, columns = np.unique(counts.columns[entries], return_inverse=True)
    return TermMatrix(rows, columns, np.ones(len(entries)), (int(is_kept.sum()), len(terms)))


def _is_main(values: Vector, threshold: float, rank: int) -> NDArray[np.bool_]:
    """Return which topics count, of singular values in any order that hold the ``rank + 1`` largest."""
    # The vectors of equal values are not unique, but all of them together give the same lengths.
    is_main = values >= threshold * values.max(initial=0.0) * (1 - _ROUNDING)
    if len(values) > rank:
        is_main &= values > np.partition(values, -rank - 1)[-rank - 1] * (1 + _ROUNDING)
    return np.asarray(is_main)


def _main_vectors(matrix: TermMatrix, others: Vector, threshold: float, rank: int) -> tuple[Matrix, Vector]:
    """Return left singular vectors and values: all, the ``rank + 1`` largest, or all above the threshold.

    The threshold is of the largest of these and of some other values.
    """
    n_possible = min(matrix.shape)
    if matrix.shape[0] * matrix.shape[1] <= _DENSE_CELLS:
        return _all_singular_vectors(matrix)
    if n_possible <= _FEW:
        return _singular_vectors_of_products(matrix, threshold * (1 - _ROUNDING))
    n_topics, most = _FIRST_TOPICS, min(rank + 1, n_possible - 1)
    while True:  # few texts have many main topics, and twice as many take twice as long to find
        n_topics = min(n_topics, most)
        vectors, values = _largest_singular_vectors(matrix, n_topics)
        largest = max(values[0], others.max(initial=0.0))
        if n_topics == most or values[-1] < threshold * largest * (1 - _ROUNDING):
            return vectors, values
        n_topics *= 2


def _all_singular_vectors(matrix: TermMatrix) -> tuple[Matrix, Vector]:
    dense = np.zeros(matrix.shape)
    dense[matrix.rows, matrix.columns] = matrix.values
    vectors, values, _ = np.linalg.svd(dense, full_matrices=False)
    return vectors, values


def _singular_vectors_of_products(matrix: TermMatrix, least: float) -> tuple[Matrix, Vector]:
    """Return the same for values of at least ``least`` times the largest, from the products of the fewer."""
    has_few_sentences = matrix.shape[0] <= matrix.shape[1]
    squares, vectors = np.linalg.eigh(
        matrix.products() if has_few_sentences else matrix.transposed_products()
    )
    values = np.sqrt(np.maximum(squares, 0.0))
    is_large = values >= least * values[-1]
    vectors, values = vectors[:, is_large], values[is_large]
    return (vectors if has_few_sentences else matrix.times(vectors) / values), values


def _largest_singular_vectors(matrix: TermMatrix, n_topics: int) -> tuple[Matrix, Vector]:
    """Return the left singular vectors of the largest values, and the values, largest first."""
    from scipy.sparse.linalg import LinearOperator, svds

    operator = LinearOperator(
        matrix.shape,
        matvec=lambda vector: matrix.times(vector.reshape(-1, 1))[:, 0],
        rmatvec=lambda vector: matrix.transposed_times(vector.reshape(-1, 1))[:, 0],
        matmat=matrix.times,
        rmatmat=matrix.transposed_times,
        dtype=np.float64,
    )
    start = np.random.default_rng(0).standard_normal(min(matrix.shape))  # the same each time
    vectors, values, _ = svds(operator, n_topics, v0=start, return_singular_vectors="u")
    falling = np.argsort(-values, kind="stable")
    return vectors[:, falling], values[falling]
