"""Keywords: top words, joined into phrases where they are adjacent."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import Any

import numpy as np

from summarize.document import Document
from summarize.phrases.finding import Booleans, Integers
from summarize.phrases.ranking import Vector, WordRanking
from summarize.phrases.words import Words
from summarize.text.terms import STOP_WORD

TOP_SHARE = 1 / 3  # of the words, as in the paper
_FEWEST_TOP_WORDS = 20  # at least; a short text may have fewer words
_LONGEST = 4  # words of a phrase; more in a row are joined only if they recur
_LONGEST_RECURRING = 8  # words; a longer recurring run is repeated text
# Factor on the weight of a word for each better phrase that contains it; without it, a few words would fill
# all keywords. Of 1, 0.85, 0.7 and 0.5 it finds most words of titles and highlights on half of four sets.
_REPEATED = 0.5
_DIGITS = 9  # of a score, relative to the largest: rounding errors must not decide an order


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or a phrase that characterizes a text.

    Attributes:
        text: its most frequent form in the text, white space folded.
        score: larger is better; only comparable within one text.
        spans: start and end of each occurrence in any form, except as a verb, in code points of the
            untouched text.
    """

    text: str
    score: float
    spans: tuple[tuple[int, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, ready for JSON."""
        return asdict(self)


def extract(document: Document, n: int, ranking: WordRanking, top_share: float = TOP_SHARE) -> list[Keyword]:
    """Return up to ``n`` keywords, best first; none if the text has only stop words and numbers.

    Keywords consist of the best words alone: ``top_share`` of those of the text, at least 20.

    >>> from summarize.phrases.ranking import METHODS
    >>> [best] = extract(Document("Red wine from France. Good red wine.", "en"), 1, METHODS["textrank"])
    >>> best.text, best.spans
    ('Red wine', ((0, 8), (27, 35)))
    """
    words = Words.of(document)
    if (words.terms == STOP_WORD).all():
        return []
    scores = ranking.scores(words)
    scores = np.round(scores / scores.max(), _DIGITS)
    n_top = max(_FEWEST_TOP_WORDS, math.ceil(words.n_terms * top_share))
    is_top = np.zeros(words.n_terms + 1, bool)  # the last is for a stop word
    is_top[np.argsort(-scores, kind="stable")[:n_top]] = True
    counts = Counter(_phrases(words, _candidates(words, is_top)))
    positions = _Positions(words)
    return [_keyword(document, positions.spans(phrase), score) for score, phrase in _best(counts, scores, n)]


def _candidates(words: Words, is_top_term: Booleans) -> Booleans:
    """Return which words may be in a phrase: top words that are not verbs, and words glued to one."""
    is_top = is_top_term[words.terms] & ~words.are_verbs
    compound = np.cumsum(~words.are_glued) - 1
    has_top: Booleans = np.bincount(compound, weights=is_top) > 0
    return np.asarray(has_top[compound])


def _phrases(words: Words, is_top: Booleans) -> Iterator[tuple[int, ...]]:
    """Yield the terms of each run of top words."""
    joined = is_top.copy()  # whether a word belongs to the phrase of the word before
    joined[1:] &= is_top[:-1] & words.follows[1:]
    joined[:1] = False
    recurs = _recurs_with_the_one_before(words.terms, joined)
    joined &= recurs | ~words.are_pairs
    joined &= recurs | (_run_lengths(joined) <= _LONGEST)
    joined &= _run_lengths(joined) <= _LONGEST_RECURRING
    joined |= is_top & words.are_glued
    positions = np.flatnonzero(is_top)
    terms = words.terms[positions].tolist()
    firsts = np.flatnonzero(~joined[positions]).tolist()
    for first, end in pairwise([*firsts, len(terms)]):
        yield tuple(terms[first:end])


def _run_lengths(joined: Booleans) -> Integers:
    """Return for each word the length of its run."""
    firsts = np.flatnonzero(~joined)
    lengths = np.diff(firsts, append=len(joined))
    return np.repeat(lengths, lengths)


def _recurs_with_the_one_before(terms: Integers, joined: Booleans) -> Booleans:
    """Return for each word whether it follows the same word more than once."""
    recurs = np.zeros(len(terms), bool)
    positions = np.flatnonzero(joined)
    keys = terms[positions - 1] * (int(terms.max()) + 1) + terms[positions]
    _, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
    recurs[positions] = counts[which] > 1
    return recurs


def _best(
    counts: Counter[tuple[int, ...]], scores: Vector, n: int
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield the n best phrases with their scores, best first.

    No phrase contains a better one or is part of one, and a word of a better phrase counts less.
    """
    weights = scores.tolist()
    # Upper bounds of the scores, best first; equal ones in the order of the text.
    waiting = [
        (-sum(weights[term] for term in phrase) * math.sqrt(count), order, phrase, 0)
        for order, (phrase, count) in enumerate(counts.items())
    ]
    heapify(waiting)
    chosen: set[tuple[int, ...]] = set()
    parts_of_chosen: set[tuple[int, ...]] = set()
    while waiting and len(chosen) < n:
        bound, order, phrase, when = heappop(waiting)
        if when < len(chosen):
            score = sum(weights[term] for term in phrase) * math.sqrt(counts[phrase])
            heappush(waiting, (-score, order, phrase, len(chosen)))
            continue
        size = len(phrase)
        parts = {phrase[i:j] for i in range(size) for j in range(i + 1, size + 1)}
        if phrase not in parts_of_chosen and chosen.isdisjoint(parts):
            chosen.add(phrase)
            parts_of_chosen |= parts
            yield -bound, phrase
            for term in set(phrase):
                weights[term] *= _REPEATED


class _Positions:
    """The positions of each term."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._order = np.argsort(words.terms, kind="stable")
        self._sorted = words.terms[self._order]

    def spans(self, phrase: tuple[int, ...]) -> list[tuple[int, int]]:
        """Return start and end of each occurrence of adjacent terms without a verb."""
        words = self._words
        first, end = np.searchsorted(self._sorted, [phrase[0], phrase[0] + 1])
        positions = self._order[first:end]
        positions = positions[positions + len(phrase) <= len(words.terms)]
        for offset, term in enumerate(phrase[1:], 1):
            positions = positions[
                (words.terms[positions + offset] == term) & words.follows[positions + offset]
            ]
        for offset in range(len(phrase)):
            positions = positions[~words.are_verbs[positions + offset]]
        starts, ends = words.starts[positions], words.ends[positions + len(phrase) - 1]
        return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _keyword(document: Document, spans: list[tuple[int, int]], score: float) -> Keyword:
    forms = Counter(" ".join(document.text[start:end].split()) for start, end in spans)
    return Keyword(forms.most_common(1)[0][0], score, tuple(spans))
