"""Markdown, parsed by markdown-it: its prose, headings and lists, without code, tables and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from summarize.errors import ReadError
from summarize.readers.encodings import decode
from summarize.readers.formats.markdown_html import inner_text, is_tag
from summarize.readers.formats.markup import Content, heading, one_line
from summarize.readers.formats.pandoc import without_pandoc_citations
from summarize.text.kinds import kind_by_look
from summarize.text.lines import unit_starts
from summarize.text.marks import ends_sentence
from summarize.text.phrases import phrases
from summarize.text.turns import turn_starts

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# "..." may end YAML, and "+++" encloses TOML; neither is known to the plugin for front matter.
_FRONT_MATTER = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?\n)(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"[\w.-]+[ \t]?[:=](?:[ \t].*)?$|[ \t#-].*|[\]}\[].*|$")  # a line of it, or of a value
_NAMED = re.compile(r"#|[\w.-]+[ \t]?[:=]|\[|$")
# YAML may have the text on the next, deeper lines: "title: >".
_TITLE = re.compile(
    r"^title[ \t]*[:=][ \t]*(?:[>|][+-]?[ \t]*\n((?:[ \t]+\S.*(?:\n|\Z))+)|(\S.*)$)", re.MULTILINE
)
# Marks of site generators, which markdown-it takes for text.
_OF_GENERATORS = re.compile(
    r"\{%.{0,500}?%\}|<%.{0,500}?%>|\{\{[<%].{0,500}?[>%]\}\}|\{\{.{0,200}?\}\}"  # templates
    r"|[ \t]*\{:?[ \t]?[#.][^{}\n]{0,200}\}(?=\n|\Z)"  # "{#id .class}"
    r"|^:{3,}.*$|^[!?]{3}\+?[ \t]+\w.*$|^\[![A-Za-z]{1,20}\][-+]?"  # ":::", "!!! note", "[!NOTE]"
    r"|^\[TOC\]$|^\[\[_?TOC_?\]\]$",
    re.MULTILINE,
)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_LEFT_NOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]")  # of a note that is not there
_FLOOD = re.compile(r"(?:[!^]?\[){50,}")  # of brackets: no link, and markdown-it takes long to say so
_QUOTED = re.compile(r"^(?=.)", re.MULTILINE)
_NO_BLANK = re.compile(r"^(#{2,6})(?=[^\W\d_])", re.MULTILINE)  # "##Mills", which older parsers accept
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_NO_TAG = re.compile(
    r"<[@+ ]?[^<>\n=\"'/]{1,40}>"
)  # "<ann> Hi", "<your name>", which markdown-it takes for tags
_ROLE = re.compile(r"\{[A-Za-z][\w:+.-]{0,30}\}\Z")  # "{ref}" before code, as Sphinx reads it
_TARGET = re.compile(r"\A(.*\S)\s*<[^<>]+>\Z", re.DOTALL)  # "title <target>"
_CELL_CHARACTERS = 60  # a longer cell is a text
_FENCED_CHARACTERS = 200  # a shorter text in a fence is an example


def read_markdown_file(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return what :func:`read_markdown` returns of a file.

    Args:
        data: its bytes.
        name: for errors.
        encoding: of the text; UTF-8 if not given.

    Raises:
        ReadError: it cannot be decoded, or has no prose.
    """
    text = decode(data, name, encoding)
    content = read_markdown(text)
    if text.strip() and not content.text:
        raise ReadError(f"{name}: has nothing but what is left out of Markdown, such as tables and code")
    return content


def read_markdown(text: str) -> Content:
    r"""Return the prose of a Markdown text, and its title: from front matter, or its first heading.

    Links and emphasis become their words. Front matter, code blocks, tables, images, footnotes, comments and
    tags are left out; cells that are sentences stay, after what the first cell of their row names.

    >>> read_markdown("---\ntitle: Cats\n---\n# All *about* cats\n\nThey [purr](https://a.b).\n```\ncode\n```\n")
    Content(text='# All about cats\n\nThey purr.', title='Cats', page_starts=(), cues=(), notes=())
    """
    text = _FLOOD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _NO_BLANK.sub(r"\1 ", text)
    title = None
    front = _FRONT_MATTER.match(text)
    if front and _are_fields(front[2].splitlines()):
        named = _TITLE.search(front[2])
        title = one_line((named[1] or named[2]).strip("\"' \t\n")) if named else None
        text = text[front.end() :]
    blocks = _Blocks()
    blocks.read(_parser().parse(text))
    title = title or blocks.title
    written = "".join(blocks.text)
    if title and blocks.title is None and written:
        written = f"{heading(title, 1)}\n\n{written}"
    return Content(without_pandoc_citations(written), title)


def _are_fields(lines: list[str]) -> bool:
    """Return whether most lines are fields; the values of some fill several lines."""
    n_fields = sum(_FIELD.match(line) is not None for line in lines)
    return _NAMED.match(lines[0]) is not None and n_fields * 2 > len(lines)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    return (
        MarkdownIt("commonmark").enable(["strikethrough", "table"]).use(footnote_plugin).disable("text_join")
    )


