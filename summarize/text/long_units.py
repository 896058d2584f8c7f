"""Cuts long units without sentence ends to a readable length.

Recognized speech, chats, and Thai, Khmer or Chinese without punctuation may have units of thousands of
words. They are cut at line breaks, wide spaces and clause marks, and as a last resort at word borders,
independent of the language.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from math import ceil

from summarize.text.patterns import compile_on_use
from summarize.text.unspaced import segmenter
from summarize.text.words import UNSPACED, has_unspaced

_MOST_WORDS = 60  # of a unit; a longer one is hard to follow
_MOST_WORDS_OF_A_SENTENCE = 120  # of a unit with a final stop and no better border than a comma
_READABLE_WORDS = 25  # target for merging short parts: a sentence of news
_LEAST_WORDS = 8  # of a part that stands alone
_SHORTEST_LONG, _SHORTEST_LONG_SPACED = 120, 240  # characters; no shorter piece is too long, except "a a a"
_LONGEST_WORDS = 9  # characters of a word and its blank, on average, in most languages with blanks
# Characters of unspaced scripts that count as a word; here a word is a unit of length.
_ALPHABETIC = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
_CHARACTERS_OF_A_WORD, _HAN_OF_A_WORD = 4, 2
_ALPHABETIC_RUN = compile_on_use(f"[{_ALPHABETIC}]+")
_UNSPACED_RUN = compile_on_use(f"[{UNSPACED}]+")

_LINE_BREAK = re.compile(r"\n\s*")
_WIDE_SPACE = compile_on_use(r"(?: {2,}|\t+)(?=\S)")
_ANY_SPACE = compile_on_use(  # any blank counts as wide in scripts without blanks between words
    rf"(?: {{2,}}|\t+|\u3000+)(?=\S)|(?<=[{_ALPHABETIC}])[^\S\n]+|[^\S\n]+(?=[{_ALPHABETIC}])"
)
_SEMICOLON = compile_on_use(r"[;；؛](?:\s+|(?<=；))")
_CLAUSE_MARK = compile_on_use(r"[;；؛:：](?:\s+|(?<=[；：]))|\s(?:--+|[—–])(?=\s)\s*|(?<=\w)(?:--+|—+)(?=\w)")
_COMMA = compile_on_use(r"[,،](?=\s)\s*|[，、]")
# A sentence end that earlier rules have rejected, as in an unclosed quotation.
_END = compile_on_use(r"""[.!?…](?<=[^\W\d_]{4}.)["'”’)]*\s+(?![a-z–—-])|[。！？]""")
# A list item may end with less: "; and"; a sentence with a note: "word.12".
_TERMINATED = compile_on_use(
    r"""(?:[.!?…:;,。！？।॥۔؟։።။។៕།༎]|--)(?:\s+(?:and|or))?[\s"'”’»)\]」』]*(?:(?<!\d\.)\d{1,3}\s*)?\Z"""
)
_TAIL = 12  # characters; enough for a stop and closing marks after it
_BLANK = compile_on_use(r"\s+")
# Without blanks: after a character of an unspaced script and its marks, before a letter.
_CHARACTER_BORDER = compile_on_use(
    r"(?<![เแโใไ\u0ec0-\u0ec4\u17d2\u1039])"  # vowels written before their consonant, and stackers
    r"(?=[^\s\W\d_ะ-ฺๅ-๎\u0eb0-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3ぁぃぅぇぉっゃゅょァィゥェォッャュョー])"
)
_WRAPPED_WIDTH = 50  # characters; lines of wrapped text are longer
_WRAPPED_SHARE = 0.75  # of the longest line; most lines of wrapped text are not shorter


def cut_long_units(pieces: list[str], block: str) -> list[str]:
    """Cut those pieces of a block that are too long to read.

    Args:
        pieces: the block's sentences, with the text between them; blanks may replace line breaks.
        block: the text of the pieces, with its line breaks.

    Returns:
        pieces of the same text. None exceeds 60 words, 240 letters of Thai or 120 characters of Chinese,
        with two exceptions: a sentence of up to 120 words with a final stop, and a single word.

    >>> block = "word " * 100 + "end. A short one."
    >>> pieces = [block[:505], block[505:]]
    >>> [len(piece.split()) for piece in cut_long_units(pieces, block)]
    [101, 3]
    >>> [len(piece.split()) for piece in cut_long_units(["word " * 100], "word " * 100)]
    [25, 25, 25, 25]
    """
    longest = max(map(len, pieces), default=0)
    if longest <= _SHORTEST_LONG or (
        longest <= _SHORTEST_LONG_SPACED and len(block) <= _LONGEST_WORDS * (block.count(" ") + 1)
    ):
        return pieces
    units: list[str] = []
    start = 0
    for piece in pieces:
        end = start + len(piece)
        length = end - start
        if length > _SHORTEST_LONG and (length > _SHORTEST_LONG_SPACED or not piece.isascii()):
            blanks = piece.count(" ") + piece.count("\n")
            # It has as many blanks as a long piece, or so few that its script has none.
            may_be_long = blanks >= _MOST_WORDS or length > _LONGEST_WORDS * (blanks + 1)
            if may_be_long and (size := _size(piece)) > _MOST_WORDS:
                units += _cut_long(block[start:end], size)
                start = end
                continue
        units.append(piece)
        start = end
    return units


