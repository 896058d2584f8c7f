"""KL-Sum: sentences that together have the word distribution of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_fraction
from summarize.document import Document
from summarize.extractive.algebra.postings import Postings
from summarize.extractive.algebra.weights import sentence_sums, term_totals
from summarize.extractive.base import Extractive
from summarize.extractive.selection.order import Order, rounded_scores
from summarize.text.terms import TermCounts

Vector = NDArray[np.float64]

_BY_MAXIMUM = 8  # candidates found one by one, by argmax, before the rest is sorted


@dataclass(frozen=True)
class KLSum(Extractive):
    """Greedily fits the term distribution of the summary to that of the text (KL-Sum).

    The paper is Haghighi & Vanderwende, NAACL 2009. The next sentence is the one that minimizes
    ``KL(P_text ‖ P_summary)``. P_text(w) is the relative frequency of a term in the text, and
    ``P_summary(w) = (count(w) + δ) / (size + δ · terms)``. The paper leaves smoothing open; δ is added to
    each count (Laplace smoothing with δ = 1, Lidstone smoothing with less). Cost: O(w) time and memory for w
    words; each chosen sentence adds O(n + occurrences of its terms).

    Args:
        smoothing: δ, above 0 and at most 1. A smaller δ gives more weight to the counts of the summary,
            and favours short first sentences.

    Raises:
        InvalidTypeError: the smoothing is not a number.
        InvalidValueError: the smoothing is out of range.

    >>> text = "Cats chase mice. Mice fear cats. Some mice chase cats. It rained all day."
    >>> KLSum().scores(text).round(3).tolist()
    [-0.02, -0.084, -0.02, -0.281]
    """

    name: ClassVar[str] = "kl"

    smoothing: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        check_fraction("smoothing", self.smoothing, one=True)

    def score_sentences(self, document: Document, query: str | None) -> Vector:  # noqa: ARG002
        """Return the negative divergence for each sentence as the whole summary."""
        fit = _Fit(document.terms, self.smoothing)
        return fit.decreases() - fit.divergence_of_nothing()

    def order(self, document: Document, scores: Vector) -> Order:
        """Yield the sentence that minimizes the divergence, given those that were taken."""
        fit = _Fit(document.terms, self.smoothing)
        is_open = np.ones(len(scores), bool)
        while is_open.any():
            # A sentence without terms comes last: leaving the divergence unchanged is no merit.
            values = np.where(fit.sizes > 0, fit.decreases(), -np.inf)
            for position in _descending(values, is_open):
                is_open[position] = False
                if (yield position):
                    fit.add(position)
                    break


class _Fit:
    """The divergence between a growing summary and the text, updated incrementally.

    With fixed shares p of the text, the divergence is ``log(size + δV) − Σ_w p_w log(c_w + δ)`` plus a
    constant. A sentence changes only the size and the counts of its own terms.
    """

    def __init__(self, counts: TermCounts, smoothing: float) -> None:
        _, n_terms = counts.shape
        self._counts, self._smoothing = counts, smoothing
        self._postings = Postings(counts)
        in_text = term_totals(counts)
        self._shares = in_text / max(in_text.sum(), 1)
        self._added = np.zeros(n_terms)  # count of each term in the summary
        self._mass = smoothing * max(n_terms, 1)  # size of the summary, smoothing included
        self.sizes = sentence_sums(counts, counts.counts)
        self._of_entry = self._likelihood_gains(np.arange(len(counts.rows)))
        self._of_sentence = sentence_sums(counts, self._of_entry)

    def decreases(self) -> Vector:
        """Return the decrease of the divergence by each sentence, shape (n_sentences,)."""
        return np.asarray(self._of_sentence - np.log1p(self.sizes / self._mass))

    def divergence_of_nothing(self) -> float:
        """Return the divergence of an empty summary, where all terms are equally likely."""
        return float(np.log(max(len(self._shares), 1)) + (self._shares * np.log(self._shares)).sum())

    def add(self, position: int) -> None:
        """Add a sentence to the summary."""
        own = self._postings.of_sentences(np.array([position]))
        terms = self._counts.columns[own]
        self._added[terms] += self._counts.counts[own]
        self._mass += self.sizes[position]
        touched = self._postings.of_terms(terms)
        gains = self._likelihood_gains(touched)
        rows, changes = self._counts.rows[touched], gains - self._of_entry[touched]
        self._of_sentence += np.bincount(rows, weights=changes, minlength=len(self.sizes))
        self._of_entry[touched] = gains

    def _likelihood_gains(self, entries: NDArray[np.int64]) -> Vector:
        """Return ``p_w log((c_w + δ + count) / (c_w + δ))`` for the given entries."""
        terms = self._counts.columns[entries]
        ratios = self._counts.counts[entries] / (self._added[terms] + self._smoothing)
        return np.asarray(self._shares[terms] * np.log1p(ratios))


def _descending(values: Vector, is_open: NDArray[np.bool_]) -> Iterator[int]:
    """Yield the open positions by descending value; the first few without sorting the rest."""
    is_left = is_open & (values > -np.inf)
    rounded = rounded_scores(np.where(is_left, values, 0.0))
    rounded[~is_left] = -np.inf
    for _ in range(min(_BY_MAXIMUM, int(is_left.sum()))):
        position = int(rounded.argmax())
        yield position
        rounded[position] = -np.inf
    rest = np.flatnonzero(rounded > -np.inf)
    yield from rest[np.argsort(-rounded[rest], kind="stable")].tolist()
    yield from np.flatnonzero(is_open & (values == -np.inf)).tolist()
