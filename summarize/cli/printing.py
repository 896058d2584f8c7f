"""Results on standard output, in the format that is asked for."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

from summarize.cli.exit_status import COULD_NOT, end
from summarize.errors import InvalidValueError
from summarize.summary import Summary
from summarize.terminal import harmless


class Printable(Protocol):
    """A summary, or a list of keywords."""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""


FORMATS = ("text", "json", "markdown", "html")
_BY_SUFFIX = {
    ".htm": "html",
    ".html": "html",
    ".jsonl": "json",
    ".markdown": "markdown",
    ".md": "markdown",
    ".ndjson": "json",
    ".txt": "text",
}

_TABLES = {".csv": "to_csv", ".xlsx": "to_excel"}


def choose_format(style: str | None, output: Path | None) -> str:
    """Return the format to write: the one that is asked for, else that of the name of the output.

    Raises:
        InvalidValueError: it is a folder, or its suffix names no format.

    >>> choose_format(None, Path("page.html")), choose_format("json", Path("out")), choose_format(None, None)
    ('html', 'json', 'text')
    """
    if output is not None and output.is_dir():
        raise InvalidValueError(f"--output {str(output)[:80]}: is a folder; name a file in it")
    if style is not None or output is None:
        return style or "text"
    if (write := _TABLES.get(output.suffix.lower())) is not None:
        records = str(output.with_suffix(".jsonl"))[:80]
        raise InvalidValueError(
            f"--output {str(output)[:80]}: write --output {records}, and make the table of it in Python: "
            f"pandas.read_json({records!r}, lines=True)[['id', 'summary']].{write}({output.name[:80]!r})"
        )
    if (style := _BY_SUFFIX.get(output.suffix.lower())) is None:
        raise InvalidValueError(
            f"--output {str(output)[:80]}: its suffix is none of .jsonl, .md, .html and .txt; use one, "
            "or add --format"
        )
    return style


@contextmanager
def writing() -> Iterator[None]:
    """End with a sentence if standard output, which is written here, is closed or full."""
    if sys.stdout is None:
        end(COULD_NOT, "standard output: cannot be written: it is closed")
    try:
        yield
    except BrokenPipeError:
        if hasattr(signal, "SIGPIPE"):  # ignored for models behind connections, see `survive_connections`
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGPIPE)
        raise
    except OSError as error:
        # Python writes what is left once more at the very end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        end(COULD_NOT, f"standard output: cannot be written: {error.strerror}")


def survive_connections() -> None:
    """Let a server that breaks a connection off be an error, and not the end of the process."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def write(text: str) -> None:
    """Write a text for people, made harmless, and the end of its line to standard output."""
    _write_as_is(harmless(text))


def write_piece(text: str) -> None:
    """Write a piece of a text that is to be read at once to standard output."""
    with writing():
        print(text, end="", flush=True)


def _write_as_is(text: str) -> None:
    write_piece(f"{text}\n")


class Destination:
    """Standard output, or a file, which is made when there is something to write.

    Args:
        path: the file; standard output if None.
        overwrite: whether to replace a file that is there.

    Raises:
        InvalidValueError: the file is there, and is not to be replaced.
    """

    def __init__(self, path: Path | None, overwrite: bool = False) -> None:
        self._path = path
        self._file: TextIO | None = None
        if path is not None and not overwrite and path.is_file() and path.stat().st_size:
            raise InvalidValueError(f"{path}: is there already; take another name, or add --overwrite")

    def write(self, text: str, encoding: str | None = None) -> None:
        """Write a text as it is and the end of its line; a file is UTF-8 if no encoding is given."""
        if self._path is None:
            if encoding and isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(encoding=encoding)
            _write_as_is(text)
            return
        try:
            if self._file is None:
                self._file = self._path.open("w", encoding="utf-8", errors="backslashreplace")
            print(text, file=self._file, flush=True)
        except OSError as error:
            end(COULD_NOT, f"{self._path}: cannot be written: {error.strerror}")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


class Printer:
    """Writes one result after the other.

    Args:
        style: one of :data:`FORMATS`: the text, a JSON object a line, a Markdown list, or a page that
            shows each summary beside its source, which is written by :meth:`close`.
        destination: where to.
        names_each: whether the name of its document stands over each text, since there are several.
        cite: whether text and Markdown cite the passages that support each sentence.
    """

    def __init__(self, style: str, destination: Destination, names_each: bool, *, cite: bool = False) -> None:
        self._style = style
        self._destination = destination
        self._names_each = names_each
        self._cite = cite
        self._n_printed = 0
        self._views: list[tuple[str, str]] = []

    def print(self, result: Printable, name: str) -> None:
        """Write a result.

        Args:
            result: the summary or the keywords.
            name: of the document.
        """
        if self._style == "json":
            self._destination.write(json.dumps({"file": name, **result.to_dict()}))
        elif self._style == "html" and isinstance(result, Summary):
            self._views.append((result.document.title or shown(name), result.to_html(page=False)))
        else:
            parted = "\n" if self._n_printed else ""
            write_body = self._markdown if self._style == "markdown" else self._text
            body = write_body(result, name)
            self._destination.write(harmless(f"{parted}{body}"))
        self._n_printed += 1

    def close(self) -> None:
        """Write what is left."""
        if self._views:
            from summarize.views.html import page, pages

            whole = page(*self._views[0]) if len(self._views) == 1 else pages("Summaries", self._views)
            self._destination.write(whole, encoding="utf-8")  # as the page declares
        self._destination.close()

    def _text(self, result: Printable, name: str) -> str:
        body = str(result)
        if self._cite and isinstance(result, Summary):
            from summarize.views.citations import to_text

            body = to_text(body.split("\n"), result.sentences, result.document)
        return f"{title_line(name)}\n{body}" if self._names_each else body

    def _markdown(self, result: Printable, name: str) -> str:
        if isinstance(result, Summary):
            from summarize.views.citations import to_markdown

            heading = result.document.title or shown(name)
            return to_markdown(result.sentences, result.document, heading, cite=self._cite)
        from summarize.views.escapes import escape_block, escape_inline

        heading = escape_inline(" ".join(shown(name).split()))
        return "\n".join(
            [f"## {heading}", "", *(f"- {escape_block(item)}" for item in str(result).splitlines())]
        )


def title_line(name: str) -> str:
    """Return the line that stands over the text of a document, if there are several.

    >>> title_line("a.txt")
    '==> a.txt <=='
    """
    return f"==> {' '.join(shown(name).split())} <=="


def shown(name: str) -> str:
    """Return what to call a document.

    >>> shown("-"), shown("a.txt")
    ('standard input', 'a.txt')
    """
    return "standard input" if name == "-" else name
