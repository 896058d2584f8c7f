"""The file of records that an earlier run has left: locked, read, repaired, rewritten."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BufferedReader, FileIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.batch.errors import OutputError
from summarize.batch.records import StoredRecord

if TYPE_CHECKING:
    from filelock import FileLock

# Records that a power failure may cost, at most; a killed process costs none that is written.
GROUP_RECORDS = 100
_START = b'{"id": '
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


def lock(path: Path, shown: str) -> FileLock | None:
    """Keep other runs from a file, until :func:`unlock` or the end of the process.

    The lock is on a hidden file beside it, so that Windows, too, lets the file be read and replaced.

    Args:
        path: the file, which need not exist.
        shown: its name as the user knows it.

    Returns:
        the lock; None on a file system that has none, such as some of networks.

    Raises:
        OutputError: another run has it, or it is no regular file.
        OSError: nothing can be written beside it.
    """
    from filelock import FileLock, Timeout

    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise OutputError(
            f"{shown}: is not a regular file, so that a run could not be continued; name a file"
        )
    path.parent.stat()  # filelock would make the folder
    beside = path.with_name(f".{path.name}.lock")
    held = FileLock(beside, thread_local=False)
    try:
        held.acquire(blocking=False)
    except Timeout:
        message = f"{shown}: another run is writing it; wait for its end, or take another file"
        raise OutputError(message) from None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        return None
    return held


def unlock(held: FileLock | None) -> None:
    """Let other runs have the file."""
    if held is not None:
        with suppress(OSError):  # Windows removes it by itself, once it is closed
            Path(held.lock_file).unlink(missing_ok=True)  # while it is held: who waits for it takes a new one
        held.release()


def open_to_append(path: Path) -> FileIO:
    """Open a locked file, made if there is none.

    Raises:
        OSError: it cannot be opened.
    """
    is_new = not path.exists()
    file = path.open("ab", buffering=0)
    if is_new:
        _sync_folder(path)
    _rewritten(path).unlink(missing_ok=True)
    return file


def read_records(path: Path, shown: str) -> Iterator[tuple[int, StoredRecord]]:
    """Yield where each record ends, in bytes, and what matters of it; what comes after the last is torn.

    Torn is half a record at the end, as a killed process leaves it, and what follows zeros, as a file
    system leaves them after a power failure, if that is no more than one can cost.

    Raises:
        OutputError: there is something that is no record, and not torn.
        OSError: it cannot be read.
    """
    end = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                stored = StoredRecord.from_line(line)
            except (json.JSONDecodeError, UnicodeDecodeError) as error:
                if _is_half(line) or (b"\0" in line and _is_of_the_last_group(line, end, file)):
                    return
                raise _explained(shown, number, error, end) from None
            except ValueError as error:
                raise _explained(shown, number, error, end) from None
            if not line.endswith(b"\n"):
                return
            end += len(line)
            yield end, stored


def _is_half(line: bytes) -> bool:
    return not line.endswith(b"\n") and (line.startswith(_START) or _START.startswith(line))


def _is_of_the_last_group(line: bytes, end: int, file: BufferedReader) -> bool:
    """Return whether a line with zeros may have been written last, after records or in an empty file."""
    is_after_records = end > 0 or not line.strip(b"\0")
    return is_after_records and sum(1 for _ in islice(file, GROUP_RECORDS)) < GROUP_RECORDS


def _explained(shown: str, number: int, error: ValueError, end: int) -> OutputError:
    way_out = ", or remove the line, and its document is done again" if end else ""
    return OutputError(
        f"{shown}: line {number} is no record of a batch: {error}; name another file, or overwrite it "
        f"(--overwrite){way_out}"
    )


def drop_records(path: Path, file: FileIO, is_dropped: Callable[[StoredRecord], bool]) -> FileIO:
    """Replace a locked file by one without some of its records, in one step; return it, open.

    Args:
        path: the file.
        file: the same, open; it is closed.
        is_dropped: told each record in order, returns whether to leave it out.

    Raises:
        OSError: it cannot be written; the old file is as it was.
    """
    rewritten = _rewritten(path)
    file.close()  # Windows does not replace what is open
    try:
        with path.open("rb") as old, rewritten.open("wb") as copy:
            copy.writelines(line for line in old if not is_dropped(StoredRecord.from_line(line)))
            copy.flush()
            os.fsync(copy.fileno())
        shutil.copymode(path, rewritten)
        rewritten.replace(path)
    except BaseException:
        with suppress(OSError):
            rewritten.unlink(missing_ok=True)
        raise
    _sync_folder(path)
    return path.open("ab", buffering=0)


def _rewritten(path: Path) -> Path:
    return path.with_name(f".{path.name}.rewritten")


def _sync_folder(path: Path) -> None:
    """Bring the name of a file to the disk, where folders can be synced."""
    with suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
