"""How long a summary may be: a number of sentences, of words, or a share of the text."""

from __future__ import annotations

import math
from dataclasses import dataclass

from summarize.checks import check_count, check_fraction, show
from summarize.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class Length:
    """A limit on the size of a summary, in one of three units.

    Args:
        sentences: largest number of sentences, at least 1.
        words: largest number of words, at least 1; a sentence that would go over is left
            out, and one sentence is always kept.
        ratio: largest share of the words of the text, above 0 and at most 1.

    Raises:
        InvalidTypeError: a value is not a number of the right kind.
        InvalidValueError: none or several units are given, or a value is out of range.

    >>> Length(words=100)
    Length(sentences=None, words=100, ratio=None)
    """

    sentences: int | None = None
    words: int | None = None
    ratio: float | None = None

    def __post_init__(self) -> None:
        given = {unit: value for unit in self.__slots__ if (value := getattr(self, unit)) is not None}
        if len(given) != 1:
            shown = ", ".join(f"{unit}={show(value)}" for unit, value in given.items()) or "none of them"
            raise InvalidValueError(f"give one of sentences, words and ratio; got {shown}")
        ((unit, value),) = given.items()
        if unit == "ratio":
            check_fraction(unit, value, one=True)
        else:
            check_count(unit, value)

    @classmethod
    def of(cls, sentences: int | None, words: int | None, ratio: float | None) -> Length | None:
        """Return the length that is given, or None if none is: the method's own default."""
        if sentences is None and words is None and ratio is None:
            return None
        return cls(sentences=sentences, words=words, ratio=ratio)

    def word_budget(self, n_words: int) -> int:
        """Return the largest number of words for a text of ``n_words``: all, if in sentences.

        >>> Length(ratio=0.25).word_budget(1000)
        250
        """
        check_count("n_words", n_words, least=0)
        if self.ratio is not None:
            from fractions import Fraction  # brings in decimals

            return math.floor(Fraction(str(float(self.ratio))) * n_words)  # 0.29 of 100 is 29
        return n_words if self.words is None else self.words

    def __str__(self) -> str:
        return next(
            f"{unit}={value}" for unit in self.__slots__ if (value := getattr(self, unit)) is not None
        )
