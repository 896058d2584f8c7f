"""Formulas of a page that are images or sources of a script, as text."""

from __future__ import annotations

import re
from typing import Any

from summarize.readers.formats.latex.symbols import formula_of

_OF_FORMULAS = re.compile(r"(?:^|[-_ ])(?:math|katex|latex|tex|equation|formula)(?:[-_ ]|$)", re.IGNORECASE)
_IS_TEX = re.compile(r"\{?\\[A-Za-z]+|\$(?:[A-Za-z]|[^$\\^_{=]*[\\^_{=][^$]*)\$")  # not "$10 off $20"
_WORDS, _SIGN = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}"), re.compile(r"[\\^_{}=]")
_FONT = re.compile(r"\\(?:displaystyle|textstyle|scriptstyle)(?![A-Za-z])")
_DRAWN = "//*[contains(@class, 'katex-html') and @aria-hidden='true' or @class='MathJax_Preview']"
_UNREAD = "[…]"


def write_formulas(tree: Any) -> None:
    """Put what formulas say in the place of their images and scripts.

    >>> from lxml.html import fromstring
    >>> tree = fromstring("<p>If <img class='tex' alt='x_1 = 2'>, <img class='math'> falls.</p>")
    >>> write_formulas(tree)
    >>> tree.text_content()
    'If x_1 = 2, […] falls.'
    """
    for element in tree.xpath(_DRAWN):  # what is beside it says the same
        _become(element, "")
    for image in list(tree.iter("img")):
        written = (image.get("alt") or "").strip()
        is_named = _OF_FORMULAS.search(image.get("class", "")) and not _is_prose(written)
        if (is_named or _IS_TEX.match(written)) and not _is_written(image):
            _become(image, _formula(written))
    for script in tree.xpath("//script[starts-with(@type, 'math/tex')]"):
        previous = script.getprevious()
        is_drawn = previous is not None and previous.get("class", "").startswith("MathJax")
        if not (is_drawn and previous.text_content().strip()):
            _become(script, _formula(script.text or ""))


def _formula(written: str) -> str:
    written = _FONT.sub("", written.strip().strip("$")).strip()
    if written.startswith("{") and written.endswith("}"):
        written = written[1:-1].strip()
    return formula_of(written).replace("|", "∣") if written else _UNREAD  # "|" is between cells of tables


def _is_prose(written: str) -> bool:
    """Return whether it has words in a row and no sign of a formula: "A photo of the mill"."""
    return _WORDS.search(written) is not None and not _SIGN.search(written)


def _is_written(image: Any) -> bool:
    """Return whether the formula of an image stands before it, too."""
    previous = image.getprevious()
    return previous is not None and next(previous.iter("math"), None) is not None


def _become(element: Any, text: str) -> None:
    element.clear(keep_tail=True)
    element.tag = "span"
    element.text = text
