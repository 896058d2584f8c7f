"""Cue words by language: signs that a sentence matters, or that it does not; read from JSON."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal[
    "announcements",
    "answers",
    "bonus",
    "copulas",
    "decisions",
    "fillers",
    "headings",
    "meetings",
    "procedures",
    "starters",
    "stigma",
    "summaries",
]


def cue_words(kind: Kind, language: str) -> tuple[str, ...]:
    """Return the words of a kind in a language (ISO 639-1); empty if there is no list.

    >>> "significant" in cue_words("bonus", "en"), cue_words("bonus", "xx")
    (True, ())
    """
    return tuple(_table()[kind].get(language, "").split())


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("cues.json").read_text(encoding="utf-8")
    )
    return table
