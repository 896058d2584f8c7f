"""Markdown as readable text: headings and lists stay, what is only for the eye or the machine goes."""

from __future__ import annotations

import re

from summarize.readers.content import Content, one_line

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(\S.*)$", re.MULTILINE)
_FENCE = re.compile(r"[ \t]*(?:>[ \t]*)*(`{3,}|~{3,})([^`\n]*)$")
_LEFT_OUT = re.compile(
    r"""[ \t]*(?:
      \|.*                                    # a table
    | (?=[^|]*\|)[ \t:-][ \t|:-]*             # the line under the head of one
    | \[[^\[\]\n]{1,200}\]:[ \t]*\S.*         # the target of a link, a footnote
    | (?:[-*_][ \t]*){3,}                     # a rule between paragraphs
    )""",
    re.VERBOSE,
)
_UNDERLINE = re.compile(r"(?:=+|-{3,})[ \t]*")
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PRIVATE = 0xF0000  # code points that no text has: an escaped mark waits there
_UNESCAPED = {_PRIVATE + code: code for code in range(128)}
_BLANK_LINES = re.compile(r"\n{3,}")
# No class of these holds the character they begin with, so that no line is read twice.
_INLINE = (
    (re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])"), ""),
    (re.compile(r"\[[ \t]*\]\([^()\n]*\)"), ""),
    (re.compile(r"\[\^[^\[\]\n]{1,100}\]"), ""),
    (re.compile(r"\[([^\[\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>"), ""),
    (re.compile(r"(?<![\w`])`+([^`\n]+)`+(?!`)"), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+)(?<=\S)\1(?!\*)"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]+)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"~~([^~\n]+)~~"), r"\1"),
)


def read_markdown(text: str) -> Content:
    r"""Return the prose of a Markdown text, and the title that its front matter gives.

    Headings (``#`` or underlined) and the marks of lists stay. Links and emphasis become their words;
    front matter, code blocks, tables, images, footnotes, comments and tags are left out.

    >>> read_markdown("---\ntitle: Cats\n---\n# All *about* cats\n\nThey [purr](https://a.b).\n```\ncode\n```\n")
    Content(text='# All about cats\n\nThey purr.', title='Cats', page_starts=())
    """
    text = text.replace("\r\n", "\n")
    title = None
    if front := _FRONT_MATTER.match(text):
        named = _TITLE.search(front[1])
        title = one_line(named[1].strip("\"' \t")) if named else None
        text = text[front.end() :]
    prose = "\n".join(_prose_lines(_without_comments(text).split("\n")))
    prose = _ESCAPED.sub(lambda found: chr(_PRIVATE + ord(found[1])), prose)
    for pattern, replacement in _INLINE:
        prose = pattern.sub(replacement, prose)
    prose = prose.translate(_UNESCAPED)
    return Content(_BLANK_LINES.sub("\n\n", prose).strip("\n"), title)


def _without_comments(text: str) -> str:
    kept, _, rest = text.partition("<!--")
    parts = [kept]
    while rest:
        _, closed, rest = rest.partition("-->")
        if closed:
            kept, _, rest = rest.partition("<!--")
            parts.append(kept)
    return "".join(parts)


def _prose_lines(lines: list[str]) -> list[str]:
    """Return the lines without code blocks, tables, targets of links and marks of quotes."""
    kept: list[str] = []
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found:
            fence = found[1]
        elif _LEFT_OUT.fullmatch(line) and not (_UNDERLINE.fullmatch(line) and kept and kept[-1].strip()):
            kept.append("")
        else:
            kept.append(_QUOTE.sub("", line, count=1))
    return kept
