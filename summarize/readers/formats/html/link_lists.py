"""Lists of links that an article itself has among its paragraphs: tools, sources, examples."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from summarize.text.marks import ends_sentence
from summarize.text.phrases import begins_with, phrases

_LINKS = 0.5  # of a block in links: more are navigation
_NAME = 40  # characters; headlines of other articles are longer
_FEWEST = 2  # one link may be an offer: "Read more", "Comments (5)"
_LISTS = frozenset({"li", "ol", "ul"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})  # of the cards of other articles


def is_of_links(text: str, element: Any) -> bool:
    """Return whether most of a block is in links."""
    return sum(len(link.text_content()) for link in element.iter("a")) > _LINKS * len(text)


def introduced_links(
    blocks: Sequence[tuple[str, Any]], is_in: Sequence[bool], homes: frozenset[Any]
) -> set[int]:
    """Return the positions of the links that the article lists, which are part of it.

    They stand right among its paragraphs, not in a box: two or more names under a line that introduces them.
    The article goes on below them.

    Args:
        blocks: of the page, each with its element.
        is_in: which of them were found to be of the article.
        homes: the elements that hold most of the article.
    """
    listed: set[int] = set()
    first, last = is_in.index(True), len(is_in) - is_in[::-1].index(True)
    parents = [_parent_of(element) for _, element in blocks[first:last]]
    places = [
        parent if parent in homes and not found and _is_link(*block) else None
        for parent, found, block in zip(parents, is_in[first:last], blocks[first:last], strict=True)
    ]
    start = first
    for place, run in groupby(places):
        end = start + len(list(run))
        if place is not None and parents[start - 1 - first] is place:
            texts = [text for text, _ in blocks[start - 1 : end]]
            if _introduces(texts[0]) and _are_names(texts[1:]):
                listed.update(range(start, end))
        start = end
    return listed


def _parent_of(element: Any) -> Any:
    """Return the element in which a block, or the outermost list around it, stands."""
    parent = element.getparent()
    while parent is not None and parent.tag in _LISTS:
        parent = parent.getparent()
    return parent


def _is_link(text: str, element: Any) -> bool:
    return element.tag not in _HEADINGS and is_of_links(text, element)


def _introduces(text: str) -> bool:
    line = text.lower().strip("#-: ")
    is_apart = any(line in phrases(name) for name in ("contents", "sections", "references"))
    return not (is_apart or begins_with(line, "boilerplate") or ends_sentence(text))


def _are_names(texts: Sequence[str]) -> bool:
    return len(texts) >= _FEWEST and sum(map(len, texts)) <= _NAME * len(texts)