class _Blocks:
    """The blocks so far, as pieces of a text."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self._top: str | None = None  # the first heading of the highest level
        self._lists: list[int | None] = []  # the number of the next item of each open list
        self._marker = ""
        self._is_in_list = False  # the last block
        self._row: list[str] | None = None  # the cells of a row of a table, within one
        self._n_quotes = 0  # open ones
        self._has_prose = False  # a quotation before all prose is a motto or what a project says of itself

    @property
    def title(self) -> str | None:
        """The first heading of the highest level, if it is no title of a part of a document."""
        return None if self._top is None or _is_part(self._top) else self._top

    def read(self, tokens: Iterable[Token]) -> None:
        """Add what a document says."""
        level, is_hidden, n_notes = 0, False, 0
        for token in tokens:
            kind = token.type
            if kind.startswith("footnote_block"):
                n_notes += token.nesting
            elif n_notes:
                continue
            elif kind in ("heading_open", "heading_close"):
                level = int(token.tag[1]) if token.nesting == 1 else 0
            elif kind == "paragraph_open":
                is_hidden = token.hidden
            elif kind == "inline":
                self._add_inline(token, level, is_hidden and not level)
            elif kind in ("code_block", "fence") and _is_prose(token):
                self._add("\n".join(line.strip() for line in token.content.strip().split("\n")))
            elif kind == "html_block":
                self._add_html(token.content)
            else:
                self._begin_or_end(token)

    def _begin_or_end(self, token: Token) -> None:
        """Begin or end a row, an item or a list."""
        if token.type == "tr_open":
            self._row = []
        elif token.type == "tr_close":
            self._end_row()
        elif token.type.startswith("blockquote"):
            self._n_quotes += token.nesting
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            is_ordered = token.type == "ordered_list_open"
            self._lists.append(int(token.attrGet("start") or 1) if is_ordered else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            number = self._lists[-1]
            indent = "  " * (len(self._lists) - 1)
            self._marker = f"{indent}- " if number is None else f"{indent}{number}{token.markup} "
            self._lists[-1] = None if number is None else number + 1
        elif token.type == "list_item_close":
            self._marker = ""

    def _add_inline(self, token: Token, level: int, is_tight: bool) -> None:
        text = _words(token.children or (), " " if _is_wrapped(token.content) else "\n")
        if level:
            self._add_heading(text, level)
        elif self._row is not None:
            self._row.append(text)
        else:
            is_task = self._marker and _TASK.match(token.content)
            text = _TASK.sub("", text, count=1) if is_task else text
            is_quotation = self._n_quotes and self._has_prose and not token.content.startswith("[!")
            self._add(text, is_tight=is_tight, is_quoted=bool(is_quotation))
            self._has_prose |= not self._n_quotes

    def _end_row(self) -> None:
        """Add the cells of a row that are texts, after what the first cell names, such as a command."""
        cells, self._row = self._row or [""], None
        name = "" if _is_text(cells[0]) else cells[0]
        for cell in filter(_is_text, cells):
            self._add(f"- {name}: {cell}" if name else cell)
            name = ""

    def _add_html(self, written: str) -> None:
        for block, level in inner_text(written):
            if level:
                self._add_heading(block, level)
            else:
                self._add(block)

    def _add_heading(self, text: str, level: int) -> None:
        if level == 1 and text and self._top is None:
            self._top = one_line(text)
        self._add(heading(text, level))

    def _add(self, text: str, *, is_tight: bool = False, is_quoted: bool = False) -> None:
        if not text:
            return
        if self.text:
            self.text.append("\n" if is_tight and self._is_in_list else "\n\n")
        written = self._marker + text
        self.text.append(_QUOTED.sub("> ", written) if is_quoted else written)
        self._marker = ""
        self._is_in_list = bool(self._lists)


def _is_text(cell: str) -> bool:
    return len(cell) > _CELL_CHARACTERS or (" " in cell and ends_sentence(cell))


def _is_prose(code: Token) -> bool:
    """Return whether what is marked as code is text: letters are often fenced, so that their lines stay."""
    text = code.content.strip()
    if not text or code.info.strip() or (code.type == "fence" and len(text) < _FENCED_CHARACTERS):
        return False
    return kind_by_look(text) == "prose"


def _is_part(title: str) -> bool:
    """Return whether a title is that of a part, which any document may have."""
    said = title.strip(" :.").lower()
    return any(said in phrases(name) for name in ("parts", "contents", "sections", "references"))


def _is_wrapped(written: str) -> bool:
    """Return whether the lines of a paragraph are one text, and no chat or list.

    It is judged before the addresses of links are left out, since lines were wrapped with them.
    """
    return not unit_starts(written) and not turn_starts(written)


def _words(tokens: Iterable[Any], soft_break: str) -> str:
    """Return what the inside of a block says."""
    pieces: list[str] = []
    for token in tokens:
        if token.type == "softbreak":
            pieces.append(soft_break)
        elif token.type == "hardbreak":
            pieces.append("\n")
        elif token.type == "html_inline":
            pieces.append(_inline_html(token.content))
        elif token.type == "code_inline" and pieces and _ROLE.search(pieces[-1]):
            pieces[-1] = _ROLE.sub("", pieces[-1])
            pieces.append(_TARGET.sub(r"\1", token.content))
        elif token.type in ("code_inline", "text_special"):  # escaped: no mark of a generator
            pieces.append(token.content)
        elif token.type == "text":
            inside = "\0" if pieces and pieces[-1] != "\n" else ""  # of a line: what begins one is not here
            text = _OF_GENERATORS.sub("", inside + token.content).removeprefix(inside)
            pieces.append(_LEFT_NOTE.sub("", _WIKI_LINK.sub(r"\1", text)))
    lines = "".join(pieces).split("\n")
    return "\n".join(filter(None, map(str.strip, lines)))


def _inline_html(tag: str) -> str:
    """Return what a tag inside a line says: a line break, a name or a gap to fill in, or nothing."""
    if tag.lower().startswith("<br"):
        return "\n"
    return tag if _NO_TAG.fullmatch(tag) and not is_tag(tag) else ""
