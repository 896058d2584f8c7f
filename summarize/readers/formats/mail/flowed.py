"""Text with ``format=flowed`` (RFC 3676): lines that end with a blank go on in the next one."""

from __future__ import annotations

import re

_QUOTES = re.compile(">*")


def unflowed(text: str, *, without_blank: bool = False) -> str:
    r"""Return the paragraphs of a flowed text, one a line; quotation marks and signatures stay as they are.

    Args:
        text: its line ends are ``\n``.
        without_blank: whether the blank before a soft line break is no part of the text (``DelSp=yes``).

    >>> unflowed("The termi \nnal is \nclosed.\n> Is it \n> so?\n-- \nAnna", without_blank=True)
    'The terminal isclosed.\n> Is itso?\n-- \nAnna'
    """
    joined: list[str] = []
    depth, is_open = 0, False
    for line in text.split("\n"):
        marks = len(_QUOTES.match(line)[0])  # type: ignore[index]
        rest = line[marks:].removeprefix(" ") if marks or line.startswith(" ") else line
        is_signature = rest == "-- "
        if is_open and marks == depth and not is_signature:
            joined[-1] += rest
        else:
            joined.append(f"{'>' * marks} {rest}" if marks else rest)
        depth = marks
        is_open = rest.endswith(" ") and not is_signature
        if is_open and without_blank:
            joined[-1] = joined[-1][:-1]
    return "\n".join(joined)
