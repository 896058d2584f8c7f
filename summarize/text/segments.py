"""Splits a paragraph with sentencex, and again where it leaves several sentences together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

import sentencex

from summarize.text.missed_ends import cut_line_list, cut_missed, may_miss_ends

# sentencex takes quadratic time for some paragraphs: Chinese, unclosed quotes, "abc.def.".
_WINDOW = 10_000  # characters
_COULD_HIDE_SENTENCES = 40  # characters
_LONGEST_QUOTATION = 500  # characters; a longer one is an unclosed quote
_QUOTE_OR_BRACKET = re.compile(r"""["'`´«»‹›“”„‟‘’‚‛()\[\]{}<>「」『』《》（）]""")
_LIST_MARKER = re.compile(r"\s*(?:(?:[^\w\s]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})[.)]{1,2})\s+)+")
# It belongs to the previous sentence: an emoticon, or a closing mark with a blank after it.
_CLOSES = re.compile(r"[:;]-?[)(DP](?:\s+|$)|\s*(?:''|[\"”’»])\s+")
_MAY_CLOSE = frozenset(":; \"'”’»")
_OPENS = re.compile(r"(?<=\s)(?:[«“„]\s?|[\"'‘(]|``)\Z")
_OPENING_QUOTES, _OPENING_ONLY = frozenset("\"'“„«‘(`"), frozenset("«“„")
_LONGEST_OPENING = 2  # characters
_NOTE = re.compile(r"\d{1,3}\s+(?=[^\W\d_a-z])")
# It begins with the stop, which makes the search fast.
_STOP_AFTER_WIDE_BLANK = re.compile(r"\.(?<=[^\S\x00-\x7f]\.)")  # "J\xa0."
_WIDE_BLANK = re.compile(r"[^\S\x00-\x7f]")
_WRAPPED_NUMBER = re.compile(r"\n[ \t]*(?:\(?\w{1,4}[.)]|[^\w\s][ \t])")


def segment(block: str, language: str) -> list[str]:
    """Split a block into sentences, which concatenate to the block except for some line breaks.

    >>> segment("Mr. Smith went. He left.", "en")
    ['Mr. Smith went. ', 'He left.']
    """
    if _WRAPPED_NUMBER.search(block):  # sentencex would take the line for a list item; it is only wrapped
        block = block.replace("\n", " ")
    items = cut_line_list(block)
    if len(items) > 1:
        pieces = [piece for item in items for piece in _cut_again(item, language)]
    else:
        pieces = _pieces(block, language)
    if len(pieces) > 1:
        _move_borders(pieces)
    if may_miss_ends(block, language):
        return [
            part
            for piece in pieces
            for part in (cut_missed(piece, language) if may_miss_ends(piece, language) else (piece,))
        ]
    return pieces


def _pieces(block: str, language: str) -> list[str]:
    pieces: list[str] = []
    for piece in _cut(block, language):
        size = len(piece)
        # The first characters rule out a list marker for most sentences.
        if size > _LONGEST_QUOTATION or (
            size > _COULD_HIDE_SENTENCES
            and (piece[1] in " .)" or piece[0] in "( " or piece[0].isdigit())
            and _LIST_MARKER.match(piece)
        ):
            pieces += _cut_again(piece, language)
        else:
            pieces.append(piece)
    return pieces


def _move_borders(pieces: list[str]) -> None:
    """Move opening marks to the next piece; closing marks, emoticons and a note's digits to the previous."""
    for i in range(len(pieces) - 1):
        left, right = pieces[i], pieces[i + 1]
        if (left[-1] in _OPENING_QUOTES or left[-2:-1] in _OPENING_ONLY) and (
            (opening := _OPENS.search(left, len(left) - _LONGEST_OPENING))
            and (opening.group()[0] in _OPENING_ONLY or not right[0].isspace())
        ):
            pieces[i], pieces[i + 1] = left[: opening.start()], opening.group() + right
        elif right[0].isdigit():
            if not left[-1].isspace() and (found := _NOTE.match(right)):
                pieces[i], pieces[i + 1] = left + found.group(), right[found.end() :]
        elif (
            right[0] in _MAY_CLOSE
            and (found := _CLOSES.match(right))
            and found.end() < len(right)
            and ('"' not in found.group() or left.count('"') % 2 == 1)
        ):
            pieces[i], pieces[i + 1] = left + found.group(), right[found.end() :]


def _cut(text: str, language: str) -> list[str]:
    if len(text) <= _WINDOW:
        return _segment(text, language)
    return [text[start:end] for start, end in pairwise([0, *_ends_by_window(text, language)])]


def _segment(text: str, language: str) -> list[str]:
    """Return what sentencex does, which ends the process with a panic if a wide blank precedes a stop."""
    if text.isascii() or not _STOP_AFTER_WIDE_BLANK.search(text):
        return sentencex.segment(language, text)  # type: ignore[no-any-return]
    ends = accumulate(map(len, sentencex.segment(language, _WIDE_BLANK.sub(" ", text))))
    return [text[start:end] for start, end in pairwise([0, *ends])]


def _ends_by_window(text: str, language: str) -> Iterator[int]:
    start = 0
    while start < len(text):
        stop = start + _WINDOW
        ends = [start + end for end in accumulate(map(len, _segment(text[start:stop], language)))]
        if stop < len(text):
            ends.pop()  # the end of the window; the last sentence continues after it
            start = ends[-1] if ends else stop
        else:
            start = stop
        yield from ends


def _cut_again(piece: str, language: str) -> list[str]:
    """Cut a piece that sentencex leaves whole: a list item, or the text after an unclosed quote."""
    revealed = piece
    if marker := _LIST_MARKER.match(piece):
        revealed = " " * marker.end() + piece[marker.end() :]
    if len(piece) > _LONGEST_QUOTATION:
        revealed = _QUOTE_OR_BRACKET.sub(" ", revealed)
    ends = accumulate(map(len, _cut(revealed, language)))
    return [piece[start:end] for start, end in pairwise([0, *ends])]
