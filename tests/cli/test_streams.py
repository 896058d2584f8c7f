"""Streams that are closed or full, and runs that are ended."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import SEED, assert_fails, run


class TestStreamsThatDoNotWork:
    @pytest.mark.parametrize(
        ("redirection", "message"),
        [
            ("<&-", "standard input: is closed"),
            (f"{SEED} >&-", "standard output: cannot be written"),
            ("--list-methods >&-", "standard output: cannot be written"),
            (f"compare {SEED} >&-", "standard output: cannot be written"),
            *(
                pytest.param(
                    f"{command} >/dev/full",
                    "standard output: cannot be written: No space left on device",
                    marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here"),
                )
                for command in (SEED, "--list-methods", f"compare {SEED}")
            ),
        ],
    )
    def test_are_said_in_a_line(self, redirection: str, message: str) -> None:
        command = f"{sys.executable} -m summarize {redirection}"
        done = subprocess.run(
            ["bash", "-c", command],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": ""},
            check=False,
        )
        assert_fails(done, 1, message)
        assert len(done.stderr.splitlines()) == 1

    def test_errors_do_not_go_to_standard_output(self) -> None:
        command = f"{sys.executable} -m summarize nowhere.txt 2>&-"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")

    def test_an_empty_file_name(self) -> None:
        assert_fails(run(""), 1, "a file name is empty")


class TestQuietEnds:
    def test_a_closed_pipe(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "summarize", *[SEED] * 50], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        process.wait()

    def test_an_interrupt(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "summarize"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(1)  # it waits for the text by then
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate()
        assert (stdout, stderr) == (b"", b"")
        assert process.returncode == -signal.SIGINT
