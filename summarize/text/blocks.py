"""Where a text is cut before any sentence rule applies: blank lines, headings, list items.

A single line break inside a paragraph is no cut: hard-wrapped books and e-mails have one
every seventy characters. It knows lines, and nothing of sentences or languages.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from summarize.text.headings import BARE_NUMBER, DATE, ENUMERATED
from summarize.text.words import WORD_CHARACTERS


class Block(NamedTuple):
    """A stretch of text no sentence crosses: a paragraph, a heading or a list item."""

    start: int
    end: int
    is_heading: bool


_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

_BLANKS = r"[ \t]*"
_NUMBERED_TITLE = r"\d{1,2}(?:\.\d{1,2})*\.?[ \t]+[^\W\d_][^\n.!?;:,]{2,60}"

# Tried at every line break, on what follows it. Most lines of prose start with two small
# letters, and are dismissed by the first test; titles only stand where a sentence has ended.
_LINE = re.compile(
    rf"""\n(?![a-z][^)])(?=
      (?P<blank> [^\S\n]*\n[^\S\n]*\S )
    | {_BLANKS}(?:
        (?P<item>     (?:[*•‣◦▪] | \(?(?:[a-z]|\d{{1,3}})\) | (?:``|["“])?\(\w{{1,4}}\))[ \t]+\S )
      | (?P<dash>     [-+–—][ \t]+\S )
      | (?P<date>     (?:{DATE}){_BLANKS}\n )
      | (?P<number>   \d{{1,3}} )\.[ \t]+\S
      | (?P<rule>     (?:={{3,}} | -{{3,}} | \*{{3,}} | _{{3,}} | ~{{3,}}){_BLANKS}\n )
      | (?P<hashes>   \#{{1,6}})[ \t]+\S
      | (?P<wiki>     ={{2,6}}(?:[^=\n]+={{2,6}}{_BLANKS} | [ \t][^=\n]+)\n )
      | (?<![^\s.!?…:;。！？।۔؟"'”’»)\]-]\n)(?:
          (?P<capitals> [A-Z0-9][^a-z\n]{{3,80}}\n )
        | (?P<title>    {_NUMBERED_TITLE}\n{_BLANKS}[A-Z\d] )
    )))""",
    re.VERBOSE,
)
_ENDS_A_SENTENCE = (".", "!", "?", "…", ":", ";", "。", "！", "？", "।", "۔", "؟", "-")
_LOOK_BACK = 16  # characters; enough for the end of a sentence and its closing quotes
_CLOSING = "\"'”’»)]"
_LIST_ITEM = re.compile(r"(?:``|[\"“])?\(?\w{1,4}\)[ \t]|\d{1,3}\.[ \t]")
_INNER_END = re.compile(r"[.!?…]['\"”’»)]?\s")
# The comma of a title has a space behind it, or stands in a number; that of a table has neither.
_COMMA_OF_A_TABLE = re.compile(r"(?<!\d),\w|,[^\W\d_]")
_OPENS_A_TITLE = re.compile(rf"(?!_)[\"'“”„«‘`(\[¿¡{WORD_CHARACTERS}]")
_ENDS_A_TITLE = re.compile(rf"(?!_)[){WORD_CHARACTERS}]")
_HEADING_CHARACTERS = 100
_MARKED_CHARACTERS = 300  # a longer line is text, whatever is before or under it
_ENUMERATED_CHARACTERS = 200
_LINES_OF_A_TITLE = 4
_PARAGRAPH = 120  # characters; a longer line is a paragraph of its own and not wrapped
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
    found: list[tuple[int, int, int]] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + piece.index(stripped[0])
            kind = _MARKED if start in headings else _kind(stripped)
            if kind == _TEXT and (title_end := _title_above_paragraph(stripped)):
                found.append((first, first + title_end, _SHAPED))
                paragraph = stripped[title_end:].lstrip()
                found.append((first + len(stripped) - len(paragraph), first + len(stripped), _TEXT))
            else:
                found.append((first, first + len(stripped), kind))
    followers = [*(kind for _, _, kind in found[1:]), None]
    ends_before = [0, *(end for _, end, _ in found[:-1])]
    return [
        Block(start, end, _is_heading(kind, follower, text[end_before - 1 : end_before]))
        for (start, end, kind), follower, end_before in zip(found, followers, ends_before, strict=True)
    ]


def _is_heading(kind: int, follower: int | None, end_before: str) -> bool:
    """Return whether a block is a heading, by the kind of the next and how the one before ends.

    A title stands alone and has text under it; short lines in a row are text like any other, and
    what follows a comma ("Yours,") is a name.
    """
    if follower is None or kind != _SHAPED:
        return follower is not None and kind == _MARKED
    return follower != _SHAPED and end_before != ","


def _kind(block: str) -> int:
    """Return what a block without marks is."""
    if len(block) <= _HEADING_CHARACTERS and _looks_like_heading(block):
        return _SHAPED
    if len(block) <= _ENUMERATED_CHARACTERS and not block[0].islower() and _is_enumerated_title(block):
        return _MARKED
    return _TEXT


def _is_enumerated_title(block: str) -> bool:
    return ENUMERATED.fullmatch(block) is not None and (
        block.isupper() or not block.endswith((*_ENDS_A_SENTENCE, ","))
    )


def _title_above_paragraph(block: str) -> int:
    """Return where the title ends that is right above a paragraph without line breaks, or 0."""
    end = block.find("\n", 0, _HEADING_CHARACTERS + 1)
    if end < 0 or len(block) - end <= _PARAGRAPH:
        return 0
    title, paragraph_end = block[:end].rstrip(), block.find("\n", end + 1)
    is_title = BARE_NUMBER.fullmatch(title) or _looks_like_heading(title)
    is_long = paragraph_end < 0 or paragraph_end - end > _PARAGRAPH
    return len(title) if is_title and is_long else 0


def _find_cuts(text: str) -> tuple[list[int], set[int]]:
    """Return the sorted positions to cut at, and which of them a heading starts at."""
    padded = f"\n{text}\n"  # so that position p of the text is the line break before it
    cuts = {0, len(text)}
    headings: set[int] = set()
    hashes = _HashLines()
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
            title = _underlined_title(padded, start)
            if title is not None:
                headings.add(title)
            cuts.update((start if title is None else title, padded.index("\n", start + 1)))
        elif kind is not None:
            line_end = _end_of_title(padded, start, kind)
            if _is_line_of_marks(kind, line_end - start) or _is_title(padded, start, line_end, kind):
                cuts.update((start, line_end))
                if kind != "hashes" or hashes.accepts(padded, start, line_end, match["hashes"]):
                    headings.add(start)
    return sorted(cut for cut in cuts if cut <= len(text)), headings


class _HashLines:
    """The headings with ``#`` so far: they tell a title from a comment in code.

    A title has a blank line before or after it, or is right under one of another level.
    """

    def __init__(self) -> None:
        self._end, self._marks = 0, ""

    def accepts(self, padded: str, start: int, end: int, marks: str) -> bool:
        """Return whether a line that begins with ``#`` is a heading, and note it if so."""
        is_subtitle = start == self._end and marks != self._marks
        after = padded[end + 1 : padded.find("\n", end + 1)]
        if _line_before(padded, start) and after.strip() and not is_subtitle:
            return False
        self._end, self._marks = end, marks
        return True


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


def _underlined_title(padded: str, rule: int) -> int | None:
    """Return where the title begins that a rule is under, None if there is none."""
    start = padded.rfind("\n", max(0, rule - _MARKED_CHARACTERS), rule)
    is_title = start >= 0 and not _line_before(padded, start) and not padded[start:rule].isspace()
    return start if is_title else None


def _is_line_of_marks(kind: str, length: int) -> bool:
    return kind in ("hashes", "wiki") and length <= _MARKED_CHARACTERS


def _is_title(padded: str, start: int, end: int, kind: str) -> bool:
    line = padded[start:end].strip()
    return kind in ("capitals", "title", "date") and (
        _ends_a_sentence(padded, start)
        and (not line.endswith((*_ENDS_A_SENTENCE, ",")) or ENUMERATED.fullmatch(line) is not None)
        and (kind != "capitals" or line.isupper())
    )


def _end_of_title(padded: str, start: int, kind: str) -> int:
    """Return where a title ends; one in capitals may go on in the next lines."""
    end = title_end = padded.index("\n", start + 1)
    for _ in range(_LINES_OF_A_TITLE if kind == "capitals" else 0):
        if padded[start:title_end].rstrip().endswith((*_ENDS_A_SENTENCE, ",")):
            return title_end
        next_end = padded.find("\n", title_end + 1)
        line = padded[title_end + 1 : next_end].strip()
        if next_end < 0 or len(line) > _HEADING_CHARACTERS or not line.isupper() or ENUMERATED.match(line):
            return title_end
        title_end = next_end
    return end  # a text in capitals


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
        _ENDS_A_TITLE.match(block[-1]) is not None
        and "\n" not in block
        and _OPENS_A_TITLE.match(block) is not None
        and not block[0].islower()
        and len(block.split()) <= _HEADING_WORDS
        and not _INNER_END.search(block)
        and not _COMMA_OF_A_TABLE.search(block)
        and not _LIST_ITEM.match(block)
    )
