"""The words of a page of a PDF, each with its box, as PDFium finds them; turned upright."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import Any, NamedTuple

HYPHEN = "\ufffe"  # PDFium writes it where a line ends in a hyphen

_UNWANTED: dict[int, str | None] = dict.fromkeys((*range(9), *range(11, 32), 0x200B, 0xFEFF))
_LIGATURES = dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), 0xFB00))
CLEAN = _UNWANTED | _LIGATURES
_TOKEN = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?")
_ACCENTS = {"´": "\u0301", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "¸": "\u0327"}
_ACCENT = re.compile(r"([´¨ˆ˜ˇ¸])([^\W\d_])")  # as TeX prints them: an accent, and its letter
_QUARTER = math.pi / 2
_STRAIGHT = 0.1  # radians: text that leans more is a stamp
_BOLD = 600  # weight of a font
_BOLD_NAME = re.compile(rb"Bold|Black|Heavy|-B\b|CMBX|Demi", re.IGNORECASE)
_PICTURES = re.compile(rb"dings|Dingbats")  # fonts such as Wingdings: their letters are marks of items
_BULLET, _LATIN = "•", "\xff"
_NAME_BYTES = 128


class Word(NamedTuple):
    """A word where it stands on the page; the origin is at the bottom left, units are points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    is_bold: bool = False
    quarters: int = 0  # how often it is turned by 90 degrees; -1 for any other angle

    @property
    def size(self) -> float:
        """The height of its characters."""
        return self.top - self.bottom


def words_of(text_page: Any) -> list[Word]:
    """Return the words of a page in the order of the file, without those that are turned against most.

    Args:
        text_page: of pypdfium2.
    """
    from pypdfium2 import raw

    text, page = text_page.get_text_range(), text_page.raw
    is_basic = text.isascii() or max(text) <= "\uffff"
    box, name = raw.FS_RECTF(), ctypes.create_string_buffer(_NAME_BYTES)
    found: list[Word] = []
    is_bold, is_mark, quarters, end = False, False, 0, 0
    for token in _TOKEN.finditer(text):
        # Of a line; what is between its first word and its last is as its first word.
        is_first = "\n" in text[end : token.start()] or is_mark
        end = token.end()
        cleaned = token[0].translate(CLEAN)
        if _ACCENT.search(cleaned):
            cleaned = _ACCENT.sub(_accented, cleaned)
        if not cleaned:
            continue
        place = (
            token.start()
            if is_basic
            else len(text[: token.start()].encode("utf-16-le", "surrogatepass")) // 2
        )
        index = raw.FPDFText_GetCharIndexFromTextIndex(page, place)
        if index < 0 or not raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box)):
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if len(token[0]) > 1 and raw.FPDFText_GetLooseCharBox(
            page, index + len(token[0].rstrip(HYPHEN)) - 1, ctypes.byref(box)
        ):
            left, right = min(left, box.left), max(right, box.right)
            bottom, top = min(bottom, box.bottom), max(top, box.top)
        if is_first or not found or "\n" in text[end : end + 3]:  # or " \r\n"
            is_bold = _is_bold(raw, page, index, name)
            quarters = _quarters(raw.FPDFText_GetCharAngle(page, index))
            if len(cleaned) == 1 and cleaned <= _LATIN and _PICTURES.search(_font(raw, page, index, name)):
                cleaned = _BULLET
        is_mark = not cleaned[0].isalnum() and not any(map(str.isalnum, cleaned))
        found.append(Word(cleaned, left, right, bottom, top, is_bold, quarters))
    return _upright(found)


def _accented(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", f"{found[2]}{_ACCENTS[found[1]]}")


def _is_bold(raw: Any, text_page: Any, index: int, name: Any) -> bool:
    if raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD:
        return True
    return _BOLD_NAME.search(_font(raw, text_page, index, name)) is not None


def _font(raw: Any, text_page: Any, index: int, name: Any) -> bytes:
    size = raw.FPDFText_GetFontInfo(text_page, index, name, _NAME_BYTES, ctypes.byref(ctypes.c_int()))
    return bytes(name.raw[:size]) if size <= _NAME_BYTES else b""


def _quarters(angle: float) -> int:
    if angle == 0:
        return 0
    turns = round(angle / _QUARTER)
    return turns % 4 if abs(angle - turns * _QUARTER) < _STRAIGHT else -1


def _upright(words: list[Word]) -> list[Word]:
    """Return the words that are turned as most are, turned so that they read from left to right."""
    lengths = Counter[int]()
    for word in words:
        lengths[word.quarters] += len(word.text)
    usual = max(lengths, key=lambda quarters: lengths[quarters], default=0)
    if usual == -1:
        return words
    kept = [word for word in words if word.quarters == usual]
    if usual == 0:
        return kept
    turned = [[_turned(word, quarters) for word in kept] for quarters in (usual, 4 - usual)]
    return max(turned, key=_forward)


def _turned(word: Word, quarters: int) -> Word:
    (x, y), (x2, y2) = (word.left, word.bottom), (word.right, word.top)
    for _ in range(quarters % 4):
        (x, y), (x2, y2) = (y, -x), (y2, -x2)
    return word._replace(left=min(x, x2), right=max(x, x2), bottom=min(y, y2), top=max(y, y2))


def _forward(words: list[Word]) -> int:
    """Return how many words are right of the one before, on its line."""
    return sum(b.left > a.left and abs(b.bottom - a.bottom) < a.size / 2 for a, b in pairwise(words))
