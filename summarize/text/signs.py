"""Signs, digits and markup in a sentence: formulas, tables, links, what lacks a part."""

from __future__ import annotations

import re
from string import digits

from summarize.text.patterns import compile_on_use
from summarize.text.words import WORD_CHARACTERS, has_any, has_unspaced

_NO_SIGNS = bytes(code for code in range(256) if code > 127 or chr(code).isalpha() or chr(code).isspace())
_DIGITS, _PLAIN_SIGNS = digits.encode(), b",.'-"
_FEW_SIGNS = 5  # with less than a fifth of ASCII signs and digits, it is prose
_WORD_OF_LETTERS = compile_on_use(
    rf"(?![\U0001d400-\U0001d7ff])[{WORD_CHARACTERS}]*[^\W\d_][{WORD_CHARACTERS}]+"
)
_LETTERS = compile_on_use(r"[^\W\d_]+|[^\x00-\x7f\w]+|\s+")
_SIGNS_A_DIGIT = 10  # with fewer digits than a tenth, it is not mostly numbers
_MARKUP = compile_on_use(
    r"https?://|\bwww\.|\b10\.\d{4,9}/|[\w.+-]@[\w-]+\.\w|\]\(|\[@|\{[{%]|[%}]\}|&#?\w{2,8};|\\[a-z]{2,}\{"
    r"|</?(?:a|b|i|em|strong|span|p|br|div|sup|sub|code|img|li|ul|ol|t[dr]|h\d)\b[^<>]*>"
    r"|\b(?=[a-f]*\d)[0-9a-f]{12,}\b"
)
# Each match has one of these, "www.", "10." or twelve hexadecimal digits, which rules out most sentences.
_SIGNS_OF_MARKUP = frozenset(b"/@&<{}\\]")
_LONG_NUMBER = re.compile(r"[0-9a-f]{12}")
# What a formula, the name before a reference, or the cell of a timetable has left; "[8] The" has the number
# of a paragraph. Each of these patterns begins with few characters, which makes the search fast.
_GAP_AT_START = compile_on_use(
    r"\[\d{1,3}\](?!\s+[^\W\d_a-z])|\d{1,2}[:.]\d\d ?[AP]\.?M\.? (?=[A-Z])|[,;)\]]"
)
_EMPTY_PART = compile_on_use(r",\s+,")
_EMPTY_BRACKETS = compile_on_use(r"\((?<=\s.)\s*\)")
_EMPTY_END, _EMPTY_END_SIZE = compile_on_use(r"[—–]\s?\.$"), 3
_CLOSES_FIRST = compile_on_use(r"[^()]*[a-zà-ÿ]{3}\)")  # "mill) is old.", not "a) The", "Nice :)", "да)"
_BRACKETS_AND_QUOTES, _OTHER_QUOTES = frozenset(b'()[]"'), "«»“”"


def is_plain(sentence: str) -> bool:
    """Return whether a sentence has few signs, and only commas, stops, apostrophes and hyphens.

    Then it is no question, no quotation or part of one, no aside and no formula, and has no markup.

    >>> is_plain("The mill, a well-known one, is old."), is_plain("Is it old?"), is_plain("“It is old.”")
    (True, False, False)
    """
    signs = _signs(sentence)
    return (
        not signs.translate(None, _PLAIN_SIGNS)
        and len(signs) * _FEW_SIGNS < len(sentence)
        and sentence.isascii()
        and "www." not in sentence
        and sentence[:1].isalpha()
    )


def is_unclosed(sentence: str) -> bool:
    """Return whether a bracket or quotation of a sentence opens without closing, or the other way round.

    >>> is_unclosed("“It is gone, all of it."), is_unclosed("the old mill) burned."), is_unclosed("a) Mills.")
    (True, True, False)
    """
    if _BRACKETS_AND_QUOTES.isdisjoint(_signs(sentence)) and (
        sentence.isascii() or not has_any(sentence, _OTHER_QUOTES)
    ):
        return False
    has = sentence.count
    if has(")") == 1 and not has("(") and _CLOSES_FIRST.match(sentence):
        return True
    if has("(") > has(")") or has("[") > has("]") or has("«") != has("»") or has('"') % 2:
        return True
    return "„" not in sentence and has("“") != has("”")


def is_mostly_signs(sentence: str) -> bool:
    """Return whether words of two or more letters make up less than half of a sentence: formulas, code.

    >>> is_mostly_signs("x1 = a + b * c (2) and y = d"), is_mostly_signs("In 2010, 3 of 10 boats left.")
    (True, False)
    """
    if len(_signs(sentence)) * _FEW_SIGNS < len(sentence) or has_unspaced(sentence):
        return False
    n_letters = sum(map(len, _WORD_OF_LETTERS.findall(sentence)))
    return n_letters * 2 < len(sentence) - sentence.count(" ")


def has_markup(sentence: str) -> bool:
    """Return whether a sentence contains an address, a tag, a hash or a markup command.

    >>> has_markup("See [the page](https://example.org)."), has_markup("Prices rose by 3%.")
    (True, False)
    """
    signs = _signs(sentence)
    may_have = (
        not _SIGNS_OF_MARKUP.isdisjoint(signs)
        or "www." in sentence
        or (has_any(digits, signs.decode()) and ("10." in sentence or _LONG_NUMBER.search(sentence)))
    )
    return bool(may_have) and _MARKUP.search(sentence) is not None


def has_gap(sentence: str) -> bool:
    """Return whether a part of a sentence is missing: before "[2] is", in ", ,", or after "—.".

    >>> has_gap("[2], the wall is old."), has_gap("If it is square, that is, , it is."), has_gap("It is.")
    (True, True, False)
    """
    return bool(
        _GAP_AT_START.match(sentence)
        or _EMPTY_PART.search(sentence)
        or ("(" in sentence and _EMPTY_BRACKETS.search(sentence))
        or _EMPTY_END.search(sentence[-_EMPTY_END_SIZE:])
    )


def is_mostly_numbers(sentence: str) -> bool:
    """Return whether digits and signs make up more than half of a sentence, ignoring white space.

    >>> is_mostly_numbers("0 1 2 3 4 5"), is_mostly_numbers("In 2010, 3 of 10 were closed.")
    (True, False)
    """
    signs = _signs(sentence)
    n_digits = len(signs) - len(signs.translate(None, _DIGITS))
    if n_digits * _SIGNS_A_DIGIT < len(sentence) or not n_digits:
        return False
    rest = len(_LETTERS.sub("", sentence))
    return rest * 2 > len("".join(sentence.split()))


def _signs(sentence: str) -> bytes:
    """Return the ASCII digits, marks and symbols of a sentence."""
    return sentence.encode("utf-8", "replace").translate(None, _NO_SIGNS)
