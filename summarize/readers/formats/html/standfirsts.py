"""Standfirsts: the lines under the title of an article, by its editor, which are no part of its text."""

from __future__ import annotations

import re
from itertools import chain, islice, takewhile
from typing import Any

from summarize.text.kinds import kind_by_look

_NAMED = re.compile(
    r"(?:^|[-_ ])(?:dek|standfirst|excerpt|sub-?(?:title|head|heading|headline))(?:[-_ ]|$)", re.IGNORECASE
)
_AROUND_TITLE = frozenset({"header", "hgroup"})
_OUTER = frozenset({"article", "body", "html", "main"})
_HEAD_CHARACTERS = 1500  # of the head of an article: more holds the article, too
_CHARACTERS = 600
_NEAR = 5  # elements around the title


def mark_standfirsts(tree: Any) -> None:
    """Make a heading of each standfirst: what stands beside a title, and is named or set apart as one.

    >>> from lxml.html import fromstring, tostring
    >>> tree = fromstring("<div><hgroup><h1>A mill</h1><p>It was old.</p></hgroup><p>It fell.</p></div>")
    >>> mark_standfirsts(tree)
    >>> tostring(tree)
    b'<div><hgroup><h1>A mill</h1><h2>It was old.</h2></hgroup><p>It fell.</p></div>'
    """
    heads: dict[Any, None] = {}
    n_characters: dict[Any, int] = {}  # each is measured once, however many titles it has
    for title in tree.iter("h1"):
        head = _head_of(title, n_characters)
        if head is not None:
            heads[head] = None
    for head in heads:
        is_behind = False
        for element in list(head.iter()):
            is_behind = is_behind or element.tag == "h1"
            if is_behind and element.tag in ("div", "p", "span") and _is_standfirst(element, head):
                element.tag = "h2"


def _head_of(title: Any, n_characters: dict[Any, int]) -> Any:
    """Return the largest of the elements around a title that hold no more than the head of an article."""
    head = None
    for element in islice(title.iterancestors(), _NEAR):
        if element.tag in _OUTER:
            break
        if element not in n_characters:
            n_characters[element] = _n_characters(element)
        if n_characters[element] > _HEAD_CHARACTERS:
            break
        head = element
    return head


def _is_standfirst(element: Any, head: Any) -> bool:
    if any(child.tag in ("div", "p") for child in element):
        return False
    text = " ".join(element.text_content().split())
    if not 0 < len(text) <= _CHARACTERS or kind_by_look(text) != "prose":
        return False
    within = list(takewhile(lambda each: each is not head, chain([element], element.iterancestors())))
    if element.tag == "p" and any(each.tag in _AROUND_TITLE for each in (*within, head)):
        return True
    return any(_NAMED.search(f"{each.get('class', '')} {each.get('id', '')}") for each in within)


def _n_characters(element: Any) -> int:
    return len(" ".join(element.text_content().split()))
