"""Phrases that identify the kind of a block, in many languages; read from JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

_LONG_WORD = 4  # letters; shorter words are in most sentences


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


def contains(line: str, name: str) -> bool:
    """Return whether a lower-case line contains a phrase.

    >>> contains("all rights reserved.", "notice"), contains("all mills turn.", "notice")
    (True, False)
    """
    short, longer = _by_inner_word(name, line.isascii())
    return any(map(line.__contains__, short)) or any(
        phrase in line for word in longer.keys() & set(line.split()) for phrase in longer[word]
    )


def opens_with(line: str, name: str, start: int = 0) -> bool:
    """Return whether a lower-case line has a phrase at a position, even inside a word.

    >>> opens_with("note: closed", "label"), opens_with("the note: closed", "label")
    (True, False)
    """
    return line.startswith(_as_tuple(name), start)


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


def _has_at_start(line: str, phrase: str) -> bool:
    return line.startswith(phrase) and not line[len(phrase) : len(phrase) + 1].isalpha()


@cache
def _by_inner_word(name: str, is_ascii: bool) -> tuple[list[str], dict[str, list[str]]]:
    """Return the phrases without a long inner word, and the others by it, since it must be in the text."""
    short: list[str] = []
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in filter(str.isascii, phrases(name)) if is_ascii else phrases(name):
        inner = max(phrase.split(" ")[1:-1], key=len, default="")
        (longer[inner] if len(inner) >= _LONG_WORD else short).append(phrase)
    return short, longer


@cache
def _as_tuple(name: str) -> tuple[str, ...]:
    return tuple(phrases(name))


@cache
def _phrases_from(name: str, letters: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases(name) if phrase[:2] == letters)
