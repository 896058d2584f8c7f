"""Arguments in, summaries out; all the work is done elsewhere."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

import click

from summarize import __version__
from summarize.api import make_summarizer
from summarize.checks import check_count
from summarize.cli.keywords import KeywordList, check_alone
from summarize.document import Document
from summarize.errors import (
    ConvergenceError,
    EmptyTextError,
    GenerationError,
    QueryError,
    ReadError,
    SummarizeError,
)
from summarize.length import Length
from summarize.progress import track
from summarize.readers.text import check_encoding, read_text
from summarize.registry import methods
from summarize.summary import Summary
from summarize.text.languages import language_code

COULD_NOT, WRONG_USE = 1, 2
_FAULTS_OF_A_DOCUMENT = (ReadError, EmptyTextError, QueryError, ConvergenceError, GenerationError)


def _list_methods(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        table = methods()
        width = max(map(len, table))
        for name, description in table.items():
            print(f"{name:{width}}  {description}")
        context.exit()


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("-m", "--method", help="One of --list-methods; textrank if neither method nor model is given.")
@click.option("--model", help="Hugging Face model that writes the summary: a hub id or a folder.")
@click.option(
    "-s",
    "--sentences",
    type=int,
    help="Largest number of sentences; 3 if no length is given, or as the model's configuration says.",
)
@click.option("-w", "--words", type=int, help="Largest number of words.")
@click.option("-r", "--ratio", type=float, help="Largest share of the words, 0.1 for a tenth.")
@click.option("-q", "--query", help="Topic or question to stay close to.")
@click.option("--keywords", metavar="N", type=int, help="Print the N best keywords instead of a summary.")
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
    method: str | None,
    model: str | None,
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    query: str | None,
    keywords: int | None,
    language: str | None,
    encoding: str | None,
    as_json: bool,
) -> None:
    """Summarize text files by their most salient sentences, or in the words of a model.

    FILE may be - for standard input, which is also read if there is none. Summaries go to
    standard output, messages to standard error. Exit status: 0, 1 if a file could not be
    summarized, 2 for wrong use.
    """
    try:
        if keywords is not None:
            check_count("--keywords", keywords)
            check_alone(
                method=method, model=model, sentences=sentences, words=words, ratio=ratio, query=query
            )
        summarizer = make_summarizer(method, model)
        length = Length.of(sentences, words, ratio)
        code = None if language is None else language_code(language)
        if encoding is not None:
            check_encoding(encoding)
    except SummarizeError as error:
        _end(WRONG_USE, error)
    if not files and sys.stdin is not None and sys.stdin.isatty():
        _end(WRONG_USE, "name a file, or pipe a text in; --help shows all options")
    files = files or ("-",)
    # map, unlike a generator, goes on after an error
    documents = map(lambda name: Document(read_text(name, encoding), code), files)  # noqa: C417
    results: Iterator[Summary | KeywordList]
    try:
        if keywords is not None:
            results = map(lambda document: KeywordList.of(document, keywords), documents)  # noqa: C417
        else:
            results = summarizer.batch(documents, length, query=query)
    except SummarizeError as error:
        _end(WRONG_USE, error)
    if model is not None and len(files) > 1 and sys.stderr is not None and sys.stderr.isatty():
        results = track(results, len(files))
    if _print_all(results, files, as_json=as_json) < len(files):
        raise SystemExit(COULD_NOT)


def _print_all(results: Iterator[Summary | KeywordList], files: Sequence[str], *, as_json: bool) -> int:
    """Print the result of each file, or why there is none; return how many there are."""
    n_results = 0
    for name in files:
        try:
            result = next(results)
        except _FAULTS_OF_A_DOCUMENT as error:
            shown = "standard input" if name == "-" else name
            _report(error if isinstance(error, ReadError) else f"{shown}: {error}")
        except SummarizeError as error:
            _end(WRONG_USE, error)
        else:
            try:
                _print(result, name, as_json=as_json, is_first=n_results == 0)
            except OSError as error:
                _end(COULD_NOT, f"standard output: cannot be written: {error.strerror}")
            n_results += 1
    return n_results


def _print(result: Summary | KeywordList, name: str, *, as_json: bool, is_first: bool) -> None:
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    if as_json:
        import json

        print(json.dumps({"file": name, **result.to_dict()}), flush=True)
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # what the terminal has no character for
        print("" if is_first else "\n", result, sep="", flush=True)


def _report(message: object) -> None:
    print(f"summarize: {message}", file=sys.stderr)


def _end(status: int, message: object) -> NoReturn:
    _report(message)
    raise SystemExit(status)
