"""What sentencex makes of a paragraph, and where it leaves too much in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

import sentencex

# It takes time with the square of some paragraphs: Chinese, unclosed quotes, "abc.def.".
_WINDOW = 10_000  # characters
_COULD_HIDE_SENTENCES = 40  # characters
_LONGEST_QUOTATION = 500  # characters; what looks longer is an opening quote that nothing closes
_QUOTE_OR_BRACKET = re.compile(r"""["'`´«»‹›“”„‟‘’‚‛()\[\]{}<>「」『』《》（）]""")
_LIST_MARKER = re.compile(r"\s*(?:(?:[^\w\s]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})[.)]{1,2})\s+)+")
_WRAPPED_NUMBER = re.compile(r"\n[ \t]*(?:\(?\w{1,4}[.)]|[^\w\s][ \t])")


def segment(block: str, language: str) -> list[str]:
    """Cut a block into sentences; joined they are the block, but for some line breaks.

    >>> segment("Mr. Smith went. He left.", "en")
    ['Mr. Smith went. ', 'He left.']
    """
    if _WRAPPED_NUMBER.search(block):  # it would take the line for a list item; blocks know better
        block = block.replace("\n", " ")
    pieces: list[str] = []
    for piece in _cut(block, language):
        size = len(piece)
        # The first characters are enough to see that most sentences start with no list marker.
        if size > _LONGEST_QUOTATION or (
            size > _COULD_HIDE_SENTENCES
            and (piece[1] in " .)" or piece[0] in "( " or piece[0].isdigit())
            and _LIST_MARKER.match(piece)
        ):
            pieces += _cut_again(piece, language)
        else:
            pieces.append(piece)
    return pieces


def _cut(text: str, language: str) -> list[str]:
    if len(text) <= _WINDOW:
        return sentencex.segment(language, text)  # type: ignore[no-any-return]
    return [text[start:end] for start, end in pairwise([0, *_ends_by_window(text, language)])]


def _ends_by_window(text: str, language: str) -> Iterator[int]:
    start = 0
    while start < len(text):
        stop = start + _WINDOW
        ends = [start + end for end in accumulate(map(len, sentencex.segment(language, text[start:stop])))]
        if stop < len(text):
            ends.pop()  # the window's end; the last sentence goes on behind it
            start = ends[-1] if ends else stop
        else:
            start = stop
        yield from ends


def _cut_again(piece: str, language: str) -> list[str]:
    """Cut what it leaves whole: a list item, or all that follows an unclosed quote."""
    revealed = piece
    if marker := _LIST_MARKER.match(piece):
        revealed = " " * marker.end() + piece[marker.end() :]
    if len(piece) > _LONGEST_QUOTATION:
        revealed = _QUOTE_OR_BRACKET.sub(" ", revealed)
    ends = accumulate(map(len, _cut(revealed, language)))
    return [piece[start:end] for start, end in pairwise([0, *ends])]
