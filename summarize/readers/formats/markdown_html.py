"""The words of a block of HTML inside Markdown, which needs no parser of pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|table|svg|picture|video|select)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_HEADING_TAG = re.compile(r"<(/?)h([1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_BORDER = re.compile(
    r"</?(?:p|div|ul|ol|dl|dt|dd|blockquote|details|summary|section|center|hr|figure)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_ITEM = re.compile(r"<li\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"<(?:[/?!])?[a-zA-Z][^<>]{0,2000}>")
_TAG_OF_HTML = re.compile(
    r"</?(?:a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center"
    r"|cite|code|col|colgroup|data|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|font"
    r"|footer|form|frame|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark"
    r"|menu|meta|nav|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|q|r[pt]|ruby|s|samp"
    r"|script|section|select|small|source|span|strike|strong|style|su[bp]|summary|svg|table|tbody|td|template"
    r"|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr)\b",
    re.IGNORECASE,
)


def is_tag(written: str) -> bool:
    """Return whether something between angle brackets is a tag of HTML, rather than a name.

    >>> is_tag("</b>"), is_tag("<bob>")
    (True, False)
    """
    return _TAG_OF_HTML.match(written) is not None


def inner_text(written: str) -> Iterator[tuple[str, int]]:
    """Yield the text of each paragraph, item or heading, and its level; 0 if it is no heading.

    >>> list(inner_text('<h1 align="center">Cats</h1><p>They <b>purr</b> &amp; play.<script>x()</script>'))
    [('Cats', 1), ('They purr & play.', 0)]
    """
    seen = _UNSEEN.sub("", written)
    position = 0
    opened: re.Match[str] | None = None
    for tag in _HEADING_TAG.finditer(seen):
        if not tag[1]:
            opened = tag
        elif opened is not None and tag[2] == opened[2]:
            yield from _paragraphs(seen[position : opened.start()])
            if title := _plain(seen[opened.end() : tag.start()]):
                yield title, int(tag[2])
            position, opened = tag.end(), None
    yield from _paragraphs(seen[position:])


def _paragraphs(written: str) -> Iterator[tuple[str, int]]:
    for paragraph in _BORDER.split(written):
        for position, item in enumerate(_ITEM.split(paragraph)):
            if text := _plain(item):
                yield f"- {text}" if position else text, 0


def _plain(written: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", written)).split())
