"""Sentence ends that sentencex misses, and lists written on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from summarize.text.abbreviations import abbreviations
from summarize.text.patterns import compile_on_use
from summarize.text.stop_words import stop_words_of

# "May. I was", not "J. I. Lee": sentencex takes the pronoun for an initial.
_BEFORE_I = re.compile(r"\.\s+(?=I(?:\s+[a-z]|['’](?:m|ve|d|ll)\b))")
# "bleibt. § 3 gilt", not "vgl. § 3".
_BEFORE_SECTION = compile_on_use(
    r"(?<=[a-zäöüß]{4})(?<!entspr)(?<!insbes)(?<!vergl)(?<!sinng)\.\s+(?=§§?\s?\d)"
)
_CLOSING = (")", "]", '"', "”", "’", "%")
_NUMBERED_PART = compile_on_use(
    r"\b(?:vols?|ch|chap|secs?|bk|pt|figs?|art|app|tab|div|e\.g|i\.e|cf|vs|viz)\.\s*\Z", re.I
)
# Digits of a footnote after the stop: "messages.1 Our", "(Equation 1).6 Starting"; but not "vol.2 The".
_NOTE = compile_on_use(r"\.[”’\"')]{0,2}\d{1,3}(?:[,–-]\d{1,3})*\s+(?=[“‘\"(]?[^\W\d_])")
_BEFORE_NOTE = re.compile(r"(?:[^\W\d_]{4}|[)\]”’\"])\Z")
_ABBREVIATED_PART = compile_on_use(r"\W(?:chap|sect|para|page|tabl|eqns?|refs|figs|vols)\Z", re.IGNORECASE)
_KHMER_OR_TIBETAN = compile_on_use("។(?!ល។)|[៕៚]|[།༎](?:\\s*[།༎])*")
_TRAILING = compile_on_use('[៕៚។།༎\\s»”’")\\]]*')
_IN_BRACKETS = re.compile(
    r"\([^()]*[.!?]\)\s+(?=\w)|\[[^\W\d_]{3}[^\[\]]*[.!?]\]\s+(?=[^\W\d_a-z])"  # "[Laughter.] We"
)
_WIDE_END = compile_on_use(r"(?:。[”’」』）]*(?=[A-Za-z\d])|[！？][”’」』）]*(?=\d))")
_BEFORE_STOP_WORD = compile_on_use(r"(?:…|(?<=[\w,=<>)]\s[^\W\d_A-Z]\.))\s+(?=([^\W\d_]{2,}))")
_WORDS_BEFORE_ELLIPSIS = 4  # in a sentence that it ends
_LOOK_BACK = 80  # characters, more than such words
# It begins with a stop, which makes the search fast.
_MISSED = re.compile(
    r"\.(?:(?:(?<=[^\W\d_]{4}\.)|(?<=[)\]”’\"]\.))[”’\"')]{0,2}\d|[)\]]\s"
    r"|\s+§|\s+I(?:\s+[a-z]|['’](?:m|ve|d|ll)\b)|(?<=\s[^\W\d_A-Z]\.)\s)"
)
_ENUMERATED = re.compile(r"\s*[^\w\s]?\(?(?P<mark>\d{1,3}|[a-y])(?P<close>[.)]{1,2})\s+(?=\w)")
_PAIRS = ("“”", "()", "«»", "「」", "『』", "（）")
_LONGEST_MARK = 8  # characters
_LONGEST_LINE_LIST = 2_000  # characters


def may_miss_ends(text: str, language: str) -> bool:
    """Return whether a text may have an end that :func:`cut_missed` finds; a fast test, mostly false.

    >>> may_miss_ends("It rained. He left.", "en"), may_miss_ends("In May. I left.", "en")
    (False, True)
    """
    if not text.isascii() and ("…" in text or "。" in text or "།" in text or "។" in text):
        return True
    if text.find(".", 0, -2) < 0:  # most sentences have no stop but the last
        return False
    ordinary = _after_ordinary_words(language)
    return _MISSED.search(text) is not None or (ordinary is not None and ordinary.search(text) is not None)


def cut_missed(piece: str, language: str) -> list[str]:
    """Cut a piece at the ends that sentencex has missed; the parts concatenate to the piece.

    >>> cut_missed("They met in May. I was there.", "en")
    ['They met in May. ', 'I was there.']
    >>> cut_missed("They sent the messages.1 Our data show it.", "en")
    ['They sent the messages.1 ', 'Our data show it.']
    >>> cut_missed("Er sah mich. Dann ging er.", "de")
    ['Er sah mich. ', 'Dann ging er.']
    """
    ends = [*_ends_with_note(piece), *_ends_before_stop_word(piece, language)]
    if in_brackets := _IN_BRACKETS.match(piece):
        ends.append(in_brackets.end())
    if "。" in piece:
        ends += (found.end() for found in _WIDE_END.finditer(piece))
    if "§" in piece:
        ends += (found.end() for found in _BEFORE_SECTION.finditer(piece))
    if language == "en":
        ends += _ends_before_i(piece)
    if (ordinary := _after_ordinary_words(language)) is not None:
        ends += (found.end() for found in ordinary.finditer(piece) if found[1].isupper())
    if "།" in piece or "។" in piece:
        ends += _ends_at_khmer_or_tibetan_marks(piece)
    if not ends:
        return [piece]
    return [piece[start:end] for start, end in pairwise([0, *_outside(piece, ends), len(piece)])]


def cut_line_list(block: str) -> list[str]:
    """Cut a list on one line before each of its items; the parts concatenate to the block.

    >>> cut_line_list("1. The first item 2. The second item")
    ['1. The first item ', '2. The second item']
    >>> cut_line_list("1. FC Köln won.")
    ['1. FC Köln won.']
    """
    if "." not in block[:_LONGEST_MARK] and ")" not in block[:_LONGEST_MARK]:
        return [block]
    found = _ENUMERATED.match(block, 0, _LONGEST_LINE_LIST)
    if not found:
        return [block]
    mark, cuts = found["mark"], [0]
    prefix = block[: found.start("mark")].strip()
    while True:
        mark = str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)
        marker = re.escape(f"{prefix}{mark}{found['close']}")
        item = re.compile(rf"(?<=\s){marker}\s+(?=\w)").search(block, cuts[-1], cuts[-1] + _LONGEST_LINE_LIST)
        if not item or not block[item.end()].isupper():
            break
        cuts.append(item.start())
    return [block[start:end] for start, end in pairwise([*cuts, len(block)])]


@cache
def _after_ordinary_words(language: str) -> re.Pattern[str] | None:
    """Return a pattern for the words that sentencex takes for abbreviations, and what follows them."""
    words = abbreviations("no abbreviations").get(language)
    if not words:
        return None
    before = "|".join(rf"(?<=\b{word}\.)" for word in words)  # after the stop, which makes the search fast
    return re.compile(rf"\.(?:{before})\s+(?=[“‘\"]?([^\W\d_])(?:[^\W\d_A-Z]|\s))")


def _outside(piece: str, ends: Iterable[int]) -> Iterator[int]:
    """Yield the ends, in order, at which no quotation and no bracket is open; neither is cut."""
    n_quotes, n_open, last = 0, [0] * len(_PAIRS), 0
    for end in sorted({*ends} - {len(piece)}):
        part, last = piece[last:end], end
        n_quotes += part.count('"')
        n_open = [
            n + part.count(pair[0]) - part.count(pair[1]) for n, pair in zip(n_open, _PAIRS, strict=True)
        ]
        if n_quotes % 2 == 0 and max(n_open) <= 0:
            yield end


def _ends_before_i(piece: str) -> Iterator[int]:
    for found in _BEFORE_I.finditer(piece):
        before = piece[found.start() - 1 : found.start()]
        if (before.isalnum() or before in _CLOSING) and not _NUMBERED_PART.search(
            piece[max(0, found.start() - 8) : found.end()]
        ):
            yield found.end()


def _ends_with_note(piece: str) -> Iterator[int]:
    for found in _NOTE.finditer(piece):
        before = piece[max(0, found.start() - 6) : found.start()]
        follower = piece[found.end() : found.end() + 2].lstrip('“‘"(')
        if follower[:1].isupper() and _BEFORE_NOTE.search(before) and not _ABBREVIATED_PART.search(before):
            yield found.end()


def _ends_before_stop_word(piece: str, language: str) -> Iterator[int]:
    """Yield the ends at "…", and after a letter, before a capital that only a new sentence explains.

    "sorted by x. We also", not "Moor v. The State", "J. Le Roux" or "u. a. Die".
    """
    for found in _BEFORE_STOP_WORD.finditer(piece):
        follower, end = found[1], found.start()
        if not follower[0].isupper() or follower.lower() not in stop_words_of(language):
            continue
        *earlier, before, _ = ("", "", *piece[max(0, end - _LOOK_BACK) : end + 1].split())
        if len(earlier) > _WORDS_BEFORE_ELLIPSIS if piece[end] == "…" else not before[:1].isupper():
            yield found.start(1)


def _ends_at_khmer_or_tibetan_marks(piece: str) -> Iterator[int]:
    end = 0
    while found := _KHMER_OR_TIBETAN.search(piece, end):
        trailing = _TRAILING.match(piece, found.end())
        end = trailing.end() if trailing else found.end()
        yield end
