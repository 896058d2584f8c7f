"""Marks that delimit blocks: blank lines, rules, list items, marked headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from summarize.text.headings import DATE, ENUMERATED, HEADING_CHARACTERS
from summarize.text.marks import CLOSING, SENTENCE_ENDS

_BLANKS = r"[ \t]*"
_NUMBERED_TITLE = r"\d{1,2}(?:\.\d{1,2})*\.?[ \t]+[^\W\d_][^\n.!?;:,]{2,60}"

# Matched at every line break, against the next line. The first test rejects most lines of prose, which
# start with two lower-case letters; titles occur only after the end of a sentence.
_LINE = re.compile(
    rf"""\n(?![a-z][^)])(?=
      (?P<blank> [^\S\n]*\n[^\S\n]*\S )
    | {_BLANKS}(?:
        (?P<item>     (?:[*•‣◦▪·] | \(?(?:[a-z]|\d{{1,3}})\) | (?:``|["“])?\(\w{{1,4}}\))[ \t]+\S )
      | (?P<dash>     [-+–—][ \t]+\S )
      | (?P<date>     (?:{DATE}){_BLANKS}\n )
      | (?P<number>   \d{{1,3}} )\.[ \t]+\S
      | (?P<page>     \d{{1,4}}{_BLANKS}\n )
      | (?P<rule>     (?:={{3,}} | -{{3,}} | \*{{3,}} | _{{3,}} | ~{{3,}}){_BLANKS}\n )
      | (?P<hashes>   \#{{1,6}}(?=[ \t]) | \#{{2,6}}(?=[^\W\d_]))[ \t]*\S
      | (?P<wiki>     ={{2,6}}(?:[^=\n]+={{2,6}}{_BLANKS} | [ \t][^=\n]+)\n )
      | (?<![^\s.!?…:;。！？।۔؟"'”’»)\]-]\n)(?:
          (?P<capitals> [A-Z0-9][^a-z\n]{{3,80}}\n )
        | (?P<title>    {_NUMBERED_TITLE}\n{_BLANKS}[A-Z\d] )
    )))""",
    re.VERBOSE,
)
_STUCK_YEAR, _TOP = re.compile(r"(?:19|20)\d\d(?=[A-ZÀ-Þ])"), 400
_MONTH = re.compile(
    r"(?:\A|\n)(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|ust|(?:em|o)?ber)?\.? \Z"
)
_RECITAL = re.compile(r"; ?\n[ \t]*([A-Z][^\W\d_a-z]{4,})\b")
_ENDS = (*SENTENCE_ENDS, ":", ";", "-")
_LOOK_BACK = 16  # characters; enough for the end of a sentence and its closing quotes
MARKED_CHARACTERS = 300  # a longer line is text, whatever its marks
_LINES_OF_A_TITLE = 4
_LONGEST_LIST = 1_000  # characters, searched for the second item of a list


class Cuts(NamedTuple):
    """The positions at which a text is cut.

    Attributes:
        positions: starts of blocks.
        headings: the subset at which marked headings start.
    """

    positions: set[int]
    headings: set[int]


def find_cuts(text: str) -> Cuts:
    r"""Return the cuts that the marks of a text make; its line ends are ``\n``.

    >>> sorted(find_cuts("# Cats\n\nThey purr.\n- a lot").positions)
    [0, 7, 19]
    """
    padded = f"\n{text}\n"  # so that position p of the text is the line break before it
    cuts = {0}
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
            if (
                _is_line_of_marks(kind, line_end - start)
                or _is_title(padded, start, line_end, kind)
                or (kind == "page" and _is_page_number(padded, start, line_end))
            ):
                cuts.update((start, line_end))
                if kind not in ("date", "page") and (
                    kind != "hashes" or hashes.accepts(padded, start, line_end, match["hashes"])
                ):
                    headings.add(start)
    return Cuts(cuts.union(_recitals(text), _stuck_months(text)), headings)


def _stuck_months(text: str) -> Iterator[int]:
    """Yield the ends of months at the top of a page that stuck to its first sentence: "May 2009The mill"."""
    for found in _STUCK_YEAR.finditer(text, 0, _TOP):
        if _MONTH.search(text[: found.start()][-_LOOK_BACK:]):
            yield found.end()


def _recitals(text: str) -> Iterator[int]:
    """Yield the starts of lines with one first word in capitals, after a mark: "WHEREAS the mill is old;"."""
    if ";" not in text:
        return
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for found in _RECITAL.finditer(text):
        starts[found[1]].append(found.start(1))
    for recurring in starts.values():
        if len(recurring) > 1:
            yield from recurring


class _HashLines:
    """The ``#`` headings so far, to distinguish titles from comments in code.

    A title has a blank line before or after it, or directly follows one of another level.
    """

    def __init__(self) -> None:
        self._end, self._marks = 0, ""

    def accepts(self, padded: str, start: int, end: int, marks: str) -> bool:
        """Return whether a line that begins with ``#`` is a heading, and record it if so."""
        is_subtitle = start == self._end and marks != self._marks
        after = padded[end + 1 : padded.find("\n", end + 1)]
        if _line_before(padded, start) and after.strip() and not is_subtitle:
            return False
        self._end, self._marks = end, marks
        return True


class _ListItems:
    r"""The items of a paragraph so far, to distinguish lists from wrapped lines.

    "am\n3. Oktober" and "a well\n- well - known man" are no lists. But "3." continues a list after item 2,
    and a dash continues one after a line with a dash.
    """

    def __init__(self) -> None:
        self._marks: set[str] = set()
        self._last_number = 0

    def accepts(self, match: re.Match[str]) -> bool:
        """Return whether a line that looks like an item is one, whatever precedes it."""
        if match.lastgroup == "number":
            number = int(match["number"])
            if number == 1 and not self._marks:
                return _is_line_below(match, "2.")
            return number == self._last_number + 1 and bool(self._marks)
        if match.lastgroup == "item":
            return True
        dash = match["dash"][0]
        return dash in self._marks or (not self._marks and _is_line_below(match, dash))

    def end(self) -> None:
        """Forget the list at the end of its paragraph."""
        if self._marks:
            self._marks, self._last_number = set(), 0

    def add(self, match: re.Match[str]) -> None:
        """Record an item of the list."""
        self._marks.add("1" if match.lastgroup == "number" else match[match.lastgroup or 0][0])
        if match.lastgroup == "number":
            self._last_number = int(match["number"])


def _is_line_below(match: re.Match[str], mark: str) -> bool:
    """Return whether a later line of the same paragraph begins with a mark."""
    text, start = match.string, match.start() + 1
    end = text.find("\n\n", start, start + _LONGEST_LIST)
    lines = text[start : end if end >= 0 else start + _LONGEST_LIST].split("\n")[1:]
    return any(line.lstrip().startswith(f"{mark} ") for line in lines)


def _underlined_title(padded: str, rule: int) -> int | None:
    """Return the start of the title above a rule, None if there is none."""
    start = padded.rfind("\n", max(0, rule - MARKED_CHARACTERS), rule)
    is_title = start >= 0 and not _line_before(padded, start) and not padded[start:rule].isspace()
    return start if is_title else None


def _is_line_of_marks(kind: str, length: int) -> bool:
    return kind in ("hashes", "wiki") and length <= MARKED_CHARACTERS


def _is_page_number(padded: str, start: int, end: int) -> bool:
    """Return whether a number alone stands between the end of a sentence and the middle of another."""
    return _ends_a_sentence(padded, start) and padded[end + 1 : end + 2].islower()


def _is_title(padded: str, start: int, end: int, kind: str) -> bool:
    line = padded[start:end].strip()
    return kind in ("capitals", "title", "date") and (
        _ends_a_sentence(padded, start)
        and (not line.endswith((*_ENDS, ",")) or ENUMERATED.fullmatch(line) is not None)
        and (kind != "capitals" or line.isupper())
    )


def _end_of_title(padded: str, start: int, kind: str) -> int:
    """Return the end of a title; one in capitals may continue on the next lines."""
    end = title_end = padded.index("\n", start + 1)
    for _ in range(_LINES_OF_A_TITLE if kind == "capitals" else 0):
        if padded[start:title_end].rstrip().endswith((*_ENDS, ",")):
            return title_end
        next_end = padded.find("\n", title_end + 1)
        line = padded[title_end + 1 : next_end].strip()
        if next_end < 0 or len(line) > HEADING_CHARACTERS or not line.isupper() or ENUMERATED.match(line):
            return title_end
        title_end = next_end
    return end  # a text in capitals


def _ends_a_sentence(padded: str, line_break: int) -> bool:
    """Return whether a blank line or the end of a sentence precedes a line break."""
    line = _line_before(padded, line_break)
    return not line or line.rstrip(CLOSING).endswith(_ENDS)


def _line_before(padded: str, line_break: int) -> str:
    """Return the last characters of the line before a line break, without trailing blanks."""
    end = line_break
    while end > 0 and padded[end - 1] in " \t":
        end -= 1
    return padded[max(0, end - _LOOK_BACK) : end].rpartition("\n")[2]
