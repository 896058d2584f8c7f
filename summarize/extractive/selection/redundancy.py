"""Redundancy: trigram blocking and maximal marginal relevance."""

from __future__ import annotations

from collections.abc import Set
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.algebra.sentence_vectors import Vectors
from summarize.extractive.selection.budget import whole_sentence
from summarize.extractive.selection.order import DIGITS, Order, by_score
from summarize.text.patterns import compile_on_use
from summarize.text.words import UNSPACED, composed, words_per_line

Vector = NDArray[np.float64]

TRADEOFF = 0.7
_SCALE = 10.0**DIGITS

_UNSPACED_RUN = compile_on_use(f"([{UNSPACED}]+)")


def trigrams(sentence: str) -> Set[str]:
    """Return the word trigrams of a sentence, and the whole sentence (trigram blocking).

    The paper is Paulus et al., ICLR 2018. For scripts without spaces, runs of about the length of three
    words are used instead: six characters of Han, Hiragana and Katakana, twelve of Thai, Lao, Khmer and
    Myanmar, which write out their vowels.

    >>> sorted(trigrams("So it was, and is."))
    ['it was and', 'so it was', 'so it was, and is.', 'was and is']
    >>> sorted(trigrams("北京是中国的首都。"))
    ['京是中国的首', '北京是中国的', '北京是中国的首都。', '是中国的首都']
    """
    parts = _UNSPACED_RUN.split(composed(" ".join(sentence.lower().split())))
    found = set(whole_sentence(sentence))
    for part in parts[::2]:
        words = words_per_line(part)
        found.update(" ".join(words[i : i + 3]) for i in range(len(words) - 2))
    for run in parts[1::2]:
        size = 6 if run >= "\u3000" else 12
        found.update(run[i : i + size] for i in range(len(run) - size + 1))
    return found


def marginal_relevance(vectors: Vectors, scores: Vector, tradeoff: float = TRADEOFF) -> Order:
    """Yield sentences by maximal marginal relevance (MMR; Carbonell & Goldstein, SIGIR 1998).

    The next sentence maximizes ``λ · relevance − (1 − λ) · largest similarity to a taken one``. Relevance is
    the score, scaled to the range from 0 to 1; similarity is the cosine. The first sentence has the largest
    relevance, or with λ = 0 is the first of the text. Each taken sentence costs O(occurrences of its terms),
    or O(n · d) for dense vectors.

    Args:
        vectors: of the n sentences, of length 1, shape (n, d); term vectors are non-negative.
        scores: their relevance, shape (n,); +inf comes first and -inf last.
        tradeoff: λ, from 0 (diversity alone) to 1 (relevance alone).
    """
    gains = _weighted_relevance(scores, tradeoff)
    is_open = np.ones(len(scores), bool)
    for position in by_score(gains):
        is_open[position] = False
        if (yield position):
            break
    else:
        return
    closest = vectors.closest()
    closest.add(position)
    positions = is_open.nonzero()[0]
    # Values only decrease from here on, so the last value of a sentence is an upper bound.
    bounds = _rounded_losses(gains[positions], closest.cosines[positions], tradeoff)
    heap = list(zip(bounds.tolist(), positions.tolist(), strict=True))
    heapify(heap)
    while heap:
        bound, position = heappop(heap)
        loss = float(_rounded_losses(gains[position], closest.cosines[position], tradeoff))
        if loss > bound:
            heappush(heap, (loss, position))
        elif (yield position):
            closest.add(position)


def _weighted_relevance(scores: Vector, tradeoff: float) -> Vector:
    """Return λ times the scores, scaled to the range from 0 to 1; infinite scores are unchanged."""
    is_finite = np.isfinite(scores)
    lowest = scores.min(where=is_finite, initial=np.inf)
    spread = scores.max(where=is_finite, initial=-np.inf) - lowest
    scaled = np.subtract(scores, lowest, out=np.zeros(len(scores)), where=is_finite)
    return np.where(is_finite, tradeoff * scaled / (spread if spread > 0 else 1.0), scores)


def _rounded_losses(gains: Vector, cosines: Vector, tradeoff: float) -> Vector:
    # Both parts lie in [-1, 1], so rounding needs no scale, which would change as values decrease.
    # For a single number, np.round takes five times as long.
    return -np.rint((gains - (1 - tradeoff) * cosines) * _SCALE) / _SCALE
