"""The beginning of an XML text: which element is its root."""

from __future__ import annotations

import re
from typing import NamedTuple

_PROLOG = {"<?": "?>", "<!--": "-->"}
_TAG = re.compile(r"<([A-Za-z_][\w.-]{0,80}:)?([A-Za-z_][\w.-]{0,80})(?=[\s/>])")
_ROOT_CHARACTERS = 2_000  # of the root, with what it declares and its first elements
_SUFFIXES = {
    *(".atom", ".dbk", ".fb2", ".fodt", ".gpx", ".kml", ".nxml", ".opml", ".plist", ".rdf", ".rss", ".svg"),
    *(".tei", ".xliff", ".xml", ".xsd", ".xsl", ".xslt"),
}
_SPACE = re.compile(r"\s*")


class XmlHead(NamedTuple):
    """The beginning of an XML text.

    Attributes:
        root: the name of its root, without a prefix.
        text: it, as far as it tells the vocabulary.
    """

    root: str
    text: str


def xml_head(head: str, suffix: str) -> XmlHead | None:
    """Return the beginning of a text if it is XML, None if it may be a part of a page or a plain text.

    Args:
        head: the beginning of the text.
        suffix: of its name.

    >>> xml_head("<?xml version='1.0'?> <!-- made --> <rss version='2'>", "").root
    'rss'
    >>> xml_head("<p>A part of a page", "") is None
    True
    """
    position = _SPACE.match(head).end()  # type: ignore[union-attr]
    is_declared = suffix in _SUFFIXES
    while True:
        mark = next((mark for mark in _PROLOG if head.startswith(mark, position)), None)
        if mark is not None:
            is_declared = is_declared or head.startswith("<?xml", position)
            end = head.find(_PROLOG[mark], position)
            past = end + len(_PROLOG[mark])
        elif head[position : position + 9].upper() == "<!DOCTYPE":
            is_declared = True
            end = head.find(">", position)
            subset = head.find("[", position, end)
            if subset >= 0:
                end = head.find("]>", subset)
            past = head.find(">", end) + 1
        else:
            break
        if end < 0:
            return None
        position = _SPACE.match(head, past).end()  # type: ignore[union-attr]
    tag = _TAG.match(head, position)
    if tag is None:
        return None
    declared = head[position : head.find(">", position)]
    if not is_declared and " xmlns" not in declared:
        return None
    return XmlHead(tag[2], head[: position + _ROOT_CHARACTERS])
