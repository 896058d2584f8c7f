"""Markup in a text: code, front matter, mail headers, HTML tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain

from summarize.text.code import code_without_fences
from summarize.text.patterns import compile_on_use
from summarize.text.words import contains

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:\w[\w-]*:.*\n|[ \t-].*\n){1,60}---[ \t]*\n")
_HEADER = r"(?:[A-Z][\w-]{1,40}:[ \t].*\n(?:[ \t]+\S.*\n)*){4,200}(?=[ \t]*\n)"
_FIRST_HEADER = re.compile(rf"\s*(?:From .*\n)?{_HEADER}")
_LATER_HEADER = re.compile(rf"\nFrom \S+ .*\n{_HEADER}")
_BLOCK_TAG = (
    r"html|head|body|title|div|p|h[1-6]|ul|ol|li|table|t[rdh]|thead|tbody|section|article|nav|header|footer|"
    r"main|aside|form|input|button|select|option|label|br|hr|img|meta|link|blockquote|pre|figure|figcaption|"
    r"iframe|dl|d[td]|svg|path|video|source|picture"
)
_HTML = compile_on_use(
    rf"<!--.*?(?:-->|\Z)|<(script|style|head|svg)\b.*?(?:</\1\s*>|\Z)|<!doctype[^<>]*>|</?(?:{_BLOCK_TAG})\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_OPENS_HTML = compile_on_use(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CLOSING_TAG = compile_on_use(rf"</(?:{_BLOCK_TAG})\s*>", re.IGNORECASE)
_FEW_TAGS, _MANY_TAGS = 3, 6  # for a text that begins with a tag, and for any other
_HEAD = 20_000  # characters to inspect
_CHARACTERS_A_TAG = 1_000  # or fewer


def is_html(text: str) -> bool:
    """Return whether a text is HTML: it begins like a page, or has many closing block tags.

    >>> is_html("<html><p>It rained.</p></html>"), is_html("a < b and b > c")
    (True, False)
    """
    if "<" not in text:
        return False
    if _OPENS_HTML.match(text):
        return True
    head = text[:_HEAD]
    n_tags = len(_CLOSING_TAG.findall(head))
    if text.lstrip()[:1] == "<":
        return n_tags >= _FEW_TAGS
    return n_tags >= _MANY_TAGS and n_tags * _CHARACTERS_A_TAG >= len(head)


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of code, front matter, mail headers and block tags, ordered and disjoint.

    >>> code_spans("<p>It rained.</p><p>It snowed.</p></div>")
    [(0, 3), (13, 20), (30, 40)]
    """
    if is_html(text):
        return _joined([match.span() for match in _HTML.finditer(text)])
    spans = _mail_headers(text)
    if not spans and (found := _FRONT_MATTER.match(text)):
        spans.append(found.span())
    if contains(text, "```") or contains(text, "~~~"):
        borders = [0, *chain.from_iterable(spans), len(text)]
        for start, end in zip(borders[::2], borders[1::2], strict=True):
            spans += _fences(text, start, end)
    return _with(sorted(spans), code_without_fences(text))


def _with(spans: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Add those other spans that overlap none; both are ordered."""
    ends = [end for _, end in spans]
    added = []
    for start, end in others:
        following = bisect_right(ends, start)
        if following == len(spans) or end <= spans[following][0]:
            added.append((start, end))
    return sorted(spans + added) if added else spans


def _mail_headers(text: str) -> list[tuple[int, int]]:
    """Return the spans of the header that a text begins with, and of those of further mails."""
    first = _FIRST_HEADER.match(text)
    spans = [first.span()] if first else []
    if contains(text, "\nFrom "):
        start = spans[0][1] - 1 if spans else 0
        spans += [(found.start() + 1, found.end()) for found in _LATER_HEADER.finditer(text, start)]
    return spans


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _fences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans between fences; an unclosed fence is ignored."""
    spans: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text, start, end):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]):
            spans.append((opened.start(), fence.end()))
            opened = None
    return spans
