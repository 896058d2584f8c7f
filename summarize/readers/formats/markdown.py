"""Markdown as readable text: headings and lists stay, what is only for the eye or the machine goes."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator

from summarize.readers.formats.markup import Content, one_line

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"[\w.-]+:(?:[ \t].*)?$|[ \t#-].*|[\]}].*|$")  # a line of it, or of what a field holds
_TITLE = re.compile(r"^title:[ \t]*(\S.*)$", re.MULTILINE)
_FENCE = re.compile(r"[ \t]*(?:>[ \t]*)*(`{3,}|~{3,})([^`\n]*)$")
_LEFT_OUT = re.compile(
    r"""[ \t]*(?:
      \|.*                                    # a table
    | (?=[^|]*\|)[ \t:-][ \t|:-]*             # the line under the head of one
    | \[\^[^\[\]\n]{1,200}\]:.*               # a footnote
    | \[[^\[\]\n]{1,200}\]:[ \t]*            # the target of a link, and its title
      (?:<[^<>\n]*>|\S+)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*
    | (?:[-*_][ \t]*){3,}                     # a rule between paragraphs
    )""",
    re.VERBOSE,
)
_CODE_OR_COMMENT = re.compile(r"(?<!`)`+[^`\n]+`+|<!--(.*?)-->|(<!--)")
_UNDERLINE = re.compile(r"(?:=+|-{3,})[ \t]*")
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE_SPAN = re.compile(r"(?<![\w`])`+([^`\n]+)`+(?!`)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_PRIVATE = 0xF0000  # code points that no text has: marks that are escaped or in code wait there
_WAITING = {
    code: _PRIVATE + code for code in range(128) if not chr(code).isalnum() and not chr(code).isspace()
}
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
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+)(?<=\S)\1(?!\*)"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]+)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"~~([^~\n]+)~~"), r"\1"),
)


def read_markdown(text: str) -> Content:
    r"""Return the prose of a Markdown text, and the title that its front matter gives.

    Headings (``#`` or underlined) and the marks of lists stay. Links and emphasis become their words;
    front matter, code blocks, tables, images, footnotes, comments and tags are left out.

    >>> read_markdown("---\ntitle: Cats\n---\n# All *about* cats\n\nThey [purr](https://a.b).\n```\ncode\n```\n")
    Content(text='# All about cats\n\nThey purr.', title='Cats', page_starts=(), cues=())
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    title = None
    front = _FRONT_MATTER.match(text)
    if front and all(map(_FIELD.match, front[1].splitlines())):
        named = _TITLE.search(front[1])
        title = one_line(named[1].strip("\"' \t")) if named else None
        text = text[front.end() :]
    prose = "\n".join(_prose_lines(text.split("\n")))
    prose = _ESCAPED.sub(lambda found: chr(_PRIVATE + ord(found[1])), prose)
    prose = _CODE_SPAN.sub(lambda found: found[1].translate(_WAITING), prose)
    for pattern, replacement in _INLINE:
        prose = pattern.sub(replacement, prose)
    prose = _ENTITY.sub(lambda found: html.unescape(found[0]), prose).translate(_UNESCAPED)
    return Content(_BLANK_LINES.sub("\n\n", prose).strip("\n"), title)


def _prose_lines(lines: list[str]) -> list[str]:
    """Return the lines without code blocks, comments, tables, targets of links and marks of quotes."""
    kept: list[str] = []
    outside = _Outside(lines)
    for line in outside:
        if _LEFT_OUT.fullmatch(line) and not (_UNDERLINE.fullmatch(line) and kept and kept[-1].strip()):
            kept.append("")
        else:
            kept.append(_QUOTE.sub("", line, count=1))
    return kept


class _Outside:
    """The lines outside code blocks and comments. What is opened and never closed is text."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._next = 0
        self._never_closed = {"`": sys.maxsize, "~": sys.maxsize}  # marks that are at least so long
        self._last_close = max((i for i, line in enumerate(lines) if "-->" in line), default=-1)

    def __iter__(self) -> Iterator[str]:
        while self._next < len(self._lines):
            line = self._lines[self._next]
            self._next += 1
            fence = _FENCE.match(line)
            if fence is None:
                yield self._without_comments(line)
            elif not self._skip_code(fence[1]):
                yield ""

    def _skip_code(self, mark: str) -> bool:
        """Go on behind a block of code, if it has an end."""
        if len(mark) >= self._never_closed[mark[0]]:
            return False
        for number in range(self._next, len(self._lines)):
            found = _FENCE.match(self._lines[number])
            if found and found[1].startswith(mark) and not found[2].strip():
                self._next = number + 1
                return True
        self._never_closed[mark[0]] = len(mark)
        return False

    def _without_comments(self, line: str) -> str:
        """Return a line without comments; go on behind one that ends in a later line."""
        if "<!--" not in line:
            return line
        kept = []
        end = 0
        for found in _CODE_OR_COMMENT.finditer(line):
            if found[1] is None and found[2] is None:
                continue
            if found[2] and self._next > self._last_close:
                break
            kept.append(line[end : found.start()])
            end = found.end()
            if found[2]:
                self._skip_comment()
                return "".join(kept)
        return "".join([*kept, line[end:]])

    def _skip_comment(self) -> None:
        while "-->" not in self._lines[self._next]:
            self._next += 1
        self._lines[self._next] = self._lines[self._next].partition("-->")[2]
