"""The output file of a batch: each record in it once and on the disk before it counts."""

from __future__ import annotations

import errno
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from pathlib import Path
from threading import Lock
from types import TracebackType

from summarize.batch.digests import Digests
from summarize.batch.errors import OutputError
from summarize.batch.existing import GROUP_RECORDS, drop_records, lock, open_to_append, read_records, unlock
from summarize.batch.fingerprints import has_changed
from summarize.batch.records import Failure, Record, StoredRecord
from summarize.batch.settings import tell_apart
from summarize.readers import Item

_GROUP_SECONDS = 1.0
_MOST_FAILURES = 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Status(Enum):
    """What a journal knows of a document in the input."""

    NEW = "it has no record, or one of a failure with other settings"
    DONE = "an earlier run has left a record, of a summary or of a failure"
    DUPLICATE = "its id was in the input before"


class Journal:
    """A file of records that one run at a time may add to.

    What a killed process left half written at its end is dropped, and the document is done again. Of two
    records with one id the later is that of a text that had changed: the other is dropped in one step, when
    the journal is closed or, if the process was killed, opened.

    Failures with other settings are dropped at the end of a run that has added records.

    Args:
        path: the file; made if there is none.
        settings: what the records depend on, see :func:`describe_settings`.
        overwrite: whether to begin with an empty file.
        retry_failed: whether to drop the records of failures, in one step, so that these documents are new.

    Attributes:
        n_done: summaries that this run has added, on the disk.
        n_failed: records of failures in the file, on the disk.
        n_failed_now: those of them that this run has added.
        n_dropped: failures with other settings that were dropped without another record for their documents.
        failures: the first few of them.

    Raises:
        OutputError: the file cannot be written, another run has it open, it has summaries with other
            settings, or it holds something else.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        settings: str,
        *,
        overwrite: bool = False,
        retry_failed: bool = False,
    ) -> None:
        self.n_done = self.n_failed_now = self.n_dropped = 0
        self._counting = Lock()
        self._shown = os.fspath(path)
        self._settings = settings
        self._n_unrecorded, self._unrecorded = 0, list[Failure]()
        self._is_renewed = False
        with self._explaining(), ExitStack() as held:
            # What a link leads to, for a rename that keeps the link.
            self._path = Path(os.path.realpath(path))
            held.callback(unlock, lock(self._path, self._shown))
            self._file = open_to_append(self._path)
            held.callback(lambda: self._file.close())  # whichever it is by then
            if overwrite:
                self._file.truncate(0)
            self._read()
            if retry_failed and self.n_failed:
                self._drop(lambda stored: stored.failure is not None)
            self._end = self._synced = self._file.seek(0, os.SEEK_END)
            self._held = held.pop_all()
        self._pending: list[Record] = []
        self._last_sync = time.monotonic()

    def status_of(self, name: str) -> Status:
        """Return the status of the document of this id, and note that the id is in the input.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder, Journal(f"{folder}/out.jsonl", "") as journal:
        ...     journal.status_of("a").name, journal.status_of("a").name
        ('NEW', 'DUPLICATE')
        """
        if not self._known.add_from_input(name):
            return Status.DUPLICATE
        has_record = self._known.is_in_file(name) and not self._outdated.is_in_file(name)
        return Status.DONE if has_record else Status.NEW

    def has_changed(self, item: Item) -> bool:
        """Return whether the text of an item is another than that of its record, as far as one can know."""
        return has_changed(item, self._known.mark_of(item.id))

    def renew(self) -> None:
        """Note that an id that has a record may get another, in whose favour the old one is dropped."""
        self._is_renewed = True

    def is_at(self, place: str) -> bool:
        """Return whether this file is what there is at a place."""
        try:
            return os.path.samestat(os.stat(place), os.fstat(self._file.fileno()))  # noqa: PTH116
        except (OSError, ValueError):  # a URL, say
            return False

    def append(self, record: Record) -> None:
        """Add a record; it counts once it is on the disk, with the group of records it belongs to.

        Raises:
            OutputError: the disk is full, or fails; the file is left without half a record.
        """
        with self._explaining():
            self._write(record.line)
            self._pending.append(record)
            is_old = time.monotonic() - self._last_sync >= _GROUP_SECONDS
            if is_old or len(self._pending) >= GROUP_RECORDS:
                self._sync()

    def fail(self, failure: Failure) -> None:
        """Count a failure that can have no record, because its id has one."""
        self._n_unrecorded += 1
        self._unrecorded = [*self._unrecorded, failure][:_MOST_FAILURES]
        self._count(failure, 1)

    def close(self, *, is_complete: bool = True) -> None:
        """Bring all records to the disk, and let others have the file.

        Args:
            is_complete: whether the run has come to its end; else failures with other settings stay.

        Raises:
            OutputError: that did not work.
        """
        try:
            with self._explaining():
                if self._pending:
                    self._sync()
                is_past = bool(self._n_outdated and self.n_done + self.n_failed_now)
                if self._is_renewed or is_past:
                    self._read()
                if is_complete and is_past and self._n_outdated:
                    self.n_dropped = self._n_outdated
                    self._drop(lambda stored: stored.settings != self._settings)
        finally:
            self._held.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(is_complete=kind is None)

    def _read(self) -> None:
        """Take in the records that are there, count the failures anew, and drop records with later ones."""
        self._outdated, self._n_outdated = Digests(), 0  # failures with other settings
        self._known, self.failures, self.n_failed = Digests(), [*self._unrecorded], self._n_unrecorded
        n_older: Counter[str] = Counter()
        end = 0
        for end, stored in read_records(self._path, self._shown):  # noqa: B007 (the last one is needed)
            if stored.settings != self._settings and stored.failure is None:
                raise OutputError(
                    f"{self._shown}: was written with other settings: "
                    f"{tell_apart(stored.settings, self._settings)}; take another file, or overwrite it "
                    "(--overwrite)"
                )
            mark = 0 if stored.source is None else stored.source.mark
            if not self._known.add_from_file(stored.id, mark):
                n_older[stored.id] += 1
            if stored.settings != self._settings:
                self._n_outdated += self._outdated.add_from_file(stored.id)
            if stored.failure is not None:
                self._count(stored.failure)
        self._file.truncate(end)
        if n_older:
            self._drop(lambda each: _take_one(n_older, each.id))

    def _drop(self, is_dropped: Callable[[StoredRecord], bool]) -> None:
        """Rewrite the file without some records, and take in the rest."""
        self._file = drop_records(self._path, self._file, is_dropped)
        self._read()

    def _write(self, line: bytes) -> None:
        try:
            n_written = self._file.write(line)
            while n_written < len(line):  # a disk that fills up takes a part
                n_written += self._file.write(line[n_written:])
        except OSError:
            with suppress(OSError):
                self._file.truncate(self._end)
            raise
        self._end += len(line)

    def _sync(self) -> None:
        try:
            os.fsync(self._file.fileno())
        except OSError:  # nobody knows what of it is on the disk
            self._pending.clear()
            with suppress(OSError):
                self._file.truncate(self._synced)
            raise
        self._synced, self._last_sync = self._end, time.monotonic()
        for record in self._pending:
            if record.is_failure:
                self._count(record.failure, 1)
            else:
                self.n_done += 1
        self._pending.clear()

    def _count(self, failure: Failure, n_now: int = 0) -> None:
        with self._counting:  # a model's items are read in a thread of their own
            self.n_failed += 1
            self.n_failed_now += n_now
            if len(self.failures) < _MOST_FAILURES:
                self.failures.append(failure)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        """Turn what the system says of the file into an error that says what to do."""
        try:
            yield
        except OutputError:
            raise
        except OSError as error:
            hint = "; make room and run it again, it resumes from there" if error.errno in _FULL else ""
            raise OutputError(f"{self._shown}: cannot be written: {error.strerror or error}{hint}") from error
        except UnicodeError as error:  # half a surrogate pair
            raise OutputError(f"{self._shown!r} is no name of a file") from error


def _take_one(counts: Counter[str], name: str) -> bool:
    """Return whether some are left of this name, and count one less."""
    if not counts[name]:
        return False
    counts[name] -= 1
    return True
