"""Counts the numbers, dates and names of a summary that its source does not contain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from summarize.grounding.facts import find_unsupported
from summarize.metrics.metric import Case, Metric


@dataclass(frozen=True)
class Facts(Metric):
    """Unsupported numbers, dates and names, see :func:`~summarize.grounding.find_unsupported`.

    ``facts.unsupported`` is their number. ``facts.any`` is 1 if there are any; its mean is the share of
    summaries with unsupported facts.

    >>> Facts()(["Kim met Xi Jinping for 3 hours."], [], "Kim met Putin.", "en")
    {'facts.unsupported': 2.0, 'facts.any': 1.0}
    """

    name: ClassVar[str] = "facts"
    needs_references: ClassVar[bool] = False

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``facts.unsupported`` and ``facts.any``."""
        found = find_unsupported(case.summary, case.source, case.language)
        return {"facts.unsupported": float(len(found)), "facts.any": float(bool(found))}
