"""Many documents into one file: a run that resumes where it left off, whatever ended it."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Sized
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from summarize.api import make_summarizer
from summarize.batch.bar import Bar, make_progress
from summarize.batch.fingerprints import SourcedItem
from summarize.batch.isolation import isolate_errors
from summarize.batch.journal import Journal
from summarize.batch.pending_items import PendingItems
from summarize.batch.processes import in_processes
from summarize.batch.records import Failure, Record
from summarize.batch.settings import describe_settings
from summarize.batch.work import Read, Work
from summarize.checks import check_count, check_flags, check_iterable, check_number, show
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


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How a run has ended.

    Attributes:
        n_done: documents that it has summarized.
        n_skipped: documents that had a record from an earlier run, of a summary or of a failure, and kept it.
        n_failed: records of failures in the file, of whichever run, and ids that came a second time.
        failures: the first few of them.
        n_changed: documents whose text is another than that of their record; skipped, too, or done again by
            ``update``.
        n_tried: documents that it has read, summarized or not; 0 if there was nothing to do.
        n_failed_before: failures of earlier runs that are still in the file; ``retry_failed`` tries those
            documents again.
        n_dropped: failures of runs with other settings that were dropped, of documents not among the items.
    """

    n_done: int
    n_skipped: int
    n_failed: int
    failures: tuple[Failure, ...]
    n_changed: int = 0
    n_tried: int = 0
    n_failed_before: int = 0
    n_dropped: int = 0


def summarize_to_file(
    items: Iterable[Item],
    output: str | os.PathLike[str],
    summarizer: str | Summarizer | None = None,
    length: Length | None = None,
    *,
    model: Any = None,
    query: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    lines: Lines = "auto",
    text_column: str | None = None,
    workers: int = 1,
    timeout: float | None = None,
    overwrite: bool = False,
    retry_failed: bool = False,
    update: bool = False,
    progress: bool = False,
    read: Read | None = None,
) -> BatchResult:
    """Summarize many documents to a JSON Lines file, in the order of the items; return the counts.

    A record has ``id``, ``settings``, ``seconds``, and the fields of :meth:`Summary.to_dict` or an ``error``.

    Args:
        items: such as ``find_items("folder/")``. If two have the same id, the second is recorded as failed.
        output: the file. If it exists, the run resumes: documents in it are skipped; see ``retry_failed``.
        summarizer: a :class:`Summarizer` or the name of a method; ``"auto"`` by default.
        length: such as ``Length(sentences=2)``; by default that of the method.
        model: a model that writes the summaries instead, as for :func:`summarize`.
        query: a question or topic that steers the summaries, if the method accepts one.
        language: the language of all documents, as a code or English name; detected for each by default.
        encoding: of all files; by default that of ``find_items``, else what a file declares, else UTF-8.
        lines: as for :class:`Document`.
        text_column: for tables, the column of the text; by default that of ``find_items``.
        workers: maximum number of processes; 1 for models. A document that crashes its process fails.
        timeout: seconds for one document, after which it is recorded as failed. Models refuse a timeout.
        overwrite: whether to discard the content of the file and start anew.
        retry_failed: True retries every failed document, False only those recorded with other settings.
        update: whether to redo documents whose text has changed; by default they are skipped and counted.
        progress: whether to show a progress bar on standard error.
        read: ``read(path, encoding=…, language=…)`` returns the document at a path; ``read_any`` by default.

    Raises:
        OutputError: the file cannot be written, is in use by another run, or contains anything but records.
        MissingExtraError, ModelError, WorkerError: the summarizer cannot start, here or in a worker process.
        InvalidTypeError, InvalidValueError: an argument has a wrong type or an invalid value.

    >>> import tempfile
    >>> from summarize.readers import Item
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     summarize_to_file([Item("a", text="Cats purr. It rained.")], f"{folder}/out.jsonl", "lead").n_done
    1
    """
    items = _without_output(items, output)
    work = _check(items, summarizer, model, length, query, language, encoding, lines, text_column, read)
    check_flags(overwrite=overwrite, retry_failed=retry_failed, update=update, progress=progress)
    shown = _check_run(work.summarizer, workers, timeout, progress)
    journal = Journal(name_of(output), work.settings, overwrite=overwrite, retry_failed=retry_failed)
    return _run(work, items, journal, update, workers, timeout, shown)


