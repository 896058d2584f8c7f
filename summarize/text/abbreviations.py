"""Abbreviations by language, and words that are none; read from JSON."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def abbreviations(table: str) -> dict[str, tuple[str, ...]]:
    """Return the rows of one table, by name: of a language (ISO 639-1), of ``"any"``, or of exceptions.

    >>> "ust" in abbreviations("any")["before a number"], abbreviations("xx")
    (True, {})
    """
    return {row: tuple(words.split()) for row, words in _tables().get(table, {}).items()}


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("abbreviations.json").read_text(encoding="utf-8")
    )
    return tables
