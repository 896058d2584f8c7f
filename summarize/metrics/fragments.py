"""Extractive fragments: how much of a summary is copied from its source, in how long pieces (Newsroom)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from summarize.checks import check_text
from summarize.metrics.metric import Case, Metric
from summarize.metrics.tokens import unicode_words


class FragmentStatistics(NamedTuple):
    """How extractive a summary is.

    Attributes:
        coverage: share of the summary's words in fragments shared with the source.
        density: mean over the summary's words of the length of their fragment.
        compression: words of the source per word of the summary.
    """

    coverage: float
    density: float
    compression: float


def fragment_statistics(summary: str, source: str) -> FragmentStatistics:
    """Return coverage, density and compression (Grusky, Naaman & Artzi, NAACL 2018).

    Words are lower-cased and of any script. Punctuation is ignored, unlike in Newsroom's own figures. A
    summary without words has 0 of each, as in the authors' code.

    >>> fragment_statistics("The cat slept on a mat.", "Today the cat sat on a mat in Rome.")
    FragmentStatistics(coverage=0.8333333333333334, density=2.1666666666666665, compression=1.5)
    """
    check_text("summary", summary)
    check_text("source", source)
    words, source_words = unicode_words(summary), unicode_words(source)
    if not words:
        return FragmentStatistics(0.0, 0.0, 0.0)
    lengths = fragment_lengths(words, source_words)
    squares = sum(length * length for length in lengths)
    return FragmentStatistics(sum(lengths) / len(words), squares / len(words), len(source_words) / len(words))


def fragment_lengths(words: Sequence[str], source: Sequence[str]) -> list[int]:
    """Return the lengths of the fragments that a summary shares with its source, in order.

    This is the greedy algorithm of the paper's figure 3, as in the authors' code: it skips positions of
    the next word inside a run that has matched already. Only positions where two words match are tried,
    since all others are runs of one.

    >>> fragment_lengths("the cat slept on a mat".split(), "today the cat sat on a mat".split())
    [2, 3]
    """
    known = set(source)
    positions: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for position, pair in enumerate(pairwise(source)):
        positions[pair].append(position)
    lengths = []
    start = 0
    while start < len(words):
        length = int(words[start] in known)
        last_end = 0
        for position in positions.get((words[start], words[start + 1]), ()) if start + 1 < len(words) else ():
            if position >= last_end:
                run = _run(words, start, source, position)
                length, last_end = max(length, run), position + run
        if length:
            lengths.append(length)
        start += max(length, 1)
    return lengths


def _run(words: Sequence[str], start: int, source: Sequence[str], position: int) -> int:
    """Return the length of the common run of words from two positions where two words match."""
    longest = min(len(words) - start, len(source) - position)
    length = 2
    while length < longest and words[start + length] == source[position + length]:
        length += 1
    return length


@dataclass(frozen=True)
class Fragments(Metric):
    """Extractive fragment coverage, density and compression; see :func:`fragment_statistics`."""

    name: ClassVar[str] = "fragments"
    needs_references: ClassVar[bool] = False

    def notes(self) -> dict[str, str]:
        """Return the algorithm and the tokenization."""
        return {"matching": "newsroom", "tokenizer": "unicode", "punctuation": "no"}

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``fragments.coverage``, ``fragments.density`` and ``fragments.compression``."""
        figures = fragment_statistics(case.summary, case.source)._asdict()
        return {f"fragments.{name}": figure for name, figure in figures.items()}
