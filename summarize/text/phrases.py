"""Phrases that identify the kind of a block, in many languages; read from JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

from summarize.text.words import has_unspaced, words_of


class _Phrase(NamedTuple):
    name: str
    phrase: str
    words: list[str]


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the words or phrases of a kind in all languages, in lower case.

    >>> "literaturverzeichnis" in phrases("references")
    True
    """
    return frozenset(phrase for line in _table()[name].values() for phrase in line.split("|"))


@cache
def phrases_in(name: str, language: str) -> tuple[str, ...]:
    """Return the words or phrases of a kind in one language, in lower case; empty without a list.

    >>> "references" in phrases_in("references", "en"), phrases_in("references", "xx")
    (True, ())
    """
    return tuple(filter(None, _table()[name].get(language, "").split("|")))


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("phrases.json").read_text(encoding="utf-8")
    )
    return table


def possible_phrases(text: str, words: Set[str], *names: str) -> dict[str, list[str]]:
    """Return, by kind, the phrases all of whose words are among those of a text: few of them, or none.

    Args:
        text: the text.
        words: its words, in lower case.
        *names: the kinds of the phrases.

    >>> possible_phrases("All reserved rights", {"all", "reserved", "rights"}, "notice", "formality")
    {'notice': ['all rights reserved'], 'formality': []}
    """
    possible: dict[str, list[str]] = {name: [] for name in names}
    by_word, signs = _by_longest_word(*names)
    for word in by_word.keys() & words:
        for name, phrase, needed in by_word[word]:
            if all(map(words.__contains__, needed)):
                possible[name].append(phrase)
    for name, sign in signs:
        if sign in text:
            possible[name].append(sign)
    return possible


def has_phrase(text: str, phrases: Collection[str]) -> bool:
    r"""Return whether a text contains one of some phrases in lower case; see :func:`possible_phrases`.

    A phrase is no part of longer words, but in scripts without spaces between words.

    >>> has_phrase("All rights\n reserved.", ["rights reserved"]), has_phrase("Sent today.", ["sent to"])
    (True, False)
    """
    if not phrases:
        return False
    line = " ".join(text.lower().split())
    return any(phrase in line and _has_whole(line, phrase) for phrase in phrases)


def opens_with(line: str, name: str, start: int = 0) -> bool:
    """Return whether a lower-case line has a phrase at a position, even inside a word.

    >>> opens_with("note: closed", "label"), opens_with("the note: closed", "label")
    (True, False)
    """
    return line.startswith(_phrases_from(name, line[start : start + 2]), start)


def begins_with(line: str, name: str, *, several: bool = False) -> bool:
    """Return whether a lower-case line begins with a phrase; with ``several``, one of several words.

    >>> begins_with("hi bob,", "greeting"), begins_with("history", "greeting")
    (True, False)
    """
    return any(
        _has_at_start(line, phrase) and not (several and phrase.isalpha())
        for phrase in _phrases_from(name, line[:2])
    )


def languages_of_beginning(line: str, name: str) -> set[str]:
    """Return the languages in which a lower-case line begins with a phrase.

    >>> sorted(languages_of_beginning("hi bob,", "greeting")), languages_of_beginning("dear bob,", "greeting")
    (['de', 'en'], {'en'})
    """
    return {
        language
        for language, joined in _table()[name].items()
        if any(_has_at_start(line, phrase) for phrase in joined.split("|"))
    }


def _has_whole(line: str, phrase: str) -> bool:
    """Return whether a line has a phrase without letters around it that belong to its first or last word."""
    if has_unspaced(phrase):
        return True
    start = line.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        is_begun = phrase[0].isalnum() and line[max(0, start - 1) : start].isalnum()
        if not is_begun and not (phrase[-1].isalnum() and line[end : end + 1].isalnum()):
            return True
        start = line.find(phrase, end)
    return False


def _has_at_start(line: str, phrase: str) -> bool:
    return line.startswith(phrase) and not line[len(phrase) : len(phrase) + 1].isalpha()


@cache
def _by_longest_word(*names: str) -> tuple[dict[str, list[_Phrase]], list[tuple[str, str]]]:
    """Return the phrases of some kinds by their longest word; and those without words, such as "©"."""
    by_word: defaultdict[str, list[_Phrase]] = defaultdict(list)
    signs: list[tuple[str, str]] = []
    for name in names:
        for phrase in phrases(name):
            if words := words_of(phrase):
                by_word[max(words, key=len)].append(_Phrase(name, phrase, words))
            else:
                signs.append((name, phrase))
    return by_word, signs


def _phrases_from(name: str, letters: str) -> tuple[str, ...]:
    """Return the phrases that a line with these first two letters may begin with."""
    by_start = _by_start(name)
    return by_start.get(letters, ()) + by_start.get(letters[:1], ())


@cache
def _by_start(name: str) -> dict[str, tuple[str, ...]]:
    """Return the phrases by their first two letters."""
    by_start: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for phrase in phrases(name):
        by_start[phrase[:2]] += (phrase,)
    return dict(by_start)
