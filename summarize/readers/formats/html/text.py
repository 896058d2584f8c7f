"""The text of an HTML tree: paragraphs by blank lines, headings as ``#`` lines; all of it, no choice made."""

from __future__ import annotations

import codecs
import re
from typing import Any

from summarize.readers.encodings import decode_anyway
from summarize.readers.formats.markup import heading, join_row
from summarize.text.kinds import kind_by_look
from summarize.text.marks import ends_sentence

# Of HTML, and of the tree that trafilatura makes of it: head, item, lb, list, quote, row, cell.
_UNSEEN = (
    *(
        "button",
        "canvas",
        "caption",
        "embed",
        "figcaption",
        "graphic",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "meta",
        "nav",
    ),
    *("noscript", "object", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title"),
    *("annotation", "annotation-xml"),  # a formula once more, in another notation
)
# What begins and ends a paragraph, and so do custom elements (a-b); the others are within one.
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd"}
    | {"details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "frameset"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing"}
    | {"main", "menu", "noframes", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section"}
    | {"summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp"}
    | {"audio", "cell", "doc", "graphic", "head", "item", "list", "quote", "row", "text", "video"}
)
_BREAKS = {"br", "lb"}
_ITEMS = {"item", "li"}
_ROWS = {"row", "tr"}
NOTES = (
    "//sup[.//a] | //a[sup and string-length(normalize-space()) < 5]"
    " | //*[@role='doc-noteref' or @role='doc-backlink' or @role='doc-endnotes' or @role='doc-footnote']"
    " | //*[@*[name()='epub:type' and (.='noteref' or .='footnote' or .='footnotes' or .='endnotes')]]"
)
"""Footnotes, and the marks that call them."""
REMOVED = "removed"
"""The tag of an element that leaves the tree later, together with all others."""
_NO_PROSE = f"//pre[code] | //code[contains(., '\n')] | {NOTES}"
_CODE_CLASS = re.compile(
    r"(?:^|[-_ ])(?:code|highlight|prettyprint|source|sourcecode|syntax)(?:[-_ ]|$)", re.I
)
_HEADING = re.compile(r"h[1-6]")
_SPACE = re.compile(r"\s+")
_SPACE_IN_LINE = re.compile(r"[^\S\n]+")
UNPRINTED = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))  # soft hyphens, spaces without width
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_PROSE_IN_PRE = 0.4  # of the characters of a text that keeps its lines; code has less
_TEXT_IN_PRE = 0.5  # of all text
_AROUND_BREAK = re.compile(r" ?\n ?")
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?([\w.:-]{1,40})"""
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_html(data: bytes, encoding: str | None = None) -> str:
    r"""Return HTML as a string, as browsers do: no byte is an error.

    Args:
        data: the page.
        encoding: what a user or a server says; else its mark or its ``meta`` element count.

    >>> decode_html(b'<meta charset="iso-8859-2"><p>\xb3')[-1]
    'ł'
    """
    declared = _CHARSET.search(data[:2048].lower())
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    said = declared[1].decode("ascii", "replace") if declared else None
    if said is not None and said.startswith(("utf-16", "utf-32")):  # it could not be read here
        said = None
    return decode_anyway(data, encoding, marked, said).replace("\0", "")


def parse_html(text: str) -> Any:
    """Return the tree of an HTML text, None if there is nothing in it.

    Raises:
        ValueError: elements are in one another so deep that the parser has left some out.

    >>> parse_html("<p>A <b>page").tag
    'html'
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # "Document is empty"
        tree = None
    if parser.error_log.filter_from_fatals():
        raise ValueError("too many elements in one another")
    return tree


def text_of(root: Any, *, without: tuple[str, ...] = ()) -> str:
    r"""Return the text of a tree, in the order of the page; the tree loses what is never seen.

    Args:
        root: an element of lxml.
        without: further elements to leave out, ``("blockquote",)`` for instance.

    >>> text_of(parse_html("<h2>Cats</h2><p>They<br>purr.<ul><li>A lot</ul>"))
    '## Cats\n\nThey\npurr.\n\n- A lot'
    """
    return "\n\n".join(text for text, _ in blocks_of(root, without=without))


