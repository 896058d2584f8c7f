"""Pieces of Markdown from any text: what a document or a package says stays text."""

from __future__ import annotations

import re


def code(text: str) -> str:
    """Return a span of code, which text with backticks cannot end.

    >>> code("model=FOLDER"), code("a`b")
    ('`model=FOLDER`', '``a`b``')
    """
    line = one_line(text)
    fence = _fence(line, 1)
    blank = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{blank}{line}{blank}{fence}"


def code_block(text: str, language: str) -> str:
    """Return lines of code, which text with backticks cannot end."""
    fence = _fence(text, 3)
    return f"{fence}{language}\n{printable(text)}\n{fence}"


def one_line(text: str) -> str:
    """Return a text that can be written as UTF-8 on one line."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    r"""Return a text that can be written as UTF-8: halves of characters become question marks.

    >>> printable("a\ud800b")
    'a?b'
    """
    return text.encode("utf-8", "replace").decode()


def _fence(text: str, shortest: int) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0)
    return "`" * max(shortest, longest + 1)
