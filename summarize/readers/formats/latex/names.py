"""Names that a LaTeX document writes as commands, which are defined in another file."""

from __future__ import annotations

import re

from summarize.readers.formats.latex.commands import ARGUMENTS, DEFINITIONS, LAYOUT, SECTIONS
from summarize.readers.formats.latex.symbols import symbol_of

_FORMULA = re.compile(r"\$[^$\n]{0,200}\$")
# It stands before punctuation, or between words in lower case.
_NAME = re.compile(
    r"(?<=[ ~(])\\([A-Za-z]{2,30})(?=[,;:.)'’?!]|\{\}[ ~,;:.)'’?!])"
    r"|(?:(?<=[a-z,][ ~])|(?<=\())\\([A-Za-z]{2,30})(?=(?:\\ |\{\} |[ ~])[a-z])"
)


def find_names(text: str) -> set[str]:
    r"""Return the unknown commands that stand for a name in a sentence of a text.

    >>> find_names(r"We test \sysname, and \sysname is fast. It \hfill ends \ldots.")
    {'sysname'}
    """
    found = {before or between for before, between in _NAME.findall(_FORMULA.sub("$", text))}
    return {name for name in found if _is_unknown(name)}


def with_names(text: str, names: set[str]) -> str:
    r"""Return a text in which the commands that stand for names are these names.

    >>> with_names(r"We test \sysname, and \sysname{} is fast.", {"sysname"})
    'We test sysname, and sysname is fast.'
    """
    if not names:
        return text
    found = "|".join(sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<=[ ~(\n{{])\\({found})(?![A-Za-z])(?:\{{\}}|(?!\{{))", r"\1", text)


def _is_unknown(name: str) -> bool:
    is_read = name in LAYOUT or name in ARGUMENTS or name in SECTIONS or name in DEFINITIONS
    return not is_read and not symbol_of(f"\\{name}")
