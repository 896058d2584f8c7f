"""Phrases that identify the kind of a block, in many languages; read from JSON."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


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
    return any(map(line.__contains__, _ascii_phrases(name) if line.isascii() else phrases(name)))


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
def _ascii_phrases(name: str) -> tuple[str, ...]:
    return tuple(filter(str.isascii, phrases(name)))


@cache
def _as_tuple(name: str) -> tuple[str, ...]:
    return tuple(phrases(name))


@cache
def _phrases_from(name: str, letters: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases(name) if phrase[:2] == letters)
