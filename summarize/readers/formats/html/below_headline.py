"""What of the blocks between a headline and the article that was found below it is of the article, too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from summarize.readers.formats.markup import heading
from summarize.text.marks import ends_sentence

_NO_WORDS = re.compile(r"[\W_]+")
_PARAGRAPH = 100  # characters; shorter blocks below a headline are names and dates
_MISSED = 0.25  # of what was found; less may be about the site
_PIECE = 10  # letters and digits: two or three words, in any script
_FEWEST_PIECES = 10
_SAME = 0.5  # of the pieces of the shorter text; editors change a word or two
_CHARACTERS = 600  # letters and digits that are compared; a standfirst has no more
_MOST_DESCRIPTIONS = 2
_DESCRIPTIONS = "//meta[@name='description' or @property='og:description']/@content"
_HEADINGS = frozenset({"h2", "h3"})


def descriptions_of(tree: Any) -> list[str]:
    """Return what a page says of itself, for search engines and others to show."""
    return list(dict.fromkeys(tree.xpath(_DESCRIPTIONS)))[:_MOST_DESCRIPTIONS]


def missed_below_headline(
    blocks: Sequence[tuple[str, Any]], n_found: int, descriptions: Sequence[str]
) -> dict[int, str]:
    """Return the blocks below the last headline that are of the article, by position.

    The standfirst is one, as a heading: it is a heading that is a sentence, or the page describes itself
    with it. Other paragraphs are, if they are much of the article: some press releases are made of divs.

    Args:
        blocks: each with its element, before those that were found.
        n_found: characters of what was found.
        descriptions: of the page, by :func:`descriptions_of`.
    """
    headlines = [position for position, (_, element) in enumerate(blocks) if element.tag == "h1"]
    below = range(headlines[-1] + 1, len(blocks)) if headlines else range(0)
    paragraphs = {n: blocks[n][0] for n in below if _is_paragraph(blocks[n][0])}
    if sum(map(len, paragraphs.values())) >= _MISSED * n_found:
        return paragraphs
    missed = {}
    for position in below:
        text, element = blocks[position]
        is_heading = element.tag in _HEADINGS
        if any(is_same(text, each) for each in descriptions) or (is_heading and position in paragraphs):
            missed[position] = text if is_heading else heading(text, 2)
    return missed


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH and ends_sentence(text)


def is_same(text: str, description: str) -> bool:
    """Return whether most of the shorter of two texts is in the other, too.

    >>> is_same("The weir leaks. It is shut until August.", "The old weir leaks. It is shut until …")
    True
    """
    ones, others = _pieces(text), _pieces(description)
    fewest = min(len(ones), len(others))
    return fewest >= _FEWEST_PIECES and len(ones & others) >= _SAME * fewest


def _pieces(text: str) -> set[str]:
    letters = _NO_WORDS.sub("", text[: 2 * _CHARACTERS].casefold())[:_CHARACTERS]
    return {letters[start : start + _PIECE] for start in range(len(letters) - _PIECE + 1)}
