"""Readability faults of a single sentence: crumb, no final stop, question, quotation, title, markup."""

from __future__ import annotations

import re
from string import digits

from summarize.text.marks import BEFORE_END, SENTENCE_ENDS, TAIL, ends_sentence
from summarize.text.patterns import compile_on_use
from summarize.text.phrases import contains, opens_with
from summarize.text.words import UNSPACED_CHARACTER, WORD_CHARACTERS, has_any, has_unspaced, has_word

SHORTEST = 4  # words; a shorter sentence is a crumb
LONGEST = 60  # words; a longer sentence is too long
CHARACTERS_A_WORD = 2  # of scripts without spaces between words

_THAI_OR_LAO = compile_on_use(rf"[\u0e00-\u0eff]{BEFORE_END}")  # their sentences end without a mark
_LEAD_IN = compile_on_use(rf"(?:[:：﹕︰]|[-‐–—―]){BEFORE_END}")
_QUESTION = compile_on_use(rf"(?:[?？؟፧⁇⁈⁉‽\u037e]!*|[\u0370-\u03ff\u1f00-\u1fff];|か。){BEFORE_END}")

_QUOTED = (
    r"""(?:“[^”]*”|„[^“”]*[“”]|"[^"]*"|«[^»]*»|»[^«]*«|「[^」]*」|『[^』]*』"""
    r"""|``(?:(?!'').)*''|‘(?:[^’]|’\w)*’)"""
)
_QUOTATION = compile_on_use(
    rf"""(?: {_QUOTED} [\s.,!?;…。！？—–-]* )+
      | [“„][^“”]* | "[^"]+ | «[^»]* | 「[^」]* | 『[^』]*
      | [^“”„]*” | [^"]+" | [^«»]*» | [^「」]*」 | [^『』]*』""",
    re.VERBOSE | re.DOTALL,
)
_SAID = compile_on_use(r"(?:[—–―]|--)\s*\w(?:(?![—–―]|--).)*", re.DOTALL)
_ASIDE = compile_on_use(r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\]|（[^（）]*）)[\s.!?…。！？]*")
_OPENING_QUOTATION = compile_on_use(rf"\s*{_QUOTED}")

_NO_SIGNS = bytes(code for code in range(256) if code > 127 or chr(code).isalpha() or chr(code).isspace())
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
# Each match has one of these, or twelve hexadecimal digits. They rule out most sentences in little time.
_SIGNS_OF_MARKUP = ("://", "www.", "10.", *"@&<{}\\]")
_LONG_NUMBER = re.compile(r"[0-9a-f]{12}")
# What a formula, the name before a reference, or the cell of a timetable has left; "[8] The" has the number
# of a paragraph. Each of these patterns begins with few characters, which makes the search fast.
_GAP_AT_START = compile_on_use(
    r"\[\d{1,3}\](?!\s+[^\W\d_a-z])|\d{1,2}[:.]\d\d ?[AP]\.?M\.? (?=[A-Z])|[,;)\]]"
)
_EMPTY_PART = compile_on_use(r",\s+,")
_EMPTY_BRACKETS = compile_on_use(r"\((?<=\s.)\s*\)")
_EMPTY_END = compile_on_use(r"[—–]\s?\.$")
_BEFORE_DEFINED = 40  # characters: "(a) In this Act"
_DEFINED = compile_on_use(rf"[^“”\"\n]{{0,{_BEFORE_DEFINED}}}{_QUOTED}[,\s]*")
_BRACKETS_AND_QUOTES = '()[]«»“”"'
_OPENING_QUOTE = re.compile(r"[“„\"«»「『`‘]")
_LONG_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{5,}")  # shorter words are lower-case in titles, too
_SMALL_LONG_WORD = re.compile(r"(?<![^\W_])[a-z][^\W\d_]{4}")  # in most sentences among the first words
_TITLE_WORDS = 4
_ELLIPSES, _COMMAS = ("…", "...", ". . ."), (",", "，", "、", "،", ";", "；")


