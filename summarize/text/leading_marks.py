"""What stands around a sentence and is no part of it: marks of lists and emphasis, numbers, datelines."""

from __future__ import annotations

import re

from summarize.text.words import has_any

ITEM_MARK = re.compile(
    r"(?:[-+*•‣◦▪●·\ufffd\uf0b7–—]"
    r"|(?:``|[\"“])?\(?(?:\d{1,3}|[A-Za-z](?:-\d{1,2})?|[ivx]{2,4}|[IVX]{2,4}|aa|bb|cc|dd|ee|ff)[.)])"
    r"(?:[ \t\xa0]|\[[ xX]\])+"
)
# Of a judgment: "[12] The", "12      The".
PARAGRAPH_NUMBER = re.compile(r"(?:\[\d{1,3}\]\s+|\d{1,3}\.?(?:\xa0[\xa0 ]+| {4,}))(?=[^\w\s]?[^\W\d_a-z])")
# In acts: "In General.--The", "Program required.—Not later".
RUN_IN_DASHES = (".--", ".—")
RUN_IN_TITLE = re.compile(r"[A-Z][\w'’-]*(?:,? [\w'’-]+){0,12}\.(?:--|—)\s?(?=[A-Z(\"“`])")
# "BUFFALO, N.Y. — Hours", "LONDON (Reuters) - Shares", "(CNN) -- A man"; not "USA – China", "WARNING — Keep".
_AGENCY, _PLACE = r"\([A-Z][^()]{1,30}\)[ ]", r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}"
_DATELINE = re.compile(
    rf"(?:(?:{_PLACE}(?:,?[ ][A-ZÀ-Þ][\w.'’-]*){{0,5}},?[ ])?{_AGENCY}(?:--?|[—–])"
    rf"|{_PLACE}(?:,[ ][A-ZÀ-Þ][\w.'’-]*)+,?[ ](?:--?|[—–]))"
    r"[ ]?(?=[\"“‘']?[^\W\d_a-z])(?!.*\s(?:--?|[—–])\s)"
)


def without_list_mark(text: str) -> str:
    """Return an item of a list without its mark.

    >>> without_list_mark("2. The bridge is closed."), without_list_mark("(b-1) It is old.")
    ('The bridge is closed.', 'It is old.')
    """
    mark = ITEM_MARK.match(text)
    return text[mark.end() :] if mark else text


def without_run_in_title(text: str) -> str:
    """Return a paragraph of an act without the title at its start.

    >>> without_run_in_title("In General.--The Secretary shall act."), without_run_in_title("It is old.")
    ('The Secretary shall act.', 'It is old.')
    """
    title = RUN_IN_TITLE.match(text) if has_any(text, RUN_IN_DASHES) else None
    return text[title.end() :] if title else text


def without_lone_marks(text: str) -> str:
    """Return a sentence without a sign before it, and without the half of a pair of marks around several.

    >>> without_lone_marks("+ It is old."), without_lone_marks("Turns.**"), without_lone_marks("**It** is.")
    ('It is old.', 'Turns.', '**It** is.')
    """
    text = text[2:].lstrip() if text[:1] in ("+", "*", "•") and text[1:2] == " " else text
    return text.removeprefix("**").removesuffix("**") if text.count("**") == 1 else text


def without_paragraph_number(text: str) -> str:
    """Return a paragraph of a judgment without its number.

    >>> without_paragraph_number("[12] The appeal fails."), without_paragraph_number("12 mills turn.")
    ('The appeal fails.', '12 mills turn.')
    """
    number = PARAGRAPH_NUMBER.match(text)
    return text[number.end() :] if number else text


def without_dateline(text: str) -> str:
    """Return the first sentence of a report without its place and agency.

    >>> without_dateline("BUFFALO, N.Y. (AP) — Snow fell."), without_dateline("Snow — a lot of it — fell.")
    ('Snow fell.', 'Snow — a lot of it — fell.')
    """
    place = _DATELINE.match(text)
    return text[place.end() :] if place else text
