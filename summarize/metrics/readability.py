"""Readability faults of a summary, visible without its source or a reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from summarize.checks import as_texts, check_text
from summarize.metrics.metric import Case, Metric
from summarize.metrics.redundancy import closest_similarity
from summarize.text.bylines import is_byline
from summarize.text.openings import is_dangling
from summarize.text.readability import (
    is_crumb,
    is_terminated,
    is_too_long,
)
from summarize.text.references import is_reference_entry
from summarize.text.signs import is_mostly_numbers

# ROUGE-L F1. Of 127 pairs of sentences in summaries of half of the documents of nine sets, most pairs above
# it have the same meaning, and most below do not.
NEAR_DUPLICATE = 0.7


def _is_unterminated(sentence: str) -> bool:
    return not is_terminated(sentence)


_OF_ONE_SENTENCE: dict[str, Callable[[str], bool]] = {
    "crumbs": is_crumb,
    "unterminated": _is_unterminated,
    "bylines": is_byline,
    "references": is_reference_entry,
    "numbers": is_mostly_numbers,
    "long_sentences": is_too_long,
}
FAULTS = ("dangling", "duplicates", *_OF_ONE_SENTENCE)


def find_faults(sentences: Sequence[str], source: str, language: str) -> dict[str, bool]:
    """Return whether a summary has each kind of fault.

    ``crumbs`` are sentences of fewer than four words; ``unterminated`` ones lack a final stop; ``bylines``
    include datelines; ``references`` are entries of a bibliography; ``numbers`` are mostly digits;
    ``long_sentences`` have over 60 words. ``duplicates`` are two sentences with a ROUGE-L F1 of 0.7 or more.
    ``dangling`` sentences open with a reference to the previous sentence of the source, which the summary
    lacks.

    Args:
        sentences: the sentences of the summary, without line breaks.
        source: the text that was summarized, for the previous sentence of each. A sentence that it does not
            contain can only dangle as the first of the summary.
        language: an ISO 639-1 code, or ``"und"``, for which no sentence dangles.

    >>> found = find_faults(["He left early.", "Our staff"], "Ann met Bob. He left early.", "en")
    >>> [fault for fault, is_found in found.items() if is_found]
    ['dangling', 'crumbs', 'unterminated']
    """
    sentences = as_texts("sentences", sentences)
    check_text("source", source)
    check_text("language", language)
    return {
        "dangling": _has_dangling(sentences, source, language),
        "duplicates": closest_similarity(sentences) >= NEAR_DUPLICATE,
        **{fault: any(map(is_fault, sentences)) for fault, is_fault in _OF_ONE_SENTENCE.items()},
    }


def _has_dangling(sentences: Sequence[str], source: str, language: str) -> bool:
    candidates = [i for i, sentence in enumerate(sentences) if is_dangling(sentence, language)]
    if not candidates:
        return False
    if candidates[0] == 0:
        return True
    text = " ".join(source.split())
    return any(
        sentences[i] in text and not _follows(sentences[i - 1], sentences[i], text) for i in candidates
    )


def _follows(before: str, sentence: str, text: str) -> bool:
    return f"{before} {sentence}" in text or f"{before}{sentence}" in text


@dataclass(frozen=True)
class Readability(Metric):
    """Whether a summary is free of readability faults, and its faults; see :func:`find_faults`."""

    name: ClassVar[str] = "readability"
    needs_references: ClassVar[bool] = False
    quality: ClassVar[tuple[str, ...]] = ("readability",)
    faults: ClassVar[tuple[str, ...]] = tuple(f"readability.{fault}" for fault in FAULTS)

    def notes(self) -> dict[str, str]:
        """Return the definition of a duplicate."""
        return {"duplicates": f"rougeL-f1-{NEAR_DUPLICATE}", "of": "summaries"}

    def measure(self, case: Case) -> dict[str, float]:
        """Return ``readability``, 1 for a summary without faults, and for each fault 1 if it has it.

        Means over documents are thus shares of summaries. An empty summary is not readable.
        """
        found = find_faults(case.sentences, case.source, case.language)
        is_readable = bool(case.sentences) and not any(found.values())
        figures = {f"readability.{fault}": float(is_found) for fault, is_found in found.items()}
        return {"readability": float(is_readable), **figures}
