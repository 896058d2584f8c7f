"""Results on standard output, in the format that is asked for."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from summarize.cli.exit_status import COULD_NOT, end
from summarize.summary import Summary
from summarize.terminal import harmless


class Printable(Protocol):
    """A summary, or a list of keywords."""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""


FORMATS = ("text", "json", "markdown", "html")


@contextmanager
def writing() -> Iterator[None]:
    """End with a sentence if standard output, which is written here, is closed or full."""
    if sys.stdout is None:
        end(COULD_NOT, "standard output: cannot be written: it is closed")
    try:
        yield
    except OSError as error:
        # Python writes what is left once more at the very end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        end(COULD_NOT, f"standard output: cannot be written: {error.strerror}")


def write(text: str) -> None:
    """Write a text and the end of its line to standard output."""
    with writing():
        print(text, flush=True)


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
        """
        if self._style == "json":
            write(json.dumps({"file": name, **result.to_dict()}))
        elif self._style == "html" and isinstance(result, Summary):
            self._views.append(result._repr_html_())
        else:
            parted = "\n" if self._n_printed else ""
            body = _markdown(result, name) if self._style == "markdown" else str(result)
            write(harmless(f"{parted}{body}"))
        self._n_printed += 1

    def close(self) -> None:
        """Print what is left to print."""
        if self._views:
            from summarize.views.html import page

            title = "Summaries" if len(self._views) > 1 else "Summary"
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8")  # as the page says of itself
            write(page(title, "\n".join(self._views)))


def _markdown(result: Printable, name: str) -> str:
    if not isinstance(result, Summary):
        items = str(result).splitlines()
    else:
        items = [
            f"{' '.join(sentence.text.split())} ({' '.join(sentence.location.split())})".removesuffix(" ()")
            for sentence in result.sentences
        ]
        name = result.document.title or name
    return "\n".join([f"## {' '.join(name.split())}", "", *(f"- {item}" for item in items)])
