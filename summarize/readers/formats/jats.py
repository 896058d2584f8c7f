"""JATS (and NLM): articles of scientific journals, as PubMed Central has them."""

from __future__ import annotations

import re
from typing import Any

from summarize.errors import ReadError
from summarize.readers.formats.blocks import Blocks
from summarize.readers.formats.markup import Content
from summarize.readers.formats.xml_blocks import Role, local_name, parse_document, text_of, write_blocks

_ROLES: dict[str, Role] = {
    **dict.fromkeys(("sec", "abstract", "app"), "section"),
    **dict.fromkeys(("title", "subtitle"), "heading"),
    **dict.fromkeys(
        (
            "p",
            "body",
            "ack",
            "boxed-text",
            "def-list",
            "def-item",
            "disp-quote",
            "attrib",
            "list",
            "speech",
            "statement",
            "term",
            "verse-group",
            "verse-line",
            "table",
            "def",
        ),
        "block",
    ),
    "list-item": "item",
    **dict.fromkeys(("code", "preformat"), "code"),
    **dict.fromkeys(("tr",), "row"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("fig", "fig-group", "table-wrap", "table-wrap-group"), "figure"),
    "caption": "caption",
    "break": "break",
    **dict.fromkeys(
        (
            "annotation",
            "annotation-xml",
            "fn",
            "fn-group",
            "glossary",
            "graphic",
            "inline-graphic",
            "label",
            "media",
            "object-id",
            "permissions",
            "ref-list",
            "supplementary-material",
            "table-wrap-foot",
            "tex-math",
        ),
        "left out",
    ),
}
_CITED = {"bibr", "fn", "table-fn", "aff", "corresp"}
_LETTER = re.compile(r"[^\W\d_]{2}")
_LABELLED = ("fig", "table-wrap")


def read_jats(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return abstract and body of an article, without what is before and behind them.

    Numbers of citations, footnotes and the list of references are left out.

    Args:
        data: the article, or a set of them.
        name: for errors.
        encoding: not used; XML says its own.

    Raises:
        ImportError: lxml is not installed.
        ReadError: it has no article.
    """
    del encoding
    root = parse_document(data)
    articles = [each for each in root.iter() if local_name(each) in ("article", "sub-article")]
    if not articles:
        raise ReadError(f"{name}: has no <article>, as JATS must; was it copied whole?")
    blocks = Blocks()
    titles = [_write(article, blocks) for article in articles]
    return Content(blocks.text, titles[0])


def _write(article: Any, blocks: Blocks) -> str | None:
    """Add an article to the blocks, and return its title."""
    parts = [part for part in article if local_name(part) in ("front", "front-stub", "body")]
    found = (each for part in parts for each in part.iter() if local_name(each) == "article-title")
    title = next((text_of(each, _role) for each in found), None)
    if title:
        blocks.heading(title, 1)
    for part in parts:
        if local_name(part) == "body":
            _number(part)
            write_blocks(part, _role, blocks)
            continue
        for abstract in [each for each in part.iter() if local_name(each) in ("abstract", "trans-abstract")]:
            if abstract.get("abstract-type") not in ("graphical", "teaser", "toc"):
                write_blocks(abstract, _role, blocks)
    return title


def _number(body: Any) -> None:
    """Put the label of each figure and table at the beginning of its caption."""
    for element in body.iter():
        if local_name(element) not in _LABELLED:
            continue
        label = next((each for each in element if local_name(each) == "label"), None)
        caption = next((each for each in element if local_name(each) == "caption"), None)
        if label is not None and caption is not None:
            caption.text = f"{''.join(label.itertext()).strip().rstrip('.:')}: {caption.text or ''}"


def _role(element: Any) -> Role:
    kind = local_name(element)
    if kind == "xref" and element.get("ref-type") in _CITED:
        return "inline" if _LETTER.search("".join(element.itertext())) else "mark"
    if kind == "title" and local_name(element.getparent()) == "caption":
        return "block"
    return _ROLES.get(kind, "inline") if kind else "left out"
