"""LexRank: the sentences whose words, weighted by rarity, are those of many others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_count, check_fraction
from summarize.document import Document
from summarize.extractive.base import Extractive
from summarize.extractive.inner_products import products_of_pairs
from summarize.extractive.pagerank import pagerank
from summarize.extractive.query import relevance
from summarize.extractive.similarity import cosine
from summarize.extractive.term_matrix import TermMatrix
from summarize.extractive.vectors import tf_idf
from summarize.text.terms import TermCounts

Vector = NDArray[np.float64]
Links = tuple[Callable[[Vector], Vector], Vector]


@dataclass(frozen=True)
class LexRank(Extractive):
    """PageRank on the graph of tf-idf cosines (Erkan & Radev, JAIR 2004).

    As in the paper each sentence is also linked to itself, and idf is ``log(n / df)``, here over the
    sentences of the text. With a query the walk restarts at the sentences relevant to it (biased
    LexRank; Otterbacher et al. 2005).

    Continuous LexRank takes time and memory that grow with the number of words. With a threshold, time
    grows with the pairs of sentences that share a term, and memory with those above the threshold.

    Args:
        threshold: two sentences are linked if their cosine is above it, each link with weight 1; 0.1 in
            most of the paper. With None every cosine is the weight of a link (continuous LexRank).
        damping: probability of following the graph rather than jumping, 0 ≤ damping < 1; the paper's
            d is 1 − damping.
        tolerance: largest change of all scores together (L1) in the last step.
        max_iterations: largest number of steps.

    Raises:
        InvalidTypeError: an option is of the wrong type.
        InvalidValueError: an option is out of its range.
        QueryError: on use, if no word of the query occurs in the text.
        ConvergenceError: on use, if ``max_iterations`` steps do not reach ``tolerance``.

    >>> text = "Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day."
    >>> LexRank().scores(text).round(3).tolist()
    [0.274, 0.202, 0.274, 0.25]
    """

    name: ClassVar[str] = "lexrank"
    takes_query: ClassVar[bool] = True

    threshold: float | None = None
    damping: float = 0.85
    tolerance: float = 1e-10
    max_iterations: int = 1000

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.threshold is not None:
            check_fraction("threshold", self.threshold, zero=True)
        check_fraction("damping", self.damping, zero=True)
        check_fraction("tolerance", self.tolerance)
        check_count("max_iterations", self.max_iterations)

    def score_sentences(self, document: Document, query: str | None) -> Vector:
        """Return the PageRank of each sentence; they sum to 1."""
        vectors = tf_idf(document.terms)
        votes, degrees = (
            _weighted_links(document.terms) if self.threshold is None else _links(vectors, self.threshold)
        )
        itself = np.where(vectors.row_sums(vectors.values) > 0, 1.0, 0.0)
        return pagerank(
            lambda vector: votes(vector) + itself * vector,
            degrees + itself,
            teleport=None if query is None else relevance(document, query),
            damping=float(self.damping),
            tolerance=self.tolerance,
            max_iterations=self.max_iterations,
        )


def _weighted_links(counts: TermCounts) -> Links:
    similarity = cosine(counts)
    return similarity.votes, similarity.degrees()


def _links(vectors: TermMatrix, threshold: float) -> Links:
    """Return ``v -> A v`` and ``A · 1``, where A_ij is 1 if i and j differ and have a cosine above it."""
    from scipy.sparse import csr_array

    n = vectors.shape[0]
    of_blocks, n_of_blocks = [], []
    for first, block in products_of_pairs(vectors):
        rows, columns = np.nonzero(block > threshold)
        of_blocks.append((columns + first).astype(np.int32))
        n_of_blocks.append(np.bincount(rows, minlength=len(block)))
    targets, n_targets = np.concatenate(of_blocks), np.concatenate(n_of_blocks)
    ends = np.concatenate(([0], np.cumsum(n_targets)))
    upper = csr_array((np.ones(len(targets)), targets, ends), shape=(n, n))
    degrees = (n_targets + np.bincount(targets, minlength=n)).astype(np.float64)
    return lambda vector: np.asarray(upper @ vector + upper.T @ vector), degrees
