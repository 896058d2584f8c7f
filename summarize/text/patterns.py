"""Patterns that few texts need, compiled on first use: together they take as long as a short summary."""

from __future__ import annotations

import re
from typing import Any, cast


class _OnUse:
    """A pattern that is not compiled before one of its attributes is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._arguments = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(*self._arguments), name)
        setattr(self, name, value)  # from now on it is found without this method
        return value


def compile_on_use(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` returns, compiled when its first method is called.

    >>> compile_on_use("a+").findall("caaat")
    ['aaa']
    """
    return cast("re.Pattern[str]", _OnUse(pattern, flags))
