"""Damaged documents: truncated, bit-flipped, cut, spliced; ``python -m tests.readers.fuzz 10000`` reads many."""

import io
import os
import random
import re
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from summarize import ReadError
from summarize.readers import read_bytes
from summarize.readers.sandbox import parent
from tests.readers.samples import SAMPLES, archive, sample

SECONDS = 10.0
INTERESTING = (
    b"\0",
    b"\xff",
    b"\xff\xff\xff\x7f",
    b"<",
    b"&",
    b"(",
    b"9999999999",
    b"\n\n",
    b"=?utf-8?q?",
    b"%PDF-",
)


def truncated(data: bytes, source: random.Random) -> bytes:
    return data[: source.randrange(len(data))]


def flipped(data: bytes, source: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(source.choice((1, 2, 8, 64, 512))):
        changed[source.randrange(len(changed))] ^= 1 << source.randrange(8)
    return bytes(changed)


def cut(data: bytes, source: random.Random) -> bytes:
    start, end = sorted(source.randrange(len(data) + 1) for _ in range(2))
    return data[:start] + data[end:]


def repeated(data: bytes, source: random.Random) -> bytes:
    start = source.randrange(len(data))
    piece = data[start : start + source.choice((1, 4, 64, 1024))]
    return data[:start] + piece * source.choice((2, 50, 5000)) + data[start:]


def overwritten(data: bytes, source: random.Random) -> bytes:
    for _ in range(source.choice((1, 4, 16))):
        start = source.randrange(len(data))
        piece = source.choice(INTERESTING)
        data = data[:start] + piece + data[start + source.choice((0, len(piece))) :]
    return data


def spliced(data: bytes, source: random.Random) -> bytes:
    other = sample(source.choice(sorted(SAMPLES)))
    return data[: source.randrange(len(data))] + other[source.randrange(len(other)) :]


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    truncated,
    flipped,
    cut,
    repeated,
    overwritten,
    spliced,
)


def damaged(seed: int) -> tuple[str, bytes]:
    """Name and bytes of a damaged document; in half of those of ZIP it is a member that is damaged."""
    source = random.Random(seed)
    name = source.choice(sorted(SAMPLES))
    data = sample(name)
    damage = source.choice(DAMAGES)
    if data.startswith(b"PK") and source.random() < 0.5:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            files: dict[str, bytes | str] = {member: opened.read(member) for member in opened.namelist()}
        member = source.choice([key for key, content in files.items() if content])
        files[member] = damage(bytes(files[member]), source)  # type: ignore[arg-type]
        return name, archive(files)
    return name if source.random() < 0.9 else source.choice(sorted(SAMPLES)), damage(data, source)


def outcomes(seeds: range) -> Iterator[tuple[int, str, str, float]]:
    """Seed, name, ``read`` or the error, and CPU seconds, of each document."""
    for seed in seeds:
        name, data = damaged(seed)
        start = cpu_seconds()
        outcome = "read"
        try:
            read_bytes(data, name)
        except ReadError as error:
            outcome = str(error)
        if outcome != "read" and not outcome.startswith(name):
            raise AssertionError(f"seed {seed}: {name} is not named: {outcome}")
        yield seed, name, outcome, cpu_seconds() - start


def cpu_seconds() -> float:
    """CPU time of this process, of those that parse and of those that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(map(_seconds_of, list(parent._idle)))


def _seconds_of(process: parent._Process) -> float:
    try:
        fields = Path(f"/proc/{process._child.pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended, or there is no such file on this system
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_kilobytes() -> int:
    """The most memory that this process or one of those that parse has had; they are ended."""
    parent._end_all()
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main(n_documents: int, first: int = 0) -> None:
    slowest: list[tuple[float, int, str]] = []
    seen: Counter[str] = Counter()
    n_tried: Counter[str] = Counter()
    n_read: Counter[str] = Counter()
    start = cpu_seconds()
    for seed, name, outcome, seconds in outcomes(range(first, first + n_documents)):
        n_tried[name] += 1
        n_read[name] += outcome == "read"
        seen[re.sub(r"\d+|0x\w\w", "0", outcome.removeprefix(name))[:70]] += 1
        slowest = sorted([*slowest, (round(seconds, 2), seed, name)], reverse=True)[:5]
    report = [
        f"{n_documents} documents in {cpu_seconds() - start:.0f} s, read: {seen['read']}",
        f"slowest (CPU seconds, seed, name): {slowest}",
        f"peak memory of a process: {peak_kilobytes() / 1024:.0f} MB",
        "read of each name: "
        + ", ".join(f"{name} {n_read[name]}/{n_tried[name]}" for name in sorted(n_tried)),
        *(f"{n:6} {outcome}" for outcome, n in seen.most_common()),
    ]
    print("\n".join(report))  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
