"""From the length of a summary to numbers of tokens, by the tokens per word of the text at hand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from summarize.document import Document
from summarize.length import Length
from summarize.text.words import count_words

DEFAULT_LENGTH = Length(sentences=3)

# A sentence of a summary is as long as those of the text, unless those are no prose.
_SHORTEST_SENTENCE, _LONGEST_SENTENCE = 12, 40
# Words of a summary are not the average word of the text, and the last sentence wants to end.
_ROOM = 1.3
_LEAST = 24
# What encoder-decoder models take for a minimum: half of what was asked for, as pipelines had it;
# a number of sentences says less about the words.
_MINIMUM_OF_WORDS, _MINIMUM_OF_SENTENCES = 0.5, 0.25


class Budget(NamedTuple):
    """How many tokens a model may write: at least and at most."""

    minimum: int
    maximum: int

    def within(self, maximum: int) -> Budget:
        """Return the budget with a lower maximum."""
        if self.maximum <= maximum:
            return self
        return Budget(min(self.minimum, maximum // 2), max(1, maximum))


class BudgetOverride(NamedTuple):
    """The numbers of tokens that the user wants, whatever the length of the summary comes to.

    Attributes:
        minimum: smallest number of tokens; None to leave it.
        maximum: largest number of tokens; None to leave it.
    """

    minimum: int | None = None
    maximum: int | None = None

    def apply(self, budget: Budget) -> Budget:
        """Return the budget with what the user wants in its place."""
        maximum = self.maximum or budget.maximum
        minimum = budget.minimum if self.minimum is None else self.minimum
        return Budget(min(minimum, maximum), maximum)


@dataclass(frozen=True)
class SizeEstimate:
    """The size of a text, and of its summary.

    Attributes:
        n_words: words of the text.
        n_tokens: its tokens.
        length: the length that was asked for, or three sentences.
        words: the words that this comes to, no more than the text has.
    """

    n_words: int
    n_tokens: int
    length: Length
    words: int

    @classmethod
    def of(cls, document: Document, n_tokens: int, length: Length | None) -> SizeEstimate:
        """Return the size of a document of so many tokens."""
        counts = [count_words(sentence.text) for sentence in document.sentences]
        n_words, length = max(1, sum(counts)), length or DEFAULT_LENGTH
        if length.sentences is None:
            words = max(1, length.word_budget(n_words))
            return cls(n_words, n_tokens, length, min(words, n_words))
        usual = min(max(n_words / len(counts), _SHORTEST_SENTENCE), _LONGEST_SENTENCE)
        words = math.ceil(length.sentences * usual)
        return cls(n_words, n_tokens, length, min(words, n_words))

    def tokens_of(self, words: int) -> int:
        """Return how many tokens so many words are in this text."""
        return math.ceil(words * self.n_tokens / self.n_words)

    def budget(self, *, has_minimum: bool) -> Budget:
        """Return what the model may write for the whole summary.

        Args:
            has_minimum: whether the model is held to a minimum (encoder-decoder models stop early
                without one) or told the length in words (chat models).
        """
        target = self.tokens_of(self.words)
        share = _MINIMUM_OF_WORDS if self.length.sentences is None else _MINIMUM_OF_SENTENCES
        # A text is never made longer than half of it by force.
        minimum = min(math.floor(target * share), self.n_tokens // 2) if has_minimum else 0
        return Budget(minimum, max(math.ceil(target * _ROOM), _LEAST))
