"""Sentences that open with a reference to the previous one: *he*, *but*, *because of this*."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from summarize.text.marks import OPENING
from summarize.text.patterns import compile_on_use
from summarize.text.stop_words import stop_words_of
from summarize.text.words import has_any, has_unspaced

_FIRST_WORD = re.compile(rf"[{re.escape(OPENING)}\s–—-]*([^\W\d_]+)")
_EARLY_WORDS, _EARLY_CHARACTERS = 6, 80
# They point back without a comma, too: not "those who", nor in languages that say "in this year" otherwise.
_SURE = frozenset(("this", "these", "diese", "dieser", "dieses", "diesem", "diesen"))
_INNER_WORDS = 8  # 6 to 10 leave ROUGE within 0.1
_OF_A_PAIR = frozenset(
    ("but", "als", "mais", "sino", "ma", "mas", "maar", "utan", "men", "ale", "lecz", "но", "але")
)
_WORD = re.compile(r"[^\W\d_]+")
_COMMA = re.compile(r", ")
_CONDITIONS = frozenset(("if", "when", "since", "as"))
_CONTRACTED = re.compile(r"[\s'’]")  # "he's", "she'll"
_OBJECTS = frozenset(("it", "them"))
_OBJECT_WORDS = 6  # searched for the object: "If you don't have it yet"
_DOES_THIS = re.compile(r"\b(?:do|did|does|doing|done) (?:this|that)\b(?! \w+ing\b)")
_INTRODUCTION = re.compile(r"[^\W\d_]+, ([^\W\d_]+)\b(?![^,]{0,30},)")  # not "Ann, his wife, is"
_ARTICLES = frozenset(("the", "a", "an", "de", "het", "een", "en", "ett", "et"))
_PRONOUN_WORDS = 4  # in which a pronoun has no room for what it refers to
_READ = 160  # characters of the start to inspect, enough for "It was … who"


def is_dangling(sentence: str, language: str, *, may_link: bool = False) -> bool:
    """Return whether a sentence opens with a reference to earlier text: *he*, *but*, *such a*.

    Three more cases count: a word such as *also* among the first six words; *he* or *she* after a clause
    without a name, or among the first four words if none of them is a name; and, in English, *it* after stop
    words alone, as in "If you want it".

    Args:
        sentence: one sentence; quotation marks and brackets at its start are ignored.
        language: an ISO 639-1 code; without a list for it, the result is false.
        may_link: whether a word such as *also* among the first six does not count.

    >>> is_dangling("She left early.", "en"), is_dangling("It is clear that she left.", "en")
    (True, False)
    >>> is_dangling("The appeal therefore fails.", "en", may_link=True)
    False
    """
    openings = _Openings.of(language)
    found = _FIRST_WORD.match(sentence)
    if openings is None or found is None:
        return False
    if not may_link and openings.has_early_link(sentence):
        return True
    if openings.has_pronoun_without_name(sentence, language):
        return True
    early = sentence[:_EARLY_CHARACTERS]
    if language == "en" and has_any(early, (" this", " that")) and _DOES_THIS.search(early):
        return True
    if language == "en" and has_any(early, (" it", " them")) and _has_object_without_noun(sentence):
        return True
    if not openings.may_open(found[1]) and sentence[found.end() : found.end() + 1] != ",":
        return False  # as for most sentences
    start = " ".join(sentence[found.start(1) : found.start(1) + _READ].split()).replace("’", "'")
    return openings.is_reference(start, found[1]) or openings.has_reference_after_comma(start)


def opens_with_demonstrative(sentence: str, language: str, *, of_noun: bool = False) -> bool:
    """Return whether a sentence opens with *this* or the like, in languages with a list.

    Args:
        sentence: one sentence.
        language: an ISO 639-1 code.
        of_noun: whether a verb may not follow, as in "This is".

    >>> opens_with_demonstrative("This act amends another.", "en"), opens_with_demonstrative("It is.", "en")
    (True, False)
    >>> opens_with_demonstrative("This is common.", "en", of_noun=True)
    False
    """
    openings, found = _Openings.of(language), _FIRST_WORD.match(sentence)
    if openings is None or found is None or found[1].lower() not in openings.inner:
        return False
    following = _FIRST_WORD.match(sentence, found.end()) if of_noun else None
    return following is None or following[1].lower() not in openings.verbs


def points_back(sentence: str, language: str) -> bool:
    """Return whether the first eight words of a sentence contain *this* or the like.

    "To do this, we built a mill" does not count: it says what the authors did.

    >>> points_back("Because of these issues, it was shut.", "en")
    True
    >>> points_back("In this paper, mills are counted.", "en")
    False
    """
    openings = _Openings.of(language)
    return openings is not None and openings.points_back(sentence)


def pronouns_of(language: str) -> frozenset[str]:
    """Return the pronouns for people, such as *he* and *her*; empty for a language without a list.

    >>> "she" in pronouns_of("en"), pronouns_of("xx")
    (True, frozenset())
    """
    openings = _Openings.of(language)
    return openings.pronouns if openings else frozenset()


def _has_object_without_noun(sentence: str) -> bool:
    """Return whether *it* or *them* comes after nothing but stop words: "If you want it", "We saw them"."""
    words = sentence.split(None, _OBJECT_WORDS)
    early = [word.strip(",.;:").lower() for word in words[:_OBJECT_WORDS]]
    found = next((index for index, word in enumerate(early) if word in _OBJECTS), 0)
    if found < 2 or not stop_words_of("en").issuperset(early[:found]):
        return False
    openings = _Openings.of("en")
    rest = " ".join(" ".join(words[found:]).split())[:_READ]  # "I think it is clear that"
    return openings is not None and openings.harmless.match(rest) is None


def _has_name(clause: str) -> bool:
    """Return whether a clause has a capitalized word after its first."""
    return any(word[:1].isupper() for word in clause.split()[1:] if word != "I")


class _Openings(NamedTuple):
    """The openings of sentences that depend on the previous one, in one language.

    Attributes:
        is_spaced: whether the script has spaces between words.
        dangling: by lower-cased first word, matches the openings that begin with it; scripts without spaces
            have one for all openings, under "".
        harmless: matches exceptions that are no references, like "It is clear that".
        early: words such as "also", which link a sentence to the previous one if they come early.
        inner: words such as "these", which point back if they come early.
        sure: those of them that point back without a comma after them, too.
        one_of_several: phrases such as " the other ", which need the rest of the group.
        verbs: common ones that follow words such as "this" if no noun does.
        pronouns: personal pronouns, which need an antecedent: "After the storm, he left."
    """

    is_spaced: bool
    dangling: dict[str, re.Pattern[str]]
    harmless: re.Pattern[str]
    early: frozenset[str]
    inner: frozenset[str]
    sure: frozenset[str]
    one_of_several: frozenset[str]
    verbs: frozenset[str]
    pronouns: frozenset[str]

    def may_open(self, first_word: str) -> bool:
        """Return whether a reference may begin with a word."""
        return not self.is_spaced or first_word.lower() in self.dangling

    def is_reference(self, start: str, first_word: str) -> bool:
        """Return whether a sentence, with this start and first word, opens with a reference."""
        dangling = self.dangling.get(first_word.lower() if self.is_spaced else "")
        return dangling is not None and dangling.match(start) is not None and not self.harmless.match(start)

    def has_reference_after_comma(self, start: str) -> bool:
        """Return whether *it* or *these* follows one word and a comma: "Finally, it will …"."""
        found = _INTRODUCTION.match(start)
        return found is not None and self.is_reference(start[found.start(1) :], found[1])

    def has_pronoun_without_name(self, sentence: str, language: str) -> bool:
        """Return whether *he* or *she* follows words without a name: "At noon, he left", "Once she sang"."""
        start = sentence[:_READ]
        if self.pronouns.isdisjoint(start.replace("'", " ").replace("’", " ").split()):
            return False
        for comma in _COMMA.finditer(start):
            if _CONTRACTED.split(start[comma.end() :], maxsplit=1)[0] in self.pronouns:
                return not _has_name(start[: comma.start()])
        first, *words = start.split(None, _PRONOUN_WORDS)[:_PRONOUN_WORDS]
        found = next((index for index, word in enumerate(words) if word in self.pronouns), None)
        if found is None or first.lower() in _ARTICLES or first.lower() not in stop_words_of(language):
            return False  # "The mayor said he"
        return not any(word[:1].isupper() or word.endswith(",") for word in words[:found])

    def points_back(self, sentence: str) -> bool:
        """Return whether an early word is *this* or the like: "Because of these issues", "Then this car"."""
        if self._names_one_of_several(sentence):
            return True
        start = sentence[:_EARLY_CHARACTERS]
        clause, comma, rest = start.partition(", ")
        inner = self.inner if comma else self.sure
        if not has_any(start.lower(), inner) or rest.startswith(("we ", "I ")):
            return False
        words = [*_WORD.finditer(start)][1:_INNER_WORDS]
        return any(
            word[0].lower() in (inner if word.end() <= len(clause) else self.sure)
            and self.harmless.match(" ".join(sentence[word.start() : word.start() + _READ].split())) is None
            for word in words
        )

    def _names_one_of_several(self, sentence: str) -> bool:
        """Return whether a sentence speaks early of one of several things: "the other mill", "the latter"."""
        start = f" {sentence[:1].lower()}{sentence[1:_EARLY_CHARACTERS]}"  # "the Other" is a name
        return has_any(start, self.one_of_several) and any(
            self.harmless.match(sentence[found:]) is None
            for each in self.one_of_several
            if (found := start.find(each)) >= 0
        )

    def has_early_link(self, sentence: str) -> bool:
        """Return whether an early word links a sentence to the previous one, except in "as well as"."""
        start = sentence[:_EARLY_CHARACTERS].lower()
        if not has_any(start, self.early):
            return False
        words = [word.strip(",;:") for word in start.split(None, _EARLY_WORDS)[:_EARLY_WORDS]]
        if words[:1] and words[0] in _CONDITIONS:  # "if … then"
            return False
        return not self.early.isdisjoint(words[1:]) and any(
            word in self.early and before not in _OF_A_PAIR for before, word in pairwise(words)
        )

    @classmethod
    @cache
    def of(cls, language: str) -> _Openings | None:
        """Return the openings of a language, None if there is no list."""
        row = _table().get(language)
        if row is None:
            return None
        listed = row["opens"]
        is_spaced = not any(map(has_unspaced, listed))
        by_word: defaultdict[str, list[str]] = defaultdict(list)
        for opening in sorted(listed, reverse=True):
            found = _FIRST_WORD.match(opening)
            by_word[found[1].lower() if found and is_spaced else ""].append(re.escape(opening))
        end = r"(?![\w-])" if is_spaced else ""
        return cls(
            is_spaced,
            {
                word: compile_on_use(f"(?:{'|'.join(each)}){end}", re.IGNORECASE)
                for word, each in by_word.items()
            },
            compile_on_use("|".join(row["harmless"]), re.IGNORECASE),
            frozenset(row.get("early", ())),
            frozenset(row.get("inner", ())),
            _SURE.intersection(row.get("inner", ())),
            frozenset(f" {phrase} " for phrase in row.get("one_of_several", ())),
            frozenset(row.get("verbs", ())),
            frozenset(row.get("pronouns", ())),
        )


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).with_name("openings.json")
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
