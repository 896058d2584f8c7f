"""Runs a server for as long as a benchmark or a picture needs it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.systems.environments import ROOT

SUMMARIZE = (sys.executable, "-m", "summarize", "serve")
"""The command of our own server."""

_START_SECONDS = 60.0


@contextmanager
def running(command: Sequence[str]) -> Iterator[tuple[str, subprocess.Popen[bytes], float]]:
    """Run a server; yield its URL, its process, and how many seconds it took to listen.

    Args:
        command: starts the server, with the port as one more argument.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.perf_counter()
    process = subprocess.Popen([*command, str(port)], cwd=ROOT)
    try:
        while process.poll() is None and time.perf_counter() < start + _START_SECONDS:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
            except OSError:
                time.sleep(0.02)
        yield f"http://127.0.0.1:{port}", process, time.perf_counter() - start
    finally:
        process.terminate()
        process.wait()
