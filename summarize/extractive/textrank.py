"""TextRank: the sentences that share words with many others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_choice, check_count, check_fraction
from summarize.document import Document
from summarize.errors import InvalidValueError, QueryError
from summarize.extractive.encoders.method import EncoderMethod
from summarize.extractive.encoders.vectors import normalized_vectors, query_similarity
from summarize.extractive.features.query import relevance
from summarize.extractive.graph.embedding_similarity import ShiftedCosine
from summarize.extractive.graph.graphs import Graph
from summarize.extractive.graph.pagerank import pagerank
from summarize.extractive.graph.term_similarity import SIMILARITIES


@dataclass(frozen=True)
class TextRank(EncoderMethod):
    """PageRank on the graph of sentence similarities (Mihalcea & Tarau, EMNLP 2004).

    The scores are exact. Time and memory are linear in the number of words, not quadratic in the number of
    sentences. With a query, the walk restarts at the sentences relevant to it (Otterbacher et al. 2005).

    Args:
        damping: probability of following the graph rather than jumping, 0 ≤ damping < 1. Close to
            1, convergence may take more than ``max_iterations``.
        similarity: ``"overlap"`` as in the paper, ``"cosine"`` of tf-idf vectors as in
            continuous LexRank (Erkan & Radev 2004), ``"bm25"`` (Barrios et al. 2016), or
            ``"embeddings"``: (1 + cosine) / 2 of the vectors of an encoder.
        tolerance: the iteration stops when the sum of all changes of scores (L1) is at most this.
        max_iterations: maximum number of steps.
        encoder: for ``similarity="embeddings"``: the hub id or folder of a sentence-transformers or
            model2vec model, or any object with ``encode(sentences) -> array of shape (n, d)``.
        redundancy, candidates: see :class:`Extractive`.

    Raises:
        InvalidTypeError: an option is of the wrong type.
        InvalidValueError: an option is out of its range.
        MissingExtraError: on use, if the package that loads the encoder is not installed.
        ModelError: on use, if the encoder cannot be loaded, or does not return vectors.
        ConvergenceError: on use, if ``max_iterations`` steps do not reach ``tolerance``.

    >>> text = "Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day."
    >>> TextRank().scores(text).round(3).tolist()
    [0.342, 0.284, 0.327, 0.048]
    """

    name: ClassVar[str] = "textrank"
    takes_query: ClassVar[bool] = True

    damping: float = 0.85
    similarity: Literal["overlap", "cosine", "bm25", "embeddings"] = "overlap"
    tolerance: float = 1e-10
    max_iterations: int = 1000

    def __post_init__(self) -> None:
        super().__post_init__()
        check_choice("similarity", self.similarity, (*SIMILARITIES, "embeddings"))
        if (self.encoder is None) is (self.similarity == "embeddings"):
            raise InvalidValueError(
                "similarity='embeddings' and an encoder need each other: give both or none"
            )
        check_fraction("damping", self.damping, zero=True)
        check_fraction("tolerance", self.tolerance)
        check_count("max_iterations", self.max_iterations)

    def score_sentences(self, document: Document, query: str | None) -> NDArray[np.float64]:
        """Return the PageRank of each sentence; they sum to 1."""
        graph: Graph = (
            SIMILARITIES[self.similarity](document.terms)
            if self.encoder is None
            else ShiftedCosine(normalized_vectors(document, self.encoder))
        )
        return pagerank(
            graph,
            teleport=None if query is None else self._teleport(document, query),
            damping=float(self.damping),
            tolerance=self.tolerance,
            max_iterations=self.max_iterations,
        )

    def _teleport(self, document: Document, query: str) -> NDArray[np.float64]:
        if self.encoder is None:
            return relevance(document, query)
        alike = np.maximum(query_similarity(document, query, self.encoder), 0.0)
        if not alike.any():
            raise QueryError(
                f"no sentence of the text is like the query {query!r}; leave it out, or reword it"
            )
        return np.asarray(alike / alike.sum())
