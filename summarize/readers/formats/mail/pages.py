"""The body of a mail in HTML as plain text: quotations with ``>`` before their lines, as in plain mails."""

from __future__ import annotations

import re
from typing import Any

from summarize.readers.formats.noncharacters import QUOTATION, QUOTATION_END

_MARK = re.compile(rf"([{QUOTATION}{QUOTATION_END}])")
_SIGNATURES = (
    "//*[contains(concat(' ', @class, ' '), ' gmail_signature ') or contains(@class, 'moz-signature')"
    " or contains(@class, 'yahoo-signature') or contains(@class, 'protonmail_signature_block')"
    " or contains(@class, 'ms-outlook-mobile-signature') or contains(@class, 'mobileSignature')"
    " or @id='Signature' or @id='signature' or @id='AppleMailSignature'"
    " or @id='lineBreakAtBeginningOfSignature' or @id='ms-outlook-mobile-signature'"
    " or @id='x_Signature' or contains(@class, 'gmail_signature_prefix')]"
)
# Quotations without an attribution in words; others are found by their text.
_QUOTATIONS = (
    "//blockquote | //*[contains(@class, 'yahoo_quoted') or contains(@class, 'protonmail_quote')"
    " or contains(@class, 'tutanota_quote') or contains(@class, 'zmail_extra') or @id='OLK_SRC_BODY_SECTION']"
)
_INDENT = re.compile(r"border(?:-left)?\s*:\s*(?:none|0)")


def text_of_mail(data: bytes, encoding: str | None) -> str:
    r"""Return the text of a mail in HTML, its quotations marked.

    >>> text_of_mail(b"<p>Yes.</p><blockquote>When?<br>Who?</blockquote>", None)
    'Yes.\n\n> When?\n> Who?'
    """
    from summarize.readers.formats.html.text import decode_html, parse_html, text_of

    tree = parse_html(decode_html(data, encoding))
    if tree is None:
        return ""
    for element in tree.xpath(_SIGNATURES):
        if element is not tree and element.getparent() is not None:
            element.drop_tree()
    for element in tree.xpath(_QUOTATIONS):
        if element.getparent() is not None and not _INDENT.search(element.get("style", "")):
            _mark(element)
    return _with_marks(text_of(tree))


def _mark(element: Any) -> None:
    before, after = element.makeelement("p"), element.makeelement("p")
    before.text, after.text = QUOTATION, QUOTATION_END
    element.addprevious(before)
    element.addnext(after)


def _with_marks(text: str) -> str:
    depth = 0
    lines: list[str] = []
    for line in _MARK.sub(r"\n\1\n", text).split("\n"):
        if line == QUOTATION:
            depth += 1
        elif line == QUOTATION_END:
            depth = max(0, depth - 1)
        else:
            lines.append(f"{'>' * depth} {line}" if depth and line.strip() else line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
