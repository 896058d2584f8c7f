"""Times one system on one text file; standard library only, for it runs in every environment."""

from __future__ import annotations

import json
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

WARM_UP = "The cat sat on the mat. The dog saw the cat. A cat and a dog sat. It was a fine day. " * 5
_REPEATS, _SECONDS_OF_REPEATS = 9, 5.0


def report(run: Callable[[str], object]) -> None:
    """Run a system on the file and in the mode that the command line names; print one JSON object.

    ``once`` is what a user's script does: one text, nothing loaded before. ``warm`` times the
    call alone, median of up to nine, after a first call on a short text.
    """
    path, mode = sys.argv[1:]
    text = Path(path).read_text(encoding="utf-8")
    seconds: list[float] = []
    if mode == "warm":
        run(WARM_UP)
    while not seconds or (mode == "warm" and len(seconds) < _REPEATS and sum(seconds) < _SECONDS_OF_REPEATS):
        start = time.perf_counter()
        run(text)
        seconds.append(time.perf_counter() - start)
    print(
        json.dumps({"seconds": statistics.median(seconds), "runs": len(seconds), "peak_bytes": peak_bytes()})
    )


def peak_bytes() -> int:
    """Return the largest resident memory of this process.

    Linux counts the memory of the parent into ``ru_maxrss``; ``VmHWM`` is the process's own.
    """
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))):
        return int(found[1]) * 1024
    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return usage if sys.platform == "darwin" else usage * 1024
