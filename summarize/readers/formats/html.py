"""HTML pages: the article without menus, advertisements and comments, as trafilatura finds it."""

from __future__ import annotations

from typing import Any

from summarize.readers.formats.html_text import decode_html, parse_html, text_of
from summarize.readers.formats.markup import Content, one_line

_AROUND = ("aside", "footer", "header")  # of a page that is no article
_SHORT = 250  # characters: an article that short may be a wrong guess


def read_html(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the article of a page, or all of its text if there is no article.

    Args:
        data: the page, or a part of one.
        name: not used: whatever the bytes, there is some text or none.
        encoding: what a user or a server says that it is.

    Raises:
        ImportError: trafilatura is not installed.
    """
    from trafilatura import bare_extraction

    del name
    tree = parse_html(decode_html(data, encoding))
    if tree is None:
        return Content("")
    title = _title_of(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=False)
    body = None if found is None or isinstance(found, dict) else found.body
    article = "" if body is None else text_of(body)
    if len(article) < _SHORT:
        whole = text_of(tree, without=_AROUND)
        article = whole if len(whole) < 2 * _SHORT or not article else article
    return Content(article, title)


def _title_of(tree: Any) -> str | None:
    """Return what the page says for others to show, its only first heading, or its title."""
    headings = [" ".join(element.itertext()) for element in tree.iter("h1")]
    shared = tree.xpath("string(//meta[@property='og:title']/@content)")
    only_heading = headings[0] if len(headings) == 1 else None
    return one_line(shared) or one_line(only_heading) or one_line(tree.findtext(".//title"))
