"""How much of a summary is copied from its source, and in how long pieces (Newsroom)."""

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
        coverage: share of the summary's words that are in a fragment shared with the source.
        density: mean length of the fragment that a word of the summary is in.
        compression: words of the source for each word of the summary.
    """

    coverage: float
    density: float
    compression: float


def fragment_statistics(summary: str, source: str) -> FragmentStatistics:
    """Return coverage, density and compression (Grusky, Naaman & Artzi, NAACL 2018).

    Words are lower-cased and of any script, without punctuation, which Newsroom's own figures count
    too. A summary without words has 0 of each, as in the authors' code.

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
    """Return the lengths of the fragments that a summary shares with its source, in their order.

    The greedy algorithm of the paper's figure 3, as the authors' code reads it: of the places where
    the next word stands, those inside a run that matched already are passed over. Only places where
    two words match are looked at, since all others are runs of one.

    >>> fragment_lengths("the cat slept on a mat".split(), "today the cat sat on a mat".split())
    [2, 3]
    """
    known = set(source)
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, pair in enumerate(pairwise(source)):
        places[pair].append(place)
    lengths = []
    start = 0
    while start < len(words):
        length = int(words[start] in known)
        passed = 0
        for place in places.get((words[start], words[start + 1]), ()) if start + 1 < len(words) else ():
            if place >= passed:
                run = _run(words, start, source, place)
                length, passed = max(length, run), place + run
        if length:
            lengths.append(length)
        start += max(length, 1)
    return lengths


def _run(words: Sequence[str], start: int, source: Sequence[str], place: int) -> int:
    """Return how many words are the same from two places where two are."""
    longest = min(len(words) - start, len(source) - place)
    length = 2
    while length < longest and words[start + length] == source[place + length]:
        length += 1
    return length


@dataclass(frozen=True)
class Fragments(Metric):
    """Extractive fragment coverage, density and compression; see :func:`fragment_statistics`."""

    name: ClassVar[str] = "fragments"
    needs_references: ClassVar[bool] = False

    def notes(self) -> dict[str, str]:
        """Return which algorithm it is, and on which words."""
        return {"matching": "newsroom", "tokenizer": "unicode", "punctuation": "no"}

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``fragments.coverage``, ``fragments.density`` and ``fragments.compression``."""
        figures = fragment_statistics(case.summary, case.source)._asdict()
        return {f"fragments.{name}": figure for name, figure in figures.items()}
