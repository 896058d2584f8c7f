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
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("phrases.json").read_text(encoding="utf-8")
    )
    return table


def begins_with(line: str, name: str, *, several: bool = False) -> bool:
    """Return whether a lower-case line begins with a phrase; with ``several``, one of several words.

    >>> begins_with("hi bob,", "greeting"), begins_with("history", "greeting")
    (True, False)
    """
    return any(
        line.startswith(phrase)
        and not line[len(phrase) : len(phrase) + 1].isalpha()
        and not (several and phrase.isalpha())
        for phrase in _phrases_from(name, line[:2])
    )


@cache
def _phrases_from(name: str, letters: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases(name) if phrase[:2] == letters)
