"""From an order of sentences to those of a summary: the budget of a length, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Generator, Set
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.length import Length
from summarize.text.words import count_words, has_word

Order = Generator[int, bool, None]
"""Positions of sentences, best first; to each it is told whether the sentence was taken."""

# Scores are compared to so many digits of the largest: what differs further on is rounding, and
# the choice should not hang on a machine's instruction set or number of threads.
DIGITS = 9


def by_score(scores: NDArray[np.float64]) -> Order:
    """Yield all positions by falling score; equal scores keep the order of the text.

    >>> list(by_score(np.array([0.2, 0.5, 0.2])))
    [1, 0, 2]
    """
    for position in np.argsort(-comparable(scores), kind="stable").tolist():  # noqa: UP028 (a list is told nothing)
        yield position


def comparable(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scores in [-1, 1] without the digits that are rounding; infinite ones stay as they are."""
    largest = np.abs(scores).max(initial=0.0, where=np.isfinite(scores))
    return np.round(scores / largest, DIGITS) if largest > 0 else scores


def whole_sentence(sentence: str) -> Set[str]:
    """Return what two sentences share if they are the same, white space and capitals aside."""
    return {" ".join(sentence.lower().split())}


def select(
    document: Document,
    order: Order,
    length: Length,
    *,
    passes_over: bool = True,
    fingerprints: Callable[[str], Set[str]] = whole_sentence,
) -> list[int]:
    """Return the positions of the best sentences that fit the length, in the order of the text.

    Words and ratio are filled greedily. A sentence that would go over the budget is passed over while
    shorter ones still fit, or ends the summary where ``passes_over`` is false. What has a fingerprint of
    a sentence that is taken, then headings, then sentences without a word wait until all other text is
    in. A summary is never empty: where not even one sentence fits, the shortest is taken, or the first
    of the text where ``passes_over`` is false.

    Args:
        document: n sentences.
        order: their positions, best first.
        length: the limit.
        passes_over: whether a sentence that does not fit makes room for the next one.
        fingerprints: what no two sentences of the summary may have in common.

    >>> document = Document("One two three. Four five. Six.")
    >>> select(document, by_score(np.array([0.2, 0.5, 0.3])), Length(words=3))
    [1, 2]
    """
    sentences = document.sentences
    budget = _Budget(document, length)
    waiting: tuple[list[int], list[int], list[int]] = [], [], []
    repeated, headings, wordless = waiting
    seen: set[str] = set()
    is_complete = True
    position = next(order, None)
    while position is not None and not budget.is_spent():
        is_taken = False
        text = sentences[position].text
        if not has_word(text):
            wordless.append(position)
        elif sentences[position].is_heading:
            headings.append(position)
        elif not seen.isdisjoint(prints := fingerprints(text)):
            repeated.append(position)
        elif is_taken := budget.take(position):
            seen |= prints
        else:
            is_complete = False
            if not passes_over:
                break
        position = _tell(order, is_taken)
    for position in chain(*waiting) if is_complete and not budget.is_spent() else ():
        if not budget.take(position):
            break
    return sorted(budget.taken) or [_one_sentence(document, passes_over)]


def _tell(order: Order, is_taken: bool) -> int | None:
    try:
        return order.send(is_taken)
    except StopIteration:
        return None


class _Budget:
    """What is left of a length, in sentences or in words."""

    def __init__(self, document: Document, length: Length) -> None:
        self.taken: list[int] = []
        self.left: float = length.sentences or 0
        self._sizes = [1] * len(document.sentences)
        self._by_size: list[int] = []  # of use where sizes differ
        if length.sentences is None:
            self._sizes = [count_words(sentence.text) for sentence in document.sentences]
            self.left = length.word_budget(sum(self._sizes))
            self._by_size = sorted(_running_text(document), key=self._sizes.__getitem__, reverse=True)
        self._is_taken = [False] * len(self._sizes)

    def is_spent(self) -> bool:
        """Return whether not even the shortest sentence that is left fits, headings aside."""
        while self._by_size and self._is_taken[self._by_size[-1]]:
            self._by_size.pop()
        return self.left < (self._sizes[self._by_size[-1]] if self._by_size else 1)

    def take(self, position: int) -> bool:
        """Take a sentence if it fits, and return whether it did."""
        size = self._sizes[position]
        if size > self.left:
            return False
        self.left -= size
        self.taken.append(position)
        self._is_taken[position] = True
        return True


def _running_text(document: Document) -> list[int]:
    sentences = document.sentences
    return [i for i, sentence in enumerate(sentences) if not sentence.is_heading and has_word(sentence.text)]


def _one_sentence(document: Document, is_shortest: bool) -> int:
    candidates = _running_text(document)
    if not candidates:
        candidates = [i for i, sentence in enumerate(document.sentences) if has_word(sentence.text)]
    if not is_shortest:
        return candidates[0]
    return min(candidates, key=lambda position: count_words(document.sentences[position].text))
