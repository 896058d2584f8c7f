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
from summarize.text.terms import TermCounts

Matrix = NDArray[np.float64]

_ROUNDING = 1e-9  # singular values that differ by less are equal
_DENSE_CELLS = 200_000  # matrices up to this size are decomposed whole
_FEW = 128  # and so are those with no more sentences or terms than this
_FIRST_TOPICS = 16


@dataclass(frozen=True)
class LSA(Extractive):
    """Length of each sentence in the space of main topics (LSA; Steinberger & Ježek, ISIM 2004).

    The singular value decomposition of the sentence–term matrix, ``X = U Σ Vᵀ``, takes its singular
    vectors for topics. The score of sentence i is ``sqrt(Σ_k (σ_k u_ik)²)`` over the topics whose singular
    value is at least ``threshold`` times the largest. X is 1 where the sentence has the term and 0
    elsewhere, the best of the local weights that Steinberger et al. (2007) compare. Cost: a whole
    decomposition for a text of up to 10 KB or so; beyond, the main topics alone, in O(entries of X · topics)
    time and O((n + terms) · topics) memory.

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

    def score_sentences(self, document: Document, query: str | None) -> Matrix:  # noqa: ARG002
        """Return the length of each sentence's vector of topics."""
        if not len(document.terms.rows):
            return np.zeros(len(document.sentences))
        topics = _topics(_occurrences(document.terms), self.threshold, self.rank)
        return np.asarray(np.sqrt((topics**2).sum(axis=1)))


def _occurrences(counts: TermCounts) -> TermMatrix:
    """Return 1 for each term of each sentence."""
    return TermMatrix(counts.rows, counts.columns, np.ones(len(counts.rows)), counts.shape)


def _topics(matrix: TermMatrix, threshold: float, rank: int) -> Matrix:
    """Return ``U Σ`` for the main topics, shape (n_sentences, n_topics)."""
    n_possible = min(matrix.shape)
    if matrix.shape[0] * matrix.shape[1] <= _DENSE_CELLS or n_possible <= _FEW:
        return _main_topics(*_all_singular_vectors(matrix), threshold, rank)
    n_topics, most = _FIRST_TOPICS, min(rank + 1, n_possible - 1)
    while True:  # few texts have many main topics, and twice as many take twice as long to find
        n_topics = min(n_topics, most)
        vectors, values = _largest_singular_vectors(matrix, n_topics)
        if n_topics == most or values[-1] < threshold * values[0] * (1 - _ROUNDING):
            return _main_topics(vectors, values, threshold, rank)
        n_topics *= 2


def _main_topics(vectors: Matrix, values: Matrix, threshold: float, rank: int) -> Matrix:
    # The vectors of equal values are not unique, but all of them together give the same lengths.
    is_main = values >= threshold * values[0] * (1 - _ROUNDING)
    if len(values) > rank:
        is_main &= values > values[rank] * (1 + _ROUNDING)
    return np.asarray((vectors * values)[:, is_main])


def _all_singular_vectors(matrix: TermMatrix) -> tuple[Matrix, Matrix]:
    dense = np.zeros(matrix.shape)
    dense[matrix.rows, matrix.columns] = matrix.values
    vectors, values, _ = np.linalg.svd(dense, full_matrices=False)
    return vectors, values


def _largest_singular_vectors(matrix: TermMatrix, n_topics: int) -> tuple[Matrix, Matrix]:
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
