"""Determines the kinds of blocks from their neighbours: headings, references, letters, navigation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from summarize.text.apart import (
    settle_attendance,
    settle_contents,
    settle_disclaimer,
    settle_endnotes,
    settle_fields,
    settle_notes_of_page,
    settle_sections,
    settle_starred_note,
)
from summarize.text.bylines import authors_of
from summarize.text.captions import is_credit
from summarize.text.headings import DATE
from summarize.text.kinds import Kind, is_teaser
from summarize.text.letters import NAME_WORDS, settle_answers, settle_letter
from summarize.text.marks import ends_sentence
from summarize.text.phrases import begins_with

# Set by inspection of 37 collected pages, mails and READMEs.
_LOOSE_SHARE = 0.5  # share of characters in lines without a final stop that makes a text notes
_LOOSE_WORDS = 5
_NAVIGATION = 3  # short lines in a row, without a sentence among them
_MENU = 8  # short lines, among them labels: "For visitors:"
_LONG_MENU = 20
_BANNER_SHARE = 0.1  # of the prose, above a long menu
_BANNER = 400  # characters
_STAMPS = 3  # lines of the same first words that end with a time
_STAMP_WORDS = 12
_CAPTION_WORDS = 30
_REPEATED = 3  # occurrences that make a short line a running head
_TITLE_WORDS = 8
_INNER_END = re.compile(r"[.!?]\s+\S")
_FRAME = 200  # blocks, searched for the start of a book
_FRAME_START = re.compile(r"\*{3} ?START OF TH", re.IGNORECASE)
_FRAME_END = re.compile(r"\*{3} ?END OF TH|End of (?:the |this )?Project Gutenberg", re.IGNORECASE)
_UNDECIDED = (None, "prose", "item")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_TIME = 12  # characters
# A date with its year or before a comma, and what joins it to the time; not "platform 5 at".
_ENDS_WITH_DATE = re.compile(
    rf"(?:(?:{DATE})[^\d\n]{{1,20}} | \d[ ][^\W\d_]{{3,9}}\.?,\s)"
    r"\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm])?\.?\Z",
    re.VERBOSE,
)
_CONTINUES = (",", ";", ":", "：", "-", "–", "—")


@dataclass(slots=True)
class Piece:
    """A block while its kind is being determined.

    Attributes:
        start: position of its first character.
        text: its text, without white space at the ends.
        kind: its kind so far; None if it depends on the neighbours.
        is_shaped: whether it has the shape of a heading.
    """

    start: int
    text: str
    kind: Kind | None
    is_shaped: bool = False

    @property
    def end(self) -> int:
        """The position after its last character."""
        return self.start + len(self.text)


def settle(pieces: list[Piece]) -> None:
    """Determine the kind of each undecided piece, and correct kinds that contradict their neighbours."""
    if [piece.kind for piece in pieces] == ["prose"]:
        return
    _settle_frame(pieces)
    is_loose = _is_loose(pieces)
    settle_letter(pieces)
    _settle_numbered(pieces)
    _settle_lines(pieces, is_loose)
    _settle_banner(pieces)
    _settle_stamps(pieces)
    settle_answers(pieces)
    settle_contents(pieces)
    settle_fields(pieces)
    settle_attendance(pieces)
    settle_sections(pieces)
    settle_endnotes(pieces)
    settle_starred_note(pieces)
    settle_notes_of_page(pieces)
    settle_disclaimer(pieces)
    _settle_captions(pieces)
    _settle_authors(pieces)
    if not is_loose:
        _settle_repeated(pieces)


def _settle_frame(pieces: list[Piece]) -> None:
    """Mark the front and back matter of Project Gutenberg: "*** START OF THIS PROJECT … ***"."""
    starts = [i for i, piece in enumerate(pieces[:_FRAME]) if _FRAME_START.match(piece.text)]
    ends = [i for i, piece in enumerate(pieces) if _FRAME_END.match(piece.text)]
    first = starts[-1] + 1 if starts else 0
    last = next((i for i in ends if i >= first), len(pieces))
    for piece in (*pieces[:first], *pieces[last:]):
        piece.kind = "boilerplate"


def _is_loose(pieces: list[Piece]) -> bool:
    """Return whether most lines lack a final stop, as in notes, reviews and headlines."""
    n_all = n_open = 0
    for piece in pieces:
        if piece.kind not in _UNDECIDED or piece.text.count(" ") < _LOOSE_WORDS:
            continue
        n_all += len(piece.text)
        if not ends_sentence(piece.text):
            n_open += len(piece.text)
    return n_open >= _LOOSE_SHARE * n_all


def _settle_numbered(pieces: list[Piece]) -> None:
    """Mark "1. Introduction" as a heading rather than a list item: it stands alone above prose."""
    for before, piece, after in zip([None, *pieces], pieces, pieces[1:], strict=False):
        if (
            piece.kind == "item"
            and piece.text[0].isdigit()
            and piece.text.count(" ") <= _TITLE_WORDS
            and after.kind == "prose"
            and (before is None or before.kind != "item")
            and not ends_sentence(piece.text)
            and not piece.text.endswith(_CONTINUES)
        ):
            piece.kind = "heading"


def _settle_lines(pieces: list[Piece], is_loose: bool) -> None:
    """Distinguish headings, navigation and text by the number of short lines in a row."""
    position = 0
    for is_open, group in groupby(pieces, key=lambda piece: piece.kind is None):
        run = list(group)
        position += len(run)
        if not is_open:
            continue
        follower = pieces[position] if position < len(pieces) else None
        before = pieces[position - len(run) - 1] if position > len(run) else None
        _settle_run(run, before, follower, is_loose)


def _settle_run(run: list[Piece], before: Piece | None, follower: Piece | None, is_loose: bool) -> None:
    """Decide whether short pieces in a row are notes, navigation, or a heading of the next block."""
    is_notes = is_loose and (len(run) > 1 or follower is None)
    for piece in run:
        piece.kind = "prose" if is_notes else _kind_in_run(piece, len(run), is_loose)
    last = run[-1]
    if is_notes:
        return
    if follower is not None and is_teaser(follower.text):
        for piece in run:
            piece.kind = "boilerplate"
    elif last.is_shaped:
        last.kind = _kind_of_title(last, before if len(run) == 1 else None, follower)
    elif len(run) == 1 and _names_code(last, follower):
        last.kind = "heading"
    elif len(run) == 1 and not is_loose and _is_link(last, before):
        last.kind = "boilerplate"


def _kind_of_title(title: Piece, before: Piece | None, follower: Piece | None) -> Kind:
    """Return the kind of a line that looks like a heading."""
    if follower is None:
        return "byline" if title.text.count(" ") < NAME_WORDS else "prose"
    is_name = before is not None and before.text.endswith(",")  # "Yours,"
    has_nothing_below = _is_marked(before) and _is_marked(follower)
    return "prose" if is_name or has_nothing_below else "heading"


def _kind_in_run(piece: Piece, n_pieces: int, is_loose: bool) -> Kind:
    if piece.is_shaped:
        return "boilerplate" if n_pieces >= _NAVIGATION else "heading"
    is_label = n_pieces >= _MENU and piece.text.endswith(":")
    is_stump = piece.text.count(" ") < _LOOSE_WORDS and (is_label or not piece.text.endswith(_CONTINUES))
    return "boilerplate" if is_stump and not is_loose else "prose"


def _names_code(piece: Piece, follower: Piece | None) -> bool:
    """Return whether a line is the name of a file above its code: "Mill.java:"."""
    return (
        follower is not None
        and follower.kind == "code"
        and piece.text.endswith(":")
        and len(piece.text.split(None, 1)) == 1
    )


def _is_link(piece: Piece, before: Piece | None) -> bool:
    """Return whether a line is the title below "Read also" or the like."""
    return (
        before is not None
        and before.kind == "boilerplate"
        and before.text.count(" ") < NAME_WORDS
        and begins_with(before.text.lower(), "boilerplate")
        and "\n" not in piece.text
        and not piece.text.endswith(_CONTINUES)
    )


def _is_marked(piece: Piece | None) -> bool:
    return piece is not None and piece.kind == "heading" and piece.text.startswith("#")


def _settle_banner(pieces: list[Piece]) -> None:
    """Mark the few sentences above the long menu of a page, on something else: "The library is shut."."""
    n_prose = sum(len(piece.text) for piece in pieces if piece.kind == "prose")
    n_above = position = 0
    for is_menu, group in groupby(pieces, key=lambda piece: piece.kind == "boilerplate"):
        run = list(group)
        if is_menu and len(run) >= _LONG_MENU:
            above = [piece for piece in pieces[:position] if piece.kind == "prose"]
            below = " ".join(piece.text for piece in pieces[position:] if piece.kind == "prose")
            for piece in above if _has_other_words(above, below) else ():
                piece.kind = "boilerplate"
            return
        position += len(run)
        n_above += sum(len(piece.text) for piece in run if piece.kind == "prose")
        if n_above > min(_BANNER, _BANNER_SHARE * n_prose):
            return


def _has_other_words(above: list[Piece], text: str) -> bool:
    """Return whether most longer words are not in the text below, unlike those of a lead."""
    words = {word for piece in above for word in _LONG_WORD.findall(piece.text)}
    return sum(word in text for word in words) * 2 < len(words)


def _settle_stamps(pieces: list[Piece]) -> None:
    """Mark lines that name writers and times of posts: "Written by Ann on 3 May, 10:02."."""
    stamps: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        if piece.kind == "prose" and ":" in piece.text[-_TIME:] and _ends_with_date(piece.text):
            stamps.setdefault(tuple(piece.text.split(None, 2)[:2]), []).append(piece)
    for same in stamps.values():
        for piece in same if len(same) >= _STAMPS else ():
            piece.kind = "byline"


def _ends_with_date(text: str) -> bool:
    """Return whether a short line ends with a date and a time."""
    return text.count(" ") < _STAMP_WORDS and _ENDS_WITH_DATE.search(text) is not None


def _settle_captions(pieces: list[Piece]) -> None:
    """Mark a short line above a photo credit, and what repeats a caption without its credit, as captions.

    So is "The hall last week." above "Photo: A. Moor", or below "The hall last week. Photo: A. Moor".
    """
    if not any(piece.kind == "caption" for piece in pieces):
        return
    for caption, below in pairwise(pieces):
        if caption.kind == "caption" and below.kind == "prose" and caption.text.startswith(below.text):
            below.kind = "caption"
    for above, credit in pairwise(pieces):
        if (
            above.kind == "prose"
            and not _INNER_END.search(above.text)
            and credit.kind == "caption"
            and is_credit(credit.text)
            and above.text.count(" ") < _CAPTION_WORDS
        ):
            above.kind = "caption"


def _settle_authors(pieces: list[Piece]) -> None:
    """Mark biographies of the authors named in a byline: "Anna Moor joined the paper in 2001."."""
    names = {name for piece in pieces if piece.kind == "byline" for name in authors_of(piece.text)}
    for piece in pieces if names else ():
        if piece.kind == "prose" and piece.text.startswith(tuple(names)):
            piece.kind = "byline"


def _settle_repeated(pieces: list[Piece]) -> None:
    """Mark recurring short lines: running heads, "Reply", "Share"."""
    counts = Counter(_short_lines(pieces))
    repeated = {text for text, n in counts.items() if n >= _REPEATED}
    for piece in pieces if repeated else ():
        if piece.text in repeated and piece.kind in ("prose", "item"):
            piece.kind = "boilerplate"


def _short_lines(pieces: list[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.kind in ("prose", "item") and len(piece.text) < 80 and not ends_sentence(piece.text):
            yield piece.text
