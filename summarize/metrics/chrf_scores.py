"""chrF: overlap of character n-grams, independent of words and tolerant of endings; by sacreBLEU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from summarize.checks import check_count, check_text, show
from summarize.errors import InvalidValueError, MissingExtraError
from summarize.extras import install_command
from summarize.metrics.metric import Case, Metric, as_references

_LONGEST_ORDER = 9  # words; chrF++ has 2


def chrf(summary: str, references: str | Sequence[str], *, word_order: int = 0) -> float:
    """Compute chrF2 (Popović, WMT 2015) from 0 to 1, a hundredth of the score of sacreBLEU.

    Args:
        summary: the summary; one without characters scores 0.
        references: the reference, or several, of which the best counts.
        word_order: 0, or 2 for chrF++, which also counts words and pairs of words.

    Raises:
        InvalidTypeError: an argument is of the wrong type.
        InvalidValueError: there is no reference, or one has no words.
        MissingExtraError: sacreBLEU is not installed.

    >>> chrf("A cat.", "A cat."), round(chrf("A cat.", "The cats."), 3)
    (1.0, 0.208)
    """
    check_text("summary", summary)
    return ChrF(word_order).score(summary, as_references(references))


@dataclass(frozen=True)
class ChrF(Metric):
    """chrF2, or chrF++ with ``word_order=2``; see :func:`chrf`."""

    name: ClassVar[str] = "chrf"
    quality: ClassVar[tuple[str, ...]] = ("chrf",)

    word_order: int = 0

    def __post_init__(self) -> None:
        check_count("word_order", self.word_order, least=0)
        if self.word_order > _LONGEST_ORDER:
            raise InvalidValueError(
                f"word_order must be at most {_LONGEST_ORDER}, got {show(self.word_order)}"
            )

    def notes(self) -> dict[str, str]:
        """Return sacreBLEU's settings and version."""
        return {"char_order": "6", "beta": "2", "references": "best", "sacrebleu": _sacrebleu().__version__}

    def score(self, summary: str, references: Sequence[str]) -> float:
        """Return the score of a summary against the best of its references."""
        score: float = _scorer(self.word_order).sentence_score(summary, references).score
        return score / 100

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``chrf``."""
        return {"chrf": self.score(case.summary, case.references)}


@cache
def _scorer(word_order: int) -> Any:
    return _sacrebleu().CHRF(word_order=word_order)


def _sacrebleu() -> Any:
    try:
        import sacrebleu
    except ImportError as error:
        raise MissingExtraError(f"chrF needs sacreBLEU: {install_command('metrics')}") from error
    return sacrebleu
