"""Measures documents a second of CPU: a loop in this process, and two workers, against Ray with two actors.

``OMP_NUM_THREADS=1 python -m tests.ray.measure [N] [--model FOLDER]`` takes N articles (20,000), of CNN/DM
and XSum in the shared data, again and again. CPU time of all processes of Ray counts, from its start to the
last Parquet file, so that a machine that is busy with other things gives nearly the same figures.
"""

# ruff: noqa: T201

import argparse
import json
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
from pyarrow import parquet

from summarize import summarize_many
from summarize.batch.run import summarize_to_file
from summarize.readers import Item
from tests.conftest import shared_documents

N_FILES = 16
SETS = ("cnndm_validation", "xsum_test")


class CpuTime:
    """CPU seconds of this process and of all that descend from it, dead ones up to half a second before."""

    def __enter__(self) -> "CpuTime":
        self._me = psutil.Process()
        self._of: dict[tuple[int, float], tuple[float, bool]] = {}
        self._looking = 0.0
        self._done = threading.Event()
        self._before = self._me.cpu_times()
        self._start = time.perf_counter()
        self._poll = threading.Thread(target=self._watch)
        self._poll.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._look()
        self.wall = time.perf_counter() - self._start
        self._done.set()
        self._poll.join()
        now = self._me.cpu_times()
        own = now.user + now.system - self._before.user - self._before.system
        self.own = own - self._looking
        self.cpu = self.own + sum(seconds for seconds, _ in self._of.values())
        self.actors = sum(seconds for seconds, is_actor in self._of.values() if is_actor)

    def _watch(self) -> None:
        while not self._done.wait(0.5):
            self._look()
            self._looking = time.thread_time()

    def _look(self) -> None:
        for process in self._me.children(recursive=True):
            try:
                times, title = process.cpu_times(), "".join(process.cmdline())
                key = process.pid, process.create_time()
                self._of[key] = times.user + times.system, title.startswith("ray::MapWorker")
            except psutil.Error:
                pass


def write_input(folder: Path, texts: list[str], number: int) -> int:
    """Write the articles as Parquet files; return how many characters they are."""
    folder.mkdir()
    rows = [{"id": i, "text": texts[i % len(texts)]} for i in range(number)]
    for i in range(N_FILES):
        parquet.write_table(pa.Table.from_pylist(rows[i::N_FILES]), folder / f"{i}.parquet")
    return sum(len(row["text"]) for row in rows)


def run_loop(source: Path, output: Path, **arguments: Any) -> None:
    """Do a quarter of the files."""
    with output.open("w", encoding="utf-8") as lines:
        for path in sorted(source.glob("*.parquet"))[: N_FILES // 4]:
            texts = parquet.read_table(path).column("text").to_pylist()
            for summary in summarize_many(texts, **arguments):
                lines.write(json.dumps(summary.to_dict(), ensure_ascii=False) + "\n")


def run_workers(source: Path, output: Path, method: str) -> None:
    """Do all files in two processes, as ``--output --workers 2`` does."""
    rows = (row for path in sorted(source.glob("*.parquet")) for row in parquet.read_table(path).to_pylist())
    items = (Item(str(row["id"]), text=row["text"]) for row in rows)
    summarize_to_file(items, output, method, workers=2)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int, nargs="?", default=20_000)
    parser.add_argument("--model")
    given = parser.parse_args()
    arguments = {"model": given.model, "device": "cpu"} if given.model else {"method": "textrank"}
    texts = [text for name in SETS for text in shared_documents(name)]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        n_characters = write_input(work / "in", texts, given.number)
        print(f"{given.number} documents, {n_characters / given.number:.0f} characters each, {arguments}")
        list(summarize_many(texts[:20], **arguments))  # packages and models are loaded
        for turn in range(2):
            with CpuTime() as loop:
                run_loop(work / "in", work / "out.jsonl", **arguments)
            tell("loop", given.number // 4, loop, [work / "out.jsonl"])
            if turn == 0:
                measure_ray(work, given.number, arguments)
        if "method" in arguments:  # a model takes one process
            with CpuTime() as workers:
                run_workers(work / "in", work / "records.jsonl", arguments["method"])
            tell("two workers", given.number, workers, [work / "records.jsonl"])


def measure_ray(work: Path, number: int, arguments: dict[str, Any]) -> None:
    import ray

    from summarize.ray import summarize_files

    with CpuTime() as start:
        ray.init("local", num_cpus=3, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
        ray.data.DataContext.get_current().enable_progress_bars = False
    print(f"starting Ray: {start.wall:.1f} s, {start.cpu:.1f} s of CPU")
    output = work / "out"
    with CpuTime() as spent:
        written = summarize_files([work / "in"], output, id_column="id", concurrency=2, **arguments)
    ids = parquet.read_table(output, columns=["id"]).column("id").to_pylist()
    assert sorted(ids) == list(range(number)), "rows are lost or doubled"
    tell(f"Ray, {written}", number, spent, list(output.iterdir()))
    seconds = parquet.read_table(output, columns=["seconds"]).column("seconds").to_pylist()
    print(
        f"  {spent.actors:.1f} s of CPU in the actors, {spent.own:.1f} in this process; seconds of the rows: {sum(seconds):.1f}"
    )
    ray.shutdown()


def tell(name: str, number: int, spent: CpuTime, files: list[Path]) -> None:
    n_bytes = sum(file.stat().st_size for file in files)
    print(
        f"{name}: {spent.wall:.1f} s, {spent.cpu:.1f} s of CPU, {number / spent.cpu:.1f} documents a second "
        f"of CPU, {number / spent.wall:.1f} a second, {n_bytes / number:.0f} bytes a document",
        flush=True,
    )


if __name__ == "__main__":
    main()
