"""What LaTeX does not read as text: comments, code and addresses, in which ``%`` and ``$`` are characters."""

from __future__ import annotations

import re

_ENVIRONMENTS = "verbatim\\*?|Verbatim|lstlisting|minted|alltt|Highlighting|code|BVerbatim|LVerbatim"
_INSIDE = r"(?:[^{}\n]|\{[^{}\n]{0,500}\}){0,2000}"
_SPECIAL = re.compile(
    r"\\begin\{(?P<discarded>comment)\}|\\(?P<false>iffalse)(?![A-Za-z@])"
    rf"|\\begin\{{(?P<code>{_ENVIRONMENTS})\}}(?:\[[^\]\n]{{0,500}}\])?(?:\{{[^}}\n]{{0,500}}\}})?"
    r"|\\(?:[vV]erb\*?|lstinline(?:\[[^\]\n]{0,500}\])?|mintinline(?:\[[^\]\n]{0,500}\])?\{[^{}\n]{0,100}\})"
    rf"(?:\{{(?P<braced>{_INSIDE})\}}|(?P<mark>[^A-Za-z\s*\[{{}}])(?P<verb>[^\n]{{0,500}}?)(?P=mark))"
    rf"|\\(?P<link>url|nolinkurl|path|href(?:\[[^\]\n]{{0,500}}\])?)[ \t]*\{{(?P<address>{_INSIDE})\}}"
    r"|(?P<comment>%)[^\n]*(?:\n[ \t]*(?=\S)|(?=\n)|\Z)|\\.",
    re.DOTALL,
)
_FI = re.compile(r"\\fi(?![A-Za-z@])")
_ESCAPED = re.compile(r"\\([%#_&~])")
_HIGHLIGHTED = re.compile(r"\\[A-Za-z]{2,30}Tok\{([^{}\n]*)\}")


def set_apart(text: str) -> tuple[str, list[str]]:
    r"""Return a source without comments, and what is to be shown as it is written.

    Each such piece leaves its number in the source: ``\\summarizecode{0}`` for a block,
    ``\\summarizeverb{0}`` within a line. What has no end is text.

    >>> set_apart("See \\url{http://a.org/b%20c}. % today")
    ('See \\summarizeverb{0}. ', ['http://a.org/b%20c'])
    """
    pieces, literals, position = [], list[str](), 0
    ends = _Ends(text)
    while found := _SPECIAL.search(text, position):
        pieces.append(text[position : found.start()])
        position = found.end()
        environment = found["code"] or found["discarded"]
        if found["comment"]:
            continue
        if environment or found["false"]:
            mark = re.compile(rf"\\end\{{{re.escape(environment)}\}}") if environment else _FI
            if (end := ends.after(position, mark)) is None:
                pieces.append(found[0])
                continue
            if found["code"]:
                code = text[position : end.start()]
                literals.append(_HIGHLIGHTED.sub(r"\1", code) if environment == "Highlighting" else code)
                pieces.append(f"\n\n\\summarizecode{{{len(literals) - 1}}}\n\n")
            position = end.end()
        elif (found["link"] or "").startswith("href"):
            pieces.append("\\href{}")  # the text follows
        elif (literal := _literal(found)) is not None:
            literals.append(literal)
            pieces.append(f"\\summarizeverb{{{len(literals) - 1}}}")
        else:
            pieces.append(found[0])
    return "".join(pieces) + text[position:], literals


def _literal(found: re.Match[str]) -> str | None:
    """Return what stands within a line as it is written, or None if this is something else."""
    if found["address"] is not None:
        return _ESCAPED.sub(r"\1", found["address"])
    return found["verb"] if found["verb"] is not None else found["braced"]


class _Ends:
    """Finds closing marks; one that is missing is looked for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[re.Pattern[str]] = set()

    def after(self, position: int, mark: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first mark from a position on."""
        found = None if mark in self._missing else mark.search(self._text, position)
        if found is None:
            self._missing.add(mark)
        return found
