"""What mail programs write into mails, in thirty languages; read from JSON."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path

ROLES = ("from", "date", "sent", "to", "copy", "subject")


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the phrases of one kind in all languages, in lower case.

    >>> "schrieb" in phrases("wrote"), "betreff" in phrases("subject")
    (True, True)
    """
    return frozenset(phrase for table in _table().values() for phrase in table[name].split("|"))


@cache
def any_of(name: str) -> str:
    """Return a pattern for any of the phrases of one kind, the longest first.

    >>> re.search(any_of("wrote"), "Bo Berg skrev:")[0]
    'skrev'
    """
    longest_first = sorted(phrases(name), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(map(re.escape, longest_first))


@lru_cache(maxsize=4096)
def role_of(field: str) -> str | None:
    """Return the role of a header field by its name in any language, None if it is unknown.

    >>> role_of("gesendet"), role_of("phone")
    ('sent', None)
    """
    return next((role for role in ROLES if field in phrases(role)), None)


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("phrases.json").read_text(encoding="utf-8")
    )
    return table
