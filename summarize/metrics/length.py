"""The length of a summary in words and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from summarize.metrics.metric import Case, Metric
from summarize.text.words import count_words


@dataclass(frozen=True)
class SummaryLength(Metric):
    """Words, counted as for word limits (:func:`~summarize.text.words.count_words`), and sentences.

    >>> SummaryLength()(["Well-known cases.", "Three."], [], "", "en")
    {'length.words': 3.0, 'length.sentences': 2.0}
    """

    name: ClassVar[str] = "length"
    needs_references: ClassVar[bool] = False

    def notes(self) -> dict[str, str]:
        """Return the units of the count."""
        return {"words": "blank-separated", "unspaced-scripts": "characters"}

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``length.words`` and ``length.sentences``."""
        words = sum(map(count_words, case.sentences))
        return {"length.words": float(words), "length.sentences": float(len(case.sentences))}
