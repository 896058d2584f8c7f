"""What a reader stumbles over in one sentence: crumbs, open ends, references to what is not there.

It knows one sentence at a time, by its punctuation, its length and its first words. Which sentences
stand beside it is the caller's affair.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from summarize.text.marks import BEFORE_END, OPENING, SENTENCE_ENDS, TAIL, ends_sentence
from summarize.text.words import UNSPACED_CHARACTER, WORD_CHARACTERS, has_unspaced, has_word

SHORTEST = 4  # words: with fewer a sentence is a crumb
LONGEST = 60  # words: with more a sentence is too long
CHARACTERS_A_WORD = 2  # of scripts without spaces between words

_THAI_OR_LAO = re.compile(rf"[\u0e00-\u0eff]{BEFORE_END}")  # their sentences end without a mark
_LEAD_IN = re.compile(rf"(?:[:：﹕︰]|[-‐–—―]){BEFORE_END}")
_QUESTION = re.compile(rf"(?:[?？؟፧⁇⁈⁉‽\u037e]!*|[\u0370-\u03ff\u1f00-\u1fff];|か。){BEFORE_END}")
_FIRST_WORD = re.compile(rf"[{re.escape(OPENING)}\s–—-]*([^\W\d_]+)")
_EARLY_WORDS, _EARLY_CHARACTERS = 6, 80
_OF_A_PAIR = frozenset(
    ("but", "als", "mais", "sino", "ma", "mas", "maar", "utan", "men", "ale", "lecz", "но", "але")
)
_READ = 160  # characters of the start, enough for "It was … who"

_QUOTATION = re.compile(
    r"""(?: (?: “[^”]*” | „[^“”]*[“”] | "[^"]*" | «[^»]*» | »[^«]*« | 「[^」]*」 | 『[^』]*』 | ``.*?''
          | ‘(?:[^’]|’\w)*’ ) [\s.,!?;…。！？—–-]* )+
      | [“„][^“”]* | "[^"]+ | «[^»]* | 「[^」]* | 『[^』]*
      | [^“”„]*” | [^"]+" | [^«»]*» | [^「」]*」 | [^『』]*』""",
    re.VERBOSE | re.DOTALL,
)


_NO_SIGNS = bytes(code for code in range(256) if code > 127 or chr(code).isalpha() or chr(code).isspace())
_FEW_SIGNS = 5  # prose has less than a fifth of ASCII signs and digits, and needs no closer look
_WORD_OF_LETTERS = re.compile(rf"(?![\U0001d400-\U0001d7ff])[{WORD_CHARACTERS}]*[^\W\d_][{WORD_CHARACTERS}]+")
_LETTERS = re.compile(r"[^\W\d_]+|[^\x00-\x7f\w]+|\s+")
_SIGNS_A_DIGIT = 10  # a sentence with fewer digits is not looked at further
_MARKUP = re.compile(
    r"https?://|\bwww\.|\b10\.\d{4,9}/|[\w.+-]@[\w-]+\.\w|\]\(|\[@|\{[{%]|[%}]\}|&#?\w{2,8};|\\[a-z]{2,}\{"
    r"|</?(?:a|b|i|em|strong|span|p|br|div|sup|sub|code|img|li|ul|ol|t[dr]|h\d)\b[^<>]*>"
    r"|\b(?=[a-f]*\d)[0-9a-f]{12,}\b"
)
_LONG_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{5,}")  # shorter words are small in titles, too
_TITLE_WORDS = 4


def is_crumb(sentence: str) -> bool:
    """Return whether a sentence has fewer than four words.

    >>> is_crumb("Yes, she did."), is_crumb("The old bridge is closed."), is_crumb("東京の朝。")
    (True, False, True)
    """
    return _has_fewer(sentence, SHORTEST)


def is_too_long(sentence: str) -> bool:
    """Return whether a sentence has more than 60 words.

    >>> is_too_long("word " * 60), is_too_long("word " * 61)
    (False, True)
    """
    if sentence.isascii() and sum(map(sentence.count, " \n\t")) < LONGEST:
        return False
    return not _has_fewer(sentence, LONGEST + 1)


def _has_fewer(sentence: str, n_words: int) -> bool:
    """Return whether there are fewer words, or the characters that would be so many."""
    parts = sentence.split(None, 2 * n_words)  # more are enough whatever they are
    n_unspaced = 0
    if has_unspaced(sentence):
        n_unspaced = len(UNSPACED_CHARACTER.findall(sentence))
        parts = UNSPACED_CHARACTER.sub(" ", sentence).split()
    n = len(parts) + n_unspaced // CHARACTERS_A_WORD
    return n < n_words or (n < 2 * n_words and n - sum(not has_word(part) for part in parts) < n_words)


def is_terminated(sentence: str) -> bool:
    """Return whether a sentence has its end: a stop of any script, quotation marks and footnotes aside.

    >>> is_terminated("He said “go.”[12]"), is_terminated("Our staff"), is_terminated("行きます。")
    (True, False, True)
    """
    return ends_sentence(sentence) or _THAI_OR_LAO.search(sentence[-TAIL:]) is not None


def is_lead_in(sentence: str) -> bool:
    """Return whether a sentence ends with a colon or a dash, so that what it announces is missing.

    >>> is_lead_in("Install it with pip:"), is_lead_in("It is as follows.")
    (True, False)
    """
    return _LEAD_IN.search(sentence[-TAIL:]) is not None


def is_question(sentence: str) -> bool:
    """Return whether a sentence ends as a question.

    >>> is_question("“Who is it?”"), is_question("She asked who it is.")
    (True, False)
    """
    return _QUESTION.search(sentence[-TAIL:]) is not None


def is_quotation_alone(sentence: str) -> bool:
    """Return whether all of a sentence is quoted, and nobody is named who says it.

    A quotation that goes on in the sentence before or behind it has only one of its marks.

    >>> is_quotation_alone("“It is gone.”"), is_quotation_alone("“It is gone,” said Ann.")
    (True, False)
    """
    text = sentence.strip()
    if not text or (text[0].isalnum() and text[-1] in SENTENCE_ENDS):
        return False
    return _QUOTATION.fullmatch(text) is not None


def is_dangling(sentence: str, language: str) -> bool:
    """Return whether a sentence opens with a reference to what was said before: *he*, *but*, *such a*.

    A word such as *also* links it to what was said before, too, if it is among the first six, and so does
    *he* or *she* behind a first clause without a name.

    Args:
        sentence: one sentence; quotation marks and brackets at its start are skipped.
        language: an ISO 639-1 code; where there is no list, nothing dangles.

    >>> is_dangling("She left early.", "en"), is_dangling("It is clear that she left.", "en")
    (True, False)
    """
    openings = _Openings.of(language)
    found = _FIRST_WORD.match(sentence)
    if openings is None or found is None:
        return False
    if openings.has_early_link(sentence) or openings.has_pronoun_without_name(sentence):
        return True
    if openings.first_words and found[1].lower() not in openings.first_words:
        return False
    start = " ".join(sentence[found.start(1) : found.start(1) + _READ].split()).replace("’", "'")
    return openings.dangling.match(start) is not None and openings.harmless.match(start) is None


class _Openings(NamedTuple):
    """How a sentence of a language opens that depends on the one before.

    Attributes:
        first_words: of all openings, in small letters; empty where words are not parted by spaces.
        dangling: matches what opens so.
        harmless: matches what is no reference although it opens so, like "It is clear that".
        early: words such as "also", which link a sentence to the one before if they come early.
        pronouns: of a person, who must be named before: "After the storm, he left."
    """

    first_words: frozenset[str]
    dangling: re.Pattern[str]
    harmless: re.Pattern[str]
    early: frozenset[str]
    pronouns: frozenset[str]

    def has_pronoun_without_name(self, sentence: str) -> bool:
        """Return whether a person is the subject behind a first clause without a name: "At noon, he left"."""
        clause, comma, rest = sentence[:_READ].partition(", ")
        if not comma or rest.partition(" ")[0] not in self.pronouns:
            return False
        return not any(word[:1].isupper() for word in clause.split()[1:] if word != "I")

    def has_early_link(self, sentence: str) -> bool:
        """Return whether one of the first words links a sentence to the one before, "as well as" aside."""
        words = [word.strip(",;:") for word in sentence[:_EARLY_CHARACTERS].lower().split(None, _EARLY_WORDS)]
        return any(
            word in self.early and words[place - 1] not in _OF_A_PAIR
            for place, word in enumerate(words[:_EARLY_WORDS])
            if place
        )

    @classmethod
    @cache
    def of(cls, language: str) -> _Openings | None:
        """Return those of a language, None where there is no list."""
        row = _table().get(language)
        if row is None:
            return None
        listed = row["opens"]
        is_spaced = not any(map(has_unspaced, listed))
        words = frozenset(found[1].lower() for found in map(_FIRST_WORD.match, listed) if found)
        end = r"(?![\w-])" if is_spaced else ""
        dangling = f"(?:{'|'.join(map(re.escape, sorted(listed, reverse=True)))}){end}"
        return cls(
            words if is_spaced else frozenset(),
            re.compile(dangling, re.IGNORECASE),
            re.compile("|".join(row["harmless"]), re.IGNORECASE),
            frozenset(row.get("early", ())),
            frozenset(row.get("pronouns", ())),
        )


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).with_name("openings.json")
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def is_mostly_signs(sentence: str) -> bool:
    """Return whether less than half of a sentence is in words of two letters or more: formulas, code, lists.

    >>> is_mostly_signs("x1 = a + b * c (2) and y = d"), is_mostly_signs("In 2010, 3 of 10 boats left.")
    (True, False)
    """
    n_signs = len(sentence.encode("utf-8", "replace").translate(None, _NO_SIGNS))
    if n_signs * _FEW_SIGNS < len(sentence) or has_unspaced(sentence):
        return False
    n_letters = sum(map(len, _WORD_OF_LETTERS.findall(sentence)))
    return n_letters * 2 < len(sentence) - sentence.count(" ")


def has_markup(sentence: str) -> bool:
    """Return whether a sentence has an address, a tag, a key or a command of a markup language in it.

    >>> has_markup("See [the page](https://example.org)."), has_markup("Prices rose by 3%.")
    (True, False)
    """
    return _MARKUP.search(sentence) is not None


def is_title(sentence: str) -> bool:
    """Return whether all longer words have capitals: a title, a headline, an address.

    >>> is_title("What Every Developer Must Know About Unicode."), is_title("Anna Moor met Bo Dahl on Monday.")
    (True, False)
    """
    words = _LONG_WORD.findall(sentence)
    return len(words) >= _TITLE_WORDS and all(word[0].isupper() for word in words)


def is_mostly_numbers(sentence: str) -> bool:
    """Return whether digits and signs are more than half of a sentence, white space aside.

    >>> is_mostly_numbers("0 1 2 3 4 5"), is_mostly_numbers("In 2010, 3 of 10 were closed.")
    (True, False)
    """
    n_digits = sum(map(sentence.count, "0123456789"))
    if n_digits * _SIGNS_A_DIGIT < len(sentence):
        return False
    rest = len(_LETTERS.sub("", sentence))
    return rest * 2 > len("".join(sentence.split()))
