"""The marks in the text of a page that call its footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from summarize.readers.formats.pdf.lines import Line

_MARK = re.compile(r"\d{1,3}(?!\d)|[*†‡§¶]{1,3}")
_CALL = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{2,})([.,;:!?)\]”’\"]{0,2})(\d{1,3}|[*†‡§¶]{1,3})(?=[\s.,;:!?)]|\Z)"
)
_LONGEST_SHORT_FORM = 4  # letters; with a number: "Fig.2"


class _Call(NamedTuple):
    """A place in a page that may call a footnote; the best come first in order.

    Attributes:
        doubt: 0 behind a stop, 1 behind a word, 2 behind a word with a capital: "Table2" is a name.
        line: the number of its line.
        start: position of its mark in the line.
        end: position after the mark.
    """

    doubt: int
    line: int
    start: int
    end: int


def without_calls(page: list[Line], notes: list[list[Line]]) -> list[Line]:
    """Return the lines of a page without the mark of each of its footnotes, where it sticks to a word.

    >>> line, note = (Line(text, 9, 72, 60, 60) for text in ("A good tool.1 It fell.", "1 See the minutes."))
    >>> [each.text for each in without_calls([line], [[note]])]
    ['A good tool. It fell.']
    """
    marks = Counter(mark[0] for note in notes if (mark := _MARK.match(note[0].text)))
    calls = _calls(page) if marks else {}
    found = [call for mark, n in marks.items() for call in sorted(calls.get(mark, ()))[:n]]
    page = list(page)
    for _, number, start, end in sorted(found, key=lambda call: call.start, reverse=True):
        line = page[number]
        page[number] = line._replace(text=line.text[:start] + line.text[end:])
    return page


def _calls(page: list[Line]) -> dict[str, list[_Call]]:
    """Return where each mark may be a call: not in a name ("CO2"), nor where a word has it twice."""
    found = [(number, call) for number, line in enumerate(page) for call in _CALL.finditer(line.text)]
    n_times = Counter(call[0] for _, call in found)
    calls = defaultdict[str, list[_Call]](list)
    for number, call in found:
        word, stop, mark = call.groups()
        is_name = not stop and mark.isdecimal() and (word[1:] != word[1:].lower() or n_times[call[0]] > 1)
        is_short_form = stop == "." and word[0].isupper() and len(word) <= _LONGEST_SHORT_FORM
        if not is_name and not is_short_form:
            doubt = 0 if stop else 1 + word[0].isupper()
            calls[mark].append(_Call(doubt, number, *call.span(3)))
    return calls