def is_crumb(sentence: str) -> bool:
    """Return whether a sentence has fewer than four words.

    >>> is_crumb("Yes, she did."), is_crumb("The old bridge is closed."), is_crumb("東京の朝。")
    (True, False, True)
    """
    return has_fewer_words(sentence, SHORTEST)


def is_too_long(sentence: str) -> bool:
    """Return whether a sentence has more than 60 words.

    >>> is_too_long("word " * 60), is_too_long("word " * 61)
    (False, True)
    """
    if sentence.isascii() and (len(sentence) <= 2 * LONGEST or sum(map(sentence.count, " \n\t")) < LONGEST):
        return False
    return not has_fewer_words(sentence, LONGEST + 1)


def has_fewer_words(sentence: str, n_words: int) -> bool:
    """Return whether a sentence has fewer words, or the equivalent in characters.

    >>> has_fewer_words("Who broke it?", 4), has_fewer_words("Who broke it first?", 4)
    (True, False)
    """
    parts = sentence.split(None, 2 * n_words)  # more cannot change the result
    n_unspaced = 0
    if has_unspaced(sentence):
        n_unspaced = len(UNSPACED_CHARACTER.findall(sentence))
        parts = UNSPACED_CHARACTER.sub(" ", sentence).split()
    n = len(parts) + n_unspaced // CHARACTERS_A_WORD
    if n < n_words or n >= 2 * n_words:
        return n < n_words
    return n - sum(not (part[0].isalnum() or has_word(part)) for part in parts) < n_words


def is_terminated(sentence: str) -> bool:
    """Return whether a sentence has a final stop of any script, ignoring quotation marks and footnotes.

    >>> is_terminated("He said “go.”[12]"), is_terminated("Our staff"), is_terminated("行きます。")
    (True, False, True)
    """
    return ends_sentence(sentence) or _THAI_OR_LAO.search(sentence[-TAIL:]) is not None


def is_lead_in(sentence: str) -> bool:
    """Return whether a sentence ends with a colon or a dash, so that it is incomplete alone.

    >>> is_lead_in("Install it with pip:"), is_lead_in("It is as follows.")
    (True, False)
    """
    return not sentence.endswith(".") and _LEAD_IN.search(sentence[-TAIL:]) is not None


def is_question(sentence: str) -> bool:
    """Return whether a sentence ends as a question.

    >>> is_question("“Who is it?”"), is_question("She asked who it is.")
    (True, False)
    """
    return not sentence.endswith(".") and _QUESTION.search(sentence[-TAIL:]) is not None


def is_quotation_alone(sentence: str) -> bool:
    """Return whether a whole sentence is a quotation without attribution.

    A quotation that continues in a neighbouring sentence has only one of its marks. In some languages
    speech begins with a dash, and another is before the attribution.

    >>> is_quotation_alone("“It is gone.”"), is_quotation_alone("— Il est parti, dit-elle — on le sait.")
    (True, False)
    """
    text = sentence.strip()
    if not text or (text[0].isalnum() and text[-1] in SENTENCE_ENDS):
        return False
    return (_QUOTATION if text[0] not in "—–―-" else _SAID).fullmatch(text) is not None


def is_mostly_quotation(sentence: str) -> bool:
    """Return whether a sentence begins with a quotation that is more than half of it.

    >>> is_mostly_quotation("“It is gone, all of it,” said Ann."), is_mostly_quotation("“Gone” is a film.")
    (True, False)
    """
    found = _OPENING_QUOTATION.match(sentence)
    return found is not None and 2 * found.end() > len(sentence)


def is_aside(sentence: str) -> bool:
    """Return whether a sentence stands in brackets as a whole.

    >>> is_aside("(It was shut in May.)"), is_aside("(a) It was shut (in May).")
    (True, False)
    """
    return sentence[:1] in ("(", "[", "（") and _ASIDE.fullmatch(sentence) is not None


def is_unclosed(sentence: str) -> bool:
    """Return whether a bracket or quotation of a sentence opens without closing, or the other way round.

    >>> is_unclosed("“It is gone, all of it."), is_unclosed("“It is gone,” said Ann.")
    (True, False)
    """
    if not has_any(sentence, _BRACKETS_AND_QUOTES):
        return False
    has = sentence.count
    if has("(") > has(")") or has("[") > has("]") or has("«") != has("»") or has('"') % 2:
        return True
    return "„" not in sentence and has("“") != has("”")


