"""Words that a line end has broken, put together by what the document itself writes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarize.readers.formats.noncharacters import INITIAL
from summarize.readers.formats.pdf.words import HYPHEN
from summarize.text.languages import detect
from summarize.text.stop_words import stop_words_of

SOFT = "\xad"
_HYPHENS = (HYPHEN, SOFT, "-", "\u2010")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_LAST = re.compile(r"[\w'’]*\Z")
_FIRST = re.compile(r"[\w'’]*")
_INITIAL = re.compile(rf"(\w){INITIAL}(\w*)")
_PART = 4  # letters of a part that is a word by itself: "well-known", but "to-day"
_SAMPLE = 20_000  # characters that tell the language


class Joiner:
    """Puts the halves of broken words together.

    Args:
        lines: of the whole document.

    >>> Joiner(["a reconstruction of the", "old quay"]).join("the recon-", "struction")
    ('the reconstruction', '')
    """

    def __init__(self, lines: Iterable[str]) -> None:
        texts = list(lines)
        self._words = set[str]()
        is_broken = False
        for text in texts:
            words = _WORD.findall(text)[is_broken:]
            is_broken = text.endswith(_HYPHENS)
            self._words.update(
                word.casefold().replace("\u2010", "-") for word in words[: -1 if is_broken else None]
            )
        sample = " ".join(texts)[:_SAMPLE]
        self._usual = stop_words_of(detect(sample)) if sample.strip() else frozenset()

    def join(self, line: str, following: str) -> tuple[str, str] | None:
        """Return a line with its last word whole, and the rest of the next; None if it isn't broken."""
        mark = line[-1:]
        bare = line[:-1]
        if mark not in _HYPHENS or not bare[-1:].isalnum() or not following[:1].isalnum():
            return None
        left, right = _LAST.search(bare), _FIRST.match(following)
        if left is None or right is None:
            return None
        whole = self._whole(left[0], right[0], is_soft=mark == SOFT)
        return bare[: left.start()] + whole, following[right.end() :]

    def with_initials(self, text: str) -> str:
        """Return a text with its large initial before the word that it begins, or before a space."""
        return _INITIAL.sub(self._initial, text) if INITIAL in text else text

    def _initial(self, found: re.Match[str]) -> str:
        joined, rest = found[1] + found[2], found[2].casefold()
        is_word = found[1].casefold() in self._usual or found[1] in "AIOY"
        if not self._is_known(joined) and is_word and (not rest or self._is_known(rest)):
            return f"{found[1]} {found[2]}"
        return joined

    def _whole(self, left: str, right: str, *, is_soft: bool) -> str:
        joined, hyphenated = left + right, f"{left}-{right}"
        if is_soft or self._is_known(joined):
            return joined
        if hyphenated.casefold() in self._words:
            return hyphenated
        if not left[-1].isalpha() or not right[0].islower() or any(map(str.isdigit, left)):
            return hyphenated
        if len(left) >= _PART <= len(right) and self._is_known(left) and self._is_known(right):
            return hyphenated
        return joined

    def _is_known(self, word: str) -> bool:
        return word.casefold() in self._words or word.casefold() in self._usual
