"""Headings: their look, title and level."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from summarize.text.marks import SENTENCE_ENDS
from summarize.text.words import WORD_CHARACTERS, has_any

_MONTH, _DAY = r"[^\W\d_]{3,9}\.?", r"\d{1,2}(?:st|nd|rd|th|\.)?"
DATE = rf"""
    (?:[^\W\d_]{{2,12}}\.?,?[ \t]+)? (?:{_MONTH}[ \t]+{_DAY} | {_DAY}[ \t]+{_MONTH}) ,?[ \t]+\d{{4}}
  | \d{{4}}-\d\d?-\d\d?
  | \d\d?[./]\d\d?[./]\d{{2,4}}
"""
_LEVELS = {"title": 1, "book": 1, "part": 1, "volume": 1}  # other enumerated headings have level 2
BARE_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,5})\.?")
ENUMERATED = re.compile(
    r"(title|book|part|volume|subtitle|chapter|article|section|sec\.|§) ?"
    r"(?:\d{1,4}[a-z]?|[ivxlc]{1,7}|[a-z])\b[.:]?(?:\s*[-–—]*\s*(\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
_DATE_LINE = re.compile(rf"(?:{DATE})", re.VERBOSE)
_HASHES = re.compile(r"(#{1,6}(?= )|#{2,6}(?=[^\W\d_])) ?(.+)")  # also "##Mills", as people write
_WIKI = re.compile(r"(={2,6})([^=].*)")
_RULE = re.compile(r"([=\-*_~])\1{2,}")
_NUMBERED = re.compile(r"\d{1,3}((?:\.\d{1,3})*)\.? .+")
_LIST_ITEM = re.compile(r"(?:``|[\"“])?\(?\w{1,4}\)[ \t]|\d{1,3}\.[ \t]")
_INNER_END = re.compile(r"[.!?…]['\"”’»)]?\s")
# In a title, a comma precedes a space or is part of a number; in a table it is neither.
_COMMA_OF_A_TABLE = re.compile(r"(?<!\d),\w|,[^\W\d_]")
_OPENS_A_TITLE = re.compile(rf"(?!_)[\"'“”„«‘`(\[¿¡{WORD_CHARACTERS}]")
_ENDS_A_TITLE = re.compile(rf"(?!_)[){WORD_CHARACTERS}]")
HEADING_CHARACTERS = 100
_LONGEST_NUMBER = 6  # characters: "XVIII."
_ENUMERATED_CHARACTERS = 200
_PARAGRAPH = 120  # characters; a longer line is an unwrapped paragraph
_HEADING_WORDS = 16
_DASHES, _DASH = (" – ", " — ", " -- "), re.compile(r"\s(?:–|—|--)\s")
_CATCHWORDS, _LONGEST_CATCHWORDS = 3, 1_000  # topics or more; characters
_SMALL_WORD, _FEW_CAPITALS = 3, 2  # letters of words like "the"; least number of longer words


class Heading(NamedTuple):
    """A heading without its marks.

    Attributes:
        title: its text on one line, with its number.
        level: 1 for the highest: the number of ``#`` or ``=`` marks or of the parts of its number; for
            underlined headings 1 for ``===`` and 2 for other rules; 1 by default.
        is_marked: whether marks or a number determine the level.
        is_number: whether it is a number without a title.
    """

    title: str
    level: int
    is_marked: bool = True
    is_number: bool = False


def read_heading(text: str) -> Heading:
    """Return title and level of a heading.

    >>> read_heading("## Related work")[:2], read_heading("2.1 Related work").level
    (('Related work', 2), 2)
    """
    line = " ".join(text.split())
    if found := _HASHES.fullmatch(line):
        bare = found[2].rstrip("#")
        return Heading(bare.rstrip() if bare.endswith(" ") else found[2], len(found[1]))
    if found := _WIKI.fullmatch(line):
        return Heading(found[2].rstrip("=").strip() or line, len(found[1]))
    *_, rule = ("", *text.splitlines())
    rule = rule.strip()
    if rule != line and _RULE.fullmatch(rule):
        return Heading(line.removesuffix(rule).rstrip(), 1 if rule[0] == "=" else 2)
    if found := _NUMBERED.fullmatch(line):
        return Heading(line, 1 + found[1].count("."))
    if BARE_NUMBER.fullmatch(line):
        return Heading(line, 1, is_number=True)
    if found := ENUMERATED.fullmatch(line):
        return Heading(line, _LEVELS.get(found[1].lower(), 2), is_number=found[2] is None)
    return Heading(line, 1, is_marked=False)


def is_date_line(text: str) -> bool:
    """Return whether a line is only a date.

    >>> is_date_line("Oct. 3rd, 2023"), is_date_line("The third of October")
    (True, False)
    """
    return _DATE_LINE.fullmatch(text) is not None


def outline(headings: Iterable[tuple[int, str]], n_sentences: int) -> list[tuple[str | None, int, int, int]]:
    """Return the title, level, first sentence and end (exclusive) of each section.

    Args:
        headings: the position and the text of each heading, in order; date lines are ignored.
        n_sentences: of the whole text, at least 1.

    >>> outline([(1, "# Results"), (2, "## Tables"), (4, "## Figures")], 6)
    [(None, 1, 0, 1), ('Results', 1, 1, 2), ('Tables', 2, 2, 4), ('Figures', 2, 4, 6)]
    """
    sections: list[tuple[str | None, int, int]] = []
    takes_subtitle = -1  # position at which an unmarked heading continues the previous one
    for position, text in headings:
        if is_date_line(text):
            continue
        heading = read_heading(text)
        if position == takes_subtitle and not heading.is_marked:
            title, level, first = sections[-1]
            sections[-1] = (f"{title} {heading.title}", level, first)
        else:
            sections.append((heading.title, heading.level, position))
        takes_subtitle = position + 1 if heading.is_number or not heading.is_marked else -1
    if not sections or sections[0][2] > 0:
        sections.insert(0, (None, 1, 0))
    ends = [*(first for _, _, first in sections[1:]), n_sentences]
    return [(*section, end) for section, end in zip(sections, ends, strict=True)]


def is_catchwords(block: str) -> bool:
    """Return whether a block is a row of topics between dashes, as above a judgment.

    >>> is_catchwords("Tort – Traffic – Whether he was liable"), is_catchwords("Tort – a wrong – is civil.")
    (True, False)
    """
    if len(block) > _LONGEST_CATCHWORDS or not has_any(block, _DASHES):
        return False
    topics = [topic.strip("_* ") for topic in _DASH.split(block)]
    is_marked = all(topic[:1] in "_*" for topic in _DASH.split(block))  # then a stop may end it
    if len(topics) < _CATCHWORDS or any(
        topic.endswith(SENTENCE_ENDS) for topic in topics[: -1 if is_marked else None]
    ):
        return False
    return all(topic[:1].isupper() for topic in topics)


def looks_like_heading(block: str) -> bool:
    """Return whether a block is a short line without a finished sentence.

    >>> looks_like_heading("The Old Bridge"), looks_like_heading("The bridge fell.")
    (True, False)
    """
    return (
        len(block) <= HEADING_CHARACTERS
        and _ENDS_A_TITLE.match(block[-1]) is not None
        and "\n" not in block
        and _OPENS_A_TITLE.match(block) is not None
        and not block[0].islower()
        and len(block.split()) <= _HEADING_WORDS
        and not _INNER_END.search(block)
        and not _COMMA_OF_A_TABLE.search(block)
        and not _LIST_ITEM.match(block)
    )


def is_title_with_stop(block: str) -> bool:
    """Return whether a short line with a full stop is capitalized like a title.

    >>> is_title_with_stop("The Widow and her Child."), is_title_with_stop("Anna Moor left early.")
    (True, False)
    """
    if len(block) > HEADING_CHARACTERS or not block.endswith(".") or "\n" in block:
        return False
    words = [word for word in block[:-1].split() if len(word) > _SMALL_WORD]
    return (
        _FEW_CAPITALS <= len(words) <= _HEADING_WORDS // 2
        and all(word[0].isupper() and word.isalpha() for word in words)
        and block[0].isupper()
    )


def is_enumerated_title(block: str) -> bool:
    """Return whether a block, quoted or not, begins with a word such as "Section" and its number.

    >>> is_enumerated_title("SEC. 2. FINDINGS."), is_enumerated_title("Section 2 says so.")
    (True, False)
    """
    block = block.lstrip("`“\"'")
    return (
        0 < len(block) <= _ENUMERATED_CHARACTERS
        and not block[0].islower()
        and ENUMERATED.fullmatch(block) is not None
        and (block.isupper() or not block.endswith((*SENTENCE_ENDS, ":", ";", "-", ",")))
    )


def is_number_of_section(block: str) -> bool:
    """Return whether a block is only a section number; an Arabic number without a stop is a page number.

    >>> is_number_of_section("4."), is_number_of_section("IV"), is_number_of_section("4")
    (True, True, False)
    """
    return len(block) <= _LONGEST_NUMBER and BARE_NUMBER.fullmatch(block) is not None and not block.isdigit()


def title_above_paragraph(block: str) -> int:
    """Return the length of a title directly above an unwrapped paragraph, 0 if there is none."""
    end = block.find("\n", 0, HEADING_CHARACTERS + 1)
    if end < 0 or len(block) - end <= _PARAGRAPH:
        return 0
    if block.find("\n", end + 1, end + 1 + _PARAGRAPH) >= 0 or block[end:].lstrip()[:1].islower():
        return 0
    title = block[:end].rstrip()
    return len(title) if BARE_NUMBER.fullmatch(title) or looks_like_heading(title) else 0