def is_part(sentence: str) -> bool:
    """Return whether a sentence begins with an ellipsis, or ends with a comma or semicolon.

    >>> is_part("… and the wall fell."), is_part("The wall fell, and"), is_part("Whereas the wall fell;")
    (True, False, True)
    """
    return sentence.startswith(_ELLIPSES) or (sentence.endswith(_COMMAS) and not is_question(sentence))


def is_mostly_signs(sentence: str) -> bool:
    """Return whether words of two or more letters make up less than half of a sentence: formulas, code.

    >>> is_mostly_signs("x1 = a + b * c (2) and y = d"), is_mostly_signs("In 2010, 3 of 10 boats left.")
    (True, False)
    """
    n_signs = len(sentence.encode("utf-8", "replace").translate(None, _NO_SIGNS))
    if n_signs * _FEW_SIGNS < len(sentence) or has_unspaced(sentence):
        return False
    n_letters = sum(map(len, _WORD_OF_LETTERS.findall(sentence)))
    return n_letters * 2 < len(sentence) - sentence.count(" ")


def has_markup(sentence: str) -> bool:
    """Return whether a sentence contains an address, a tag, a hash or a markup command.

    >>> has_markup("See [the page](https://example.org)."), has_markup("Prices rose by 3%.")
    (True, False)
    """
    may_have = has_any(sentence, _SIGNS_OF_MARKUP) or (
        has_any(sentence, digits) and _LONG_NUMBER.search(sentence) is not None
    )
    return may_have and _MARKUP.search(sentence) is not None


def has_gap(sentence: str) -> bool:
    """Return whether a part of a sentence is missing: before "[2] is", in ", ,", or after "—.".

    >>> has_gap("[2], the wall is old."), has_gap("If it is square, that is, , it is."), has_gap("It is.")
    (True, True, False)
    """
    return bool(
        _GAP_AT_START.match(sentence)
        or _EMPTY_PART.search(sentence)
        or _EMPTY_BRACKETS.search(sentence)
        or _EMPTY_END.search(sentence)
    )


def is_notice(sentence: str) -> bool:
    """Return whether a sentence is a notice on rights, interests or authors' work, or a labelled note.

    >>> is_notice("The authors declare no competing interests."), is_notice("Mills compete.")
    (True, False)
    """
    line = " ".join(sentence.lower().split())
    return opens_with(line, "label") or contains(line, "notice")


def is_formality(sentence: str) -> bool:
    """Return whether a sentence of a law or contract names or defines: "“Mill” means …", "may be cited as".

    >>> is_formality("“Mill” means a building with a wheel."), is_formality("“Mill” is a film.")
    (True, False)
    """
    line = sentence.lower()
    found = _DEFINED.match(line) if _OPENING_QUOTE.search(line, 0, _BEFORE_DEFINED + 1) else None
    if found is not None and opens_with(line, "defines", found.end()):
        return True
    return contains(line, "formality")


def is_title(sentence: str) -> bool:
    """Return whether all longer words are capitalized: a title, a headline, an address.

    >>> is_title("What Every Developer Must Know About Unicode."), is_title("Anna Moor left on Monday.")
    (True, False)
    """
    if _SMALL_LONG_WORD.search(sentence):
        return False
    words = _LONG_WORD.findall(sentence)
    return len(words) >= _TITLE_WORDS and all(word[0].isupper() for word in words)


def is_mostly_numbers(sentence: str) -> bool:
    """Return whether digits and signs make up more than half of a sentence, ignoring white space.

    >>> is_mostly_numbers("0 1 2 3 4 5"), is_mostly_numbers("In 2010, 3 of 10 were closed.")
    (True, False)
    """
    if not has_any(sentence, digits):
        return False
    n_digits = sum(map(sentence.count, digits))
    if n_digits * _SIGNS_A_DIGIT < len(sentence):
        return False
    rest = len(_LETTERS.sub("", sentence))
    return rest * 2 > len("".join(sentence.split()))
