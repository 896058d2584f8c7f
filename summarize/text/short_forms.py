"""Detects abbreviations by their shape and by their use in the text, for any language.

Ordinary words have a vowel, and do not occur only with a full stop. There are no lists of abbreviations
per language, only one list for all languages of those that look like words.
"""

from __future__ import annotations

import re
from functools import cache, cached_property

from summarize.text.abbreviations import abbreviations
from summarize.text.normalization import normalize
from summarize.text.patterns import compile_on_use
from summarize.text.stop_words import stop_words_of

_VOWELS = frozenset("aeiouyæœøıаеёиоуыэюяіїєαεηιουω")
_LONGEST = 6  # letters
_LONGEST_TOKEN = 14  # characters, with an elided article: "dell'art."
_ELIDED = re.compile(r"^[^\W\d_]{1,6}['’]")
_SAMPLE = 100_000  # characters of a text to search: more would slow down long texts
_MOST_WORDS = 1_000  # to look up in a text; further ones are judged by their shape
_LEAST_USES = 3  # of an abbreviation, if its use in the text is the only evidence
_ENDS_CLAUSE = re.compile(
    r"\d[\d.,–-]*(?:[,;:\]]|\)(?!\s+[^\W\d_a-z])|(?<=\d)\.?$)"
)  # not "30 people", "2) The"
_INFLECTIONS = ("ing", "ed", "er", "s")  # of English words; abbreviations with these endings are listed
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# It begins with the stop, which makes the search fast.
_AFTER_STOP = compile_on_use(r"\.(?:(?<=[^\W\d_]{3}\.)|(?<=[^\W\d_]{3} \.))\s+([^\W\d_])")
_SMALL_SHARE = 0.1  # of the sentences, at most, begin in lower case if the writer uses capitals


