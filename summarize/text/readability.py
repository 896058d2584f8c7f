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

from summarize.text.headings import is_date_line
from summarize.text.words import UNSPACED_CHARACTER, WORD_CHARACTERS, has_unspaced, has_word

SHORTEST = 4  # words: with fewer a sentence is a crumb
LONGEST = 60  # words: with more a sentence is too long
CHARACTERS_A_WORD = 2  # of scripts without spaces between words

_OPENING = "\"'“”„‚‘‟«»‹›「『《〈（(\\[{`"
_CLOSING = "\"'“”’‘»«›‹」』》〉）)\\]}`"
_STOPS = ".!?…‥。！？．｡։؟۔।॥።፧፨။၊។៕༎།⁇⁈⁉‼‽"
_NO_STOPS = "\u0e00-\u0eff"  # Thai and Lao sentences end without a mark
_FOOTNOTE = r"(?:\[[\d,\s–*-]{1,12}\]|(?<=[^\W\d][.!?])\d{1,3}|[¹²³⁰-⁹†‡*])"
_END = rf"(?:[{_CLOSING}\s]|{_FOOTNOTE})*\Z"
_TERMINATED = re.compile(rf"(?:[{_STOPS}]|[{_NO_STOPS}]|[\u0370-\u03ff\u1f00-\u1fff][;\u037e]){_END}")
_LEAD_IN = re.compile(rf"(?:[:：﹕︰]|[-‐–—―]){_END}")
_QUESTION = re.compile(rf"(?:[?？؟፧⁇⁈⁉‽\u037e]!*|[\u0370-\u03ff\u1f00-\u1fff];|か。){_END}")
_FIRST_WORD = re.compile(rf"[{_OPENING}\s–—-]*([^\W\d_]+)")
_EARLY_WORDS, _EARLY_CHARACTERS = 6, 80
_OF_A_PAIR = frozenset(
    ("but", "als", "mais", "sino", "ma", "mas", "maar", "utan", "men", "ale", "lecz", "но", "але")
)
_READ = 160  # characters of the start, enough for "It was … who"
_TAIL = 24  # characters, more than a stop with quotation marks and footnotes behind it

_QUOTATION = re.compile(
    r"""(?: (?: “[^”]*” | „[^“”]*[“”] | "[^"]*" | «[^»]*» | »[^«]*« | 「[^」]*」 | 『[^』]*』 | ``.*?''
          | ‘(?:[^’]|’\w)*’ ) [\s.,!?;…。！？—–-]* )+
      | [“„][^“”]* | "[^"]+ | «[^»]* | 「[^」]* | 『[^』]*
      | [^“”„]*” | [^"]+" | [^«»]*» | [^「」]*」 | [^『』]*』""",
    re.VERBOSE | re.DOTALL,
)

