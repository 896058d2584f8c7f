"""What a process costs: wall time, and what it says of itself."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from dataclasses import dataclass

from benchmarks.systems.environments import ROOT


@dataclass(frozen=True)
class Cost:
    """What one run of a system took.

    Attributes:
        process_seconds: wall time of the whole process, start and imports included.
        seconds: wall time of the call itself.
        peak_bytes: largest resident memory of the process.
        failure: why there are no figures, if there are none.
        timed_out: whether that is because it took too long.
    """

    process_seconds: float
    seconds: float = float("nan")
    peak_bytes: int = 0
    failure: str | None = None
    timed_out: bool = False


def measure(command: list[str], patience: float) -> Cost:
    """Run a command that prints ``{"seconds": …, "peak_bytes": …}`` and return what it cost.

    A command that takes more than ``patience`` seconds is ended, one that fails is reported. It
    runs in the folder of the project.
    """
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=patience, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired:
        return Cost(patience, failure=f"> {patience:.0f} s", timed_out=True)
    wall = time.perf_counter() - start
    if done.returncode != 0:
        return Cost(
            wall, failure=(done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        )
    told = json.loads(done.stdout)
    return Cost(wall, told["seconds"], told["peak_bytes"])


def median_wall_seconds(commands: dict[str, list[str]], repeats: int = 21) -> dict[str, float]:
    """Return the median wall time of each command, run in turns so that all meet the same noise."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(repeats):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in times.items()}
