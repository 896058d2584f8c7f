"""Where a text is cut before any sentence rule applies: blank lines, headings, list items.

A single line break inside a paragraph is no cut: hard-wrapped books and e-mails have one
every seventy characters. It knows lines, and nothing of sentences or languages.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple


class Block(NamedTuple):
    """A stretch of text no sentence crosses: a paragraph, a heading or a list item."""

    start: int
    end: int
    is_heading: bool


_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

_BLANKS = r"[ \t]*"
_MONTH, _DAY = r"[^\W\d_]{3,9}\.?", r"\d{1,2}(?:st|nd|rd|th|\.)?"
_DATE = rf"""
    (?:[^\W\d_]{{2,12}}\.?,?[ \t]+)? (?:{_MONTH}[ \t]+{_DAY} | {_DAY}[ \t]+{_MONTH}) ,?[ \t]+\d{{4}}
  | \d{{4}}-\d\d?-\d\d?
  | \d\d?[./]\d\d?[./]\d{{2,4}}
"""
_NUMBERED_TITLE = r"\d{1,2}(?:\.\d{1,2})*\.?[ \t]+[^\W\d_][^\n.!?;:,]{2,60}"

# Tried at every line break, on what follows it. Most lines of prose start with two small
# letters, and are dismissed by the first test; titles only stand where a sentence has ended.
_LINE = re.compile(
    rf"""\n(?![a-z][^)])(?=
      (?P<blank> [^\S\n]*\n[^\S\n]*\S )
    | {_BLANKS}(?:
        (?P<item>     (?:[-*+•‣◦▪] | \(?(?:[a-z]|\d{{1,3}})\) | (?:``|["“])?\(\w{{1,4}}\))[ \t]+\S )
      | (?P<date>     (?:{_DATE}){_BLANKS}\n )
      | (?P<number>   \d{{1,3}} )\.[ \t]+\S
      | (?P<rule>     (?:={{3,}} | -{{3,}} | \*{{3,}} | _{{3,}} | ~{{3,}}){_BLANKS}\n )
      | (?P<marked>   \#{{1,6}}[ \t]+\S | ={{2,6}}[^=\n]+={{2,6}}{_BLANKS}\n )
      | (?<![^\s.!?…:;。！？।۔؟"'”’»)\]-]\n)(?:
          (?P<capitals> [A-Z0-9][^a-z\n]{{3,80}}\n )
        | (?P<title>    {_NUMBERED_TITLE}\n{_BLANKS}[A-Z\d] )
    )))""",
    re.VERBOSE,
)
_ENDS_A_SENTENCE = (".", "!", "?", "…", ":", ";", "。", "！", "？", "।", "۔", "؟", "-")
_LOOK_BACK = 16  # characters; enough for the end of a sentence and its closing quotes
_CLOSING = "\"'”’»)]"
_LIST_ITEM = re.compile(r"(?:[-*+•‣◦▪]|\(?\w{1,4}\)|\d{1,3}\.)[ \t]")
_HEADING_CHARACTERS = 100
_HEADING_WORDS = 15


def unify_line_ends(text: str) -> str:
    r"""Return the text with every kind of line end as ``\n``, at unchanged positions.

    >>> unify_line_ends("a\r\nb\u2028c")
    'a\n b\nc'
    """
    text = text.replace("\r\n", "\n ")
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    return text


def blocks(text: str) -> list[Block]:
    r"""Cut a text, whose line ends are ``\n``, into blocks; white space lies between them.

    >>> text = "The Title\n\nA wrapped\nparagraph.\n- first\n- second"
    >>> [text[block.start:block.end] for block in blocks(text)]
    ['The Title', 'A wrapped\nparagraph.', '- first', '- second']
    >>> [block.is_heading for block in blocks(text)]
    [True, False, False, False]
    """
    cuts, headings = _find_cuts(text)
    found = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + piece.index(stripped[0])
            is_heading = start in headings or _looks_like_heading(stripped)
            found.append(Block(first, first + len(stripped), is_heading))
    if found:  # a title with nothing under it is text like any other
        found[-1] = found[-1]._replace(is_heading=False)
    return found


def _find_cuts(text: str) -> tuple[list[int], set[int]]:
    """Return the sorted positions to cut at, and which of them a heading starts at."""
    padded = f"\n{text}\n"  # so that position p of the text is the line break before it
    cuts = {0, len(text)}
    headings: set[int] = set()
    last_number = 0
    for match in _LINE.finditer(padded):
        kind, start = match.lastgroup, match.start()
        if kind in ("blank", "item"):
            cuts.add(start)
        elif kind == "number":
            number = int(match["number"])
            # "am\n3. Oktober" is a wrapped line; what follows a full stop or item 2 is an item 3.
            if number == last_number + 1 > 1 or _ends_a_sentence(padded, start):
                cuts.add(start)
                last_number = number
        elif kind == "rule":
            title = padded.rfind("\n", 0, start)
            is_underlined = (
                title >= 0 and _line_before(padded, title) == "" and not padded[title:start].isspace()
            )
            if is_underlined:
                headings.add(title)
            cuts.update((title if is_underlined else start, padded.index("\n", start + 1)))
        elif kind is not None:
            line_end = padded.index("\n", start + 1)
            if kind == "marked" or _is_title(padded, start, line_end, kind):
                cuts.update((start, line_end))
                headings.add(start)
    return sorted(cut for cut in cuts if cut <= len(text)), headings


def _is_title(padded: str, start: int, end: int, kind: str) -> bool:
    line = padded[start:end].strip()
    return (
        _ends_a_sentence(padded, start)
        and not line.endswith(_ENDS_A_SENTENCE)
        and (kind != "capitals" or line.isupper())
    )


def _ends_a_sentence(padded: str, line_break: int) -> bool:
    """Return whether a blank line or the end of a sentence is before a line break."""
    line = _line_before(padded, line_break)
    return not line or line.rstrip(_CLOSING).endswith(_ENDS_A_SENTENCE)


def _line_before(padded: str, line_break: int) -> str:
    """Return the last characters of the line that a line break ends, blanks aside."""
    return padded[max(0, line_break - _LOOK_BACK) : line_break].rpartition("\n")[2].rstrip(" \t")


def _looks_like_heading(block: str) -> bool:
    """Return whether a block is one short line that does not end as a sentence does."""
    return (
        len(block) <= _HEADING_CHARACTERS
        and "\n" not in block
        and (block[-1].isalnum() or block[-1] in ")]")
        and not block[0].islower()
        and len(block.split()) <= _HEADING_WORDS
        and not _LIST_ITEM.match(block)
    )
