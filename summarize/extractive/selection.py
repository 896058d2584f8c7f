"""From scores to the sentences of a summary: ranking, and the budget of a length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.length import Length
from summarize.text.words import count_words, has_word

# Scores are compared to so many digits of the largest: what differs further on is rounding, and
# the choice should not hang on a machine's instruction set or number of threads.
_DIGITS = 9


def rank(document: Document, scores: NDArray[np.float64]) -> Iterator[int]:
    """Yield the positions of the sentences, best first.

    Running text comes before headings, and headings before sentences without any word; equal
    scores keep the order of the text.

    Args:
        document: n sentences.
        scores: one score a sentence, shape (n,); larger is better.
    """
    sentences = document.sentences
    largest = np.abs(scores).max(initial=0.0)
    comparable = np.round(scores / largest, _DIGITS) if largest > 0 else scores
    is_heading = np.array([sentence.is_heading for sentence in sentences])
    # Comparable scores lie in [-1, 1]; a stable sort leaves ties in the order of the text.
    wordless = []
    for position in np.argsort(4 * is_heading - comparable, kind="stable").tolist():
        if has_word(sentences[position].text):
            yield position
        else:
            wordless.append(position)
    yield from wordless


def select(
    document: Document, scores: NDArray[np.float64], length: Length, *, passes_over: bool = True
) -> list[int]:
    """Return the positions of the best sentences that fit the length, in the order of the text.

    Words and ratio are filled greedily by rank. A sentence that would go over the budget is
    passed over while shorter ones still fit, or ends the summary where ``passes_over`` is false.
    Headings only follow when all running text is in. Where not even one sentence fits, the
    shortest is taken: a summary is never empty.

    Args:
        document: n sentences.
        scores: one score a sentence, shape (n,); larger is better.
        length: the limit.
        passes_over: whether a sentence that does not fit makes room for the next one.

    >>> document = Document("One two three. Four five. Six.")
    >>> select(document, np.array([0.2, 0.5, 0.3]), Length(words=3))
    [1, 2]
    """
    ranking = rank(document, scores)
    if length.sentences is not None:
        return sorted(islice(ranking, min(length.sentences, len(document.sentences))))
    n_words = [count_words(sentence.text) for sentence in document.sentences]
    left = length.word_budget(sum(n_words))
    positions, chosen = list(ranking), []
    is_complete = True
    for position in positions:
        if document.sentences[position].is_heading and not is_complete:
            break
        if n_words[position] <= left:
            chosen.append(position)
            left -= n_words[position]
        elif passes_over:
            is_complete = False
        else:
            break
    if chosen:
        return sorted(chosen)
    running_text = [p for p in positions if not document.sentences[p].is_heading] or positions
    return [min(running_text, key=lambda position: (n_words[position] == 0, n_words[position]))]
