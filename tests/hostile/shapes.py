"""Hostile texts: a fragment again and again, in some layout, as long as is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

PROSE = "The council met on Monday. The mill was shut in spring. Nobody was hurt when the old wheel fell. "

FRAGMENTS = (
    # single characters, of prose, of markup and of no script
    *"aA1.,;:!?-_*#`~|\\/()[]{}<>&$%^=+\"' \t\n\r\x00\x1b",
    *"\u00a0\u00ad\u200b\u200d\u2028\u0085\u202e\ufeff\ufffd\ud800…—–“”„«»‘’·•€",
    *"éßİſ漢。、」กขែ។་།אعक😀",
    # marks that combine, in an order that has to be mended, and letters that come apart
    "\u0301",
    "\u0301\u0323",
    "a\u0301\u0323",
    "\u1e9b\u0323",
    "각",
    "\U0001f468\u200d\U0001f469\u200d",
    "क्ष",
    # what ends a sentence, or seems to
    "Mr. ",
    "U.S. ",
    "e.g. ",
    "A. ",
    "a.b",
    "et al. ",
    "No. 5 ",
    "Jan. 3 ",
    "p.m. ",
    "1.2.3.",
    "1. ",
    "... ",
    "?! ",
    ".) ",
    '." ',
    "'' `` ",
    "“a” ",
    "“",
    "(a ",
    ") ",
    "[12] ",
    "[12]",
    " [ ] ",
    # words, numbers, quantities, dates, names
    "a ",
    "he ",
    "The ",
    "of the ",
    "Anna Moor ",
    "Anna ",
    "McX-",
    "O'",
    "I'm ",
    "a-",
    "COVID-19 ",
    "1,000 ",
    "1 000 ",
    "1,",
    "1/",
    "3:15 ",
    "€5 ",
    "5 km ",
    "5% ",
    "one hundred ",
    "twenty-",
    "May 3, ",
    "3 May 2020 ",
    "2020-01-01 ",
    "Monday ",
    "XIV ",
    "1st ",
    "millions ",
    # lines of some kind
    "# a\n",
    "a\n===\n",
    "a\n---\n",
    "- a\n",
    "  - a\n",
    "1. a\n",
    "(a) b\n",
    "> a\n",
    ">",
    "| a | b |\n",
    "|---|\n",
    "a\tb\tc\n",
    "a  b  c\n",
    "```\n",
    "~~~\na\n",
    "    a\n",
    "---\n",
    "a: b\n",
    "-a: b\n",
    "Anna: yes.\n",
    "[00:01] Anna: yes\n",
    "[1/2/20, 10:00] Anna: yes\n",
    "10:00 Anna\n",
    "<anna> yes\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "Figure 1: a\n",
    "Table 2. a\n",
    "References\n",
    "[1] A. Moor. A mill. 2020.\n",
    "Moor, A. (2020). A mill.\n",
    "By Anna Moor\n",
    "LONDON (AP) -- ",
    "From: a@b.c\n",
    "Subject: a\n",
    "On Mon, 3 May 2020, Anna wrote:\n",
    "Dear Anna,\n",
    "Yours,\nAnna\n",
    "-- \n",
    "Chapter 1\n",
    "1.1 A\n",
    "Share this\n",
    "Read more: a\n",
    "https://a.b/c ",
    "a@b.c ",
    "www.a",
    "x = y + 1;\n",
    "def f():\n",
    "{a: 1},\n",
    "∑x=1 ",
    # markup
    "<p>",
    "<p>a</p>\n",
    "<div",
    "<!--",
    "<![CDATA[",
    "</",
    '<a href="',
    "&amp;",
    "&#",
    "[a](",
    "[a](b) ",
    "![",
    "[[",
    "{{",
    "{|",
    "**",
    "*a*",
    "_a_",
    "`a`",
    "$a$",
    "\\begin{a}",
    "\\a{",
    "\\",
    "[^1]: a\n",
)

LAYOUTS: dict[str, Callable[[str], tuple[str, str]]] = {
    "alone": lambda fragment: ("", fragment),
    "a line each": lambda fragment: ("", f"{fragment}\n"),
    "a paragraph each": lambda fragment: ("", f"{fragment}\n\n"),
    "between words": lambda fragment: (PROSE, f"mill {fragment} wheel "),
    "between sentences": lambda fragment: (PROSE, f"It turned. {fragment} It fell. "),
    "glued to words": lambda fragment: (PROSE, f"mill{fragment}"),
    "after prose": lambda fragment: (PROSE + "\n\n", fragment),
}


class Shape(NamedTuple):
    """A fragment in a layout."""

    fragment: str
    layout: str

    def text(self, n_characters: int) -> str:
        """Return a text of about ``n_characters``."""
        start, repeated = LAYOUTS[self.layout](self.fragment)
        return start + repeated * max(1, n_characters // len(repeated))


def shapes() -> Iterator[Shape]:
    """Yield each fragment in each layout."""
    return (Shape(fragment, layout) for fragment in FRAGMENTS for layout in LAYOUTS)
