"""How many tokens a text is for a model whose tokenizer is elsewhere: estimated, then corrected."""

from __future__ import annotations

import math
import re
from threading import Lock
from typing import Any

import numpy as np

from summarize.abstractive.tokens import Tokens

# What is hardly less than a token of today's vocabularies: five letters of English, a letter with an accent,
# two of another alphabet, a character of Chinese, a digit, a run of one mark, a line break.
_UNIT = re.compile(
    r"[A-Za-z]{1,5}|\d|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_A-Za-z\u00c0-\u024f]{1,2}|\w"
    r"|([^\w\s])\1{0,3}|\n+|[^\S\n]{2,}"
)
# Below this number of units, the marks around messages outweigh the text.
_LEAST = 150
_MARGIN = 1.05
_LOWEST = 0.7
# A cut is suspected if a text has fewer tokens than others of its length by more than this.
_SUSPICIOUS, _SUSPICIOUS_IF_SHORT = 0.8, 0.5


def estimate(text: str) -> Tokens:
    """Return a text as estimated tokens with their places."""
    places = np.array([match.span() for match in _UNIT.finditer(text)], np.int64).reshape(-1, 2)
    return Tokens(text, places[:, 0], places[:, 1])


def from_pieces(text: str, pieces: list[Any]) -> Tokens | None:
    """Return a text as the tokens of a server, None if these are not the text.

    Args:
        text: the text.
        pieces: for each token its text, or its bytes where that is no text.
    """
    encoded = [bytes(piece) if isinstance(piece, list) else str(piece).encode() for piece in pieces]
    whole = text.encode("utf-8", "surrogatepass")
    if b"".join(encoded) != whole:
        return None
    ends = np.cumsum([len(each) for each in encoded], dtype=np.int64)
    starts = ends - np.array([len(each) for each in encoded], np.int64)
    # A byte that continues a character begins no new one.
    is_first = (np.frombuffer(whole, np.uint8) & 0xC0) != 0x80
    n_before = np.concatenate([[0], np.cumsum(is_first)])
    first = np.maximum(n_before[np.minimum(starts + 1, len(whole))] - 1, 0)
    return Tokens(text, first, n_before[ends])


def spread(tokens: Tokens, n_tokens: int) -> Tokens:
    """Return a text as a number of tokens, spread over it like the estimated ones.

    >>> len(spread(estimate("It rained all day."), 9))
    9
    """
    chosen = np.arange(n_tokens) * len(tokens) // n_tokens
    if n_tokens >= len(tokens):
        return Tokens(tokens.text, tokens.starts[chosen], tokens.ends[chosen])
    ends = np.append(tokens.ends[chosen[1:] - 1], tokens.ends[-1:])
    return Tokens(tokens.text, tokens.starts[chosen], ends)


class Scale:
    """How many tokens of the server an estimated one is, by its own counts so far.

    The largest share that was seen counts, so that planning stays on the safe side.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._largest: float | None = None

    @property
    def factor(self) -> float:
        """Tokens of the server for an estimated one, in steps so that few plans change; 1 at first."""
        if self._largest is None:
            return 1.0
        return max(_LOWEST, math.ceil(self._largest * _MARGIN * 20) / 20)

    def is_suspicious(self, n_counted: int, n_estimated: int) -> bool:
        """Return whether the count is low enough that the server may have cut the input."""
        if n_estimated < _LEAST:
            return n_counted < _SUSPICIOUS_IF_SHORT * n_estimated
        return n_counted < _SUSPICIOUS * (self._largest or 1.0) * n_estimated

    def learn_least(self, n_counted: int, n_estimated: int) -> None:
        """Take a count of what may have been cut: it is a lower bound only."""
        if n_counted > n_estimated * (self._largest or 1.0):
            self.learn(n_counted, n_estimated)

    def learn(self, n_counted: int, n_estimated: int) -> None:
        """Take a count of the server."""
        if n_estimated >= _LEAST:
            with self._lock:
                self._largest = max(self._largest or 0.0, n_counted / n_estimated)
