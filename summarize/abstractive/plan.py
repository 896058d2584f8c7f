"""From the tokens of a text to chunks: few, balanced, ending where sections and sentences end."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from summarize.abstractive.tokens import Positions, Tokens
from summarize.document import Document

_CLAUSE_ENDS = frozenset(",;:–—)]}\n،؛、；：，")


# How far from its ideal size a chunk may be so that it ends with a section, as a share of that size.
_SECTION_TOLERANCE = 0.25


def chunks(document: Document, tokens: Tokens, capacity: int) -> list[Tokens]:
    """Cut a text into as few chunks as possible, of about the same size.

    Joined, their tokens are those of the text. Each ends at the end of a sentence, and at that of a
    section where one is near; none ends with a heading. A sentence longer than a chunk is cut after a
    clause, else between words, else between tokens.

    Args:
        document: the text.
        tokens: its tokens.
        capacity: largest number of tokens in a chunk, at least 1.
    """
    sentences = document.sentences
    is_heading = np.array([sentence.is_heading for sentence in sentences], bool)
    follows_heading = np.append(False, is_heading[:-1])
    starts = np.array([sentence.start for sentence in sentences], np.int64)
    firsts = np.searchsorted(tokens.ends, starts, side="right").astype(np.int64)
    firsts[0] = 0
    bounds = _bounds(document.text, tokens, firsts, follows_heading, capacity)
    sections = np.intersect1d(bounds, firsts[is_heading & ~follows_heading])
    return [tokens[start:end] for start, end in pairwise(_pack(bounds, sections, capacity))]


def _bounds(
    text: str, tokens: Tokens, firsts: Positions, follows_heading: NDArray[np.bool_], capacity: int
) -> Positions:
    """Return where a chunk may end, as numbers of tokens, none more than capacity apart.

    Args:
        text: the text.
        tokens: its tokens.
        firsts: the first token of each sentence.
        follows_heading: whether the sentence before each is a heading.
        capacity: largest number of tokens in a chunk.
    """
    bounds = np.unique(np.append(firsts[~follows_heading], len(tokens)))
    extra: list[int] = []
    for start, end in pairwise(bounds.tolist()):
        if end - start > capacity:
            inside = firsts[np.searchsorted(firsts, start, side="right") : np.searchsorted(firsts, end)]
            extra += _divide(text, tokens, [start, *np.unique(inside).tolist()], end, capacity)
    return np.union1d(bounds, np.array(extra, np.int64))


def _divide(text: str, tokens: Tokens, firsts: list[int], end: int, capacity: int) -> list[int]:
    """Return where to cut headings and the sentence after them, which are longer than a chunk.

    Args:
        text: the text.
        tokens: its tokens.
        firsts: the first token of each heading, then that of the sentence.
        end: where the sentence ends.
        capacity: largest number of tokens in a chunk.
    """
    cuts: list[int] = []
    for start, following in pairwise(firsts):
        if end - start <= capacity:
            return cuts
        if firsts[-1] - start < capacity:  # with the heading, a part of the sentence fits
            return cuts + _cut(text, tokens, start, end, capacity, after=firsts[-1])
        cuts += [*_cut(text, tokens, start, following, capacity), following]
    return cuts + _cut(text, tokens, firsts[-1], end, capacity)


def _cut(text: str, tokens: Tokens, start: int, end: int, capacity: int, after: int = 0) -> list[int]:
    """Return where to cut a sentence, tokens start to end, that is longer than a chunk.

    Args:
        text: the text.
        tokens: its tokens.
        start: the first token.
        end: the end of the last one.
        capacity: largest number of tokens in a chunk.
        after: the first cut comes after this token, less than capacity from the start.
    """
    cuts: list[int] = []
    while end - start > capacity:
        latest = start + capacity
        ideal = start + -(-(end - start) // -(-(end - start) // capacity))
        halves = sorted(
            range(latest, max(start + capacity // 2, after), -1), key=lambda cut: abs(cut - ideal)
        )
        start = next(
            (cut for cut in halves if _ends_clause(text, tokens, cut)),
            next(
                (cut for cut in halves if _ends_word(text, tokens, cut)),
                next((cut for cut in halves if tokens.starts[cut] >= tokens.ends[cut - 1]), latest),
            ),
        )
        cuts.append(start)
    return cuts


def _ends_clause(text: str, tokens: Tokens, cut: int) -> bool:
    end = int(tokens.ends[cut - 1])
    return text[max(end - 1, 0) : end] in _CLAUSE_ENDS and _ends_word(text, tokens, cut)


def _ends_word(text: str, tokens: Tokens, cut: int) -> bool:
    place = int(tokens.starts[cut])
    return text[place : place + 1].isspace() or text[max(place - 1, 0) : place].isspace()


def _pack(bounds: Positions, sections: Positions, capacity: int) -> list[int]:
    """Return the cuts between the fewest chunks, each as near to an equal share as sections allow.

    Args:
        bounds: where a chunk may end, none more than capacity apart.
        sections: those where a section begins.
        capacity: largest number of tokens in a chunk.
    """
    needed = _numbers_of_chunks(bounds, capacity)
    cuts, total = [0], int(bounds[-1])
    if not total:
        return cuts
    for n_left in range(int(needed[0]), 1, -1):
        start = cuts[-1]
        ideal = start + (total - start) / n_left
        # From here on, the rest fits into the chunks that are left; from there on, this one is too long.
        lowest = int(np.searchsorted(-needed, 1 - n_left))
        highest = int(np.searchsorted(bounds, start + capacity, side="right"))
        possible = bounds[lowest:highest]
        near = _SECTION_TOLERANCE * (ideal - start)
        preferred = sections[(sections >= possible[0]) & (sections <= possible[-1])]
        preferred = preferred[np.abs(preferred - ideal) <= near]
        choice = preferred if len(preferred) else possible
        cuts.append(int(choice[np.abs(choice - ideal).argmin()]))
    return [*cuts, total]


def _numbers_of_chunks(bounds: Positions, capacity: int) -> Positions:
    """Return how many chunks the text after each bound needs at least, never rising."""
    needed = np.zeros(len(bounds), np.int64)
    furthest = np.searchsorted(bounds, bounds + capacity, side="right") - 1
    for position in range(len(bounds) - 2, -1, -1):
        needed[position] = needed[furthest[position]] + 1
    return needed
