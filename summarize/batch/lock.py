"""One process at a time on one file."""

from __future__ import annotations

import errno
from typing import IO, Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def try_to_lock(file: IO[Any]) -> bool:
    """Lock an open file until it is closed or the process ends; return whether nobody else has.

    Where there are no locks, as on Windows and some network file systems, nobody has.
    """
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES)
    return True
