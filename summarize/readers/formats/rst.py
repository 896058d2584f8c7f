"""reStructuredText, as docutils parses it, also with the roles and directives of Sphinx."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from summarize.readers.encodings import decode
from summarize.readers.formats.blocks import MARK, Blocks, without_marks
from summarize.readers.formats.markup import Content, one_line

_SETTINGS = {
    "_disable_config": True,  # of the machine
    "file_insertion_enabled": False,  # or a document could read any file
    "raw_enabled": False,
    "halt_level": 6,
    "report_level": 5,
    "warning_stream": "",
    "syntax_highlight": "none",
    "doctitle_xform": False,  # it also makes a subtitle of the first heading
    "line_length_limit": 100_000,
}
_LONG_WORD = re.compile(r"\S{1000}(?=\S)")  # what is no prose; docutils takes quadratic time for it
_DIRECTIVE = re.compile(r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([A-Za-z][\w:+.-]{0,60})::", re.MULTILINE)
_ROLE = re.compile(r":([A-Za-z][\w:+.-]{0,60}):`|`:([A-Za-z][\w:+.-]{0,60}):")
_TARGET = re.compile(r"(.*\S)\s*<[^<>]*>\s*\Z", re.DOTALL)
_LISTINGS = {"toctree", "index", "literalinclude", "highlight", "currentmodule", "only", "tabularcolumns"}
_CODE = {"code-block", "sourcecode", "prompt", "ipython", "testcode", "testoutput", "doctest", "graphviz"}


def read_rst(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of a document, without footnotes, comments and what it includes from other files.

    Args:
        data: the document.
        name: for errors.
        encoding: of its text; UTF-8 if None.

    Raises:
        ImportError: docutils is not installed.
        ReadError: it is no text.
    """
    from docutils.core import publish_doctree

    from summarize.readers.formats.docutils_parts import Parser, Reader, restore_words, substitute

    text = _LONG_WORD.sub(r"\g<0> ", decode(data, name, encoding))
    _accept_what_is_unknown(text)
    settings = _SETTINGS | {"warning_stream": io.StringIO()}
    tree = publish_doctree(text, reader=Reader(), parser=Parser(), settings_overrides=settings)
    restore_words(tree)
    substitute(tree)
    blocks = Blocks()
    _write(tree, blocks, 0)
    parts = [each for each in tree.children if each.__class__.__name__ not in _LEFT_OUT]
    is_whole = len(parts) == 1 and parts[0].__class__.__name__ == "section"
    return Content(blocks.text, one_line(parts[0].children[0].astext()) if is_whole else None)


def _accept_what_is_unknown(text: str) -> None:
    """Let docutils take roles and directives of other programs for what is in them."""
    from docutils.parsers.rst import directives, roles
    from docutils.parsers.rst.languages import en

    for name in {found[1].lower() for found in _DIRECTIVE.finditer(text)}:
        if name not in en.directives and name not in directives._directives:
            directives.register_directive(name, _directive(name))
    for name in {(found[1] or found[2]).lower() for found in _ROLE.finditer(text)}:
        if name not in en.roles and name not in roles._roles:
            roles.register_local_role(name, _role)


def _role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Any,
    options: dict[str, Any] | None = None,
    content: Sequence[str] = (),
) -> tuple[list[Any], list[Any]]:
    from docutils import nodes

    del name, lineno, inliner, options, content
    said = text.replace("\0", "")
    named = _TARGET.match(said)
    return [nodes.inline(rawtext, (named[1] if named else said).lstrip("~!"))], []


def _directive(name: str) -> Any:
    """Return a directive that is a paragraph or more, or code, or nothing."""
    from docutils import nodes
    from docutils.parsers.rst import Directive
    from docutils.statemachine import StringList

    class Unknown(Directive):  # type: ignore[misc]
        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True

        def run(self) -> list[Any]:
            """Return the nodes of the directive, as docutils asks for them."""
            if name.rpartition(":")[2] in _LISTINGS or name.startswith("auto"):
                return []
            if name in _CODE:
                text = "\n".join(self.content)
                return [nodes.literal_block(text, text)]
            node = nodes.container()
            _, *said = "".join(self.arguments).split("\n")  # the first line is a version, a name, …
            self.state.nested_parse(StringList([*said, "", *self.content], ""), self.content_offset, node)
            return [node]

    return Unknown


def _write(node: Any, blocks: Blocks, level: int, *, is_item: bool = False) -> None:
    """Add the blocks in a node; its first paragraph is an item if it is in one."""
    for child in node.children:
        kind = child.__class__.__name__
        if kind in _LEFT_OUT or (kind == "topic" and "contents" in child["classes"]):
            continue
        if kind == "title":
            blocks.heading(_text(child), level)
        elif kind in ("subtitle", "rubric"):
            blocks.heading(_text(child), level + 1)
        elif kind in ("literal_block", "doctest_block", "raw"):
            blocks.code(child.astext())
        elif kind == "caption":
            blocks.caption(_text(child), "Figure")
        elif kind == "row":
            blocks.row([_text(entry) for entry in child.children])
        elif kind in _PARAGRAPHS:
            (blocks.item if is_item else blocks.paragraph)(_text(child))
            is_item = False
        elif kind == "list_item":
            _write(child, blocks, level, is_item=True)
        else:
            _write(child, blocks, level + (kind == "section"), is_item=False)


_LEFT_OUT = {
    *("citation", "comment", "docinfo", "field_list", "footnote", "image", "meta", "pending", "problematic"),
    *("substitution_definition", "system_message", "target", "header", "footer", "decoration"),
}
_PARAGRAPHS = {"paragraph", "term", "line_block", "attribution", "math_block"}


def _text(node: Any) -> str:
    """Return the text of a node, without marks of notes and what could not be parsed."""
    pieces = []
    for inside in node.findall(lambda each: not each.children):
        around = {each.__class__.__name__ for each in (inside.parent, inside)}
        if around & {"footnote_reference", "citation_reference"}:
            pieces.append(MARK)
        elif inside.__class__.__name__ == "Text" and not around & {"raw"}:
            before = inside.parent.__class__.__name__
            pieces.append(f" {inside} " if before in ("line", "term") else str(inside))
        elif inside.__class__.__name__ == "paragraph":
            pieces.append(" ")
    return " ".join(without_marks("".join(pieces)).split())