def _cut_long(piece: str, size: float) -> list[str]:
    is_sentence = _TERMINATED.search(piece[-_TAIL:]) is not None
    # A sentence is cut into as few parts as possible: all but the last lack a stop.
    readable = size / ceil(size / _MOST_WORDS) if is_sentence else _READABLE_WORDS
    if has_unspaced(piece) or "\u3000" in piece:
        spaces = [_ANY_SPACE]
    else:
        spaces = [_WIDE_SPACE] if "  " in piece or "\t" in piece else []
    if is_sentence and size <= _MOST_WORDS_OF_A_SENTENCE:
        for border in (*spaces, _END, _SEMICOLON):
            if ends := [*_outside_brackets(piece, _ends(piece, border))]:
                return [part for part, _ in _put_together(_slices(piece, ends), readable)]
        return [piece]
    borders = [*spaces, _END, _SEMICOLON, _CLAUSE_MARK, _COMMA]
    if not is_sentence and not _is_wrapped(piece):
        borders.insert(0, _LINE_BREAK)
    return _cut_down(piece, size, borders, readable)


def _ends(piece: str, border: re.Pattern[str]) -> list[int]:
    """Return the positions where a piece can be cut, but not before the indentation of a line."""
    return [
        match.end()
        for match in border.finditer(piece)
        if match.end() < len(piece) and piece[match.start() - 1] != "\n"
    ]


def _outside_brackets(piece: str, ends: list[int]) -> Iterator[int]:
    depth = last = 0
    for end in ends:
        depth += piece.count("(", last, end) - piece.count(")", last, end)
        last = end
        if depth <= 0:
            yield end


def _cut_down(piece: str, size: float, borders: list[re.Pattern[str]], readable: float) -> list[str]:
    """Cut a piece at the first kind of border, and parts that are still too long at the next kind."""
    if size <= _MOST_WORDS:
        return [piece]
    if not borders:
        return _cut_at_words(piece, readable)
    ends = _ends(piece, borders[0])
    parts = _put_together(_slices(piece, ends), readable) if ends else [(piece, size)]
    return [unit for part, length in parts for unit in _cut_down(part, length, borders[1:], readable)]


def _cut_at_words(piece: str, readable: float) -> list[str]:
    """Cut a piece at word borders into parts of equal length."""
    ends = [match.end() for match in _BLANK.finditer(piece)]
    if not has_unspaced(piece):
        n_parts = max(1, round(len(ends) / readable))
        return _slices(piece, [ends[i * len(ends) // n_parts - 1] for i in range(1, n_parts)])
    runs = _slices(piece, ends)
    parts = [part for run in runs for part in _cut_run(run)]
    return [unit for unit, _ in _put_together(parts, readable)]


def _cut_run(run: str) -> list[str]:
    """Cut a run of an unspaced script, at word borders if a dictionary is installed."""
    n_parts = max(1, round(_size(run) / _READABLE_WORDS))
    step = len(run) / n_parts
    wanted = [int(step * i) for i in range(1, n_parts)]
    if cut := segmenter():
        borders = [*accumulate(map(len, cut(run)))]
        return _slices(run, [borders[bisect_left(borders, end)] for end in wanted])
    found = (_CHARACTER_BORDER.search(run, end) for end in wanted)
    return _slices(run, [border.start() for border in found if border])


def _slices(text: str, ends: list[int]) -> list[str]:
    cuts = [0, *(end for end in ends if 0 < end < len(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def _put_together(parts: list[str], readable: float) -> list[tuple[str, float]]:
    """Merge adjacent parts into units of a readable length, and return the units with their lengths."""
    units: list[list[str]] = [[]]
    sizes = [0.0]
    for part in parts:
        size = _size(part)
        filled = sizes[-1] + size
        if filled <= readable or (sizes[-1] < _LEAST_WORDS and filled <= _MOST_WORDS):
            units[-1].append(part)
            sizes[-1] = filled
        else:
            units.append([part])
            sizes.append(size)
    if len(units) > 1 and sizes[-1] < _LEAST_WORDS:
        last, size = units.pop(), sizes.pop()
        units[-1] += last
        sizes[-1] += size
    return [("".join(unit), size) for unit, size in zip(units, sizes, strict=True) if unit]


def _size(text: str) -> float:
    """Return the length of a text in words, or in the equivalent for scripts without blanks."""
    if not has_unspaced(text):
        return len(text.split())
    spaced, n_runs = _UNSPACED_RUN.subn(" ", text)
    unspaced = len(text) - len(spaced) + n_runs
    alphabetic = len(text) - len(_ALPHABETIC_RUN.sub("", text))
    return len(spaced.split()) + alphabetic / _CHARACTERS_OF_A_WORD + (unspaced - alphabetic) / _HAN_OF_A_WORD


def _is_wrapped(piece: str) -> bool:
    """Return whether the line breaks are from wrapping, at full lines."""
    lines = piece.split("\n")[:-1]
    lengths = [len(line) for line in lines[1:] or lines]  # the first may have lost its indentation
    longest = max(lengths, default=0)
    full = sum(length >= _WRAPPED_SHARE * longest for length in lengths)
    return longest >= _WRAPPED_WIDTH and full >= _WRAPPED_SHARE * len(lengths)
