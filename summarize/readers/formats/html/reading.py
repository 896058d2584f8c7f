"""HTML pages: the article without menus, advertisements and comments, and how much of the page it is."""

from __future__ import annotations

import re
from typing import Any

from summarize.errors import ReadError
from summarize.readers.formats.html.article import article_blocks
from summarize.readers.formats.html.formulas import write_formulas
from summarize.readers.formats.html.pruning import prune
from summarize.readers.formats.html.standfirsts import mark_standfirsts
from summarize.readers.formats.html.text import UNPRINTED, decode_html, parse_html
from summarize.readers.formats.markup import Content, heading, one_line

_SHORT = 250  # characters: an article that short may be a wrong guess
_FEW_WORDS = 60  # of a page that only asks for JavaScript
_MANY_WORDS = 150  # of one that only asks for consent
_SMALL_SHARE = 0.15  # of the words of a page
_WORD = re.compile(r"\w+")
_GLUED_MARK = re.compile(r"(?<=[.,;:!?…”\"'’)\]])(?:\[\d{1,3}\])+(?=\s|\Z)")  # "It fell.[81]"
_SCRIPT = re.compile(r"java ?script", re.IGNORECASE)
_WAITING = re.compile(r"(?:loading|please wait|just a moment)?\W*", re.IGNORECASE)
_WAY_OUT = "open it in a browser, and save it from there"
_COOKIES = re.compile(r"cookie|consent|gdpr", re.IGNORECASE)


def read_html(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the article of a page, or all of its text if there is no article.

    Args:
        data: the page, or a part of one.
        name: for errors.
        encoding: what a user or a server says that it is.

    Raises:
        ImportError: trafilatura is not installed.
        ReadError: the page only runs scripts, or only asks for consent.
    """
    tree = parse_html(decode_html(data, encoding))
    if tree is None:
        return Content("")
    named, title = _titles_of(tree)
    has_scripts = bool(tree.xpath("//script | //noscript"))
    asks_consent = prune(tree)
    write_formulas(tree)
    mark_standfirsts(tree)
    article, page = article_blocks(tree)
    _check(article or page, name, has_scripts=has_scripts, asks_consent=asks_consent)
    is_whole = sum(map(len, article)) < _SHORT
    blocks = page if is_whole else _with_title(article, named)
    text = "\n\n".join(blocks)
    return Content(_GLUED_MARK.sub("", text), title, notes=() if is_whole else _notes(article, page))


def _check(blocks: list[str], name: str, *, has_scripts: bool, asks_consent: bool) -> None:
    """Raise an error if there is no article, but a script or a question that leads to one."""
    text = " ".join(blocks)
    n_words = len(_WORD.findall(text))
    about_cookies = sum(len(block) for block in blocks if _COOKIES.search(block))
    is_waiting = has_scripts and _WAITING.fullmatch(text) is not None and not asks_consent
    if is_waiting or (n_words < _FEW_WORDS and _SCRIPT.search(text)):
        raise ReadError(f"{name}: has no article, it needs JavaScript to get one; {_WAY_OUT}")
    if (asks_consent and not n_words) or (n_words < _MANY_WORDS and 2 * about_cookies > len(text) > 0):
        raise ReadError(f"{name}: has no article, only a question about cookies; {_WAY_OUT}")


def _notes(article: list[str], page: list[str]) -> tuple[str, ...]:
    n_read, n_words = (sum(len(_WORD.findall(block)) for block in blocks) for blocks in (article, page))
    if n_read >= _SMALL_SHARE * n_words:
        return ()
    return (f"{n_read:,} of the {n_words:,} words of the page were read, those of its article",)


def _with_title(article: list[str], title: str | None) -> list[str]:
    """Return the blocks of an article with its title as a heading, if they have no heading of that level."""
    if title is None or any(block.startswith("# ") for block in article):
        return article
    is_said = bool(article) and one_line(article[0].lstrip("# ")) == title
    return [heading(title, 1), *(article[1:] if is_said else article)]


def _titles_of(tree: Any) -> tuple[str | None, str | None]:
    """Return what the page calls its article, for others to show or in its only first heading; and its title.

    The title is the same, or else what the window shows, which often has the name of the site, too.
    """
    headings = [" ".join(element.itertext()) for element in tree.iter("h1")]
    shared = tree.xpath("string(//meta[@property='og:title']/@content)")
    said = (shared, headings[0] if len(headings) == 1 else None, tree.findtext(".//title"))
    *named, shown = [one_line((each or "").translate(UNPRINTED)) for each in said]
    title = next(filter(None, named), None)
    return title, title or shown
