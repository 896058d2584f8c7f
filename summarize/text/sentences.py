"""Splits a text into sentences: blocks first, then sentencex, then corrections of its errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarize.text.blocks import find_blocks
from summarize.text.continuations import Continuations
from summarize.text.kinds import Block, Kind
from summarize.text.lines import Lines, unify_line_ends
from summarize.text.long_units import cut_long_units
from summarize.text.normalization import without_surrogates
from summarize.text.segments import segment
from summarize.text.short_forms import ShortForms

_WHOLE: tuple[Kind, ...] = ("heading", "byline", "code", "formula", "table")


def split_blocks(text: str, lines: Lines = "auto") -> list[Block]:
    """Cut a text into blocks with kinds; see :func:`summarize.text.blocks.find_blocks`."""
    return find_blocks(unify_line_ends(without_surrogates(text)), lines)


def split(
    text: str, language: str, lines: Lines = "auto", *, blocks: Iterable[Block] | None = None
) -> Iterator[tuple[int, int, Kind]]:
    """Split a text into sentences that cover all of it except white space.

    A sentence never crosses a block. Within a block, sentencex (Wikimedia) splits, with corrections where it
    splits too often or too rarely. A heading is left whole.

    Args:
        text: any string.
        language: an ISO 639-1 code; sentencex falls back to English rules.
        lines: see :func:`split_blocks`.
        blocks: those of the text, if they are known.

    Yields:
        start, end and kind of each sentence, in code points.

    >>> list(split("Mr. A. Smith went.  He left.", "en"))
    [(0, 18, 'prose'), (20, 28, 'prose')]
    """
    continuations = Continuations.of(language)
    text = unify_line_ends(without_surrogates(text))
    forms = ShortForms(text, language)
    for start, end, kind in find_blocks(text, lines) if blocks is None else blocks:
        if kind in _WHOLE:
            yield start, end, kind
            continue
        block = text[start:end]
        for piece in cut_long_units(continuations.join(segment(block, language), forms), block):
            if sentence := piece.strip():
                first = start + piece.index(sentence[0])
                yield first, first + len(sentence), kind
            start += len(piece)