class ShortForms:
    """The abbreviations of a text in any language.

    Args:
        text: the text; its use of words is evidence.
        language: an ISO 639-1 code; stop words are not abbreviations.

    >>> forms = ShortForms("Zob. ust. 2 i rys. 3.", "pl")
    >>> forms.precede_number("rys", "3."), forms.precede_number("dom", "30 osób")
    (True, False)
    """

    def __init__(self, text: str, language: str) -> None:
        self._text = text[:_SAMPLE]
        self.language = language
        self._uses: dict[str, bool] = {}
        self._names: dict[str, bool] = {}

    def continues(self, token: str, before: str, right: str) -> bool:
        """Return whether a sentence continues after a word with a full stop.

        Args:
            token: the last word before a piece, with its full stop.
            before: the text before the word.
            right: the piece.

        >>> ShortForms("", "id").continues("Jl.", "Kantornya di", "Merdeka nomor dua.")
        True
        """
        is_number = right[0].isdigit()
        if not (is_number or (self.language != "en" and right[0].isupper())):
            return False  # for English, lists of its own decide: "Hmm." and "Blvd." are ends
        if token[-1:] != "." or not 2 <= len(token) <= _LONGEST_TOKEN:
            return False
        word = _ELIDED.sub("", token[:-1])
        if before[-1:].isdigit():  # "art. 3 ust. 4", but "5 km. 3 men"
            return is_number and self.language != "en" and word.lower() in _listed("before a number")
        return self.precede_number(word, right) if is_number else self.precede_name(word, right)

    def precede_number(self, word: str, right: str) -> bool:
        """Return whether a word with a full stop is continued by a number: "art. 3", "рис. 2".

        Args:
            word: the word without its full stop, not after a number ("5 km. 3 men").
            right: the text after the full stop; it begins with a digit.
        """
        if not _is_short_word(word) or (len(word) == 1 and word.isupper()):
            return False
        small = word.lower()
        if len(word) == 1 or (self.language != "en" and small in _listed("before a number")):
            return True
        if small in stop_words_of(self.language) or _ends_in_vowel(small):
            return False
        if not _has_vowel(small) or self._is_always_stopped(word):
            return True
        return len(word) <= 4 and _ENDS_CLAUSE.match(right) is not None

    def precede_name(self, word: str, right: str) -> bool:
        """Return whether a word with a full stop is continued by a name: "Jl. Merdeka", "ks. Nowak".

        Args:
            word: the word without its full stop, not after a number.
            right: the text after the full stop; it begins with a capital.
        """
        if not _is_short_word(word) or len(word) == 1:
            return False
        small = word.lower()
        follower = _FIRST_WORD.match(right)
        stop_words = stop_words_of(self.language)
        if follower and follower.group().lower() in stop_words:
            return False
        is_stop_word = small in stop_words
        if small in _listed("before a name"):
            return word[0].isupper() or not is_stop_word
        if is_stop_word or small in _listed("at an end") or _ends_in_vowel(small):
            return False
        is_cluster = not _has_vowel(small) and len(set(small)) == len(small)
        return is_cluster or self._is_always_stopped(word)

    def is_initial(self, letter: str, before: str, right: str) -> bool:
        """Return whether a capital letter with a full stop is an initial: "de E. Moor", not "plan B. On va".

        Args:
            letter: the letter.
            before: the text before it. A name, nothing, or a word such as "of" leads to an initial.
            right: the text after the full stop: a name, no stop word. After other words, the text has to have
                this initial and name twice.
        """
        follower = _FIRST_WORD.match(right)
        if follower is None or not right[0].isupper():
            return False
        name, stop_words = follower.group(), stop_words_of(self.language)
        if len(name) == 1:
            return right[1:2] == "."
        if name.lower() in stop_words:
            return False
        previous = before.rpartition(" ")[2].strip("([«“\"'’")
        if not previous or previous[0].isupper() or previous.lower() in stop_words:
            return True
        return self._recurs(f"{letter}. {name}")

    def is_ordinary(self, word: str) -> bool:
        """Return whether a word is not an abbreviation, by its length, its ending or a use without a stop.

        >>> forms = ShortForms("There are many books here.", "en")
        >>> [forms.is_ordinary(word) for word in ("people", "books", "approx")]
        [True, True, False]
        """
        word = _ELIDED.sub("", word)
        if len(word) < 4 or not word.isalpha():
            return False
        return (
            len(word) >= 8
            or _ends_in_vowel(word.lower())
            or f" {word} " in self._text
            or word in stop_words_of(self.language)
            or (self.language == "en" and word.endswith(_INFLECTIONS))
        )

    @cached_property
    def capitals_start_sentences(self) -> bool:
        """Whether nearly all sentences after a full stop begin with a capital letter; they must exist."""
        first = "".join(_AFTER_STOP.findall(self._text))
        n_small = sum(map(str.islower, first))
        return n_small < _SMALL_SHARE * (len(first) - n_small)

    def _is_always_stopped(self, word: str) -> bool:
        """Return whether a word occurs several times, and always with a full stop."""
        found = self._uses.get(word)
        if found is None:
            if len(self._uses) >= _MOST_WORDS:
                return False
            text = self._text
            found = self._uses[word] = (
                not any(f" {word}{end}" in text for end in (" ", ",", "\n"))
                and text.count(f" {word}. ") >= _LEAST_USES
            )
        return found

    def _recurs(self, name: str) -> bool:
        """Return whether the text has a name twice or more."""
        found = self._names.get(name)
        if found is None:
            if len(self._names) >= _MOST_WORDS:
                return False
            found = self._names[name] = self._text.count(name) > 1
        return found


def _is_short_word(word: str) -> bool:
    """Return whether a word is like "art", "Art" or "a", not like "NATO" or "DVDs"; needs letter case."""
    return (
        1 <= len(word) <= _LONGEST
        and word.isalpha()
        and (word[1:].islower() if len(word) > 1 else word.lower() != word.upper())
    )


def _has_vowel(word: str) -> bool:
    return any(letter in _VOWELS for letter in normalize("NFD", word))


def _ends_in_vowel(word: str) -> bool:
    return normalize("NFD", word[-1:])[:1] in _VOWELS


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(abbreviations("any")[kind])