def blocks_of(root: Any, *, without: tuple[str, ...] = ()) -> list[tuple[str, Any]]:
    """Return the blocks that :func:`text_of` joins, each with the element in which it ends."""
    from lxml import etree

    unseen = [tag for tag in _UNSEEN if tag != "head" or root.tag == "html"]
    for element in root.xpath(_NO_PROSE):
        if element is not root:
            element.tag = REMOVED
    for element in _code_in(root):
        element.tag = REMOVED
    etree.strip_elements(root, REMOVED, *unseen, *without, with_tail=False)
    blocks = _Blocks()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            blocks.start(element)
            blocks.add(element.text)
        else:
            blocks.end(element)
            blocks.add(element.tail if element is not root else None)
    blocks.close(root)
    return list(zip(blocks.finished, blocks.elements, strict=True))


class _Blocks:
    """The paragraphs, headings and items so far, and the one that is open."""

    def __init__(self) -> None:
        self.finished: list[str] = []
        self.elements: list[Any] = []
        self._pieces: list[str] = []
        self._level = 0  # of the open block, if it is a heading
        self._marker = ""
        self._rows: list[int] = []  # where each open row of a table begins
        self._n_as_written = 0  # open elements that keep their lines

    def add(self, text: str | None) -> None:
        """Go on with a text."""
        if text:
            space = _SPACE_IN_LINE if self._n_as_written else _SPACE
            self._pieces.append(space.sub(" ", text.translate(UNPRINTED)))

    def start(self, element: Any) -> None:
        """Begin what an element begins."""
        tag = element.tag
        self._n_as_written += tag == "pre"
        if tag in _BREAKS:
            self._pieces.append("\n")
        elif _is_block(tag):
            self.close(element)
            self._level = _level_of(element)
            self._marker = "- " if tag in _ITEMS else self._marker
            if tag in _ROWS:
                self._rows.append(len(self.finished))

    def end(self, element: Any) -> None:
        """End what it has begun."""
        tag = element.tag
        if _is_block(tag):
            self.close(element)
            self._level = 0
            self._marker = "" if tag in _ITEMS else self._marker
            if tag in _ROWS:
                join_row(self.finished, self._rows.pop())
                del self.elements[len(self.finished) :]
        self._n_as_written -= tag == "pre"

    def close(self, element: Any) -> None:
        """End the open block, if anything is in it, where an element begins or ends."""
        text = _AROUND_BREAK.sub("\n", "".join(self._pieces)).strip()
        self._pieces.clear()
        if text:
            self.finished.append(heading(text, self._level) if self._level else self._marker + text)
            self.elements.append(element)
            self._marker = ""


def _code_in(root: Any) -> list[Any]:
    """Return each ``pre`` that is code; none if most of the text is in such elements, as in an RFC."""
    kept = [element for element in root.iter("pre") if element is not root]
    n_characters = sum(len("".join(element.itertext())) for element in kept)
    if not kept or n_characters > _TEXT_IN_PRE * len("".join(root.itertext())):
        return []
    return [element for element in kept if _is_code(element)]


def _is_code(element: Any) -> bool:
    """Return whether a ``pre`` is code rather than a text that keeps its lines."""
    if _CODE_CLASS.search(f"{element.get('class', '')} {element.getparent().get('class', '')}"):
        return True
    paragraphs = list(filter(None, map(str.strip, _BLANK_LINE.split("".join(element.itertext())))))
    prose = [text for text in paragraphs if ends_sentence(text) and kind_by_look(text) == "prose"]
    return sum(map(len, prose)) < _PROSE_IN_PRE * sum(map(len, paragraphs))


def _is_block(tag: str) -> bool:
    return tag in _BLOCKS or "-" in tag


def _level_of(element: Any) -> int:
    tag = element.get("rend", "h2") if element.tag == "head" else element.tag
    return int(tag[1]) if isinstance(tag, str) and _HEADING.fullmatch(tag) else 0
