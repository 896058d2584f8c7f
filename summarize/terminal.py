"""Strangers' text on a terminal: what would drive it is shown instead of obeyed."""

from __future__ import annotations

import re

_DRIVES = re.compile("\r\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    r"""Return a text with control characters and changes of direction written as escapes.

    Escape sequences, backspaces, bells and lone carriage returns would change what else is on the screen,
    and embeddings and overrides of direction the order in which characters are read. Line ends and tabs stay.

    References:
        Unicode Technical Report #36, Unicode Security Considerations, section 2.10.

    >>> print(harmless("It is \x1b[31mred\x07."))
    It is \x1b[31mred\x07.
    """
    return _DRIVES.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\r\n":
        return "\n"
    return f"\\x{ord(character):02x}" if ord(character) < 0x100 else f"\\u{ord(character):04x}"
