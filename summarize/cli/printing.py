"""Results on standard output, in the format that is asked for."""

from __future__ import annotations

import errno
import io
import json
import sys
from typing import Any, Protocol

from summarize.summary import Summary


class Printable(Protocol):
    """A summary, or a list of keywords."""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""


FORMATS = ("text", "json", "markdown", "html")


class Printer:
    """Prints one result after the other.

    Args:
        style: one of :data:`FORMATS`: the text, a JSON object a line, a Markdown list, or a page that
            shows each summary beside its source, which is printed by :meth:`close`.
    """

    def __init__(self, style: str) -> None:
        self._style = style
        self._n_printed = 0
        self._views: list[str] = []

    def print(self, result: Printable, name: str) -> None:
        """Print a result.

        Args:
            result: the summary or the keywords.
            name: of the document.

        Raises:
            OSError: standard output is closed or full.
        """
        if self._style == "json":
            self._write(json.dumps({"file": name, **result.to_dict()}))
        elif self._style == "html" and isinstance(result, Summary):
            self._views.append(result._repr_html_())
        else:
            parted = "\n" if self._n_printed else ""
            body = _markdown(result, name) if self._style == "markdown" else str(result)
            self._write(f"{parted}{body}")
        self._n_printed += 1

    def close(self) -> None:
        """Print what is left to print."""
        if self._views:
            from summarize.views.html import page

            self._write(page("Summaries" if len(self._views) > 1 else "Summary", "\n".join(self._views)))

    def _write(self, text: str) -> None:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "it is closed")
        if self._style != "json" and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # what the terminal has no character for
        print(text, flush=True)


def _markdown(result: Printable, name: str) -> str:
    if not isinstance(result, Summary):
        items = str(result).splitlines()
    else:
        items = [
            " ".join(sentence.text.split()) + (f" (p. {sentence.page})" if sentence.page else "")
            for sentence in result.sentences
        ]
        name = result.document.title or name
    return "\n".join([f"## {name}", "", *(f"- {item}" for item in items)])
