"""Text inside Markdown: what would be read as markup gets a backslash, and nothing else does."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"\\+|`+|\*+|_+|~+|\[|<|&|\{|\||(?<= )#+$")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TAG = re.compile(r"<[A-Za-z/!?]")
_ENTITY = re.compile(r"&#?\w{1,40};")
_TEMPLATE = re.compile(r"\{[{%#.: ]")  # of generators of sites
_OPENS_ANYWAY = re.compile(r"\[(?:[\[^!]|[ xX]\]|_?TOC_?\])")
_ENDS_A_LINK = re.compile(r"\][(\[:]")
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_BLOCK = re.compile(r"#{1,6}(?:\s|$)|[-+](?:\s|$)|>|(?:-[ \t]*){3,}$|\+{3}$|=+$")
_ADMONITION = re.compile(r":{3,}|[!?]{3}")


def escape_inline(line: str, *, in_cell: bool = False) -> str:
    r"""Return a line whose marks are text: not emphasis, code, links, tags, entities or templates.

    Args:
        line: words without line breaks.
        in_cell: whether it is a cell of a table, which ends at a bar.

    >>> print(escape_inline("The well_known __init__ calls a*b*c, <script> and 2 * 3 < 4 [1]."))
    The well_known \_\_init\_\_ calls a\*b\*c, \<script> and 2 * 3 < 4 [1].
    """
    has_links = _ENDS_A_LINK.search(line) is not None
    return _SPECIAL.sub(lambda found: _written(found, has_links, in_cell), line)


def escape_block(line: str) -> str:
    r"""Return a line that begins a paragraph, an item or a name: no heading, list, quotation or rule, either.

    >>> print(escape_block("2. January was *cold*."))
    2\. January was \*cold\*.
    """
    if found := _NUMBER.match(line):
        return f"{found[0]}\\{line[found.end()]}{escape_inline(line[found.end() + 1 :])}"
    if found := _ADMONITION.match(line):
        return "".join(f"\\{mark}" for mark in found[0]) + escape_inline(line[found.end() :])
    if _BLOCK.match(line):
        return f"\\{line[0]}{escape_inline(line[1:])}"
    if line[:1] == "*" and (line[1:2] in ("", " ")):
        return f"\\*{escape_inline(line[1:])}"
    if line and set(line) <= {"_", " "}:
        return line.replace("_", "\\_")
    return escape_inline(line)


def fence_for(text: str) -> str:
    """Return a fence that is longer than any in a text.

    >>> fence_for("a = 1"), fence_for("```` and ```")
    ('```', '`````')
    """
    return "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))


def _written(found: re.Match[str], has_links: bool, in_cell: bool) -> str:
    line, marks = found.string, found[0]
    before, after = line[found.start() - 1 : found.start()], line[found.end() : found.end() + 1]
    if marks[0] == "\\":
        is_mark = len(marks) > 1 or not after or after in _PUNCTUATION
    elif marks[0] in "*_":
        is_alone = before in ("", " ") and after in ("", " ") and not (in_cell and before == after == "")
        is_mark = not is_alone and not (marks[0] == "_" and before.isalnum() and after.isalnum())
    elif marks[0] == "~":
        is_mark = len(marks) > 1 or before not in ("", " ")
    elif marks == "[":
        is_mark = has_links or before == "^" or _OPENS_ANYWAY.match(line, found.start()) is not None
    elif marks == "|":
        is_mark = in_cell
    else:
        pattern = {"<": _TAG, "&": _ENTITY, "{": _TEMPLATE}.get(marks[0])
        is_mark = pattern is None or pattern.match(line, found.start()) is not None
    return "".join(f"\\{mark}" for mark in marks) if is_mark else marks
