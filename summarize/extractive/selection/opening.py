"""The sentence that opens a summary: the first of the running text that can be read alone."""

from __future__ import annotations

from bisect import bisect_right

from summarize.document import Document
from summarize.extractive.algebra.weights import sentence_sums
from summarize.extractive.features.titles import given_title_terms
from summarize.extractive.selection.stumbles import Level, Stumbles

_OPENINGS = 12  # sentences searched for one that can open the summary
_OPENING_WORDS = 8
_SEARCHED = 50  # sentences searched for a word of the title
_PARAGRAPH = 4 / 3  # sentences a paragraph on average; a text with fewer is a list of notes


def is_readable(stumbles: Stumbles, position: int) -> bool:
    """Return whether a sentence can be read without the one before it."""
    return stumbles.level(position, follows_taken=False) is Level.NONE


def find_opening(document: Document) -> int | None:
    """Return the first sentence of running text that can be read alone, None if there is none.

    If there is a title, it is the first whose paragraph shares a word with it, since teasers of other pages
    may precede.
    """
    n_paragraphs = sum(block.kind == "prose" for block in document.blocks)
    if n_paragraphs * _PARAGRAPH > len(document.sentences):
        return None
    stumbles = Stumbles(document)
    first = range(min(_OPENINGS, len(document.sentences)))
    candidates = [
        position
        for position in first
        if document.sentences[position].kind == "prose"
        and document.terms.n_words[position] >= _OPENING_WORDS
        and is_readable(stumbles, position)
    ]
    of_title = sentence_sums(document.terms, given_title_terms(document)[document.terms.columns])
    ends = [block.end for block in document.blocks]
    paragraphs = [bisect_right(ends, sentence.start) for sentence in document.sentences[:_SEARCHED]]
    named = {paragraph for paragraph, shared in zip(paragraphs, of_title, strict=False) if shared}
    return next(
        (position for position in candidates if paragraphs[position] in named), next(iter(candidates), None)
    )
