"""How well its source supports a summary."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import ClassVar

from summarize.document import Document
from summarize.grounding.facts import SourceFacts
from summarize.grounding.overlap import score_support
from summarize.grounding.support import find_sources
from summarize.metrics.metric import Case, Metric
from summarize.text.words import has_word


@dataclass(frozen=True)
class Support(Metric):
    """The support of the sentences by the source, from 0 to 1, see :func:`~summarize.check`.

    ``support.mean`` is the mean of the sentences, and ``support.least`` that of the worst one. Both are 0
    for a summary or a source without words. Verbatim sentences have 1: it compares models, and says nothing
    of extractive methods.

    >>> Support()(["It rained."], [], "Cats chase mice. It rained.", "en")
    {'support.mean': 1.0, 'support.least': 1.0}
    """

    name: ClassVar[str] = "support"
    needs_references: ClassVar[bool] = False
    quality: ClassVar[tuple[str, ...]] = ("support.mean", "support.least")

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``support.mean`` and ``support.least``."""
        sentences = list(case.sentences)
        if not sentences or not has_word(case.source):
            return {"support.mean": 0.0, "support.least": 0.0}
        source = Document(case.source, case.language)
        facts = SourceFacts(source.text, source.language)
        n_unsupported = [len(facts.unsupported_in(sentence)) for sentence in sentences]
        scores = score_support(source, sentences, find_sources(source, sentences), n_unsupported)
        return {"support.mean": fmean(scores), "support.least": min(scores)}
