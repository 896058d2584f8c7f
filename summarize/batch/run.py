"""Many documents into one file: a run that resumes where it left off, whatever ended it."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Sized
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from summarize.api import make_summarizer
from summarize.batch.bar import Bar, make_progress
from summarize.batch.isolation import isolate_errors
from summarize.batch.journal import Journal
from summarize.batch.pending_items import PendingItems
from summarize.batch.processes import in_processes
from summarize.batch.records import Failure, Record
from summarize.batch.settings import describe_settings
from summarize.batch.work import Read, Work
from summarize.checks import check_count, check_flags, check_iterable, show
from summarize.errors import InvalidTypeError, InvalidValueError
from summarize.length import Length
from summarize.readers import Item
from summarize.readers.encodings import check_encoding
from summarize.readers.files import name_of
from summarize.readers.items import FoundItems
from summarize.readers.tables.columns import check_columns
from summarize.summarizer import Summarizer, check_arguments
from summarize.text.languages import language_code
from summarize.text.lines import Lines, check_lines

_MOST_WORKERS = 1000


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How a run has ended.

    Attributes:
        n_done: documents that it has summarized.
        n_skipped: documents that had a record from an earlier run, of a summary or of a failure.
        n_failed: records of failures in the file, of whichever run, and ids that came a second time.
        failures: the first few of them.
    """

    n_done: int
    n_skipped: int
    n_failed: int
    failures: tuple[Failure, ...]


def summarize_to_file(
    items: Iterable[Item],
    output: str | os.PathLike[str],
    summarizer: str | Summarizer,
    length: Length | None = None,
    *,
    query: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    lines: Lines = "auto",
    text_column: str | None = None,
    workers: int = 1,
    overwrite: bool = False,
    retry_failed: bool = False,
    progress: bool = False,
    read: Read | None = None,
) -> BatchResult:
    """Summarize many documents to a JSON Lines file, one record per document, in the order of the items.

    A record has ``id``, the fields of :meth:`Summary.to_dict` (or an ``error``: ``type`` and ``message``),
    ``settings`` and ``seconds``. Run the same call again to resume: it skips ids that have a record.

    Args:
        items: the documents, such as ``find_items("folder/")``, which skips the output file. A second item
            with the same id is a failure without a record.
        output: the file; created if it does not exist, else continued.
        summarizer: a :class:`Summarizer` or the name of a method.
        length: the maximum length; by default that of the method.
        query: a question or topic that steers the summaries, if the method accepts one.
        language: of all documents, as a code or English name; detected for each one by default.
        encoding: of all files; by default that of ``find_items``, else detected.
        lines: how to read line breaks, as for :class:`Document`.
        text_column: the column with the text of tables; by default that of ``find_items``.
        workers: number of processes; models require 1. With more, a document that kills its process fails.
        overwrite: whether to discard the content of the file and start anew.
        retry_failed: whether to remove the failures from the file and try those documents again.
        progress: whether to show a progress bar on standard error.
        read: a function ``read(path, encoding=…, language=…)`` that opens an item; by default ``read_any``.

    Raises:
        OutputError: the file cannot be written, is in use by another run, or contains anything but records.
        WorkerError: the worker processes do not start, or the summarizer cannot be sent to them.
        MissingExtraError, ModelError: the summarizer cannot work at all.
        InvalidTypeError, InvalidValueError: an argument has a wrong type or an invalid value.
        Exception: any error of the iterable ``items``; the documents before it are done.

    >>> import tempfile
    >>> items = [Item("a", text="Cats chase mice. It rained."), Item("b", text="")]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     summarize_to_file(items, f"{folder}/out.jsonl", "textrank").n_done
    1
    """
    check_flags(overwrite=overwrite, retry_failed=retry_failed, progress=progress)
    items = _without_output(items, output)
    encoding, text_column = _said(items, "encoding", encoding), _said(items, "text_column", text_column)
    work = _check(summarizer, length, query, language, encoding, lines, text_column, read, workers)
    shown = make_progress() if progress else None
    journal = Journal(name_of(output), work.settings, overwrite=overwrite, retry_failed=retry_failed)
    return _run(work, items, journal, workers, shown)


def _without_output(items: Iterable[Item], output: str | os.PathLike[str]) -> Iterable[Item]:
    check_iterable("items", items, "find_items('folder/') gives some", of="Item")
    return items.without(output) if isinstance(items, FoundItems) else items


def _said(items: Iterable[Item], option: str, given: str | None) -> str | None:
    """Return what is given, or what ``find_items`` was told, so that it need not be said twice."""
    return getattr(items, option) if given is None and isinstance(items, FoundItems) else given


def _run(work: Work, items: Iterable[Item], journal: Journal, workers: int, shown: Any) -> BatchResult:
    pending = PendingItems(items, journal)
    total = len(items) if isinstance(items, Sized) else None
    # The journal is closed before the bar, which shows what has come to the disk by then.
    with Bar(journal, pending, total, shown) as bar, journal:
        records = in_processes(work, pending, workers) if workers > 1 else _in_this_process(work, pending)
        with closing(records):
            for record in records:
                journal.append(record)
                bar.update()
    if pending.error is not None:
        raise pending.error
    return BatchResult(journal.n_done, pending.n_skipped, journal.n_failed, tuple(journal.failures))


def _in_this_process(work: Work, pending: PendingItems) -> Generator[Record]:
    """Yield the records of all items, in order; the summarizer may take documents together.

    The seconds of a record run from the reading of its document to its summary; those that a model
    takes together share them.
    """
    for outcome in isolate_errors(work.summarizer, pending, work.document, work.length, work.query):
        yield work.record_of(outcome)


def _check(
    summarizer: str | Summarizer,
    length: Length | None,
    query: str | None,
    language: str | None,
    encoding: str | None,
    lines: Lines,
    text_column: str | None,
    read: Read | None,
    workers: int,
) -> Work:
    """Return what is to be done with each document, or raise an error before the file is touched."""
    check_columns(text_column, None)
    check_count("workers", workers)
    if workers > _MOST_WORKERS:
        raise InvalidValueError(f"workers must be at most {_MOST_WORKERS}, got {show(workers)}")
    if read is not None and not callable(read):
        raise InvalidTypeError(f"read must be a function such as read_any, got {show(read)}")
    summarizer = make_summarizer(summarizer, None)
    check_arguments(length, query)
    if workers > 1 and summarizer.batches_documents:
        raise InvalidValueError(
            f"a model takes many documents at once in one process, so that workers={workers} would load it "
            f"{workers} times; leave workers out"
        )
    code = None if language is None else language_code(language)
    if encoding is not None:
        check_encoding(encoding)
    next(summarizer.batch([], length, query=query), None)  # has it check them and load its model
    check_lines(lines)
    settings = describe_settings(
        summarizer,
        length,
        query=query,
        language=code,
        encoding=encoding,
        lines=None if lines == "auto" else lines,
        text_column=text_column,
    )
    return Work(summarizer, length, query, code, encoding, lines, read, settings)
