"""What a block of text is by its own look: its marks, its end, its letters against its other characters."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from summarize.text.captions import is_caption, names_photographer
from summarize.text.headings import DATE
from summarize.text.marks import ends_sentence
from summarize.text.phrases import begins_with, phrases

Kind = Literal[
    "prose",
    "heading",
    "item",
    "turn",
    "quotation",
    "caption",
    "byline",
    "greeting",
    "reference",
    "code",
    "formula",
    "table",
    "boilerplate",
]
CANDIDATES: tuple[Kind, ...] = ("prose", "item", "turn")


class Block(NamedTuple):
    """A stretch of a text that no sentence crosses.

    Attributes:
        start: position of its first character in the text.
        end: position after its last character.
        kind: ``"prose"``; ``"item"`` of a list; ``"turn"`` of a speaker; ``"heading"``; ``"quotation"``
            marked with ``>``; ``"caption"`` of a figure or table; ``"byline"``: author, date or time;
            ``"greeting"``: also a signature; ``"reference"``: an entry of a list of works; ``"code"``;
            ``"formula"``; ``"table"``: rows and numbers; ``"boilerplate"``: navigation, links, share and
            cookie lines.
    """

    start: int
    end: int
    kind: Kind


_LETTERS = bytes(code for code in range(256) if chr(code).isalpha() or chr(code).isspace() or code > 127)
_DIGITS = b"0123456789"
_PROSE_MARKS = b".,;:!?'\"-()" + _DIGITS
# Shares of the characters of a block, set by eye on 37 gathered pages, papers, mails and READMEs: prose has
# at most 0.12 of digits and marks, rows of a table from 0.3, code from 0.1 of its own symbols.
_PLAIN = 0.12
_ROW = 0.3
_CODE = 0.1
_CODE_THAT_ENDS = 0.2
_ADDRESSES = 0.4
_ADDRESS_CHARACTERS = 2_000  # in which they are looked for
_WORDS_OF_PROSE = 4  # "In 2010, 30 of 120 boats left."
_LONG = 300  # characters; a longer block that ends like a sentence is prose, whatever is in it

_ADDRESS = re.compile(r"\]\([^)\s]*\)|(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}")
_QUOTED_LINE = re.compile(r"[ \t]*>")
_CODE_MARK = re.compile(
    r"@@ -\d|diff --git |index [0-9a-f]{7}|(?:---|\+\+\+) [ab]/|[-+]?\s?/\*|\*/|\$ \w|>>> "
)
_CELLS = re.compile(r"\S(?:[ \t]*\t[ \t]*| {3,}|[ \t]*\|[ \t]*)(?=\S)")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b(?:[:.]\d\d)?(?:\s*[AaPp]\.?[Mm]\b)?")
_DATE = re.compile(rf"(?:{DATE})", re.VERBOSE)
_FORMULA_MARK = re.compile(r"[=∑∏∫√≤≥≈≠±×÷∈∀∃∂∇→⇒∞αβγδεθλμπσφψωΔΣΩ^]|\\[a-z]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ANY_WORD = re.compile(r"[^\W\d_]{2,}")
_ENTRY_NUMBER = re.compile(r"\[[\w+.-]{1,12}\]|\(?\d{1,3}[.)]\s")
_ENTRY_MARKS = (
    re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b"),  # a year
    re.compile(r"\b[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)*[ ,]"),  # initials
    re.compile(r"\d+ ?[-–—] ?\d+|\bpp?\. ?\d|\d+ ?\(\d+\)|\bvol\b", re.IGNORECASE),  # pages, volume
    re.compile(
        r"\bdoi\b|arxiv|\bin:|\bproc(?:eedings|\.)|\bjournal\b|\bpress\b|\bed(?:s|itors?)?\.|https?://",
        re.IGNORECASE,
    ),
)
_AFFILIATED = re.compile(r"[a-zß-ÿ]\d{1,2}(?:,\s?\d{1,2})*[,;*†]")  # "A. Moor1,2, B. Dahl2,"
_FEW_AUTHORS, _CHARACTERS_AN_AUTHOR = 3, 60
_ENTRY_CHARACTERS = 1_000
_ENTRY = 3  # marks of a numbered entry
_SHORT_BYLINE = 12  # words
_SHORT_PHRASE = 14
_FEW_WORDS = 4
_LONGEST_PHRASE = 160  # characters


def kind_by_look(block: str) -> Kind | None:
    """Return what a block is by its own look, None if it is a short piece that does not end like a sentence.

    >>> kind_by_look("The council met on Monday."), kind_by_look("Figure 2: The old bridge")
    ('prose', 'caption')
    >>> kind_by_look("x[i] = load(path); // again"), kind_by_look("The Old Bridge")
    ('code', None)
    """
    ends = ends_sentence(block)
    if kind := _kind_by_marks(block, ends):
        return kind
    others = block.encode("utf-8", "replace").translate(None, _LETTERS)
    if len(others) > _PLAIN * len(block) and (kind := _kind_by_characters(block, others, ends)):
        return kind
    if len(block) > _LONGEST_PHRASE:
        return "prose"
    if _is_boilerplate(block, ends):
        return "boilerplate"
    if not ends and _is_byline(block):
        return "byline"
    return "prose" if ends else None


def _kind_by_marks(block: str, ends: bool) -> Kind | None:
    """Return what a block is by the marks at its start and end, or by the names in it."""
    if _CODE_MARK.match(block) or (block[0] in "{[<" and block[-1] in "}]>;"):
        return "code"
    if block[0] == ">" and all(map(_QUOTED_LINE.match, block.splitlines())):
        return "quotation"
    if is_caption(block) or (len(block) <= _LONG and not ends and names_photographer(block)):
        return "caption"
    if "\t" in block and not ends:
        return "table"
    if _ENTRY_NUMBER.match(block) and entry_marks(block) >= _ENTRY:
        return "reference"
    return "byline" if len(block) <= _ENTRY_CHARACTERS and _names_authors(block) else None


def _kind_by_characters(block: str, others: bytes, ends: bool) -> Kind | None:
    """Return what a block is that has many digits or marks, None if it may be prose all the same."""
    size = len(block)
    head = block[:_ADDRESS_CHARACTERS]
    if sum(map(len, _ADDRESS.findall(head))) > _ADDRESSES * len(head):
        return "boilerplate"
    symbols = len(others.translate(None, _PROSE_MARKS))
    if symbols > (_CODE_THAT_ENDS if ends else _CODE) * size and "|" not in block:
        return "formula" if _is_formula(block) else "code"
    lines = block.splitlines()
    if sum(1 for line in lines if _CELLS.search(line)) * 2 > len(lines) and (len(lines) > 1 or not ends):
        return "table"
    if ends and size > _LONG:
        return None
    if not ends and _is_byline(block):
        return "byline"
    digits = len(others) - len(others.translate(None, _DIGITS))
    is_row = len(others) > _ROW * size and digits * 2 > len(others)
    if is_row and not (ends and len(_ANY_WORD.findall(block)) >= _WORDS_OF_PROSE):
        return "table"
    if not ends and _FORMULA_MARK.search(block) and _is_formula(block):
        return "formula"
    return None


def _is_formula(block: str) -> bool:
    """Return whether a block has a mark of mathematics, and few words."""
    words = sum(map(len, _WORD.findall(block)))
    return _FORMULA_MARK.search(block) is not None and words * 3 < len(block)


def _names_authors(block: str) -> bool:
    """Return whether a block is little more than authors with the numbers of their institutes."""
    n_authors = len(_AFFILIATED.findall(block))
    return n_authors >= _FEW_AUTHORS and len(block) <= _CHARACTERS_AN_AUTHOR * n_authors


def _is_byline(block: str) -> bool:
    """Return whether a short piece has a date or a time in it, or says who wrote the text."""
    words = block.split(None, _SHORT_BYLINE)
    if len(words) > _SHORT_BYLINE:
        return False
    if _DATE.search(block) or _CLOCK.search(block):
        return True
    first, names = words[0].rstrip(":").lower(), words[1:]
    return first in phrases("by") and names != [] and not any(name[0].islower() for name in names)


def authors_of(byline: str) -> list[str]:
    """Return the names of two words or more in a byline, none if it is but a date.

    >>> authors_of("By Anna Moor and Bo Berg, Staff Writers")
    ['Anna Moor', 'Bo Berg', 'Staff Writers']
    """
    first, _, names = byline.partition(" ")
    if first.rstrip(":").lower() not in phrases("by"):
        return []
    parts = re.split(r"\s*(?:,|&|\||\band\b|\bund\b|\bet\b|\by\b)\s*", names.strip())
    return [part for part in parts if " " in part]


def opens_with_date(block: str) -> bool:
    """Return whether a block begins with a date: "3. Mai 2026, 10 Uhr" is no item 3."""
    return _DATE.match(block) is not None


def entry_marks(block: str) -> int:
    """Return how many marks of an entry of a reference list a block has: year, initials, pages, venue.

    >>> entry_marks("Moor, A. and Dahl, B. Piles that rot. Journal of Piles, 12(3):4-9, 1999.")
    4
    """
    head = block[:_ENTRY_CHARACTERS]
    return sum(1 for mark in _ENTRY_MARKS if mark.search(head))


def _is_boilerplate(block: str, ends: bool) -> bool:
    """Return whether a short block begins with a phrase of the list, or is little more than a word of it."""
    words = block.lower().split(None, _SHORT_PHRASE)
    if len(words) > _SHORT_PHRASE:
        return False
    line = " ".join(words).lstrip("*_#>[(-–•· ")
    if line.startswith("©") or not phrases("inside").isdisjoint(line.strip(".!").split()):
        return True
    limit = 0 if ends else _FEW_WORDS
    return begins_with(line, "boilerplate", several=len(words) > limit)
