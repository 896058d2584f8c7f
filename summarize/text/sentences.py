"""Sentences as spans of the original text: blocks first, then sentencex, then what it misses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.text.blocks import blocks, unify_line_ends
from summarize.text.continuations import Continuations
from summarize.text.segments import segment

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def split(text: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """Split a text into sentences that cover all of it but white space.

    Blank lines, headings and list items end a sentence, a line break inside a paragraph does
    not. Within a block the rules are those of sentencex (Wikimedia), completed for what it
    cuts too early and too late.

    Args:
        text: any string.
        language: an ISO 639-1 code; sentencex falls back to English rules where it has none.

    Yields:
        start, end and whether it is a heading, of each sentence, in code points.

    >>> list(split("Mr. A. Smith went.  He left.", "en"))
    [(0, 18, False), (20, 28, False)]
    """
    continuations = Continuations.of(language)
    lines = unify_line_ends(_encodable(text))
    for start, end, is_heading in blocks(lines):
        if is_heading:
            yield start, end, True
            continue
        for piece in continuations.join(segment(lines[start:end], language)):
            if sentence := piece.strip():
                first = start + piece.index(sentence[0])
                yield first, first + len(sentence), False
            start += len(piece)


def _encodable(text: str) -> str:
    """Return the text with lone surrogates, which no UTF-8 can hold, replaced one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATES.sub("\ufffd", text)
    return text
