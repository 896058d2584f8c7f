"""The shares of novel n-grams in a summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from summarize.checks import check_text
from summarize.metrics.metric import Case, Metric
from summarize.metrics.tokens import ngrams, unicode_words

SIZES = (1, 2, 3, 4)


def novel_ngram_shares(summary: str, source: str) -> dict[int, float]:
    """Return for n from 1 to 4 the share of a summary's n-grams that its source does not contain.

    Each distinct n-gram counts once, over words of any script, as in the data statistics of SummEval
    (Fabbri et al., TACL 2021). If a summary has no n-gram of a size, the share is 0.

    >>> novel_ngram_shares("A black cat slept.", "A black cat sat. A dog slept.")
    {1: 0.0, 2: 0.3333333333333333, 3: 0.5, 4: 1.0}
    """
    check_text("summary", summary)
    check_text("source", source)
    words, source_words = unicode_words(summary), unicode_words(source)
    shares = {}
    for n in SIZES:
        distinct = set(ngrams(words, n))
        novel = distinct.difference(ngrams(source_words, n))
        shares[n] = len(novel) / len(distinct) if distinct else 0.0
    return shares


@dataclass(frozen=True)
class Novelty(Metric):
    """Shares of n-grams that the source does not contain; see :func:`novel_ngram_shares`."""

    name: ClassVar[str] = "novelty"
    needs_references: ClassVar[bool] = False

    def notes(self) -> dict[str, str]:
        """Return the counting rule and the tokenization."""
        return {"ngrams": "distinct", "tokenizer": "unicode"}

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``novelty.1`` to ``novelty.4``."""
        shares = novel_ngram_shares(case.summary, case.source)
        return {f"novelty.{n}": share for n, share in shares.items()}
