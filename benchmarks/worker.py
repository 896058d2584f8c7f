"""A system in a process of its own: started, asked, watched, and started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO, Any, BinaryIO

from benchmarks.entrants import Entrant
from benchmarks.systems import ROOT

_START_SECONDS = 600.0  # a model may have to be loaded
_HASH_SEED = "0"  # some packages iterate over sets


class NotRunError(RuntimeError):
    """A system cannot be started at all; the message is why."""


class DocumentError(RuntimeError):
    """A system gave no answer for one document; the message is why.

    Attributes:
        timed_out: whether it took longer than the time limit.
    """

    def __init__(self, reason: str, timed_out: bool = False) -> None:
        super().__init__(reason)
        self.timed_out = timed_out


class Worker:
    """The process of one system; see ``benchmarks.peers.adapters.loop`` for what is said.

    Args:
        entrant: the system.
        time_limit: seconds that it may take for a document.

    Attributes:
        signature: what its summaries depend on, by its own account; empty before :meth:`start`.
    """

    def __init__(self, entrant: Entrant, time_limit: float) -> None:
        self.signature = ""
        self._entrant = entrant
        self._time_limit = time_limit
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: BinaryIO | None = None
        self._printed: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by close; a pipe fills up)

    def start(self) -> None:
        """Start the process and wait for its signature.

        Raises:
            NotRunError: its environment cannot be made, or it ends or says nothing.
        """
        try:
            command = self._entrant.command()
        except (OSError, subprocess.CalledProcessError) as error:
            raise NotRunError(f"its packages cannot be installed: {error}") from error
        self._printed.seek(0)
        self._printed.truncate()
        answers, write_end = os.pipe()
        self._answers = os.fdopen(answers, "rb")
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=self._printed,
                stderr=self._printed,
                pass_fds=(write_end,),
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": _HASH_SEED, "BENCHMARKS_ANSWERS": str(write_end)},
                start_new_session=True,  # so that its own children end with it
            )
        except OSError as error:  # an environment whose interpreter is gone
            self._answers.close()
            self._answers = None
            raise NotRunError(f"it cannot be started: {error}") from error
        finally:
            os.close(write_end)
        try:
            self.signature = self._exchange(None, _START_SECONDS)["signature"]
        except DocumentError as error:
            raise NotRunError(str(error)) from error

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer for a document; a process that is gone is started first.

        Raises:
            DocumentError: it crashed, took too long, or said that it failed.
        """
        if self._process is None:
            try:
                self.start()
            except NotRunError as error:
                raise DocumentError(f"it could not be started again: {error}") from error
        answer = self._exchange(request, self._time_limit)
        if "error" in answer:
            raise DocumentError(answer["error"])
        return answer

    def close(self) -> None:
        """End the process for good."""
        self._stop()
        self._printed.close()

    def _stop(self) -> None:
        if self._process is not None:
            self._kill(self._process)
            self._process.wait()
            for pipe in (self._process.stdin, self._answers):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            self._process = self._answers = None

    def _exchange(self, request: Mapping[str, Any] | None, seconds: float) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None or self._answers is None:
            raise DocumentError("it is not running")
        with self._watch(process, seconds) as is_late:
            try:
                if request is not None:
                    process.stdin.write(json.dumps(request).encode() + b"\n")
                    process.stdin.flush()
                line = self._answers.readline()
            except OSError:
                line = b""
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if is_late.is_set() or not isinstance(answer, dict):
            reason = f"more than {seconds:g} s" if is_late.is_set() else self._last_words(process, line)
            self._stop()
            raise DocumentError(reason, timed_out=is_late.is_set())
        return answer

    @contextmanager
    def _watch(self, process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
        """Kill the process after some seconds, which also ends a read or write that waits for it."""
        is_late = threading.Event()

        def end() -> None:
            """Kill the process, and note it."""
            is_late.set()
            self._kill(process)

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            yield is_late
        finally:
            timer.cancel()
            timer.join()

    def _last_words(self, process: subprocess.Popen[bytes], line: bytes) -> str:
        if line:
            return f"it answered {line[:60]!r}, which is not a JSON object"
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        self._printed.seek(0)
        lines = self._printed.read().decode(errors="replace").strip().splitlines()
        status = process.returncode
        ended = (
            f"it was ended by {signal.Signals(-status).name}"
            if (status or 0) < 0
            else f"exit status {status}"
        )
        return f"{lines[-1][:300]} ({ended})" if lines else ended

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
