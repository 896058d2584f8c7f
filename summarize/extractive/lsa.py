"""LSA: the sentences with the largest weight in the main topics of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_count, check_fraction
from summarize.document import Document
from summarize.extractive.algebra.singular_values import ROUNDING, largest_topics
from summarize.extractive.algebra.term_matrix import TermMatrix
from summarize.extractive.base import Extractive

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class LSA(Extractive):
    """Length of each sentence in the space of main topics (LSA; Steinberger & Ježek, ISIM 2004).

    The topics are the singular vectors of the sentence–term matrix ``X = U Σ Vᵀ``. The score of sentence i
    is ``sqrt(Σ_k (σ_k u_ik)²)`` over the topics whose singular value is at least ``threshold`` times the
    largest. X is binary, the best of the local weights that Steinberger et al. (2007) compare. A sentence
    that shares no term with any other is a topic of its own. Cost: a full decomposition for a text of up to
    about 10 KB, or with few sentences or terms; otherwise only the main topics, in O(entries of X · topics)
    time and O((n + terms) · topics) memory.

    Args:
        threshold: above 0 and at most 1; the paper suggests 0.5. With more topics, scores depend more on
            the length of the sentences.
        rank: the largest number of topics. Ties are dropped together: topics as strong as the first excess
            one are excluded with it.

    Raises:
        InvalidTypeError: the threshold is not a number, or the rank is not an integer.
        InvalidValueError: an option is out of its range.

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
        """Return the length of the topic vector of each sentence."""
        counts = document.terms
        n, _ = counts.shape
        occurrences = TermMatrix(counts.rows, counts.columns, np.ones(len(counts.rows)), counts.shape)
        parts = list(largest_topics(occurrences, self.threshold, self.rank))
        least = _least_value(np.concatenate([part.values for part in parts]), self.threshold, self.rank)
        squares = np.zeros(n)
        for sentences, vectors, values in parts:
            is_main = values >= least
            strengths = vectors[is_main] * values[is_main, np.newaxis]
            squares += np.bincount(sentences[is_main].ravel(), (strengths**2).ravel(), n)
        return np.sqrt(squares)


def _least_value(values: Vector, threshold: float, rank: int) -> float:
    """Return the smallest singular value that counts."""
    # The vectors of equal values are not unique, but all of them together give the same lengths.
    least = threshold * values.max(initial=0.0) * (1 - ROUNDING)
    if len(values) > rank:
        least = max(least, np.partition(values, -rank - 1)[-rank - 1] * (1 + ROUNDING))
    return float(least)
