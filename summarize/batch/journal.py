"""The output file of a batch: each record in it once and on the disk before it counts."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from threading import Lock
from types import TracebackType

from summarize.batch.digests import Digests
from summarize.batch.errors import OutputError
from summarize.batch.existing import GROUP_RECORDS, drop_failures, open_locked, read_records
from summarize.batch.records import Failure, Record
from summarize.batch.settings import tell_apart

_GROUP_SECONDS = 1.0
_MOST_FAILURES = 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Status(Enum):
    """What a journal knows of a document in the input."""

    NEW = "it has no record"
    DONE = "an earlier run has left a record, of a summary or of a failure"
    DUPLICATE = "its id was in the input before"


class Journal:
    """A file of records that one run at a time may add to.

    What a killed process left half written at its end is dropped, and the document is done again.

    Args:
        path: the file; made if there is none.
        settings: what the records depend on, see :func:`describe_settings`.
        overwrite: whether to begin with an empty file.
        retry_failed: whether to drop the records of failures, in one step, so that these documents are new.

    Attributes:
        n_done: summaries that this run has added, on the disk.
        n_failed: records of failures in the file, on the disk.
        failures: the first few of them.

    Raises:
        OutputError: the file cannot be written, another run has it open, it has records with other
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
        self.n_done = self.n_failed = 0
        self.failures: list[Failure] = []
        self._counting = Lock()
        self._shown = os.fspath(path)
        self._known = Digests()
        with self._explaining():
            # What a link leads to, for a rename that keeps the link.
            self._path = Path(os.path.realpath(path))
            self._file = open_locked(self._path, self._shown)
            try:
                if overwrite:
                    self._file.truncate(0)
                n_dropped = self._read(settings, retry_failed)
                if n_dropped:
                    self._file = drop_failures(self._path, self._file)
                self._end = self._synced = self._file.seek(0, os.SEEK_END)
            except BaseException:
                self._file.close()
                raise
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
        return Status.DONE if self._known.is_in_file(name) else Status.NEW

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
        self._count(failure)

    def close(self) -> None:
        """Bring all records to the disk, and let others have the file.

        Raises:
            OutputError: that did not work.
        """
        try:
            with self._explaining():
                if self._pending:
                    self._sync()
        finally:
            self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, settings: str, retry_failed: bool) -> int:
        """Take in the records that are there; return how many are to be dropped."""
        end = n_dropped = 0
        for end, stored in read_records(self._path, self._shown):  # noqa: B007 (the last one is needed)
            if stored.settings != settings:
                raise OutputError(
                    f"{self._shown}: was written with other settings: "
                    f"{tell_apart(stored.settings, settings)}; take another file, or overwrite it "
                    "(--overwrite on the command line)"
                )
            if stored.failure is None:
                self._known.add_from_file(stored.id)
            elif retry_failed:
                n_dropped += 1
            else:
                self._known.add_from_file(stored.id)
                self._count(stored.failure)
        self._file.truncate(end)
        return n_dropped

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
                self._count(record.failure)
            else:
                self.n_done += 1
        self._pending.clear()

    def _count(self, failure: Failure) -> None:
        with self._counting:  # a model's items are read in a thread of their own
            self.n_failed += 1
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
