"""The sentence that opens a summary: the first of the running text that can be read alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from summarize.document import Document
from summarize.extractive.algebra.weights import sentence_sums
from summarize.extractive.features.announcements import is_ruling
from summarize.extractive.features.definitions import is_definition
from summarize.extractive.features.once import once
from summarize.extractive.features.titles import given_title, given_title_terms, title_name
from summarize.extractive.selection.stumbles import Level, Stumbles
from summarize.text.terms import query_terms

_OPENINGS = 12  # sentences searched for one that can open the summary
_OPENING_WORDS = 8
_FAR = 4  # times as many sentences as asked for are searched for the name; what follows says little
_LEAD = 4  # sentences searched for a definition
_SEARCHED = 50  # sentences searched for words of the title
_RULINGS = 8  # sentences searched for one that can be read alone
_OF_TITLE = 2  # words; a single one may be common
_PARAGRAPH = 4 / 3  # sentences a paragraph on average; a text with fewer is a list of notes


def is_readable(stumbles: Stumbles, position: int) -> bool:
    """Return whether a sentence can be read without the one before it."""
    return stumbles.level(position, follows_taken=False) is Level.NONE


def find_definition(document: Document) -> int | None:
    """Return the sentence of the lead that defines the topic and can be read alone, None if there is none."""
    defined = once(is_definition, document, document.title)[:_LEAD]
    position = int(defined.argmax())
    return position if defined[position] and is_readable(Stumbles(document), position) else None


def find_opening(document: Document) -> int | None:
    """Return the first sentence of running text that can be read alone, None if there is none.

    If there is a title and no word of it in that paragraph, it may be a teaser of another page. Then it is
    the first whose paragraph has two words of the title in a sentence.
    """
    n_paragraphs = sum(block.kind == "prose" for block in document.blocks)
    if n_paragraphs * _PARAGRAPH > len(document.sentences):
        return None
    candidates = _candidates(document)
    of_title = once(given_title_terms, document, document.title)
    first = next(candidates, None)
    if first is None or not np.count_nonzero(of_title):
        return first
    shared = sentence_sums(document.terms, of_title[document.terms.columns])[:_SEARCHED]
    ends = [block.end for block in document.blocks]
    paragraph = [bisect_right(ends, sentence.start) for sentence in document.sentences[:_SEARCHED]]
    most: dict[int, float] = defaultdict(float)  # words of the title in a sentence of a paragraph
    for number, n_words in zip(paragraph, shared.tolist(), strict=True):
        most[number] = max(most[number], n_words)
    least = min(_OF_TITLE, len(query_terms(given_title(document), document.language)))
    if most[paragraph[first]]:
        return first
    return next((position for position in candidates if most[paragraph[position]] >= least), first)


def find_ruling(document: Document, worth: NDArray[np.float64]) -> int | None:
    """Return the best sentence of a judgment with the ruling that can be read alone, None if there is none.

    Args:
        document: the text.
        worth: of each sentence, shape (n_sentences,).
    """
    rulings = once(is_ruling, document).nonzero()[0]
    if not len(rulings):  # as in most texts
        return None
    stumbles = Stumbles(document)
    best = rulings[(-worth[rulings]).argsort(kind="stable")][:_RULINGS].tolist()
    return next((position for position in best if is_readable(stumbles, position)), None)


def find_named(document: Document, worth: NDArray[np.float64], n_sentences: int) -> int | None:
    """Return the best sentence with the name in the title, if none of the best and one of the next has it.

    Args:
        document: the text.
        worth: of each sentence, shape (n_sentences,).
        n_sentences: of the summary; so many of those that can be read alone are the best.
    """
    if (name := once(title_name, document, document.title)) is None:
        return None
    stumbles = Stumbles(document)
    order = np.argsort(-worth, kind="stable")[:_SEARCHED].tolist()
    readable = (position for position in order if is_readable(stumbles, position))
    is_named = re.compile(rf"\b{name}\b").search
    named = ((rank, p) for rank, p in enumerate(readable) if is_named(document.sentences[p].text))
    rank, position = next(named, (0, None))
    return position if n_sentences <= rank < _FAR * n_sentences else None


def _candidates(document: Document) -> Iterator[int]:
    """Yield the positions of long sentences at the start that can be read alone."""
    stumbles = Stumbles(document)
    for position, sentence in enumerate(document.sentences[:_OPENINGS]):
        is_long = sentence.kind == "prose" and document.terms.n_words[position] >= _OPENING_WORDS
        if is_long and is_readable(stumbles, position):
            yield position
