"""Fills the budget of a length with sentences in their order; hard-to-read ones wait."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import cached_property
from itertools import chain

from summarize.document import Document
from summarize.extractive.selection.order import Order
from summarize.extractive.selection.stumbles import Level, Stumbles
from summarize.length import Length
from summarize.summary import speaker_label
from summarize.text.words import count_words, has_word


def whole_sentence(sentence: str) -> Set[str]:
    """Return the sentence with white space and case folded, as its only fingerprint."""
    return {" ".join(sentence.lower().split())}


def select(
    document: Document,
    order: Order,
    length: Length,
    *,
    skip_too_long: bool = True,
    fingerprints: Callable[[str], Set[str]] = whole_sentence,
    is_for_readers: bool = True,
) -> list[int]:
    """Return the positions of the best sentences that fit the length, in the order of the text.

    The budget of words or of a ratio is filled greedily. A sentence that exceeds the budget is skipped while
    shorter ones still fit; if ``skip_too_long`` is false, it ends the summary. Three kinds of sentences wait
    until the others are used up: those that a reader stumbles over (:class:`Stumbles`), those that share a
    fingerprint with a taken sentence, and those without a word. Sentences that break a summary, repetitions
    and wordless ones never fill up a number of words; they complete a number of sentences or a ratio if all
    other text is taken, or make the summary if there is nothing else. A summary is never empty: if no
    sentence fits, the shortest is taken, or the first of the text if ``skip_too_long`` is false.

    Args:
        document: n sentences.
        order: their positions, best first.
        length: the limit.
        skip_too_long: whether to skip a sentence that does not fit, rather than end the summary.
        fingerprints: features of a sentence; no two sentences of the summary share one.
        is_for_readers: whether sentences that a reader stumbles over wait.

    >>> import numpy as np
    >>> from summarize.extractive.selection.order import by_score
    >>> document = Document("One two three four. Five six seven eight nine. Ten eleven twelve and on.")
    >>> select(document, by_score(np.array([0.2, 0.5, 0.3])), Length(words=10))
    [1, 2]
    """
    candidates = Candidates(document, is_for_readers=is_for_readers)
    return candidates.select(order, length, skip_too_long=skip_too_long, fingerprints=fingerprints)


class Candidates:
    """The sentences of a document, and what selection knows of them whatever the length.

    Args:
        document: n sentences.
        is_for_readers: whether sentences that a reader stumbles over wait.
    """

    def __init__(self, document: Document, *, is_for_readers: bool = True) -> None:
        self.document = document
        self._is_for_readers = is_for_readers

    @cached_property
    def _counts(self) -> list[int]:
        return [count_words(sentence.text) for sentence in self.document.sentences]

    @cached_property
    def n_words(self) -> list[int]:
        """The number of words of each sentence as a summary shows it: with its speaker, if any."""
        document = self.document
        if len(document.speakers) < 2:
            return self._counts
        of_names = {name: count_words(speaker_label(name, document)) for name in document.speakers}
        return [
            count + of_names.get(sentence.speaker or "", 0)
            for count, sentence in zip(self._counts, document.sentences, strict=True)
        ]

    @cached_property
    def has_words(self) -> list[bool]:
        """Whether each sentence has a word."""
        return [has_word(sentence.text) for sentence in self.document.sentences]

    @cached_property
    def _n_words_of_text(self) -> int:
        if self.document.whole is self.document:
            return sum(self._counts)
        return sum(count_words(sentence.text) for sentence in self.document.whole.sentences)

    def word_budget(self, length: Length) -> int:
        """Return the word limit of a summary; a ratio refers to all words of the text."""
        return length.word_budget(0 if length.ratio is None else self._n_words_of_text)

    def stumbles(self, length: Length) -> Stumbles | None:
        """Return what judges the sentences at a length, None if they are not judged."""
        if not self._is_for_readers:
            return None
        return Stumbles(self.document, counts_sentences=length.sentences is not None)

    def select(
        self,
        order: Order,
        length: Length,
        *,
        skip_too_long: bool = True,
        fingerprints: Callable[[str], Set[str]] = whole_sentence,
    ) -> list[int]:
        """Return the positions of the best sentences that fit a length: see :func:`select`."""
        return _Selection(self, length, fingerprints).fill(order, skip_too_long)


class _Selection:
    """The sentences taken so far, and those that wait."""

    def __init__(
        self, candidates: Candidates, length: Length, fingerprints: Callable[[str], Set[str]]
    ) -> None:
        self._candidates = candidates
        self._document = candidates.document
        self._fingerprints = fingerprints
        self._stumbles = candidates.stumbles(length)
        self._budget = _Budget(candidates, length)
        self._seen: set[str] = set()
        self._hindering: list[int] = []
        self._last: tuple[list[int], list[int], list[int]] = [], [], []  # broken, repeated, without words

    def fill(self, order: Order, skip_too_long: bool) -> list[int]:
        """Return the positions of the taken sentences, in the order of the text."""
        is_complete = True
        position = None if self._budget.is_spent() else next(order, None)
        while position is not None:
            is_taken = False
            if (waiting := self._waiting_list(position)) is not None:
                waiting.append(position)
            elif not (is_taken := self._take(position)):
                is_complete = False
                if not skip_too_long:
                    break
            if self._budget.is_spent():  # then the order need not find another one
                break
            position = _send(order, is_taken)
        if skip_too_long or is_complete:
            is_complete &= self._take_hindering()
        if is_complete and not (self._budget.is_in_words and self._budget.taken):
            for position in chain(*self._last):
                if not self._budget.take(position):
                    break
        return sorted(self._budget.taken) or [self._one_sentence(skip_too_long)]

    def _waiting_list(self, position: int) -> list[int] | None:
        """Return the list in which a sentence has to wait, None if it may be taken at once."""
        text = self._document.sentences[position].text
        broken, repeated, wordless = self._last
        if not has_word(text):
            return wordless
        if not self._seen.isdisjoint(self._fingerprints(text)):
            return repeated
        level = self._level(position)
        if level is Level.HINDERS:
            return self._hindering
        return broken if level is Level.BREAKS else None

    def _level(self, position: int) -> Level:
        if self._stumbles is None:
            return Level.NONE
        return self._stumbles.level(position, follows_taken=self._budget.has(position - 1))

    def _take(self, position: int) -> bool:
        """Take a sentence, and then the next one of the text if it waited only for this one."""
        if not self._take_alone(position):
            return False
        following = position + 1
        while following in self._hindering and self._waiting_list(following) is None:
            self._hindering.remove(following)
            if not self._take_alone(following):
                break
            following += 1
        return True

    def _take_alone(self, position: int) -> bool:
        if not self._budget.take(position):
            return False
        self._seen |= self._fingerprints(self._document.sentences[position].text)
        return True

    def _take_hindering(self) -> bool:
        """Take what hinders as far as it fits and repeats nothing, and return whether all of it fitted."""
        repeated, fits = self._last[1], True
        for position in self._hindering:
            if not self._seen.isdisjoint(self._fingerprints(self._document.sentences[position].text)):
                repeated.append(position)
            else:
                fits &= self._take_alone(position)
        return fits

    def _one_sentence(self, is_shortest: bool) -> int:
        with_words = [i for i, has_words in enumerate(self._candidates.has_words) if has_words]
        if not is_shortest:
            return with_words[0]
        readable = [i for i in with_words if self._level(i) is not Level.BREAKS]
        return min(readable or with_words, key=self._candidates.n_words.__getitem__)


def _send(order: Order, is_taken: bool) -> int | None:
    try:
        return order.send(is_taken)
    except StopIteration:
        return None


class _Budget:
    """The remaining budget of a length, in sentences or words."""

    def __init__(self, candidates: Candidates, length: Length) -> None:
        self.taken: list[int] = []
        self.left: float = length.sentences or 0
        self.counts_sentences = length.sentences is not None
        self.is_in_words = length.words is not None
        self._sizes = [1] * len(candidates.document.sentences)
        self._by_size: list[int] = []  # empty if all sizes are 1
        if not self.counts_sentences:
            self._sizes = candidates.n_words
            self.left = candidates.word_budget(length)
            with_words = [i for i, has_words in enumerate(candidates.has_words) if has_words]
            self._by_size = sorted(with_words, key=self._sizes.__getitem__, reverse=True)
        self._is_taken = [False] * len(self._sizes)

    def has(self, position: int) -> bool:
        """Return whether a sentence is taken; false for a negative position."""
        return position >= 0 and self._is_taken[position]

    def is_spent(self) -> bool:
        """Return whether even the shortest remaining sentence does not fit."""
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
