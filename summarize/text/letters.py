"""Letters and mails: header lines, greeting, thanks, farewell and signature."""

from __future__ import annotations

from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING

from summarize.text.marks import ends_sentence
from summarize.text.phrases import begins_with, phrases

if TYPE_CHECKING:
    from summarize.text.context import Piece

LONGEST_GREETING = 80  # characters
_GREETING_WORDS = 6
_THANKS_WORDS = 12
NAME_WORDS = 4
_LONGEST_FAREWELL = 60  # characters
_LONGEST_HEADER_LINE = 200  # characters
_HEADER_LINES = 3  # "From: …", "Subject: …"
_LAST_BLOCKS = 8  # of a letter, searched for its farewell


def settle_letter(pieces: list[Piece]) -> None:
    """Mark the header lines, greeting, thanks, farewell and signature of a letter."""
    body = _after_header(pieces)
    first = next((piece for piece in body if piece.kind != "heading"), None)
    if first is not None and is_greeting(first.text):
        first.kind = "greeting"
        after = body[body.index(first) + 1 : body.index(first) + 2]
        for piece in after:
            if piece.text.count(" ") < _THANKS_WORDS and begins_with(piece.text[:20].lower(), "thanks"):
                piece.kind = "greeting"
    for position in range(max(0, len(pieces) - _LAST_BLOCKS), len(pieces)):
        if _is_farewell(pieces[position].text) and all(
            len(piece.text.split()) <= _THANKS_WORDS for piece in pieces[position:]
        ):
            for piece in pieces[position:]:
                piece.kind = "greeting"
            break
    _settle_inner_farewells(pieces)


def _settle_inner_farewells(pieces: list[Piece]) -> None:
    """Mark "Yours, Ann" above further mails, with the name in the same block or in the next."""
    for piece, below in pairwise(pieces):
        if len(piece.text) > _LONGEST_FAREWELL or "," not in piece.text or piece.kind == "turn":
            continue
        first, _, name = piece.text.partition("\n")
        if first.rstrip().endswith(",") and _is_farewell(first) and _is_name(name or below.text):
            piece.kind = "greeting"
            if not name:
                below.kind = "greeting"


def settle_answers(pieces: list[Piece]) -> None:
    """Mark what looks like signatures in a row as items: "-yes", "-no"."""
    for is_signed, run in groupby(pieces, lambda piece: piece.kind == "byline" and piece.text[0] == "-"):
        answers = list(run)
        if is_signed and len(answers) > 1 and all(piece.text.islower() for piece in answers):
            for piece in answers:
                piece.kind = "item"


def _is_name(text: str) -> bool:
    words = text.split(None, NAME_WORDS)
    return 0 < len(words) <= NAME_WORDS and all(word[0].isupper() for word in words)


def _after_header(pieces: list[Piece]) -> list[Piece]:
    """Mark the header lines of a mail, and return the pieces below them."""
    header = list(takewhile(lambda piece: piece.kind != "turn" and _is_header_line(piece.text), pieces))
    n = len(header)
    if len({piece.text.partition(":")[0] for piece in header}) < max(_HEADER_LINES, n):
        return pieces
    for piece in header:
        piece.kind = "boilerplate"
    return pieces[n:]


def _is_header_line(text: str) -> bool:
    name, colon, value = text.partition(":")
    return (
        bool(colon and value.startswith(" "))
        and " " not in name
        and len(text) < _LONGEST_HEADER_LINE
        and (not ends_sentence(text) or name.lower() in phrases("subject"))
    )


def is_greeting(text: str) -> bool:
    """Return whether a line greets somebody: "Dear Anna,"."""
    if len(text) > LONGEST_GREETING or len(text.split()) > _GREETING_WORDS:
        return False
    line = text.lower()
    return begins_with(line, "greeting") or (
        line.endswith(",") and begins_with(line, "thanks") and not begins_with(line, "because of")
    )


def _is_farewell(text: str) -> bool:
    line = text[:_LONGEST_FAREWELL].partition("\n")[0].lower().rstrip(" ,!.。！")
    return line in phrases("farewell") or text in ("--", "—", "-- ")
