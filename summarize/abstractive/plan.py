"""From the tokens of a text to chunks: balanced, ending at sentence ends, nothing dropped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from summarize.abstractive.tokens import Positions, Tokens
from summarize.document import Document

_CLAUSE_ENDS = frozenset(",;:–—)]}\n،؛、；：，")


def chunks(document: Document, tokens: Tokens, capacity: int) -> list[Tokens]:
    """Cut a text into as few chunks as possible, of about the same size.

    Joined, their tokens are those of the text. Each ends at the end of a sentence; a sentence longer
    than a chunk is cut after a clause, else between words, else between tokens.

    Args:
        document: the text.
        tokens: its tokens.
        capacity: largest number of tokens in a chunk, at least 1.
    """
    bounds = _bounds(document, tokens, capacity)
    largest = _balanced_size(bounds, capacity)
    cuts = _pack(bounds, largest)
    return [tokens[start:end] for start, end in pairwise(cuts)]


def _bounds(document: Document, tokens: Tokens, capacity: int) -> Positions:
    """Return where a chunk may end, as numbers of tokens, none more than capacity apart."""
    starts = np.array([sentence.start for sentence in document.sentences[1:]], np.int64)
    ends_of_sentences = np.searchsorted(tokens.ends, starts, side="right")
    bounds = np.unique(np.concatenate([[0], ends_of_sentences, [len(tokens)]]))
    extra = [
        _cut(document.text, tokens, int(start), int(end), capacity)
        for start, end in pairwise(bounds)
        if end - start > capacity
    ]
    return np.unique(np.concatenate([bounds, *extra])).astype(np.int64)


def _cut(text: str, tokens: Tokens, start: int, end: int, capacity: int) -> list[int]:
    """Return where to cut a sentence, tokens start to end, that is longer than a chunk."""
    cuts: list[int] = []
    while end - start > capacity:
        latest = start + capacity
        ideal = start + -(-(end - start) // -(-(end - start) // capacity))
        halves = sorted(range(latest, start + capacity // 2, -1), key=lambda cut: abs(cut - ideal))
        start = next(
            (cut for cut in halves if _ends_clause(text, tokens, cut)),
            next(
                (cut for cut in halves if _ends_word(text, tokens, cut)),
                next((cut for cut in halves if tokens.starts[cut] >= tokens.ends[cut - 1]), latest),
            ),
        )
        cuts.append(start)
    return cuts


def _ends_clause(text: str, tokens: Tokens, cut: int) -> bool:
    end = int(tokens.ends[cut - 1])
    return text[max(end - 1, 0) : end] in _CLAUSE_ENDS and _ends_word(text, tokens, cut)


def _ends_word(text: str, tokens: Tokens, cut: int) -> bool:
    place = int(tokens.starts[cut])
    return text[place : place + 1].isspace() or text[max(place - 1, 0) : place].isspace()


def _balanced_size(bounds: Positions, capacity: int) -> int:
    """Return the smallest size that needs no more chunks than the capacity does."""
    total = int(bounds[-1])
    n_chunks = len(_pack(bounds, capacity)) - 1
    smallest, largest = max(1, -(-total // max(n_chunks, 1))), capacity
    while smallest < largest:
        middle = (smallest + largest) // 2
        cuts = _pack(bounds, middle)
        if len(cuts) - 1 <= n_chunks and _fits(cuts, middle):
            largest = middle
        else:
            smallest = middle + 1
    return largest


def _fits(cuts: Sequence[int], size: int) -> bool:
    return all(end - start <= size for start, end in pairwise(cuts))


def _pack(bounds: Positions, size: int) -> list[int]:
    """Return the cuts of a greedy packing; a part that is larger than the size is on its own."""
    cuts = [0]
    while cuts[-1] < bounds[-1]:
        furthest = int(np.searchsorted(bounds, cuts[-1] + size, side="right")) - 1
        following = int(np.searchsorted(bounds, cuts[-1], side="right"))
        cuts.append(int(bounds[max(furthest, following)]))
    return cuts
