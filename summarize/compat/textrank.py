"""What the calls of gensim and summa share: how much to take, extra stop words, and forms of keywords."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from summarize.checks import as_texts, check_count, check_flags, check_number
from summarize.document import Document
from summarize.errors import EmptyTextError
from summarize.extractive.textrank import TextRank
from summarize.length import Length
from summarize.phrases.extraction import TOP_SHARE, Keyword, extract
from summarize.phrases.ranking import METHODS
from summarize.phrases.words import Words
from summarize.summary import SummarySentence
from summarize.text.terms import STOP_WORD, TermCounts

_TOP_SHARES = (TOP_SHARE, 2 * TOP_SHARE, 1.0)


class Amount(NamedTuple):
    """How much to take: a share, or a number of words, which goes first.

    Attributes:
        ratio: share of the sentences, or of the distinct content words.
        words: number of words; None to go by ``ratio``.
    """

    ratio: float
    words: int | None

    def check(self) -> None:
        """Raise an error unless both are numbers, and neither is negative."""
        check_number("ratio", self.ratio, least=0)
        if self.words is not None:
            check_count("words", self.words, least=0)

    def of(self, n: int) -> int:
        """Return how many of ``n`` to take."""
        return min(n, int(n * self.ratio)) if self.words is None else min(n, self.words)


def document_of(text: str, language: str | None, stop_words: Iterable[str] | None) -> Document | None:
    """Return a text whose every line break ends a sentence; None if it has no words.

    Args:
        text: the text.
        language: English name or code; detected if None.
        stop_words: more of them; their other forms are no terms either.
    """
    more = _lower(stop_words)
    try:
        return _Document(text, language, more)
    except EmptyTextError:
        return None


def top_sentences(
    document: Document, amount: Amount, similarity: Literal["overlap", "bm25"], *, least: int
) -> list[SummarySentence]:
    """Return the best sentences of a document, in its order.

    Args:
        document: the document.
        amount: how much to take; a number of words is met as closely as whole sentences allow.
        similarity: of sentences, as :class:`TextRank` has it.
        least: how many sentences with different content words there must be; with fewer, none is taken.
    """
    amount.check()
    terms = _terms_of_sentences(document.terms)
    if len(set(terms.values())) < least:
        return []
    n_sentences = len(document.sentences)
    ranking = TextRank(similarity=similarity, candidates="all")(document, Length(sentences=n_sentences))
    best = sorted(
        (sentence for sentence in ranking.sentences if sentence.position in terms),
        key=lambda sentence: -sentence.score,
    )
    taken = best[: amount.of(len(best))] if amount.words is None else list(_nearest(best, amount.words))
    return sorted(taken, key=lambda sentence: sentence.position or 0)


def top_keywords(
    text: str,
    amount: Amount,
    *,
    language: str | None,
    stop_words: Iterable[str] | None = None,
    all_forms: bool,
    accents: bool,
) -> list[tuple[str, float]]:
    """Return the keywords of a text in lower case with their scores, best first.

    Args:
        text: the text.
        amount: how many keywords, as a number or as a share of the distinct content words.
        language: of the text; detected if None.
        stop_words: more of them.
        all_forms: whether to list each form of a keyword that occurs; only the most frequent one if not.
        accents: whether to leave accents as they are.
    """
    amount.check()
    more = _lower(stop_words)
    try:
        document = Document(text, language)
        if more:  # a number is in no keyword, and ends a phrase
            found = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(more)))})\b", re.IGNORECASE)
            document = Document(found.sub("0", text), document.language)
    except EmptyTextError:
        return []
    n = amount.of(Words.of(document).n_terms) if amount.words is None else amount.words
    scores: dict[str, float] = {}
    for keyword in _extract(document, n):
        forms = Counter(" ".join(document.text[start:end].lower().split()) for start, end in keyword.spans)
        for form, _ in forms.most_common(None if all_forms else 1):
            scores.setdefault(form if accents else without_accents(form), keyword.score)
    return list(scores.items())


def _extract(document: Document, n: int) -> list[Keyword]:
    """Return ``n`` keywords, of less good words too if there are not enough of the best."""
    found: list[Keyword] = []
    for share in _TOP_SHARES:
        if len(found) < n:
            found = extract(document, n, METHODS["textrank"], share)
    return found


def without_accents(text: str) -> str:
    """Return a text without marks on its letters.

    >>> without_accents("línea")
    'linea'
    """
    letters = (each for each in unicodedata.normalize("NFD", text) if unicodedata.category(each) != "Mn")
    return unicodedata.normalize("NFC", "".join(letters))


def check_switches(**flags: object) -> None:
    """Raise an error unless each is True or False, or the number that stands for it.

    >>> check_switches(split=1)
    """
    check_flags(**{name: bool(value) if _is_switch(value) else value for name, value in flags.items()})


def _is_switch(value: object) -> bool:
    return isinstance(value, int) and value in (0, 1)


class _Document(Document):
    """A document with more stop words, whose lines end sentences."""

    def __init__(self, text: str, language: str | None, stop_words: frozenset[str]) -> None:
        super().__init__(text, language, lines="units")
        self._stop_words = stop_words

    @cached_property
    def terms(self) -> TermCounts:
        """The terms of each sentence, without those of the stop words."""
        counts = TermCounts.of(self.words, self.language)
        is_stop = np.array([word in self._stop_words for word in self.words.words], bool)
        left_out = counts.term_of_word[is_stop]
        kept = ~np.isin(counts.columns, left_out[left_out != STOP_WORD])
        return replace(
            counts, rows=counts.rows[kept], columns=counts.columns[kept], counts=counts.counts[kept]
        )


def _terms_of_sentences(terms: TermCounts) -> dict[int, tuple[int, ...]]:
    """Return the terms of each sentence that has any."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row, column in zip(terms.rows.tolist(), terms.columns.tolist(), strict=True):
        found[row].append(column)
    return {row: tuple(columns) for row, columns in found.items()}


def _nearest(sentences: Iterable[SummarySentence], left: int) -> Iterator[SummarySentence]:
    """Yield the first sentences, as long as each brings the number of words nearer."""
    for sentence in sentences:
        n_words = len(sentence.text.split())
        if abs(left - n_words) > abs(left):
            return
        yield sentence
        left -= n_words


def _lower(stop_words: Iterable[str] | None) -> frozenset[str]:
    words = [] if stop_words is None else as_texts("additional_stopwords", stop_words)
    return frozenset(word.lower() for word in words if word.strip())
