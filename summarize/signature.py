"""Settings in one line, as sacreBLEU signs its scores (Post, WMT 2018): ``key:value|key:value``."""

from __future__ import annotations

from collections.abc import Mapping


def join_settings(settings: Mapping[str, object]) -> str:
    r"""Return settings in one line; a ``|`` in a value is written ``\x7c``, as a Python string may have it.

    >>> join_settings({"method": "mmr", "query": "'cats | dogs'"})
    "method:mmr|query:'cats \\x7c dogs'"
    """
    return "|".join(f"{key}:{value}".replace("|", r"\x7c") for key, value in settings.items())
