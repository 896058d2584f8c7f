"""LaTeX commands and formulas as characters, by pylatexenc."""

from __future__ import annotations

import re
from functools import cache

_LOGOS = {"\\BibTeX", "\\LaTeX", "\\LaTeXe", "\\TeX", "\\XeTeX"}
_NOT_SHOWN = re.compile(r"\\(?:label|tag)\*?\{[^{}]*\}|\\(?:nonumber|notag|limits|displaystyle)(?![A-Za-z])")
_BEFORE_INDEX = re.compile(r"(?<=[\w}])\s(?=[_^])")
_LONGEST_FORMULA = 120  # characters; a longer one is left out of its sentence


@cache
def symbol_of(source: str) -> str:
    """Return what a command without text stands for, blank if that is unknown."""
    from pylatexenc.latex2text import LatexNodes2Text

    if source in _LOGOS:
        return source[1:]
    try:
        written = f"{source}{{}}" if source[-1:] != "}" else source
        text = LatexNodes2Text().latex_to_text(written, tolerant_parsing=False)
    except Exception:  # the package fails in many ways on what lacks its arguments
        return ""
    return "" if "\n" in text or "<" in text else str(text)


@cache
def formula_of(source: str) -> str:
    """Return a formula on one line; "[…]" for one that is long or has no such form."""
    from pylatexenc.latex2text import LatexNodes2Text

    source = _BEFORE_INDEX.sub("", _NOT_SHOWN.sub("", source))
    if not source.strip():
        return ""
    if len(source) > 4 * _LONGEST_FORMULA:
        return "[…]"
    try:
        reader = LatexNodes2Text(math_mode="text")
        text = reader.latex_to_text(f"${source.replace('&', ' ')}$", tolerant_parsing=False)
    except Exception:  # as above; tolerant, it would log what it cannot read and write "%s"
        return "[…]"
    text = " ".join(str(text).split())
    stop = text[-1:] if text[-1:] in ".,;" else ""
    return f"[…]{stop}" if len(text) > _LONGEST_FORMULA or "\\" in text else text
