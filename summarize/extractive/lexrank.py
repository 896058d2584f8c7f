"""LexRank: sentences that are similar to many others by tf-idf cosine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_count, check_fraction
from summarize.document import Document
from summarize.extractive.algebra.dense import is_small
from summarize.extractive.algebra.term_matrix import TermMatrix
from summarize.extractive.algebra.term_vectors import TermVectors
from summarize.extractive.algebra.weights import tf_idf
from summarize.extractive.base import Extractive
from summarize.extractive.features.query import relevance
from summarize.extractive.graph.graphs import DenseGraph, Graph, with_self_links
from summarize.extractive.graph.pagerank import pagerank
from summarize.extractive.graph.term_similarity import cosine
from summarize.extractive.graph.threshold_graph import ThresholdGraph

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class LexRank(Extractive):
    """PageRank on the graph of tf-idf cosines (Erkan & Radev, JAIR 2004).

    As in the paper, each sentence has a self-link, and idf is ``log(n / df)``, here over the sentences of
    the text. With a query, the walk restarts at the sentences relevant to it (biased LexRank; Otterbacher et
    al. 2005).

    With a threshold, time is linear in the pairs of sentences that share a term, and memory in the links, up
    to 1 GB (see :class:`ThresholdGraph`). Without one, time and memory are linear in the number of words.

    Args:
        threshold: two sentences are linked with weight 1 if their cosine exceeds it. The paper uses 0.1 for
            clusters of news, with the idf of a corpus. With None, the cosine is the weight of the link
            (continuous LexRank).
        damping: probability of following the graph rather than jumping, 0 ≤ damping < 1; the paper's
            d is 1 − damping.
        tolerance: the largest L1 change of the scores in the last step.
        max_iterations: largest number of steps.

    Raises:
        InvalidTypeError: an option is of the wrong type.
        InvalidValueError: an option is out of its range.
        QueryError: on use, if no word of the query occurs in the text.
        ConvergenceError: on use, if ``max_iterations`` steps do not reach ``tolerance``.

    >>> text = "Cats purr. Cats chase dogs. Dogs bark."
    >>> LexRank().scores(text).round(3).tolist()
    [0.292, 0.416, 0.292]
    >>> LexRank(threshold=None).scores(text).round(3).tolist()
    [0.327, 0.347, 0.327]
    """

    name: ClassVar[str] = "lexrank"
    takes_query: ClassVar[bool] = True

    threshold: float | None = 0.05
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
        links = cosine(document.terms) if self.threshold is None else _links(vectors, self.threshold)
        itself = np.where(vectors.row_sums(vectors.values) > 0, 1.0, 0.0)
        return pagerank(
            with_self_links(links, itself),
            teleport=None if query is None else relevance(document, query),
            damping=float(self.damping),
            tolerance=self.tolerance,
            max_iterations=self.max_iterations,
        )


def _links(vectors: TermMatrix, threshold: float) -> Graph:
    n = vectors.shape[0]
    if not is_small(n, n):
        return ThresholdGraph(TermVectors(vectors), threshold)
    is_linked = vectors.products() > threshold
    np.fill_diagonal(is_linked, False)
    return DenseGraph(is_linked.astype(np.float64))
