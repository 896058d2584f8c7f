"""The marks in the text of a page that call its footnotes."""

from __future__ import annotations

import re

from summarize.readers.formats.pdf.lines import Line

_MARK = re.compile(r"\d{1,3}(?!\d)|[*†‡§¶]{1,3}")
_SHORT_FORM = re.compile(r"[^\W\d_]{1,4}\.")  # with a number: "Fig.2"


def without_calls(page: list[Line], notes: list[list[Line]]) -> list[Line]:
    """Return the lines of a page without the mark of each of its footnotes, where it sticks to a word.

    >>> line, note = (Line(text, 9, 72, 60, 60) for text in ("A good tool.1 It fell.", "1 See the minutes."))
    >>> [each.text for each in without_calls([line], [[note]])]
    ['A good tool. It fell.']
    """
    page = list(page)
    for note in notes:
        if mark := _MARK.match(note[0].text):
            call = re.compile(
                rf"([^\W\d_]{{2,}})([.,;:!?)\]”’\"]{{0,2}}){re.escape(mark[0])}(?=[\s.,;:!?)]|\Z)"
            )
            _remove_first(page, call)
    return page


def _remove_first(page: list[Line], call: re.Pattern[str]) -> None:
    for position, line in enumerate(page):
        for found in call.finditer(line.text):
            word = found[1] + found[2]
            if word[0].islower() or not _SHORT_FORM.fullmatch(word):
                text = line.text[: found.end(2)] + line.text[found.end() :]
                page[position] = line._replace(text=text)
                return
