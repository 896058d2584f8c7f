"""What a word is, in any script; it knows nothing of languages, stems or stop words."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

# Scripts that are written without spaces between words.
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)


def _combining_marks() -> str:
    r"""Return the vowel signs and accents of the basic plane, as ranges for a regex class.

    ``\w`` leaves them out, and would cut Hindi, Tamil or pointed Arabic words in pieces.
    """
    ranges: list[list[int]] = []
    for code in chain(range(0x300, 0x3100), range(0xA000, 0xAC00)):  # no Han has any
        if unicodedata.category(chr(code)) in ("Mn", "Mc"):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_JOINERS = "\u200c\u200d"  # inside Persian and Indic words
_WORD_OR_LINE_BREAK = re.compile(rf"[\w{_combining_marks()}{_JOINERS}]+|\n")
_SOFT_HYPHEN = "\u00ad"
_HAS_WORD = re.compile(r"[^\W_]")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")


def has_word(text: str) -> bool:
    """Return whether the text holds a letter or a digit of any script.

    >>> has_word("…?!"), has_word("Ω")
    (False, True)
    """
    return _HAS_WORD.search(text) is not None


def words_per_line(text: str) -> list[str]:
    r"""Return the words of a text, runs of letters, digits and their marks, and its ``"\n"``.

    Words are put in composed form (NFC), without soft hyphens. Scripts without spaces between
    words give overlapping pairs of characters instead, the usual index terms for them.

    >>> words_per_line("A well-known _fact_\n東京都の\nइस हिन्दी में")
    ['A', 'well', 'known', 'fact', '\n', '東京', '京都', '都の', '\n', 'इस', 'हिन्दी', 'में']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace(_SOFT_HYPHEN, ""))
    if UNSPACED_CHARACTER.search(text):
        text = _UNSPACED_RUN.sub(_pairs, text)
    return _WORD_OR_LINE_BREAK.findall(text.replace("_", " "))


def _pairs(run: re.Match[str]) -> str:
    characters = run.group()
    pairs = [characters[i : i + 2] for i in range(max(1, len(characters) - 1))]
    return f" {' '.join(pairs)} "


def count_words(text: str) -> int:
    """Return how long a text is for a word limit: what ``wc -w`` counts.

    In scripts without spaces between words each character counts, as word processors do it.

    >>> count_words("Well-known cases, 3 of them"), count_words("東京の朝")
    (5, 4)
    """
    if text.isascii() or not (unspaced := len(UNSPACED_CHARACTER.findall(text))):
        return len(text.split())
    return unspaced + len([part for part in UNSPACED_CHARACTER.sub(" ", text).split() if has_word(part)])
