"""Runs the command line: in this process, or as a user does, in one of its own."""

import io
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from summarize.cli import main
from tests.conftest import ROOT

SEED = str(ROOT / "seeds" / "000_a76c248ee9268897.txt")

Done = subprocess.CompletedProcess[str]


def run(*arguments: str, stdin: bytes | None = None, cwd: Path | None = None) -> Done:
    """Run it in this process, which has imported everything already."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (stdin or b"", b"", b"")]
    handlers = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGPIPE)}
    here = Path.cwd()
    os.chdir(cwd or here)
    try:
        with (
            mock.patch.multiple(sys, argv=["summarize", *arguments], stdin=streams[0]),
            redirect_stdout(streams[1]),
            redirect_stderr(streams[2]),
        ):
            status = exit_status()
    finally:
        os.chdir(here)
        for name, handler in handlers.items():
            signal.signal(name, handler)
    for stream in streams[1:]:
        stream.flush()
    stdout, stderr = (stream.buffer.getvalue().decode() for stream in streams[1:])  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(arguments, status, stdout, stderr)


def exit_status() -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def run_process(
    *arguments: str, stdin: bytes | None = None, cwd: Path | None = None, **environment: str
) -> Done:
    """Run it in a process of its own, which starts with nothing and ends by itself."""
    done = subprocess.run(
        [sys.executable, "-m", "summarize", *arguments],
        capture_output=True,
        input=stdin or b"",
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )
    stdout, stderr = (decode(stream) for stream in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, stdout, stderr)


def decode(written: bytes) -> str:
    """Read UTF-8, or what a terminal of Western Europe shows."""
    try:
        return written.decode()
    except UnicodeDecodeError:
        return written.decode("cp1252")


def assert_fails(done: Done, status: int, message: str) -> None:
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == status
