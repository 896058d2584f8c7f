"""Many documents into one file, beside a loop over sumy: ``python -m benchmarks batch``."""

from __future__ import annotations

import json
import os
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Thread

import click

from benchmarks.commands.rouge import DATA
from benchmarks.data.examples import Example
from benchmarks.data.load import load
from benchmarks.results.generate import make_request
from benchmarks.results.provenance import commit
from benchmarks.systems.entrants import parse_entrants
from benchmarks.systems.worker import Worker
from summarize import Length, TextRank
from summarize.batch.run import summarize_to_file
from summarize.readers import Item

_LENGTH = Length(sentences=3)
_SUMY_SECONDS = 60.0
_EVERY_SECONDS = 1.0


@click.command()
@click.option("--documents", "n_documents", type=click.IntRange(min=1), default=100_000, show_default=True)
@click.option("--workers", "n_workers", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--data", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=DATA)
@click.option(
    "--json", "json_path", type=click.Path(path_type=Path), help="Write the figures to this file, too."
)
def batch(n_documents: int, n_workers: int, folder: Path, json_path: Path | None) -> None:
    """Summarize the documents of all sets, again and again under other ids, by TextRank into a file."""
    examples = [example for path in sorted(folder.glob("*.jsonl")) for example in load(str(path)).examples]
    if not examples:
        raise click.UsageError(f"{folder} has no set of documents (*.jsonl)")
    # Machines get slower and faster: half of the peer's documents come before the batch, half after it.
    sumy_seconds = _sumy_seconds(examples[::2])
    with tempfile.TemporaryDirectory() as scratch, _Memory() as memory:
        start = time.perf_counter()
        result = summarize_to_file(
            _items(examples, n_documents), Path(scratch, "out.jsonl"), TextRank(), _LENGTH, workers=n_workers
        )
        seconds = time.perf_counter() - start
    sumy_seconds += _sumy_seconds(examples[1::2])
    rate, sumy_rate = result.n_done / seconds, len(examples) / sumy_seconds
    early, late = memory.at(0.1), memory.at(1.0)
    click.echo(
        f"- {result.n_done:,} documents ({len(examples):,} different ones) with {n_workers} workers: "
        f"{rate:,.0f} a second, on the disk\n"
        f"- memory of all processes after a tenth of the time {early:,.0f} MB, at the end {late:,.0f} MB\n"
        f"- sumy TextRank in a loop over each, given sentences, one process: {sumy_rate:,.1f} a second; "
        f"**{rate / sumy_rate:,.1f} ×**, {rate / n_workers / sumy_rate:,.1f} × a process"
    )
    if json_path is not None:
        figures = {
            "machine": platform.platform(),
            "commit": commit(),
            "documents": result.n_done,
            "workers": n_workers,
            "documents_per_second": rate,
            "memory_mb": [early, late],
            "sumy_documents_per_second": sumy_rate,
        }
        json_path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _items(examples: Sequence[Example], n: int) -> Iterator[Item]:
    for number, example in enumerate(islice(cycle(examples), n)):
        yield Item(f"{number}-{example.id}", text=example.document)


def _sumy_seconds(examples: Sequence[Example]) -> float:
    """Return how long sumy's TextRank takes for the documents."""
    [entrant] = parse_entrants(["sumy-textrank"])
    with closing(Worker(entrant, _SUMY_SECONDS)) as worker:
        worker.start()
        return float(sum(worker.ask(make_request(example, _LENGTH))["seconds"] for example in examples))


class _Memory:
    """Resident memory of this process and those it has started, in MB, once a second."""

    def __init__(self) -> None:
        self._samples: list[float] = []
        self._is_over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def at(self, share: float) -> float:
        """Return what it was after a share of the time."""
        return self._samples[round(share * (len(self._samples) - 1))]

    def _watch(self) -> None:
        while True:
            self._samples.append(resident(os.getpid()) / 1e6)
            if self._is_over.wait(_EVERY_SECONDS):
                return


def resident(pid: int) -> int:
    """Return the resident bytes of a process and its descendants."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, ValueError):  # it has just ended
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(resident, children))
