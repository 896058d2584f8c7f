"""HipoRank: sentences near the boundaries of their section, and sections near those of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_fraction, check_number
from summarize.document import Document
from summarize.extractive.algebra.sentence_vectors import Ranks, Vectors
from summarize.extractive.encoders.method import EncoderMethod
from summarize.extractive.selection.order import rounded_scores

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class HipoRank(EncoderMethod):
    """Hierarchical and positional ranking of sentences in sections (Dong et al., EACL 2021).

    ``score_i = intra_i + μ · inter_i``. The intra term is the mean similarity to the other sentences of the
    section; the inter term is the mean similarity to the sections, each represented by the mean of its
    sentences. Similarity is ``(1 + cosine) / 2``, times λ1 if the other one is nearer to a boundary of the
    section or document, else times λ2. The distance of position k (from 0) of n to the boundary is
    ``min(k, α (n − k − 1))``. Headings delimit the sections and score 0.

    Time and memory grow with the number of words (O(n · d) for an encoder with d numbers a sentence).

    Args:
        alpha: α; a larger value favours the start over the end.
        lambda1: λ1, from 0 to 1.
        lambda2: λ2, from 0 to 1.
        mu: μ, from 0 to 1; the authors choose 0.5 for PubMed and 1 for arXiv.
        encoder: see :class:`EncoderMethod`.

    Raises:
        InvalidTypeError: an option is of the wrong type.
        InvalidValueError: an option is out of its range.
        MissingExtraError: on use, if the package that loads the encoder is not installed.
        ModelError: on use, if the encoder cannot be loaded, or gives no vectors.

    >>> text = "Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day."
    >>> HipoRank().scores(text).round(2).tolist()
    [1.15, 0.57, 0.65, 0.85]
    """

    name: ClassVar[str] = "hiporank"

    alpha: float = 1.0
    lambda1: float = 0.0
    lambda2: float = 1.0
    mu: float = 0.5

    def __post_init__(self) -> None:
        super().__post_init__()
        check_number("alpha", self.alpha, above=0)
        for name in ("lambda1", "lambda2", "mu"):
            check_fraction(name, getattr(self, name), zero=True, one=True)

    def score_sentences(self, document: Document, query: str | None) -> Vector:  # noqa: ARG002
        """Return the weighted mean similarities of each sentence, from 0 to 1 + μ."""
        running, sections = running_text(document)
        vectors = self.unit_vectors(document).at(running)
        intra = [self._intra(vectors.between(section.start, section.stop)) for section in sections]
        scores = np.zeros(len(document.sentences))
        scores[running] = np.concatenate(intra) + self.mu * self._inter(vectors, sections)
        return scores

    def _distances(self, n: int) -> Ranks:
        """Return the rank of the distance of each of n positions to the boundary, shape (n,)."""
        positions = np.arange(n)
        distances = np.minimum(positions, self.alpha * (n - positions - 1))
        return np.unique(rounded_scores(distances), return_inverse=True)[1]

    def _intra(self, vectors: Vectors) -> Vector:
        n = vectors.shape[0]
        if n == 1:
            return np.zeros(1)
        distances = self._distances(n)
        nearer, others = _similarity_by_distance(vectors, distances, vectors, distances)
        itself = (1 + vectors.squared_lengths()) / 2
        return np.asarray((self.lambda1 * nearer + self.lambda2 * (others - itself)) / (n - 1))

    def _inter(self, vectors: Vectors, sections: list[range]) -> Vector:
        distances = self._distances(len(sections))
        of_sentence = np.repeat(distances, [len(section) for section in sections])
        means = vectors.means(sections)
        nearer, others = _similarity_by_distance(vectors, of_sentence, means, distances)
        return np.asarray((self.lambda1 * nearer + self.lambda2 * others) / len(sections))


def running_text(document: Document) -> tuple[NDArray[np.int64], list[range]]:
    r"""Return the positions of all sentences but headings, and the ranges of these that form a section.

    >>> text = "# Cats\n\nThey purr. They play.\n\n# Dogs\n\nThey bark."
    >>> positions, sections = running_text(Document(text).body)
    >>> positions.tolist(), sections
    ([0, 1, 2], [range(0, 2), range(2, 3)])
    """
    running = np.flatnonzero([not sentence.is_heading for sentence in document.sentences])
    if not len(running):
        running = np.arange(len(document.sentences))
    ends = np.searchsorted(running, [section.end for section in document.sections]).tolist()
    sections = [range(first, end) for first, end in zip([0, *ends], ends, strict=False) if first < end]
    return running, sections


def _similarity_by_distance(
    left: Vectors, left_distances: Ranks, right: Vectors, right_distances: Ranks
) -> tuple[Vector, Vector]:
    """Return the summed similarity of each left vector to nearer right ones, and to all other right ones."""
    every = np.full(len(left_distances), right_distances.max() + 1)
    nearer = left.products_below(left_distances, right, right_distances)
    others = left.products_below(every, right, right_distances) - nearer
    n_nearer = np.searchsorted(np.sort(right_distances), left_distances)
    return (n_nearer + nearer) / 2, (len(right_distances) - n_nearer + others) / 2
