"""The end of a mail: signature, "Sent from my …", confidentiality notice, footer of a mailing list."""

from __future__ import annotations

import re

from summarize.readers.formats.mail.phrases import any_of
from summarize.text.disclaimers import is_disclaimer, is_title_of_disclaimer
from summarize.text.patterns import compile_on_use
from summarize.text.phrases import begins_with

_MARK = re.compile(r"^-- ?$", re.MULTILINE)
_MARK_LINES = 15  # below a mark; more are no signature
_BLOCK_LINES = 9  # with contact data, below a farewell or alone
_LONGEST_LINE = 72  # characters of a line of a signature
_SHORTEST_LINES = 2
_CONTACT = re.compile(
    r"https?://|www\.|[\w.+-]+@[\w-]+\.\w|\+\d[\d ()/.-]{6,}\d|\(?\d{2,5}\)?[ /.-]\d{3,}[ .-]?\d{2,}"
    r"|^(?:tel|phone|fax|mobil|mobile|cell|telefon|tél|tlf|ph|office|m|t|p|f|e)[.:]+ ?[+(\d\w]",
    re.IGNORECASE,
)
_ENDS = (".", "?", "!", ":", ";", "。", "？", "！")
_DASHED_NAME = re.compile(r"(?:-{1,2}|–|—)[ ]?[^\W\d_][\w.]{1,20}\.?$")
_DASHES = re.compile(r"-{3}$")
_SENT_FROM = compile_on_use(
    rf"(?:{any_of('sent_from')})|.{{0,40}}(?:から送信|에서 보냄|gönderildi|ki küldve|gesendet)[.!]?$",
    re.IGNORECASE,
)
_SENT_FROM_LONGEST = 90
_SENT_FROM_WORDS = 5  # of a line in another language that names a telephone
_PHONE = re.compile(r"iPhon|iPad|Android|Samsung")
_DEVICE = compile_on_use(
    r"iphon|ipad|android|samsung|galaxy|outlook|mail|yahoo|gmail|blackberry|huawei|nokia|sony|htc|smartphone"
    r"|mobil|phone|telefon|handy|tablet|mac|windows|sparrow|mailbox|proton|app|device|gerät|terminal|cell|móvil|celular"
    r"|movil|hub|pixel|xiaomi|redmi|oneplus|手机|手機|电话|휴대폰|телефон|смартфон|устройств|κινητό|הנייד|thunderbird|superhuman",
    re.IGNORECASE,
)
_LIST_FOOTER = re.compile(
    r"(?:^|\n)[_*-]{20,}\n(?:[^\n]*\n){0,4}?[^\n]*(?:mailing list|https?://|@)[^\n]*(?:\n[^\n]*){0,4}\s*\Z",
    re.IGNORECASE,
)
_BANNER = compile_on_use(
    r"\A[\s*\[]*(?:caution|external|warning|achtung|attention|let op)[^\n]{0,60}(?:e-?mail|message|sender)"
    r"[^\n]{0,60}(?:outside|external|extern|unknown)[^\n]*(?:\n[^\n]+){0,3}(?:\n\s*\n|\Z)",
    re.IGNORECASE,
)
_FRAMED = re.compile(  # between two rules of the same mark at the end
    r"(?:^|\n)[ \t]*([=*_~#+-])\1{4,}[ \t]*\n(?:[^\n]{0,80}\n){1,10}[ \t]*\1{5,}\s*\Z"
)
_LONGEST_FOOTER = 1500  # characters
_MOST_PARTS = 20  # that are taken off the end, one after the other


def without_signature(text: str) -> str:
    r"""Return a text without what ends a mail and is no part of what it says.

    A farewell with a name stays; with a title, telephone and the like below it, it goes.

    >>> without_signature("We open in May.\n\nBest,\nAnna\n\nSent from my iPhone")
    'We open in May.\n\nBest,\nAnna'
    """
    text = _BANNER.sub("", text).rstrip()
    for _ in range(_MOST_PARTS):
        shorter = _without_last(text).rstrip()
        if shorter == text:
            break
        text = shorter
    return text


