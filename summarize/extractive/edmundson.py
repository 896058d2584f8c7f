"""Edmundson: sentences by cue words, key words, title words and location."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from summarize.checks import as_texts, check_number
from summarize.document import Document
from summarize.errors import InvalidValueError
from summarize.extractive.algebra.weights import sentence_sums, term_totals
from summarize.extractive.base import Extractive
from summarize.extractive.features.cues import cue_words
from summarize.extractive.features.location import location
from summarize.extractive.features.titles import heading_terms, title_terms
from summarize.text.terms import TermCounts, index_words

Vector = NDArray[np.float64]

_WEIGHTS = "cue_weight", "key_weight", "title_weight", "location_weight"
_KEY_SHARE = 0.1  # key words are the most frequent terms that make up so much of all terms
_HEADING = 0.5  # weight of a word of a later heading; one of the title has 1


@dataclass(frozen=True)
class Edmundson(Extractive):
    r"""Cue words, key words, title words and location, weighted (Edmundson, Journal of the ACM 1969).

    The score of a sentence is the weighted sum of four numbers:

    - cue: the number of its bonus words minus that of its stigma words, matched as exact forms;
    - key: the counts of its key words in the text, summed and divided by the largest count; key words are
      the most frequent terms that together make up a tenth of all occurrences;
    - title: 1 for each title word and ½ for each word of a later heading. The title is the title of the
      document, if any, and the headings before the first running text;
    - location: 1 each for the first or last paragraph of the text, for the first or last sentence of its
      paragraph, and for a heading such as "Conclusions" (English only).

    Cost: O(w) time and memory for w words.

    Args:
        cue_weight: weight of the cue words, at least 0.
        key_weight: weight of the key words; 0 by default, because the paper's best combination omits them.
        title_weight: weight of the words of title and headings.
        location_weight: weight of the location.
        bonus_words: single words that raise the score of a sentence; by default the list of the language,
            if there is one (for English there is).
        stigma_words: single words that lower the score of a sentence; the same default.

    Raises:
        InvalidTypeError: a weight is not a number, or words are not strings.
        InvalidValueError: a weight is negative or not finite, or an entry of the lists is not a single word.

    >>> text = "# Of Cats\n\nA dog barked. We conclude that cats sleep. Perhaps it rained. He left."
    >>> Edmundson().scores(text).tolist()
    [0.0, 2.0, 3.0, 0.0, 2.0]
    """

    name: ClassVar[str] = "edmundson"

    cue_weight: float = 1.0
    key_weight: float = 0.0
    title_weight: float = 1.0
    location_weight: float = 1.0
    bonus_words: Sequence[str] | None = None
    stigma_words: Sequence[str] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in _WEIGHTS:
            check_number(name, getattr(self, name), least=0)
        for name in ("bonus_words", "stigma_words"):
            object.__setattr__(self, name, _as_words(name, getattr(self, name)))

    def score_sentences(self, document: Document, query: str | None) -> Vector:  # noqa: ARG002
        """Return the weighted sum of the four numbers of each sentence."""
        scores = self.location_weight * location(document)
        if self.cue_weight:
            scores += self.cue_weight * self._cues(document)
        if self.key_weight:
            scores += self.key_weight * _weighted_counts(document.terms, _key_weights(document.terms))
        if self.title_weight:
            scores += self.title_weight * _weighted_counts(document.terms, _title_weights(document))
        return scores

    def _cues(self, document: Document) -> Vector:
        """Return the bonus words less the stigma words of each sentence, shape (n_sentences,)."""
        language = document.language
        bonus = cue_words("bonus", language) if self.bonus_words is None else self.bonus_words
        stigma = cue_words("stigma", language) if self.stigma_words is None else self.stigma_words
        if not bonus and not stigma:
            return np.zeros(len(document.sentences))
        sequence = index_words([sentence.text for sentence in document.sentences])
        values = _contained(sequence.words, bonus) - _contained(sequence.words, stigma)
        of_position, n = values[sequence.ids], len(document.sentences)
        return np.asarray(np.bincount(sequence.sentences, weights=of_position, minlength=n), np.float64)


def _contained(words: list[str], wanted: Iterable[str]) -> Vector:
    """Return 1 for each wanted word and 0 for others, shape (n_words,)."""
    forms = set(index_words(list(wanted)).words)  # normalized like the words of a text
    return np.array([word in forms for word in words], np.float64)


def _key_weights(counts: TermCounts) -> Vector:
    """Return the count of each key word over the largest, 0 for other terms, shape (n_terms,)."""
    in_text = term_totals(counts)
    falling = np.argsort(-in_text, kind="stable")
    before = np.cumsum(in_text[falling]) - in_text[falling]
    weights = np.zeros(len(in_text))
    chosen = falling[before < _KEY_SHARE * in_text.sum()]
    weights[chosen] = in_text[chosen] / in_text.max(initial=1)
    return weights


def _title_weights(document: Document) -> Vector:
    """Return 1 for each term of the title, ½ for one of a later heading, shape (n_terms,)."""
    return np.where(title_terms(document), 1.0, np.where(heading_terms(document), _HEADING, 0.0))


def _weighted_counts(counts: TermCounts, weights: Vector) -> Vector:
    """Return the sum of the weights of the terms of each sentence, repeats included, shape (n_sentences,)."""
    return sentence_sums(counts, counts.counts * weights[counts.columns])


def _as_words(name: str, words: object) -> tuple[str, ...] | None:
    if words is None:
        return None
    found = tuple(as_texts(name, words))
    for word, n_words in zip(found, index_words(found).n_words.tolist(), strict=True):
        if n_words != 1:
            raise InvalidValueError(
                f"{name} has {word!r}, which is {n_words} words and would never be found; "
                "give single words, without spaces and hyphens"
            )
    return found
