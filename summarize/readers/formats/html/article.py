"""The article of a page: where trafilatura finds it, as the page has it, with lists, headings and tables."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from typing import Any

from summarize.readers.formats.html.below_headline import descriptions_of, missed_below_headline
from summarize.readers.formats.html.link_lists import introduced_links, is_of_links
from summarize.readers.formats.html.text import blocks_of

_KEY = 40  # letters and digits that tell a block
_NO_WORDS = re.compile(r"[\W_]+")
_ALIGNED = 0.8  # of the characters of the article must be found in the page
_ARTICLE_CHARACTERS = 1000  # of the only article of a page, if what is found lies in it
_JUNK = re.compile(
    r"(?:^|[-_ ])(?:ads?|advert\w*|banner|comments?|disqus|footer|menu|newsletter|popular|promo\w*|recirc\w*"
    r"|recommend\w*|related|respond|share\w*|sharing|sidebar|social|sponsor\w*|subscri\w*|tags?|teaser|widget)"
    r"(?:[-_ ]|$)",
    re.IGNORECASE,
)
_POST_TAGS = frozenset({"article", "div", "li", "section", "tr"})
_POSTS, _POST = 3, 0.75  # or more; an article of less than three quarters of all posts is one of them
_AROUND = frozenset({"aside", "footer", "header"})
_JUNK_TAGS = frozenset({"aside", "footer", "form", "nav"})
_NO_PART = frozenset({"article", "body", "html", "main"})  # but the whole
_MOST = 0.5  # of what was found


def article_blocks(tree: Any) -> tuple[list[str], list[str]]:
    """Return the blocks of the article, and those of the page without its header, footer and asides.

    Args:
        tree: of a page, without what is no text; it loses what is never seen.

    Raises:
        ImportError: trafilatura is not installed.
    """
    from trafilatura import bare_extraction

    found = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
    body = None if found is None or isinstance(found, dict) else found.body
    guess = [] if body is None else [text for text, _ in blocks_of(body)]
    descriptions = descriptions_of(tree)
    blocks = blocks_of(tree)
    page = [text for text, element in blocks if not _is_around(element)]
    article = _as_on_the_page(guess, blocks, descriptions) or guess
    thread = [text for text, element in _thread(blocks, article) if not _is_junk(text, element)]
    is_post = sum(map(len, article)) < _POST * sum(map(len, thread))
    return thread if is_post else article, page


def _thread(blocks: list[tuple[str, Any]], article: list[str]) -> list[tuple[str, Any]]:
    """Return the blocks of all posts if the article is one of them: of a forum, say; else none.

    Posts are neighbours of one tag and class, without headings; other articles of a page have headings.
    """
    key = _squashed(max(article, key=len, default=""))[:_KEY]
    home = next((element for text, element in blocks if key and key in _squashed(text)), None)
    for post in () if home is None else (home, *home.iterancestors()):
        parent, look = post.getparent(), (post.tag, post.get("class"))
        if parent is None or post.tag not in _POST_TAGS or look[1] is None:
            continue
        posts = {each for each in parent if (each.tag, each.get("class")) == look}
        if len(posts) >= _POSTS and not any(map(_has_heading, posts)):
            return [block for block in blocks if not posts.isdisjoint((block[1], *block[1].iterancestors()))]
    return []


def _has_heading(element: Any) -> bool:
    return next(element.iter("h1", "h2", "h3"), None) is not None


def _as_on_the_page(guess: list[str], blocks: list[tuple[str, Any]], descriptions: list[str]) -> list[str]:
    """Return the blocks of the page that the article consists of; none if most of it is elsewhere.

    What stands between two of them belongs to it, and so does what stands beside them, unless it is
    made of links or in a part of the page for other things.
    """
    heads, tails = set[str](), set[str]()
    for text in guess:
        for line in text.split("\n"):
            key = _squashed(line)
            if key:
                heads.add(key[:_KEY])
                tails.add(key[-_KEY:])
    is_in = [_is_known(text, heads, tails) for text, _ in blocks]
    n_found = sum(len(text) for (text, _), found in zip(blocks, is_in, strict=True) if found)
    if not n_found or n_found < _ALIGNED * sum(map(len, guess)):
        return []
    is_in = _without_stream(blocks, is_in)
    first, last = is_in.index(True), len(is_in) - is_in[::-1].index(True)
    inside = [element.getparent() for (_, element), found in zip(blocks, is_in, strict=True) if found]
    parents = {parent for parent in inside if parent is not None}
    missed = missed_below_headline(blocks[:first], n_found, descriptions)
    homes = _homes(blocks, is_in)
    listed = introduced_links(blocks, is_in, homes)
    kept = []
    for position, ((text, element), found) in enumerate(zip(blocks, is_in, strict=True)):
        is_near = first <= position < last or _is_beside(element, parents)
        found = found or position in listed
        if found or ((is_near or position in missed) and not _is_junk(text, element, homes)):
            kept.append(text if found or is_near else missed[position])
    return kept


def _without_stream(blocks: list[tuple[str, Any]], is_in: list[bool]) -> list[bool]:
    """Return which blocks are of the article, without items outside the only ``article`` of the page.

    News pages go on with a list of other articles, each with its first lines.
    """
    homes = [_article_of(element) for _, element in blocks]
    articles = {home for home in homes if home is not None}
    n_inside = sum(
        len(text)
        for (text, _), found, home in zip(blocks, is_in, homes, strict=True)
        if found and home is not None
    )
    if len(articles) != 1 or n_inside < _ARTICLE_CHARACTERS:
        return is_in
    return [
        found and (home is not None or not _is_in_item(element))
        for (_, element), found, home in zip(blocks, is_in, homes, strict=True)
    ]


def _article_of(element: Any) -> Any:
    """Return the outermost ``article`` around a block, None if there is none."""
    return next(
        (each for each in (*reversed(list(element.iterancestors())), element) if each.tag == "article"), None
    )


def _is_in_item(element: Any) -> bool:
    return any(each.tag == "li" for each in (element, *element.iterancestors()))


def _is_around(element: Any) -> bool:
    return any(each.tag in _AROUND for each in (element, *element.iterancestors()))


def _squashed(text: str) -> str:
    return _NO_WORDS.sub("", text)


def _is_known(text: str, heads: set[str], tails: set[str]) -> bool:
    key = _squashed(text)
    return bool(key) and (key[:_KEY] in heads and key[-_KEY:] in tails)


def _is_beside(element: Any, parents: set[Any]) -> bool:
    """Return whether a block, or the list that it is in, has the same parent as a block of the article."""
    for _ in range(3):
        parent = element.getparent()
        if parent is None or element.tag in ("div", "section", "article"):
            return False
        if parent in parents:
            return True
        element = parent
    return False


def _homes(blocks: list[tuple[str, Any]], is_in: list[bool]) -> frozenset[Any]:
    """Return the elements that hold most of what was found: whatever their names, they are the article."""
    n_characters: Counter[Any] = Counter()
    for (text, element), found in zip(blocks, is_in, strict=True):
        for each in element.iterancestors() if found else ():
            n_characters[each] += len(text)
    n_found = sum(len(text) for (text, _), found in zip(blocks, is_in, strict=True) if found)
    return frozenset(each for each, n in n_characters.items() if n > _MOST * n_found)


def _is_junk(text: str, element: Any, homes: frozenset[Any] = frozenset()) -> bool:
    if is_of_links(text, element):
        return True
    while not (element is None or element in homes or element.tag in _NO_PART):
        if element.tag in _JUNK_TAGS or _JUNK.search(f"{element.get('class', '')} {element.get('id', '')}"):
            return True
        element = element.getparent()
    return False