def _without_last(text: str) -> str:
    for shortened in (
        _without_marked,
        _without_list_footer,
        _without_framed,
        _without_sent_from,
        _without_disclaimer,
        _without_block,
    ):
        if (shorter := shortened(text)) != text:
            return shorter
    return text


def _without_marked(text: str) -> str:
    """Return a text without the few lines under ``--``; many such marks are lines between parts of it."""
    marks = list(_MARK.finditer(text))
    for mark in marks[-2:]:  # of the author and of a mailing list
        n_lines = sum(1 for line in text[mark.end() :].split("\n") if line.strip())
        is_only = not text[marks[0].end() : marks[-1].start()].strip()
        if n_lines <= _MARK_LINES and (mark[0] == "-- " or is_only):
            return text[: mark.start()]
    lines = text.split("\n")
    if (
        len(lines) > 1
        and _DASHED_NAME.match(lines[-1].strip())
        and not any(line.lstrip().startswith(("-", "–", "—")) for line in lines[:-1])
    ):
        return "\n".join(lines[:-1])
    if (
        len(lines) > 2
        and _DASHES.match(lines[-2].strip())
        and len(lines[-1]) < 40
        and not lines[-1].endswith(_ENDS)
    ):
        return "\n".join(lines[:-2])
    return text


def _without_list_footer(text: str) -> str:
    found = _LIST_FOOTER.search(text, max(0, len(text) - _LONGEST_FOOTER))
    return text[: found.start()] if found else text


def _without_framed(text: str) -> str:
    """Return a text without a few lines between two rules at its end, if they are no sentences."""
    found = _FRAMED.search(text, max(0, len(text) - _LONGEST_FOOTER))
    if found is None or any(line.rstrip().endswith(_ENDS) for line in found[0].split("\n")):
        return text
    return text[: found.start()]


def _without_sent_from(text: str) -> str:
    head, _, last = text.rpartition("\n")
    last = last.strip(" *_<>")
    if len(last) > _SENT_FROM_LONGEST or not _DEVICE.search(last):
        return text
    is_short = len(last.split()) <= _SENT_FROM_WORDS and not last.endswith(_ENDS) and head.endswith("\n")
    return head if _SENT_FROM.match(last) or (is_short and _PHONE.search(last)) else text


def _without_disclaimer(text: str) -> str:
    head, paragraph = _last_paragraph(text)
    if not is_disclaimer(paragraph):
        return text
    above, title = _last_paragraph(head.rstrip())
    return above if is_title_of_disclaimer(title) else head


def _without_block(text: str) -> str:
    """Return a text without the lines with name, title and telephone at its end, and the farewell above."""
    lines = text.split("\n")
    start, n_lines, has_contact, farewell = len(lines), 0, False, None
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i].strip(" *_|")
        if not line:
            continue
        if len(line) > _LONGEST_LINE or n_lines >= _BLOCK_LINES:
            break
        if begins_with(line.lower().rstrip(",.!"), "farewell") and len(line.split()) <= 6:
            farewell = i
            break
        if line.endswith(_ENDS) and not _CONTACT.search(line):
            break
        n_lines += 1
        has_contact |= _CONTACT.search(line) is not None
        start = i
    if not has_contact:
        return text
    if farewell is not None:
        return "\n".join(lines[:farewell])
    block_start = _start_of_block(lines, start)
    is_block = (
        block_start is not None
        and len([line for line in lines[block_start:] if line.strip()]) >= _SHORTEST_LINES
    )
    return "\n".join(lines[:block_start]) if is_block else text


def _start_of_block(lines: list[str], earliest: int) -> int | None:
    """Return where the last paragraph begins, if it begins with a name and all of it may be a signature."""
    start = len(lines)
    while start > 0 and lines[start - 1].strip():
        start -= 1
    words = lines[start].split() if start < len(lines) else []
    is_name = 1 < len(words) <= 5 and all(word[0].isupper() or not word[0].isalpha() for word in words)
    return (
        start if earliest <= start and start > 0 and is_name and not _CONTACT.search(lines[start]) else None
    )


def _last_paragraph(text: str) -> tuple[str, str]:
    head, _, paragraph = text.rpartition("\n\n")
    return head, paragraph.strip()
