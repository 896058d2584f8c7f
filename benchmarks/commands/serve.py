"""Requests a second of ``summarize serve``, beside web services that do nothing or call sumy."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import quantiles

import click

from benchmarks.commands.batch import resident
from benchmarks.commands.rouge import DATA
from benchmarks.data.load import load
from benchmarks.results.provenance import commit
from benchmarks.systems.environments import InstallError, System
from benchmarks.systems.servers import SUMMARIZE, running

PEERS = System("web services", "web_services", ("sumy==0.13.0", "numpy", "fastapi", "uvicorn"))
_PATHS = {
    "summarize, auto": "/v1/summaries",
    "FastAPI, returns its input": "/floor",
    "FastAPI, sumy TextRank": "/sumy",
}
_BYTES = 4096  # of a text, about


@dataclass(frozen=True)
class Load:
    """What a service did under some load.

    Attributes:
        n_connections: clients at a time.
        seconds: from the beginning of each request to its end.
        wall: seconds that all took.
        n_lost: requests without the answer 200.
    """

    n_connections: int
    seconds: Sequence[float]
    wall: float
    n_lost: int

    def row(self, name: str) -> str:
        """Return the row of a table."""
        cuts = quantiles(self.seconds, n=100) if len(self.seconds) > 1 else [0.0] * 99
        shown = " | ".join(f"{1000 * cuts[percent - 1]:,.0f}" for percent in (50, 95, 99))
        rate = len(self.seconds) / self.wall
        return f"| {name} | {self.n_connections} | {rate:,.0f} | {shown} | {self.n_lost} |"


@click.command()
@click.option("--seconds", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="A load.")
@click.option("--connections", default="1,8,32", show_default=True, help="Numbers of clients at a time.")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--data", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=DATA)
@click.option("--sumy/--no-sumy", "has_sumy", default=True, show_default=True)
def serve(seconds: float, connections: str, workers: int, folder: Path, has_sumy: bool) -> None:
    """Load servers on this machine with news articles of about 4 KB."""
    loads = [int(each) for each in connections.split(",")]
    bodies = _bodies(folder)
    ours = [*SUMMARIZE, "--workers", str(workers), "--port"]
    try:
        peers = [
            PEERS.python() if has_sumy else sys.executable,
            "-m",
            "benchmarks.systems.peers.web_services",
        ]
    except InstallError as error:
        raise click.ClickException(str(error)) from error
    rows, memory = [], []
    for name, path in _PATHS.items():
        if path == "/sumy" and not has_sumy:
            continue
        with running(ours if path.startswith("/v1") else peers) as (url, process, started):
            sizes = []
            for n_connections in loads:
                click.echo(f"{name}, {n_connections} connections …", err=True)
                rows.append(asyncio.run(_load(url + path, bodies, n_connections, seconds)).row(name))
                sizes.append(f"{resident(process.pid) / 1e6:,.0f}")
            memory.append(
                f"- {name}: listens {started:.1f} s after its start; MB after each load: {', '.join(sizes)}"
            )
    click.echo(f"{seconds:g} s a load, {len(bodies)} texts, {workers} workers, commit {commit()}\n")
    click.echo("| service | connections | requests/s | p50 ms | p95 ms | p99 ms | lost |")
    click.echo("|---|--:|--:|--:|--:|--:|--:|")
    click.echo("\n".join([*rows, "", *memory]))


def _bodies(folder: Path) -> list[bytes]:
    """Return requests with the articles whose size is nearest to that asked for."""
    examples = load(str(folder / "cnndm_validation.jsonl")).examples
    texts = sorted(
        (example.document for example in examples), key=lambda text: abs(len(text.encode()) - _BYTES)
    )
    return [json.dumps({"text": text, "sentences": 3}).encode() for text in texts[:50]]


async def _load(url: str, bodies: list[bytes], n_connections: int, seconds: float) -> Load:
    import httpx2

    requests, durations, n_lost = cycle(bodies), list[float](), 0
    headers = {"Content-Type": "application/json"}

    async def _run(client: httpx2.AsyncClient, end: float) -> None:
        nonlocal n_lost
        while time.perf_counter() < end:
            start = time.perf_counter()
            answer = await client.post(url, content=next(requests), headers=headers)
            if answer.status_code == 200:
                durations.append(time.perf_counter() - start)
            else:
                n_lost += 1

    async with httpx2.AsyncClient(timeout=120) as client:
        await asyncio.gather(*(_run(client, time.perf_counter() + 1.0) for _ in range(4)))  # warms up
        durations, n_lost = [], 0
        start = time.perf_counter()
        await asyncio.gather(*(_run(client, start + seconds) for _ in range(n_connections)))
        return Load(n_connections, durations, time.perf_counter() - start, n_lost)