def _without_output(items: Iterable[Item], output: str | os.PathLike[str]) -> Iterable[Item]:
    check_iterable("items", items, "find_items('folder/') gives some", of="Item")
    return items.without(output) if isinstance(items, FoundItems) else items


def _said(items: Iterable[Item], option: str, given: Any) -> Any:
    """Return what is given, or what ``find_items`` was told, so that it need not be said twice."""
    return getattr(items, option) if given is None and isinstance(items, FoundItems) else given


def _run(
    work: Work,
    items: Iterable[Item],
    journal: Journal,
    update: bool,
    workers: int,
    timeout: float | None,
    shown: Any,
) -> BatchResult:
    pending = PendingItems(items, journal, update)
    total = len(items) if isinstance(items, Sized) else None
    # The journal is closed before the bar, which shows what has come to the disk by then.
    with Bar(journal, pending, total, shown) as bar, journal:
        is_here = workers == 1 and timeout is None
        records = (
            _in_this_process(work, pending) if is_here else in_processes(work, pending, workers, timeout)
        )
        with closing(records):
            for record in records:
                journal.append(record)
                bar.update()
    if pending.error is not None:
        raise pending.error
    return BatchResult(
        journal.n_done,
        pending.n_skipped,
        journal.n_failed,
        tuple(journal.failures),
        pending.n_changed,
        pending.n_tried,
        journal.n_failed - journal.n_failed_now,
        journal.n_dropped,
    )


def _in_this_process(work: Work, pending: PendingItems) -> Generator[Record]:
    """Yield the records of all items, in order; the summarizer may take documents together.

    The seconds of a record run from the reading of its document to its summary; those that a model
    takes together share them.
    """
    given = map(SourcedItem.of, pending)
    for outcome in isolate_errors(work.summarizer, given, work.document, work.length, work.query):
        yield work.record_of(outcome)


def _check(
    items: Iterable[Item],
    given: str | Summarizer | None,
    model: Any,
    length: Length | None,
    query: str | None,
    language: str | None,
    encoding: str | None,
    lines: Lines,
    text_column: str | None,
    read: Read | None,
) -> Work:
    """Return what is to be done with each document, or raise an error before the file is touched."""
    encoding, text_column = _said(items, "encoding", encoding), _said(items, "text_column", text_column)
    check_columns(text_column, None)
    if read is not None and not callable(read):
        raise InvalidTypeError(f"read must be a function such as read_any, got {show(read)}")
    summarizer = make_summarizer(given, model)
    check_arguments(length, query)
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
    limits = _said(items, "limits", None)
    return Work(summarizer, length, query, code, encoding, lines, read, settings, limits)


def _check_run(summarizer: Summarizer, workers: int, timeout: float | None, progress: bool) -> Any:
    """Return what shows the progress, if that is wanted, once all is well; an error here costs no file."""
    _check_processes(summarizer, workers, timeout)
    return make_progress() if progress else None


def _check_processes(summarizer: Summarizer, workers: int, timeout: float | None) -> None:
    check_count("workers", workers)
    if timeout is not None:
        check_number("timeout", timeout, above=0)
    if not summarizer.batches_documents:
        return
    if workers > 1:
        raise InvalidValueError(
            f"a model takes many documents at once in one process, so that workers={show(workers)} would "
            f"load it {show(workers)} times; leave workers out"
        )
    if timeout is not None:
        raise InvalidValueError(
            "timeout kills the worker process of a document, and a model runs in this process, with several "
            "documents at once; leave it out, or limit what is read: find_items(…, limits=Limits(seconds=…))"
        )