_BY = "by|von|par|por|di|da|door|av|af|przez|autor|autore|author|authors|текст|автор"
_BYLINE = re.compile(
    rf"(?:written |story |text |words |reporting |additional reporting )?(?:{_BY})\b[\s.:]+"
    r"(?:(?:[A-ZÀ-ÞЀ-Я][\w.'’-]*|and|und|et|y|e|for|de|van|von|der|la|[,.|&/@])[\s,.|]*){1,12}",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(r"[a-zß-ÿа-яё]{4,}")
_NAMED = re.compile(r"\bB[Yy] [A-ZÀ-Þ][\w.'’-]+ (?:[A-ZÀ-Þ]|and\b)")
_STAMP = re.compile(
    r"\b(?:published|updated|posted|modified|publié|mis à jour|veröffentlicht|aktualisiert|publicado"
    r"|actualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|opublikowano|publicerad|опубликовано|обновлено)\b"
    r"[\s:.]+(?:[^\W\d_]{1,10}[,.:]?\s+){0,2}\d",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*[,\s]*){0,5}\(?(?:[A-Z]{2,6}|[A-Z][a-z]+)\)?\s*(?:--|[—–])\s*")
_LONGEST_LINE = 20  # words of a byline and what stands beside it

_REFERENCE_OPENING = re.compile(
    r"\s*(?:\[\w{1,12}\]|\(?\d{1,3}[.)])\s+\S"  # "[12] A. Moor", "3. Lund, B."
    r"|\s*[^\W\d_][\w'’-]+,\s+(?:[^\W\d_]\.[\s-]?){1,3}"  # "Moor, A. B."
    r"|\s*(?:[^\W\d_]\.[\s-]?){1,3}[^\W\d_][\w'’-]+,"  # "A. B. Moor,"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b")
_SOURCE = re.compile(
    r"\bdoi\b|arxiv|https?:|\bpp?\.\s?\d|\bpages?\s\d|\bvol\.|\bIn Proc|\bProceedings|\bJournal|\bPress\b"
    r"|\bet al\.|\bISBN\b|\d\s?\(\d+\)\s?[:,]|\d:\s?\d+[-–]\d|\(\d{4}[a-z]?\)\.",
    re.IGNORECASE,
)

_NO_SIGNS = bytes(code for code in range(256) if code > 127 or chr(code).isalpha() or chr(code).isspace())
_FEW_SIGNS = 5  # prose has less than a fifth of ASCII signs and digits, and needs no closer look
_WORD_OF_LETTERS = re.compile(rf"(?![\U0001d400-\U0001d7ff])[{WORD_CHARACTERS}]*[^\W\d_][{WORD_CHARACTERS}]+")
_LETTERS = re.compile(r"[^\W\d_]+|[^\x00-\x7f\w]+|\s+")
_SIGNS_A_DIGIT = 10  # a sentence with fewer digits is not looked at further


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
    return _TERMINATED.search(sentence[-_TAIL:]) is not None


def is_lead_in(sentence: str) -> bool:
    """Return whether a sentence ends with a colon or a dash, so that what it announces is missing.

    >>> is_lead_in("Install it with pip:"), is_lead_in("It is as follows.")
    (True, False)
    """
    return _LEAD_IN.search(sentence[-_TAIL:]) is not None


def is_question(sentence: str) -> bool:
    """Return whether a sentence ends as a question.

    >>> is_question("“Who is it?”"), is_question("She asked who it is.")
    (True, False)
    """
    return _QUESTION.search(sentence[-_TAIL:]) is not None


def is_quotation_alone(sentence: str) -> bool:
    """Return whether all of a sentence is quoted, and nobody is named who says it.

    A quotation that goes on in the sentence before or behind it has only one of its marks.

    >>> is_quotation_alone("“It is gone.”"), is_quotation_alone("“It is gone,” said Ann.")
    (True, False)
    """
    text = sentence.strip()
    if not text or (text[0].isalnum() and text[-1] in _STOPS):
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


def is_dateline_or_byline(sentence: str) -> bool:
    """Return whether a sentence tells who wrote a text, when or where, and no more.

    >>> is_dateline_or_byline("By Jane Doe, Staff Writer"), is_dateline_or_byline("By noon it was gone.")
    (True, False)
    """
    if len(sentence) > 200:
        return False
    text = sentence.strip()
    parts = text.split()
    if len(parts) > _LONGEST_LINE:
        return False
    if _DATELINE.fullmatch(text) or is_date_line(text.rstrip(" .|")):
        return True
    if is_terminated(text):  # "By Monday." is none
        return False
    if _STAMP.search(text) or _NAMED.search(text):
        return True
    return _BYLINE.fullmatch(text) is not None and not any(map(_SMALL_WORD.match, parts[1:]))


def is_reference_entry(sentence: str) -> bool:
    """Return whether a sentence is an entry of a list of references.

    >>> is_reference_entry("[1] A. Moor, B. Dahl. Piles of old. In Proceedings of Piles, 2011.")
    True
    >>> is_reference_entry("Moor and Dahl (2011) found piles.")
    False
    """
    if not _REFERENCE_OPENING.match(sentence):
        return False
    return _YEAR.search(sentence) is not None and _SOURCE.search(sentence) is not None


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
