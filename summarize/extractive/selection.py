"""From scores to the sentences of a summary: ranking, and the budget of a length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.length import Length
from summarize.text.words import count_words, has_word

# Scores closer than this, relative to the largest, differ by rounding and count as equal:
# the choice must not hang on a machine's instruction set or number of threads.
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


def select(document: Document, scores: NDArray[np.float64], length: Length) -> list[int]:
    """Return the positions of the best sentences that fit the length, in the order of the text.

    Words and ratio are filled greedily by rank, passing over a sentence that would go over the
    budget while shorter ones still fit. Where not even one fits, the shortest is taken: a
    summary is never empty.
    """
    ranking = rank(document, scores)
    if length.sentences is not None:
        return sorted(islice(ranking, length.sentences))
    n_words = [count_words(sentence.text) for sentence in document.sentences]
    left = length.word_budget(document.n_words)
    positions, chosen = list(ranking), []
    for position in positions:
        if n_words[position] <= left:
            chosen.append(position)
            left -= n_words[position]
    return sorted(chosen) or [min(positions, key=lambda position: n_words[position])]
