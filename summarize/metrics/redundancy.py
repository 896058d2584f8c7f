"""Repetition within a summary: repeated n-grams and similar sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from summarize.checks import as_texts, check_text
from summarize.metrics.metric import Case, Metric
from summarize.metrics.subsequence import position_bits, subsequence_length
from summarize.metrics.tokens import ngrams, unicode_words

SIZES = (1, 2, 3, 4)


def repeated_ngram_shares(summary: str) -> dict[int, float]:
    """Return for n from 1 to 4 the share of a summary's n-grams that repeat an earlier one.

    It is 1 − distinct n-grams / n-grams, called seq-rep-n by Welleck et al. (ICLR 2020), over words
    of any script. If a summary has no n-gram of a size, the share is 0.

    >>> repeated_ngram_shares("The cat sat and the cat ate.")
    {1: 0.2857142857142857, 2: 0.16666666666666666, 3: 0.0, 4: 0.0}
    """
    check_text("summary", summary)
    words = unicode_words(summary)
    shares = {}
    for n in SIZES:
        runs = ngrams(words, n)
        shares[n] = (len(runs) - len(set(runs))) / len(runs) if runs else 0.0
    return shares


def sentence_similarity(sentences: Sequence[str]) -> float:
    """Return the mean ROUGE-L F1 of all pairs of sentences of a summary.

    Bommasani & Cardie (EMNLP 2020) call it redundancy. Words may be of any script. With fewer than two
    sentences with words it is 0.

    >>> sentence_similarity(["The cat sat.", "The dog sat.", "Dogs bark."])
    0.2222222222222222
    """
    pairs = _similarities(as_texts("sentences", sentences))
    return sum(pairs) / len(pairs) if pairs else 0.0


def closest_similarity(sentences: Sequence[str]) -> float:
    """Return the highest ROUGE-L F1 of any pair of sentences of a summary; 0 without a pair.

    >>> closest_similarity(["The cat sat.", "The dog sat.", "Dogs bark."])
    0.6666666666666666
    """
    return max(_similarities(as_texts("sentences", sentences)), default=0.0)


def _similarities(sentences: Sequence[str]) -> list[float]:
    """Return the ROUGE-L F1 of each pair of sentences with words."""
    lists = [words for words in map(unicode_words, sentences) if words]
    indexed = [(words, position_bits(words)) for words in lists]
    return [_f1(*pair) for pair in combinations(indexed, 2)]


Indexed = tuple[list[str], dict[str, int]]


def _f1(left: Indexed, right: Indexed) -> float:
    """Return the F1 of ROUGE-L, twice the length of the common subsequence over the words of both."""
    (words, bits), (others, other_bits) = left, right
    if bits.keys().isdisjoint(other_bits):
        return 0.0
    return 2 * subsequence_length(words, others) / (len(words) + len(others))


@dataclass(frozen=True)
class Redundancy(Metric):
    """Repeated n-grams and similar sentences; see the functions of this module."""

    name: ClassVar[str] = "redundancy"
    needs_references: ClassVar[bool] = False

    def notes(self) -> dict[str, str]:
        """Return the measures and the tokenization."""
        return {"ngrams": "seq-rep", "sentences": "pairwise-rougeL-f1", "tokenizer": "unicode"}

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``redundancy.1`` to ``redundancy.4`` and ``redundancy.sentences``."""
        shares = repeated_ngram_shares(case.summary)
        figures = {f"redundancy.{n}": share for n, share in shares.items()}
        return {**figures, "redundancy.sentences": sentence_similarity(case.sentences)}
