"""The passages of a text that matter for a query, word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarize.checks import check_count, show_typed
from summarize.document import Document
from summarize.documents import document_of
from summarize.errors import InvalidTypeError, InvalidValueError, QueryError
from summarize.extractive.auto import Auto
from summarize.extractive.features.query import relevance
from summarize.extractive.selection.budget import select
from summarize.extractive.selection.order import Order, by_score
from summarize.length import Length
from summarize.summarizer import check_arguments
from summarize.text.words import count_words

_SEPARATOR = "\n\n"
# A sentence also counts the relevance of its neighbours: 0.7, 0.49 and 0.34 of it, one, two and three
# sentences away. Chosen on the answers to the queries of every second meeting of QMSum, of whose words 500
# words keep 61.7 % (59.2 % without neighbours); on the other meetings 55.9 % (55.7 %).
_REACH, _DECAY = 3, 0.7
_SAFETY = 0.95


class Passage(NamedTuple):
    """Adjacent sentences of a text, ``text[start:end]``.

    Attributes:
        text: the passage, word for word.
        start: position of its first character in the text.
        end: position after its last character.
        page: the page on which it begins; None if the text has no pages.
    """

    text: str
    start: int
    end: int
    page: int | None = None


class Compressed(str):
    """The passages of a text as one string, with a blank line between two that are not adjacent.

    Attributes:
        passages: the passages, in the order of the text.
        document: the whole text.
        n_words: number of words that are kept.
        n_words_left_out: number of words of the text that are not.
        notes: why it is the whole text, or longer than asked for.
    """

    passages: tuple[Passage, ...]
    document: Document
    n_words: int
    n_words_left_out: int
    notes: tuple[str, ...]

    def __new__(
        cls, passages: Sequence[Passage], document: Document, notes: Sequence[str] = ()
    ) -> Compressed:
        """Join the passages of a document."""
        self = super().__new__(cls, _SEPARATOR.join(passage.text for passage in passages))
        self.passages = tuple(passages)
        self.document = document
        self.n_words = sum(count_words(passage.text) for passage in passages)
        self.n_words_left_out = count_words(document.text) - self.n_words
        self.notes = tuple(notes)
        return self

    def __getnewargs__(self) -> tuple[tuple[Passage, ...], Document, tuple[str, ...]]:  # type: ignore[override]
        return self.passages, self.document, self.notes


def compress(
    text: str | Document,
    query: str | None = None,
    *,
    words: int | None = None,
    tokens: int | None = None,
    count_tokens: Callable[[str], int] | None = None,
    language: str | None = None,
) -> Compressed:
    r"""Keep the passages of a text that matter for a query, word for word and in order.

    It makes retrieved texts fit into a prompt. Sentences are ranked by the words that they share with the
    query, rare ones first (Otterbacher et al. 2005). Each also gets a share of the rank of its neighbours in
    the paragraph. Text of all kinds is kept: code and rows of tables, too. A sentence without such words
    nearby is left out even if there is room.

    Args:
        text: the text, or a :class:`Document`.
        query: the question or topic. Without one, the sentences that ``summarize`` prefers are kept. If the
            text has no word of it, the whole text is returned, whatever the limit, with a note.
        words: maximum number of words; no limit by default.
        tokens: maximum number of tokens of a model, as ``count_tokens`` counts them.
        count_tokens: returns the number of tokens of a text, such as
            ``lambda text: len(tokenizer.encode(text))``.
        language: code or English name; detected by default.

    Returns:
        a :class:`Compressed`: a string with its passages. One sentence is always kept; there is a
        note if it is longer than asked for.

    Raises:
        EmptyTextError: the text is blank or has no words.
        InvalidTypeError: an argument has the wrong type.
        InvalidValueError: an argument has an invalid value, or both ``words`` and ``tokens`` are given.

    >>> text = "The mill burns. Rain fell. It fell all day. Bread is sold. Who milled the flour? Ann did."
    >>> compress(text, "flour", words=5)
    'Who milled the flour?'
    """
    check_arguments(None, query)
    if words is not None:
        check_count("words", words)
    _check_tokens(words, tokens, count_tokens)
    document = document_of(text, language)
    try:
        scores = _scores(document, query)
    except QueryError:
        whole = Passage(document.text, 0, len(document.text), document.page(0))
        return Compressed([whole], document, ["no word of the query is in the text: it is returned whole"])
    if tokens is None or count_tokens is None:
        return _at_most(document, scores, words)
    return _at_most_tokens(document, scores, tokens, count_tokens)


def _check_tokens(words: int | None, tokens: int | None, count_tokens: Callable[[str], int] | None) -> None:
    if count_tokens is not None and not callable(count_tokens):
        raise InvalidTypeError(f"count_tokens must be a function, got {show_typed(count_tokens)}")
    if tokens is None:
        if count_tokens is not None:
            raise InvalidValueError("count_tokens is given without tokens, their largest number")
        return
    check_count("tokens", tokens)
    if words is not None:
        raise InvalidValueError(f"give words or tokens, not both: {words} and {tokens}")
    if count_tokens is None:
        raise InvalidValueError(
            "tokens needs count_tokens, a function that counts them: lambda text: len(tokenizer.encode(text))"
        )


def _scores(document: Document, query: str | None) -> NDArray[np.float64]:
    """Return a positive score for each sentence that matters, 0 for others; shape (n_sentences,)."""
    if query is None:
        scores = Auto(candidates="all").scores(document)
        return np.asarray(scores - scores.min() + 1)
    own, paragraphs = relevance(document, query), _paragraphs(document)
    scores = own.copy()
    for distance in range(1, min(_REACH, len(own) - 1) + 1):
        is_near = paragraphs[distance:] == paragraphs[:-distance]
        scores[distance:] += _DECAY**distance * own[:-distance] * is_near
        scores[:-distance] += _DECAY**distance * own[distance:] * is_near
    return scores


def _paragraphs(document: Document) -> NDArray[np.int64]:
    """Return the number of the paragraph of each sentence, shape (n_sentences,); a conversation is one."""
    if document.is_transcript:
        return np.zeros(len(document.sentences), np.int64)
    starts = [sentence.start for sentence in document.sentences]
    return np.searchsorted([block.start for block in document.blocks], starts, side="right")


def _at_most(document: Document, scores: NDArray[np.float64], words: int | None) -> Compressed:
    length = Length(sentences=len(scores)) if words is None else Length(words=words)
    chosen = select(document, _that_matter(scores), length, is_for_readers=False)
    compressed = Compressed(_passages(document, chosen), document)
    if words is not None and compressed.n_words > words:
        note = f"one sentence is always kept: it has {compressed.n_words} words, and {words} were asked for"
        return Compressed(compressed.passages, document, [note])
    return compressed


def _at_most_tokens(
    document: Document, scores: NDArray[np.float64], tokens: int, count_tokens: Callable[[str], int]
) -> Compressed:
    """Return as many words as the tokens allow: a smaller number of words until the tokens fit."""
    compressed = _at_most(document, scores, None)
    while (n_tokens := count_tokens(compressed)) > tokens:
        words = int(compressed.n_words * _SAFETY * tokens / n_tokens)
        if words < 1 or compressed.notes:
            note = f"one sentence is always kept: it has {n_tokens} tokens, and {tokens} were asked for"
            return Compressed(compressed.passages, document, [note])
        compressed = _at_most(document, scores, words)
    return compressed


def _that_matter(scores: NDArray[np.float64]) -> Order:
    for position in by_score(scores):
        if scores[position] <= 0:
            return
        yield position


def _passages(document: Document, chosen: Sequence[int]) -> list[Passage]:
    sentences, text = document.sentences, document.text
    spans = [(sentences[first].start, sentences[last].end) for first, last in _runs(chosen)]
    return [Passage(text[start:end], start, end, document.page(start)) for start, end in spans]


def _runs(chosen: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of consecutive positions."""
    first = 0
    for i, position in enumerate(chosen):
        if i + 1 == len(chosen) or chosen[i + 1] != position + 1:
            yield chosen[first], position
            first = i + 1
