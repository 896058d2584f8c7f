"""Chats in which the speaker and the time stand above what is said: "Ann Moor  9:12 AM"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from summarize.text.bylines import opens_with_date
from summarize.text.patterns import compile_on_use
from summarize.text.words import WORD_CHARACTERS

_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\b\.?)?(?:[ ](?:Uhr|h|[A-Z]{2,4}))?"
_DAY = r"[\d/.,T -]{0,16}"
_TIME = rf"[(\[]?{_DAY}{_CLOCK}[)\]]?"
_NAME = rf"[@~]?[{WORD_CHARACTERS}](?:[{WORD_CHARACTERS} .'’&/#-]{{0,38}}[{WORD_CHARACTERS}.)])?"
_HEADER = compile_on_use(
    rf"""
    [\u200e\u200f]?(?:
        (?P<before>{_NAME}?) (?:
            (?: [ ]{{2,}} | \t+ | ,[ ]? | [ ]?(?=[(\[]) | [ ][—–|·•-][ ] )
            [(\[]? [^\n:]{{0,28}}? {_CLOCK} [)\]]?
          | [ ](?=\d+[./-]\d+[./-]\d|[^\n]*\d[ \u202f]?[AaPp]\.?[Mm]){_TIME} )  # not "John 3:16"
      | {_TIME} [ \t]+ (?:[—–|-][ ])? (?P<after>{_NAME})
    ) :?""",
    re.VERBOSE,
)
_TIME_ALONE = compile_on_use(_TIME)
_HAS_CLOCK = re.compile(r":(?<=\d:)\d\d")  # it begins with the colon, which makes the search fast
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_HEAD = 100_000  # characters that decide
_FEW, _LEAST_SHARE = 3, 0.08  # headers, and their share of the lines that are not blank
_LEAST_ABOVE_TEXT = 0.8  # of the headers; below a line of a programme there is the next one
_LONGEST = 90  # characters of a header
_WORDS_OF_A_NAME = 4


class Header(NamedTuple):
    """A line, or two, above what somebody says.

    Attributes:
        start: where it begins.
        said: where what is said begins.
        speaker: the name on it.
    """

    start: int
    said: int
    speaker: str


def turn_headers(text: str) -> list[Header]:
    r"""Return the headers of the turns of a chat; none if the text is no chat of this form.

    In a chat names come back, and there is text below each header.

    Args:
        text: its line ends are ``\n``.

    >>> text = "Ann  9:12\nShall we?\nBob  9:13\nYes.\nAnn  9:14\nThen go on."
    >>> [text[each.said :].split("\n")[0] for each in turn_headers(text) if each.speaker == "Ann"]
    ['Shall we?', 'Then go on.']
    """
    head = text[:_HEAD]
    if head.count(":") < _FEW or len(_HAS_CLOCK.findall(head)) < _FEW:  # the count rules out most texts
        return []
    found = list(_headers(head))
    n_lines = sum(1 for line in head.split("\n") if line.strip())
    n_speakers = len({each.speaker for each in found})
    if len(found) < max(_FEW, _LEAST_SHARE * n_lines) or not 1 < n_speakers < len(found):
        return []
    n_above_text = sum(each.said != other.start for each, other in pairwise(found))
    if n_above_text < _LEAST_ABOVE_TEXT * (len(found) - 1):
        return []
    return found if len(head) == len(text) else list(_headers(text))


def paragraphs_below(text: str, headers: list[Header]) -> Iterator[int]:
    """Yield where what is said begins, and each of its later paragraphs."""
    ends = [header.start for header in headers[1:]] + [len(text)]
    for header, end in zip(headers, ends, strict=True):
        yield header.said
        for blank in _BLANK_LINES.finditer(text, header.said, end):
            if blank.end() < end:
                yield blank.end()


def _headers(text: str) -> Iterator[Header]:
    start = 0
    above: tuple[int, str] | None = None  # the start of the line above, and the name that it may be
    for line in text.split("\n"):
        end = start + len(line) + 1
        bare = line.strip()
        name = None
        if len(bare) <= _LONGEST and _HAS_CLOCK.search(bare):
            is_time = _TIME_ALONE.fullmatch(bare) is not None
            first, name = (above or (start, None)) if is_time else (start, _speaker(bare))
            if name is not None:
                yield Header(first, _next_text(text, end), name)
        above = (start, bare) if name is None and _is_name(bare) else None
        start = end


def _next_text(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return min(position, len(text))


def _speaker(line: str) -> str | None:
    """Return the name on a header, None if the line is none."""
    found = _HEADER.fullmatch(line)
    if not found:
        return None
    name = (found["before"] or found["after"]).strip()
    return name if _is_name(name) else None


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        1 <= len(words) <= _WORDS_OF_A_NAME
        and (len(words) == 1 or not (words[0][0].islower() or words[-1][0].islower()))
        and any(map(str.isalpha, text))
        and not text.endswith(("?", "!", ",", ":", ";"))
        and not opens_with_date(text)
    )
