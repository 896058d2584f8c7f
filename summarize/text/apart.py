"""Parts of a text that are apart from what it says: contents, attendance, references, notices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby, islice, pairwise, takewhile
from typing import TYPE_CHECKING

from summarize.text.disclaimers import is_disclaimer
from summarize.text.headings import read_heading
from summarize.text.kinds import CANDIDATES, Kind
from summarize.text.marks import ends_sentence
from summarize.text.phrases import has_phrase, phrases, possible_phrases
from summarize.text.references import entry_marks
from summarize.text.words import words_of

if TYPE_CHECKING:
    from summarize.text.context import Piece

_WORDS_OF_A_POINT = 4  # or more
_LONGEST_ENTRY, _LONGEST_NOTE = 200, 250  # characters
_ENDS_OF_PAGE = 200  # short paragraphs at the start and at the end that are searched for notes
_BELOW_FAREWELL = 10  # paragraphs at the end that are searched for a disclaimer
_OF_PAGE: tuple[Kind, ...] = ("prose", "heading", "item")
_OF_FORM: tuple[Kind, ...] = ("prose", "heading", "byline", "table", "boilerplate")
_LONGEST_NAME_OF_FIELD = 34  # characters, with its colon
_FIELD = re.compile(r"[^\W\d_][^\n:.!?]{1,30}?\s?[:：]\s?\S")
_FIELDS = 3  # or more without a final stop are a form, not what people say
_WORD, _BETWEEN_NAMES = re.compile(r"[^\W\d_]+"), frozenset(";(/")
_STARRED = re.compile(r"(?:[*†‡]{1,3}(?=[^\W_])|[§¶]{1,2} (?=[^\W\d_]))[^*†‡]*\Z")  # not "§ 5"
_NOTE_NUMBER = re.compile(r"\[\d{1,3}\]\s")
_ENDNOTES, _ENDNOTE = 5, 200  # or more; characters, on average: the paragraphs of a judgment have more
_ITEM_MARK = re.compile(r"(?:[-+*•‣◦▪●·–—]|\(?\w{1,4}[.)])[ \t]+")
_ENTRY_LINE = re.compile(  # "Sec. 2. Repeal of the duty."
    r"^[ \t]*(?:title|book|part|chapter|section|sec\.|article|art\.|§)[ ]?\d{1,4}\.[ \t]+\S",
    re.IGNORECASE | re.MULTILINE,
)
_IN_BRACKETS = re.compile(r"\s*[(\[{].*")
_FEW_ENTRY_MARKS = 2
_CAPITALS = 0.15  # of the words of running text begin with one
_RUN_IN_TITLE = re.compile(r"[*_]{0,2}([^\n.:—*_]{4,36})[.:—*_]")


def settle_contents(pieces: list[Piece]) -> None:
    """Mark the entries of a table of contents: items or lines that are headings further down.

    Below a line with a colon, a list of mostly long ones is what it has to say: "The changes in short:".
    """
    titles = {_bare_title(piece.text) for piece in pieces if piece.kind == "heading"} - {""}
    is_introduced = False
    for is_list, run in groupby(pieces if titles else (), lambda piece: piece.kind == "item"):
        items = list(run)
        if not is_list:
            is_introduced = items[-1].kind == "prose" and items[-1].text.endswith(":")
            continue
        entries = [piece for piece in items if not titles.isdisjoint(_titles_of_entry(piece.text))]
        n_long = sum(_titles_of_entry(piece.text)[0].count(" ") >= _WORDS_OF_A_POINT for piece in entries)
        if not is_introduced or n_long * 2 < len(entries):
            for piece in entries:
                piece.kind = "boilerplate"
    for piece in pieces if titles else ():
        if piece.kind == "prose" and _ENTRY_LINE.match(piece.text) and _has_titles(piece.text, titles):
            piece.kind = "boilerplate"


def _has_titles(text: str, titles: set[str]) -> bool:
    """Return whether most lines with a number are headings further down; an entry may have several lines."""
    starts = [*(found.start() for found in _ENTRY_LINE.finditer(text)), len(text)]
    entries = [_bare_title(text[start:end]) for start, end in pairwise(starts)]
    return len(titles.intersection(entries)) * 2 > len(entries)


def settle_fields(pieces: list[Piece]) -> None:
    """Mark the lists of names among the fields of a form: "Counsel: Ann Moor for …;" below "Judge: Lee"."""
    for run in _runs(pieces, _is_field):
        if sum(field.kind != "prose" for field in run) >= _FIELDS:
            for field in run:
                field.kind = "table" if field.kind == "prose" and _lists_names(field.text) else field.kind


def _is_field(piece: Piece) -> bool:
    head = piece.text[:_LONGEST_NAME_OF_FIELD]
    return (":" in head or "：" in head) and piece.kind in _OF_FORM and _FIELD.match(piece.text) is not None


def settle_attendance(pieces: list[Piece]) -> None:
    """Mark the items right below "Present" or "Links", as far as they have no final stop."""
    is_inside = False
    for piece in pieces:
        if piece.kind == "heading":
            is_inside = _bare_title(piece.text) in phrases("attendance")
        elif is_inside and piece.kind == "item" and not ends_sentence(piece.text):
            piece.kind = "boilerplate"


def settle_sections(pieces: list[Piece]) -> None:
    """Mark the blocks under "References", "See also" or the like, up to the next heading of text."""
    inside: Kind | None = None
    for position, piece in enumerate(pieces):
        if piece.kind == "heading":
            title = _bare_title(piece.text)
            if title in phrases("references"):
                inside = "reference"
            elif title in phrases("sections") or (
                title in phrases("contents") and not _are_sentences(pieces[position + 1 : position + 2])
            ):
                inside = "boilerplate"
            elif inside == "boilerplate" or (
                inside and not _are_entries(pieces[position + 1 : position + 3])
            ):
                inside = None
        elif inside and piece.kind in CANDIDATES and not (inside == "reference" and _is_no_entry(piece.text)):
            piece.kind = inside
        elif piece.kind == "prose" and len(piece.text) < 2_000 and _opens_section(piece.text):
            piece.kind = "boilerplate"


def settle_endnotes(pieces: list[Piece]) -> None:
    """Mark a run of short notes with numbers, many with a year or pages: "[3] Act of 1921, s 4.".

    They are less than half of a text: paragraphs of a judgment may be short, have years, and have numbers.
    """
    runs = [run for run in _runs(pieces, _has_number_in_brackets) if len(run) >= _ENDNOTES]
    n_all = sum(len(piece.text) for piece in pieces if piece.kind in CANDIDATES) if runs else 0
    for run in runs:
        n_run = sum(len(note.text) for note in run)
        n_marked = sum(entry_marks(note.text) > 0 for note in run)
        if n_run * 2 < n_all and n_run <= _ENDNOTE * len(run) and n_marked * 2 >= len(run):
            for note in run:
                note.kind = "reference"


def _has_number_in_brackets(piece: Piece) -> bool:
    return piece.text[0] == "[" and _NOTE_NUMBER.match(piece.text) is not None


def settle_starred_note(pieces: list[Piece]) -> None:
    """Mark a footnote with a mark stuck to it, "*Without tax", if no other paragraph begins like that."""
    starred = [piece for piece in pieces if _STARRED.match(piece.text)]
    if len(starred) == 1 and starred[0] is not pieces[0] and starred[0].kind == "prose":
        starred[0].kind = "reference"


def settle_notes_of_page(pieces: list[Piece]) -> None:
    """Mark short paragraphs on the page itself: "Subscribe now to read the full story", "Editing by Ann"."""
    short = [piece for piece in pieces if piece.kind in _OF_PAGE and len(piece.text) <= _LONGEST_NOTE]
    searched = short if len(short) <= 2 * _ENDS_OF_PAGE else short[:_ENDS_OF_PAGE] + short[-_ENDS_OF_PAGE:]
    text = "\n".join(piece.text for piece in searched).lower()
    possible = possible_phrases(text, set(words_of(text)), "page")["page"]
    for piece in searched:
        if has_phrase(piece.text, possible):
            piece.kind = "boilerplate"


def settle_disclaimer(pieces: list[Piece]) -> None:
    """Mark the disclaimers below the farewell of a mail."""
    if not any(piece.kind == "greeting" for piece in pieces):
        return
    below = takewhile(lambda piece: piece.kind != "greeting", reversed(pieces))
    for piece in islice(below, _BELOW_FAREWELL):
        if piece.kind == "prose" and is_disclaimer(piece.text):
            piece.kind = "boilerplate"


def _runs(pieces: list[Piece], belongs: Callable[[Piece], bool]) -> Iterator[list[Piece]]:
    """Yield the longest runs of neighbouring pieces that belong to one."""
    for is_run, run in groupby(pieces, belongs):
        if is_run:
            yield list(run)


def _lists_names(field: str) -> bool:
    """Return whether half of the words of a field are capitalized, with marks between them."""
    words = _WORD.findall(field)
    return sum(word[0].isupper() for word in words) * 2 >= len(words) and not _BETWEEN_NAMES.isdisjoint(field)


def _are_sentences(pieces: list[Piece]) -> bool:
    """Return whether text follows, no table of contents: "Inhalt" may be what a book is about."""
    return any(
        piece.kind == "prose" and piece.text.count(" ") >= _WORDS_OF_A_POINT and ends_sentence(piece.text)
        for piece in pieces
    )


def _is_no_entry(text: str) -> bool:
    """Return whether a text below "References" is long, has no mark of an entry, and few capital letters."""
    if len(text) <= _LONGEST_NOTE or not ends_sentence(text) or entry_marks(text):
        return False
    words = text.split()
    return sum(word[0].isupper() for word in words) <= _CAPITALS * len(words)


def _are_entries(pieces: list[Piece]) -> bool:
    return any(entry_marks(piece.text) >= _FEW_ENTRY_MARKS for piece in pieces)


def _titles_of_entry(item: str) -> tuple[str, str]:
    """Return the title in an entry of a table of contents, with and without what is in brackets behind it."""
    title = _bare_title(_ITEM_MARK.sub("", item[:_LONGEST_ENTRY], count=1).partition("\n")[0])
    return title, _IN_BRACKETS.sub("", title)


def _bare_title(heading: str) -> str:
    title = read_heading(heading).title.lower()
    return title.strip("*_:.[]() \t0123456789").removeprefix("ix.").strip()


def _opens_section(text: str) -> bool:
    """Return whether a paragraph begins with such a section title: "Acknowledgements. We thank …"."""
    found = _RUN_IN_TITLE.match(text)
    return found is not None and found[1].lower() in phrases("sections")
