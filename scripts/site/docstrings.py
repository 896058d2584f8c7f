"""Docstrings as Markdown: doctests become code blocks, roles of reStructuredText become code."""

from __future__ import annotations

import re
from typing import Any

import griffe

_ROLE = re.compile(r":(?:attr|class|data|exc|func|meth|mod):`~?(?:summarize\.[\w.]*\.)?([^`]+)`")
_DOCTEST = re.compile(r"^(?P<indent> *)>>> .*(?:\n(?! *\n).+)*", re.MULTILINE)
_LITERAL = re.compile(r"^ *::\n(?= *\n)", re.MULTILINE)


class Markdown(griffe.Extension):
    """Rewrites every docstring before it is parsed."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of one module, class, function or attribute."""
        if obj.docstring is not None:
            obj.docstring.value = to_markdown(obj.docstring.value)


def to_markdown(docstring: str) -> str:
    """Return a docstring without what only doctest and reStructuredText know."""
    plain = _LITERAL.sub("", _ROLE.sub(r"`\1`", docstring))
    return _DOCTEST.sub(lambda found: f"{found['indent']}```pycon\n{found[0]}\n{found['indent']}```", plain)
