"""Words of any script, independent of languages, stems and stop words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain

from summarize.text.normalization import normalize
from summarize.text.patterns import compile_on_use
from summarize.text.unspaced import segmenter

# Scripts that are written without spaces between words.
UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)


def _combining_marks() -> str:
    r"""Return the vowel signs and accents of the basic plane, as ranges for a regex class with ``\w``.

    ``\w`` excludes them, and so would split words of Hindi, Tamil or vocalized Arabic. Letters between two
    of them are in the ranges, too: the fewer ranges, the faster the class is compiled.
    """
    ranges: list[list[int]] = []
    last_letter = 0
    for code in chain(range(0x300, 0x3100), range(0xA000, 0xAC00)):  # no Han has any
        character = chr(code)
        if unicodedata.category(character) in ("Mn", "Mc"):
            if ranges and code - 1 in (ranges[-1][1], last_letter):
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
        elif ranges and code - 1 in (ranges[-1][1], last_letter) and character.isalnum():
            last_letter = code
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_JOINERS = "\u200c\u200d"  # inside Persian and Indic words
WORD_CHARACTERS = rf"\w{_combining_marks()}{_JOINERS}"  # for a regex class; includes the underscore
_WORD_OR_LINE_BREAK = re.compile(rf"[{WORD_CHARACTERS}]+|\n")
_COMBINED = "<=>"  # "≠" may be encoded as "=" and a combining mark
_WITHOUT_PUNCTUATION = bytes(
    ord(" ") if re.match(rf"[!-~](?<![\w{_COMBINED}])|_", chr(code), re.ASCII) else code
    for code in range(256)
)
_ALPHANUMERIC = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)).ljust(256)
_ALPHANUMERIC_OR_NUL = b"\0" + _ALPHANUMERIC[1:]
SOFT_HYPHEN = "\u00ad"
_HAS_WORD = re.compile(r"[^\W_]")
_UNSPACED_RUN = compile_on_use(f"[{UNSPACED}]+")
UNSPACED_CHARACTER = compile_on_use(f"[{UNSPACED}]")


def has_word(text: str) -> bool:
    """Return whether the text has a letter or a digit of any script.

    >>> has_word("…?!"), has_word("Ω")
    (False, True)
    """
    return _HAS_WORD.search(text) is not None


def has_any(text: str, parts: Iterable[str]) -> bool:
    """Return whether a text has one of a few strings; for short ones faster than a regular expression.

    >>> has_any("A mill (old)", "()"), has_any("A mill", "()")
    (True, False)
    """
    return any(map(text.__contains__, parts))


def contains(text: str, part: str) -> bool:
    """Return ``part in text``, in a thirtieth of the time for a long text without its first character.

    >>> contains("A mill", "~~~"), contains("A mill", "mill")
    (False, True)
    """
    return part[0] in text and part in text


def has_unspaced(text: str) -> bool:
    """Return whether a text has a character of a script without spaces between words.

    >>> has_unspaced("Tokyo"), has_unspaced("東京")
    (False, True)
    """
    return not text.isascii() and UNSPACED_CHARACTER.search(text) is not None


def composed(text: str) -> str:
    """Return a text in composed form (NFC), without soft hyphens and the combining dot of lower-cased İ.

    >>> composed("cafe\u0301"), composed("İnsan".lower())
    ('café', 'insan')
    """
    return normalize("NFC", text.replace(SOFT_HYPHEN, "").replace("i\u0307", "i"))


def cut_at_punctuation(text: str) -> str:
    """Return a text with blanks instead of ASCII punctuation; the character NUL stays.

    Each token between white space is then a word, or one with other punctuation, or with ``<=>``, which may
    carry a combining mark. In an ASCII text each token is a word.

    >>> cut_at_punctuation("It's a well-known “fact”."), cut_at_punctuation("x<=y")
    ('It s a well known “fact” ', 'x  y')
    """
    if text.isascii():
        return text.encode().translate(_ALPHANUMERIC_OR_NUL).decode()
    encoded = text.encode("utf-8", "surrogatepass")
    return encoded.translate(_WITHOUT_PUNCTUATION).decode("utf-8", "surrogatepass")


def words_per_line(text: str, *, segmented: bool = False) -> list[str]:
    r"""Return the words of a text, runs of letters, digits and their marks, and its ``"\n"``.

    Words are in composed form (NFC), without soft hyphens. Scripts without spaces between words give
    overlapping pairs of characters, the usual index terms for them, or words if ``segmented`` is true and
    icu4py is installed.

    >>> words_per_line("A well-known _fact_\n東京都の\nइस हिन्दी में")
    ['A', 'well', 'known', 'fact', '\n', '東京', '京都', '都の', '\n', 'इस', 'हिन्दी', 'में']
    """
    if text.isascii():
        if "\n" not in text:
            return text.encode().translate(_ALPHANUMERIC).decode().split()  # takes a fifth of the time
    else:
        text = composed(text)
    if has_unspaced(text):
        text = _UNSPACED_RUN.sub(_cut if segmented and segmenter() else _pairs, text)
    return _WORD_OR_LINE_BREAK.findall(text.replace("_", " "))


def words_of(text: str) -> list[str]:
    r"""Return the words of a text as :func:`words_per_line` has them, without line breaks.

    >>> words_of("A well-known\nfact.")
    ['A', 'well', 'known', 'fact']
    """
    return words_per_line(" ".join(text.split()))


def _cut(run: re.Match[str]) -> str:
    cut = segmenter()
    return f" {' '.join(cut(run.group()))} " if cut else run.group()


def _pairs(run: re.Match[str]) -> str:
    characters = run.group()
    pairs = [characters[i : i + 2] for i in range(max(1, len(characters) - 1))]
    return f" {' '.join(pairs)} "


def count_words(text: str) -> int:
    """Return the number of words for a word limit, as ``wc -w`` counts them.

    In scripts without spaces between words each character counts, as in word processors.

    >>> count_words("Well-known cases, 3 of them"), count_words("東京の朝")
    (5, 4)
    """
    if text.isascii() or not (unspaced := len(UNSPACED_CHARACTER.findall(text))):
        return len(text.split())
    return unspaced + len([part for part in UNSPACED_CHARACTER.sub(" ", text).split() if has_word(part)])
