"""Readability faults of a single sentence: crumb, no final stop, question, quotation, title, markup."""

from __future__ import annotations

import re

from summarize.text.marks import BEFORE_END, SENTENCE_ENDS, TAIL, ends_sentence
from summarize.text.patterns import compile_on_use
from summarize.text.phrases import opens_with
from summarize.text.words import UNSPACED_CHARACTER, has_unspaced, has_word

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

_BEFORE_DEFINED = 40  # characters: "(a) In this Act"
_DEFINED = compile_on_use(rf"[^“”\"\n]{{0,{_BEFORE_DEFINED}}}{_QUOTED}[,\s]*")
_LONGEST_LABEL = 40  # characters
_OPENING_QUOTE = re.compile(r"[“„\"«»「『`‘]")
_LONG_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{5,}")  # shorter words are lower-case in titles, too
_SMALL_LONG_WORD = re.compile(r"(?<![^\W_])[a-z][^\W\d_]{4}")  # in most sentences among the first words
_TITLE_WORDS = 4
ELLIPSES, _COMMAS = ("…", "...", ". . ."), (",", "，", "、", "،", ";", "；")


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


def is_part(sentence: str) -> bool:
    """Return whether a sentence begins with an ellipsis, or ends with a comma or semicolon.

    >>> is_part("… and the wall fell."), is_part("The wall fell, and"), is_part("Whereas the wall fell;")
    (True, False, True)
    """
    return sentence.startswith(ELLIPSES) or (sentence.endswith(_COMMAS) and not is_question(sentence))


def is_labelled(sentence: str) -> bool:
    """Return whether a sentence begins with the label of a note or a field.

    >>> is_labelled("Note: the mill is closed."), is_labelled("The note is closed.")
    (True, False)
    """
    return opens_with(" ".join(sentence[:_LONGEST_LABEL].split()).lower(), "label")


def defines_term(sentence: str) -> bool:
    """Return whether a sentence defines a quoted term for a law or contract.

    >>> defines_term("“Mill” means a building with a wheel."), defines_term("“Mill” is a film.")
    (True, False)
    """
    if not _OPENING_QUOTE.search(sentence, 0, _BEFORE_DEFINED + 1):
        return False
    line = sentence.lower()
    found = _DEFINED.match(line)
    return found is not None and opens_with(line, "defines", found.end())


def is_title(sentence: str) -> bool:
    """Return whether all longer words are capitalized: a title, a headline, an address.

    >>> is_title("What Every Developer Must Know About Unicode."), is_title("Anna Moor left on Monday.")
    (True, False)
    """
    if _SMALL_LONG_WORD.search(sentence):
        return False
    words = _LONG_WORD.findall(sentence)
    return len(words) >= _TITLE_WORDS and all(word[0].isupper() for word in words)
