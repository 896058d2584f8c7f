"""From the length of a summary to numbers of tokens, by the tokens per word of the text."""

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
# Words of a summary are not the average word of the text, and the last sentence needs room to end.
_ROOM = 1.3
# More than words have in any language, spelled in bytes; a "word" of 20,000 letters is no guide to others.
_MOST_TOKENS_A_WORD = 32
# Room for one sentence, however short the text is.
_LEAST = 24


class Budget(NamedTuple):
    """How many tokens a model may write: at least and at most."""

    minimum: int
    maximum: int

    def within(self, maximum: int) -> Budget:
        """Return the budget with a lower maximum."""
        if self.maximum <= maximum:
            return self
        return Budget(min(self.minimum, maximum // 2), max(1, maximum))

    def of_input(self, n_tokens: int) -> Budget:
        """Return the budget for an input of n tokens: an output is never longer than its input.

        >>> Budget(0, 900).of_input(183), Budget(0, 900).of_input(5)
        (Budget(minimum=0, maximum=183), Budget(minimum=0, maximum=24))
        """
        return self.within(max(n_tokens, _LEAST))


class BudgetOverride(NamedTuple):
    """The numbers of tokens that the user requested, whatever the length of the summary.

    Attributes:
        minimum: smallest number of tokens; None to leave it.
        maximum: largest number of tokens; None to leave it.
    """

    minimum: int | None = None
    maximum: int | None = None

    def apply(self, budget: Budget) -> Budget:
        """Return the budget, overridden by what the user requested."""
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
        """Return the size of a document of n tokens."""
        counts = [count_words(sentence.text) for sentence in document.sentences]
        n_words, length = max(1, sum(counts)), length or DEFAULT_LENGTH
        if length.sentences is None:
            words = max(1, length.word_budget(n_words))
            return cls(n_words, n_tokens, length, min(words, n_words))
        usual = min(max(n_words / len(counts), _SHORTEST_SENTENCE), _LONGEST_SENTENCE)
        words = math.ceil(length.sentences * usual)
        return cls(n_words, n_tokens, length, min(words, n_words))

    @property
    def tokens_per_word(self) -> float:
        """Tokens of an average word of the text."""
        return min(self.n_tokens / self.n_words, _MOST_TOKENS_A_WORD)

    def tokens_of(self, words: int) -> int:
        """Return the number of tokens of n words of this text."""
        return math.ceil(words * self.tokens_per_word)

    def words_of(self, tokens: int) -> int:
        """Return the number of words of n tokens of this text, at least one."""
        return max(1, int(tokens / max(self.tokens_per_word, 1e-9)))

    @property
    def budget(self) -> Budget:
        """What the model may write for the whole summary.

        There is no minimum: a model that is forced to go on after its last sentence invents.
        """
        return Budget(0, max(math.ceil(self.tokens_of(self.words) * _ROOM), _LEAST))
