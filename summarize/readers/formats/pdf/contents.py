"""The table of contents of a document of pages, which is no text: its lines lead to pages."""

from __future__ import annotations

import re

from summarize.readers.formats.pdf.lines import Line
from summarize.text.phrases import phrases

_LEADERS = r"(?:\.\s?){4,}\s*"
_ENTRY = re.compile(rf"(?:({_LEADERS})|\t)(?:(\d{{1,4}})|[ivxl]{{1,7}})$")
_NUMBER_OF_HEADING = re.compile(r"^[\dIVX]{1,5}(?:\.\d{1,3}){0,5}\.?\s+")
_ENTRIES = 3  # fewer are no table
_CELLS = 3  # a line of more is of a table
_FIRST_PAGES, _FIRST_SHARE = 3, 0.1  # where a table of contents may be that no heading announces
_KNOWN = 0.5  # of its entries are lines of other pages


def without_contents(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the pages without their tables of contents, and the headings of these.

    The page numbers of a table of contents never go down, as prices do. Dots lead to them, or "Contents" is
    over them, or they are on one of the first pages, no number is above that of the pages, and half of the
    entries are lines of other pages.

    >>> lines = [Line(f"{title} ...... {n}", 10, 72, 700, 700) for title, n in zip("ABC", (1, 2, 9))]
    >>> without_contents([[*lines, Line("It rained.", 10, 72, 600, 600)]])[0][0].text
    'It rained.'
    """
    places: dict[str, set[int]] = {}
    for number, page in enumerate(pages):
        for line in page:
            places.setdefault(_title(line.text), set()).add(number)
    kept = []
    last = None  # number of a table of contents under its heading, which goes on with this page
    for number, page in enumerate(pages):
        titles = [line for line in page if _says_contents(line)]
        entries = _entries(page)
        numbers = [int(match[2]) for match in entries.values() if match[2]]
        goes_on = last is not None and min(numbers, default=last) >= last
        is_announced = goes_on or any(page.index(titles[0]) < page.index(line) for line in entries if titles)
        is_dotted = sum(bool(match[1]) for match in entries.values()) >= _ENTRIES
        is_first = number < max(_FIRST_PAGES, _FIRST_SHARE * len(pages))
        leads = is_first and max(numbers, default=0) <= len(pages) and _are_known(entries, number, places)
        if not (is_announced or is_dotted or leads):
            entries = {}
        last = max(numbers, default=0) if entries and is_announced else None
        left_out = {*entries, *titles} if entries else set()
        kept.append([line for line in page if line not in left_out])
    return kept


def _entries(page: list[Line]) -> dict[Line, re.Match[str]]:
    """Return the lines that may lead to pages; nothing if they are few, or their numbers go down."""
    found = {
        line: match for line in page if line.text.count("\t") < _CELLS and (match := _ENTRY.search(line.text))
    }
    numbers = [int(match[2]) for match in found.values() if match[2]]
    return found if len(found) >= _ENTRIES and numbers == sorted(numbers) else {}


def _are_known(entries: dict[Line, re.Match[str]], number: int, places: dict[str, set[int]]) -> bool:
    """Return whether many of the entries are lines of other pages, too."""
    titles = [_title(line.text[: match.start()]) for line, match in entries.items()]
    n_known = sum(bool(places.get(title, set()) - {number}) for title in titles)
    return n_known >= _KNOWN * len(entries) > 0


def _title(text: str) -> str:
    return _NUMBER_OF_HEADING.sub("", text.replace("\t", " ")).strip().casefold()


def _says_contents(line: Line) -> bool:
    return line.text.strip(" :").casefold() in phrases("contents")
