"""What keeps a summary from saying the same thing twice."""

from __future__ import annotations

from collections.abc import Iterator, Set

import numpy as np
from numpy.typing import NDArray

from summarize.extractive.inner_products import Vectors, products_with_row
from summarize.extractive.selection import Order, comparable, whole_sentence
from summarize.text.words import words_per_line

TRADEOFF = 0.7


def trigrams(sentence: str) -> Set[str]:
    """Return the word trigrams of a sentence, and all of it (trigram blocking; Paulus et al., ICLR 2018).

    >>> sorted(trigrams("So it was, and is."))
    ['it was and', 'so it was', 'so it was, and is.', 'was and is']
    """
    words = words_per_line(" ".join(sentence.lower().split()))
    return whole_sentence(sentence) | {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}


def marginal_relevance(vectors: Vectors, scores: NDArray[np.float64], tradeoff: float = TRADEOFF) -> Order:
    """Yield sentences by maximal marginal relevance (MMR; Carbonell & Goldstein, SIGIR 1998).

    The next is that of the largest ``λ · relevance − (1 − λ) · largest similarity to a taken one``, where
    relevance is the score, scaled to lie from 0 to 1, and similarity the cosine. A sentence that is taken
    costs as much as the vectors have entries.

    Args:
        vectors: of the n sentences, of length 1, shape (n, d).
        scores: their relevance, shape (n,).
        tradeoff: λ, from 0 (diversity alone) to 1 (relevance alone).
    """
    spread = np.ptp(scores)
    relevance = (scores - scores.min()) / (spread if spread > 0 else 1.0)
    closest = np.zeros(len(scores))
    is_open = np.ones(len(scores), bool)
    while is_open.any():
        for position in _descending(tradeoff * relevance - (1 - tradeoff) * closest, is_open):
            is_open[position] = False
            if (yield position):
                np.maximum(closest, products_with_row(vectors, position), out=closest)
                break


def _descending(values: NDArray[np.float64], is_open: NDArray[np.bool_]) -> Iterator[int]:
    """Yield the positions that are open by falling value: the first at once, for it is often enough."""
    ordered = np.where(is_open, comparable(values), -np.inf)
    first = int(ordered.argmax())
    yield first
    is_left = is_open.copy()
    is_left[first] = False
    positions = np.flatnonzero(is_left)
    yield from positions[np.argsort(-ordered[positions], kind="stable")].tolist()
