"""Cuts a text into blocks and determines their kinds, before sentences are split."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from summarize.text.bylines import opens_with_date
from summarize.text.context import Piece, settle
from summarize.text.cuts import find_cuts
from summarize.text.headings import (
    is_catchwords,
    is_enumerated_title,
    is_number_of_section,
    is_title_with_stop,
    looks_like_heading,
    title_above_paragraph,
)
from summarize.text.kinds import Block, kind_by_look
from summarize.text.leading_marks import ITEM_MARK
from summarize.text.letters import LONGEST_GREETING, is_greeting
from summarize.text.lines import Lines, unit_starts
from summarize.text.markup import code_spans
from summarize.text.phrases import languages_of_beginning
from summarize.text.turns import turn_starts

_ENDS_OF_GREETING = (",", "!", ":", "،", "，")


def find_blocks(text: str, lines: Lines = "auto") -> list[Block]:
    r"""Cut a text into blocks, separated by white space, and determine the kind of each.

    Args:
        text: its line ends are ``\n``.
        lines: see :func:`unit_starts`.

    >>> text = "The Title\n\nA wrapped\nparagraph.\n- first\n- second"
    >>> [(text[start:end], kind) for start, end, kind in find_blocks(text)]
    [('The Title', 'heading'), ('A wrapped\nparagraph.', 'prose'), ('- first', 'item'), ('- second', 'item')]
    """
    found = find_cuts(text)
    turns = turn_starts(text)
    spans = code_spans(text)
    units = _outside_headings(unit_starts(text, lines), sorted(found.positions), found.headings)
    cuts = sorted({*found.positions, *units, *turns, *turns.values(), *_ends_of_greeting(text), len(text)})
    pieces = list(_pieces(text, _outside(cuts, spans), found.headings, turns, dict(spans)))
    settle(pieces)
    return [Block(piece.start, piece.end, piece.kind or "prose") for piece in pieces]


def _ends_of_greeting(text: str) -> list[int]:
    """Return where the text goes on below a greeting, at the start or below the header lines of a mail."""
    ends: list[int] = []
    if "\n" not in text:
        return ends
    for start in {0, text.find("\n\n") + 2}:
        end = text.find("\n", start, start + LONGEST_GREETING)
        line = text[start : max(start, end)]
        if line.endswith(_ENDS_OF_GREETING) and is_greeting(line) and not _goes_on(line, text[end + 1 :][:1]):
            ends.append(end)
    return ends


def _goes_on(line: str, following: str) -> bool:
    """Return whether a line that begins like a greeting is the head of a sentence: "All in all,".

    Below an English greeting, and below thanks, there is a capital letter, unless the writer uses none.
    """
    return (
        following.islower()
        and line[:1].isupper()
        and languages_of_beginning(line.lower(), "greeting") in (set(), {"en"})
    )


def _outside_headings(units: list[int], positions: list[int], headings: set[int]) -> list[int]:
    """Return the starts of units outside headings, since a heading may be wrapped."""
    return [unit for unit in units if positions[bisect_right(positions, unit) - 1] not in headings]


def _outside(cuts: list[int], spans: list[tuple[int, int]]) -> list[int]:
    """Return the cuts outside all spans, and the borders of the spans."""
    if not spans:
        return cuts
    kept, position = {border for span in spans for border in span}, 0
    for cut in cuts:
        while position < len(spans) and spans[position][1] <= cut:
            position += 1
        if position == len(spans) or cut <= spans[position][0]:
            kept.add(cut)
    return sorted(kept)


def _pieces(
    text: str, cuts: list[int], headings: set[int], turns: dict[int, int], code: dict[int, int]
) -> Iterator[Piece]:
    speeches = set(turns.values())
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if not (stripped := piece.strip()):
            continue
        first = start + piece.index(stripped[0])
        if start in code:
            yield Piece(first, stripped, "code")
        elif start in headings:
            yield Piece(first, stripped, "heading")
        elif start in speeches:
            yield Piece(first, stripped, "turn")
        elif start in turns:
            yield Piece(first, stripped, "byline")
        elif title_end := title_above_paragraph(stripped):
            yield _piece(first, stripped[:title_end])
            paragraph = stripped[title_end:].lstrip()
            yield _piece(first + len(stripped) - len(paragraph), paragraph)
        else:
            yield _piece(first, stripped)


def _piece(start: int, text: str) -> Piece:
    """Return a block with the kind that its text alone determines."""
    if (mark := ITEM_MARK.match(text)) and not opens_with_date(text):
        kind = kind_by_look(rest) if (rest := text[mark.end() :]) else None
        return Piece(start, text, "item" if kind in (None, "prose", "byline") else kind)
    kind = kind_by_look(text)
    if kind in (None, "prose") and (is_enumerated_title(text) or is_catchwords(text)):
        return Piece(start, text, "heading")
    if is_number_of_section(text):
        return Piece(start, text, "heading")
    if kind == "prose" and is_title_with_stop(text):
        return Piece(start, text, None, is_shaped=True)
    return Piece(start, text, kind, is_shaped=kind is None and looks_like_heading(text))
