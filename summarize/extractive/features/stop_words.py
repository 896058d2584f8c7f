"""Sentences with few stop words: of another language, lists of names, code."""

from __future__ import annotations

import numpy as np

from summarize.document import Document
from summarize.text.terms import STOP_WORD

_LEAST_WORDS = 8  # a shorter sentence may have no stop word
_FEW = 1 / 3  # of the share that is usual in the text


class StopWords:
    """The stop words of a text, by place.

    Args:
        document: the text; sentences are addressed by position.

    >>> text = "The mill is by the river, and it is old. Adams Baker Clark Davis Evans Foster Hill Irving."
    >>> stop_words = StopWords(Document(text, "en"))
    >>> stop_words.are_few_in(0), stop_words.are_few_in(1)
    (False, True)
    """

    def __init__(self, document: Document) -> None:
        words = document.words
        self._is_stop_word = document.terms.term_of_word[words.ids] == STOP_WORD
        self._few = _FEW * np.count_nonzero(self._is_stop_word) / max(1, len(self._is_stop_word))
        self._ends = np.cumsum(words.n_words)

    def are_few_in(self, position: int) -> bool:
        """Return whether a sentence has a share of stop words that is far below that of the text."""
        first = int(self._ends[position - 1]) if position else 0
        end = int(self._ends[position])
        if end - first < _LEAST_WORDS:
            return False
        return bool(np.count_nonzero(self._is_stop_word[first:end]) < self._few * (end - first))
