"""Arguments in, summaries out; all the work is done elsewhere."""

from __future__ import annotations

import errno
import io
import sys
from typing import NoReturn

import click

from summarize import __version__
from summarize.api import DEFAULT_METHOD
from summarize.document import Document
from summarize.errors import ConvergenceError, EmptyTextError, QueryError, ReadError, SummarizeError
from summarize.length import Length
from summarize.readers.text import check_encoding, read_text
from summarize.registry import create, methods
from summarize.summary import Summary
from summarize.text.languages import language_code

COULD_NOT, WRONG_USE = 1, 2
_FAULTS_OF_A_DOCUMENT = (ReadError, EmptyTextError, QueryError, ConvergenceError)


def _list_methods(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        table = methods()
        width = max(map(len, table))
        for name, description in table.items():
            print(f"{name:{width}}  {description}")
        context.exit()


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("-m", "--method", default=DEFAULT_METHOD, show_default=True, help="One of --list-methods.")
@click.option("-s", "--sentences", type=int, help="Largest number of sentences; 3 if no length is given.")
@click.option("-w", "--words", type=int, help="Largest number of words.")
@click.option("-r", "--ratio", type=float, help="Largest share of the words, 0.1 for a tenth.")
@click.option("-q", "--query", help="Topic or question to stay close to.")
@click.option("-l", "--language", help="Code or English name; detected if not given.")
@click.option("--encoding", help="Of the files; by byte-order mark, or UTF-8, if not given.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line, with spans and scores.")
@click.option(
    "--list-methods",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_methods,
    help="List the methods.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def app(
    files: tuple[str, ...],
    method: str,
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    query: str | None,
    language: str | None,
    encoding: str | None,
    as_json: bool,
) -> None:
    """Summarize text files by their most salient sentences.

    FILE may be - for standard input, which is also read if there is none. Summaries go to
    standard output, messages to standard error. Exit status: 0, 1 if a file could not be
    summarized, 2 for wrong use.
    """
    try:
        summarizer = create(method)
        length = Length.of(sentences, words, ratio)
        code = None if language is None else language_code(language)
        if encoding is not None:
            check_encoding(encoding)
    except SummarizeError as error:
        _end(WRONG_USE, error)
    if not files and sys.stdin is not None and sys.stdin.isatty():
        _end(WRONG_USE, "name a file, or pipe a text in; --help shows all options")
    n_summaries = 0
    files = files or ("-",)
    for name in files:
        try:
            summary = summarizer(Document(read_text(name, encoding), code), length, query=query)
        except _FAULTS_OF_A_DOCUMENT as error:
            shown = "standard input" if name == "-" else name
            _report(error if isinstance(error, ReadError) else f"{shown}: {error}")
        except SummarizeError as error:
            _end(WRONG_USE, error)
        else:
            try:
                _print(summary, name, as_json=as_json, is_first=n_summaries == 0)
            except OSError as error:
                _end(COULD_NOT, f"standard output: cannot be written: {error.strerror}")
            n_summaries += 1
    if n_summaries < len(files):
        raise SystemExit(COULD_NOT)


def _print(summary: Summary, name: str, *, as_json: bool, is_first: bool) -> None:
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    if as_json:
        import json

        print(json.dumps({"file": name, **summary.to_dict()}), flush=True)
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # what the terminal has no character for
        print("" if is_first else "\n", summary, sep="", flush=True)


def _report(message: object) -> None:
    print(f"summarize: {message}", file=sys.stderr)


def _end(status: int, message: object) -> NoReturn:
    _report(message)
    raise SystemExit(status)
