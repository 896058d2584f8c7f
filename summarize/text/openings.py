"""Sentences that open with a reference to the previous one: *he*, *but*, *because of this*."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from summarize.text.marks import OPENING
from summarize.text.patterns import compile_on_use
from summarize.text.stop_words import stop_words_of
from summarize.text.words import has_unspaced

_FIRST_WORD = re.compile(rf"[{re.escape(OPENING)}\s–—-]*([^\W\d_]+)")
_EARLY_WORDS, _EARLY_CHARACTERS = 6, 80
_OF_A_PAIR = frozenset(
    ("but", "als", "mais", "sino", "ma", "mas", "maar", "utan", "men", "ale", "lecz", "но", "але")
)
_WORD = re.compile(r"[^\W\d_]+")
_COMMA = re.compile(r", ")
_CONDITIONS = frozenset(("if", "when", "since", "as"))
_PRONOUN_WORDS = 4  # in which a pronoun has no room for what it refers to
_READ = 160  # characters of the start to inspect, enough for "It was … who"


def is_dangling(sentence: str, language: str) -> bool:
    """Return whether a sentence opens with a reference to earlier text: *he*, *but*, *such a*.

    Two more cases count: a word such as *also* among the first six words, and *he* or *she* after a clause
    without a name, or among the first four words if none of them is a name.

    Args:
        sentence: one sentence; quotation marks and brackets at its start are ignored.
        language: an ISO 639-1 code; without a list for it, the result is false.

    >>> is_dangling("She left early.", "en"), is_dangling("It is clear that she left.", "en")
    (True, False)
    """
    openings = _Openings.of(language)
    found = _FIRST_WORD.match(sentence)
    if openings is None or found is None:
        return False
    if openings.has_early_link(sentence) or openings.has_pronoun_without_name(sentence, language):
        return True
    if openings.first_words and found[1].lower() not in openings.first_words:
        return False
    start = " ".join(sentence[found.start(1) : found.start(1) + _READ].split()).replace("’", "'")
    return openings.dangling.match(start) is not None and openings.harmless.match(start) is None


def opens_with_demonstrative(sentence: str, language: str) -> bool:
    """Return whether a sentence opens with *this* or the like, in languages with a list.

    >>> opens_with_demonstrative("This act amends another.", "en"), opens_with_demonstrative("It is.", "en")
    (True, False)
    """
    openings, found = _Openings.of(language), _FIRST_WORD.match(sentence)
    return openings is not None and found is not None and found[1].lower() in openings.inner


def points_back(sentence: str, language: str) -> bool:
    """Return whether the first clause of a sentence contains *this* or the like.

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


def _has_name(clause: str) -> bool:
    """Return whether a clause has a capitalized word after its first."""
    return any(word[:1].isupper() for word in clause.split()[1:] if word != "I")


class _Openings(NamedTuple):
    """The openings of sentences that depend on the previous one, in one language.

    Attributes:
        first_words: the lower-cased first words of all openings; empty for scripts without spaces.
        dangling: matches the openings.
        harmless: matches exceptions that are no references, like "It is clear that".
        early: words such as "also", which link a sentence to the previous one if they come early.
        inner: words such as "these", which point back if they come early.
        pronouns: personal pronouns, which need an antecedent: "After the storm, he left."
    """

    first_words: frozenset[str]
    dangling: re.Pattern[str]
    harmless: re.Pattern[str]
    early: frozenset[str]
    inner: frozenset[str]
    pronouns: frozenset[str]

    def has_pronoun_without_name(self, sentence: str, language: str) -> bool:
        """Return whether *he* or *she* follows words without a name: "At noon, he left", "Once she sang"."""
        if not self.pronouns:
            return False
        start = sentence[:_READ]
        for comma in _COMMA.finditer(start):
            if start[comma.end() :].partition(" ")[0] in self.pronouns:
                return not _has_name(start[: comma.start()])
        first, *words = start.split(None, _PRONOUN_WORDS)[:_PRONOUN_WORDS]
        found = next((index for index, word in enumerate(words) if word in self.pronouns), None)
        if found is None or first.lower() not in stop_words_of(language):
            return False
        return not any(word[:1].isupper() or word.endswith(",") for word in words[:found])

    def points_back(self, sentence: str) -> bool:
        """Return whether an early word is *this* or the like: "Because of these issues, …"."""
        clause, comma, rest = sentence[:_EARLY_CHARACTERS].partition(", ")
        if not comma or rest.startswith(("we ", "I ")):
            return False
        words = list(_WORD.finditer(clause))[1:_EARLY_WORDS]
        return any(
            word[0].lower() in self.inner
            and self.harmless.match(" ".join(sentence[word.start() : word.start() + _READ].split())) is None
            for word in words
        )

    def has_early_link(self, sentence: str) -> bool:
        """Return whether an early word links a sentence to the previous one, except in "as well as"."""
        words = [word.strip(",;:") for word in sentence[:_EARLY_CHARACTERS].lower().split(None, _EARLY_WORDS)]
        if words[:1] and words[0] in _CONDITIONS:  # "if … then"
            return False
        return any(
            word in self.early and words[index - 1] not in _OF_A_PAIR
            for index, word in enumerate(words[:_EARLY_WORDS])
            if index
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
        words = frozenset(found[1].lower() for found in map(_FIRST_WORD.match, listed) if found)
        end = r"(?![\w-])" if is_spaced else ""
        dangling = f"(?:{'|'.join(map(re.escape, sorted(listed, reverse=True)))}){end}"
        return cls(
            words if is_spaced else frozenset(),
            compile_on_use(dangling, re.IGNORECASE),
            compile_on_use("|".join(row["harmless"]), re.IGNORECASE),
            frozenset(row.get("early", ())),
            frozenset(row.get("inner", ())),
            frozenset(row.get("pronouns", ())),
        )


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).with_name("openings.json")
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
