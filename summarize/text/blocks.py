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
        (?P<item>     (?:[*•‣◦▪] | \(?(?:[a-z]|\d{{1,3}})\) | (?:``|["“])?\(\w{{1,4}}\))[ \t]+\S )
      | (?P<dash>     [-+–—][ \t]+\S )
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
_LIST_ITEM = re.compile(r"(?:[-*+•‣◦▪–—]|\(?\w{1,4}\)|\d{1,3}\.)[ \t]")
_INNER_END = re.compile(r"[.!?…]['\"”’»)]?\s")
_HEADING_CHARACTERS = 100
_HEADING_WORDS = 16
_TEXT, _SHAPED, _MARKED = range(3)  # a heading by its looks alone, or by its marks or capitals


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
            end = first + len(stripped)
            if start in headings:
                found.append((first, end, _MARKED))
            elif len(stripped) <= _HEADING_CHARACTERS and _looks_like_heading(stripped):
                found.append((first, end, _SHAPED))
            else:
                found.append((first, end, _TEXT))
    # A title stands alone and has text under it; short lines in a row are text like any other.
    followers = [*(kind for _, _, kind in found[1:]), None]
    return [
        Block(start, end, kind > _TEXT and follower is not None and (kind == _MARKED or follower != _SHAPED))
        for (start, end, kind), follower in zip(found, followers, strict=True)
    ]


def _find_cuts(text: str) -> tuple[list[int], set[int]]:
    """Return the sorted positions to cut at, and which of them a heading starts at."""
    padded = f"\n{text}\n"  # so that position p of the text is the line break before it
    cuts = {0, len(text)}
    headings: set[int] = set()
    items = _ListItems()
    for match in _LINE.finditer(padded):
        kind, start = match.lastgroup, match.start()
        if kind == "blank":
            cuts.add(start)
            items.end()
        elif kind in ("item", "dash", "number"):
            if items.accepts(match) or _ends_a_sentence(padded, start):
                cuts.add(start)
                items.add(match)
        elif kind == "rule":
            title = padded.rfind("\n", 0, start)
            is_underlined = (
                title >= 0 and not _line_before(padded, title) and not padded[title:start].isspace()
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


class _ListItems:
    r"""The items of a paragraph so far: they tell a list from a line that is only wrapped.

    "am\n3. Oktober" and "a well\n- well - known man" are no lists, but what follows an item 2 is
    an item 3, and a dash after a line with a dash goes on with the list.
    """

    def __init__(self) -> None:
        self._marks: set[str] = set()
        self._last_number = 0

    def accepts(self, match: re.Match[str]) -> bool:
        """Return whether a line that looks like an item is one, whatever is before it."""
        if match.lastgroup == "number":
            number = int(match["number"])
            return number == self._last_number + 1 and bool(self._marks)
        return match.lastgroup == "item" or match["dash"][0] in self._marks

    def end(self) -> None:
        """Forget the list: what comes next is another paragraph."""
        if self._marks:
            self._marks, self._last_number = set(), 0

    def add(self, match: re.Match[str]) -> None:
        """Note an item of the list."""
        self._marks.add("1" if match.lastgroup == "number" else match[match.lastgroup or 0][0])
        if match.lastgroup == "number":
            self._last_number = int(match["number"])


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
    end = line_break
    while end > 0 and padded[end - 1] in " \t":
        end -= 1
    return padded[max(0, end - _LOOK_BACK) : end].rpartition("\n")[2]


def _looks_like_heading(block: str) -> bool:
    """Return whether a short block is a line that neither is nor holds a finished sentence."""
    return (
        (block[-1].isalnum() or block[-1] == ")")
        and "\n" not in block
        and not block[0].islower()
        and len(block.split()) <= _HEADING_WORDS
        and not _INNER_END.search(block)
        and not _LIST_ITEM.match(block)
    )
