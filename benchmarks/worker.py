"""A system in a process of its own: started, asked, watched, and started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
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
        seconds: how long it took to fail.
        time_limit: the seconds that were too few, if that is why.
        is_final: whether it would fail again; a process that broke down may have been a victim.
    """

    def __init__(
        self, reason: str, seconds: float, time_limit: float | None = None, is_final: bool = True
    ) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.time_limit = time_limit
        self.is_final = is_final


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
        self._why_gone = ""
        self._answers: BinaryIO | None = None
        self._printed: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by close; a pipe fills up)

    def start(self) -> None:
        """Start the process and wait for its signature.

        Raises:
            NotRunError: its environment cannot be made, it ends or says nothing, or it is another one than
                before.
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
            signature = self._exchange(None, _START_SECONDS)["signature"]
        except DocumentError as error:
            raise NotRunError(str(error)) from error
        if self.signature not in ("", signature):
            self._stop()
            raise NotRunError(f"its signature was {self.signature} and is {signature}")
        self.signature = signature

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer for a document; a process that is gone is started first.

        Raises:
            DocumentError: it crashed, took too long, said that it failed, or could not be started again.
        """
        if self._process is None and not self._why_gone:
            try:
                self.start()
            except NotRunError as error:
                self._why_gone = f"it could not be started again: {error}"
        if self._why_gone:
            raise DocumentError(self._why_gone, 0.0, is_final=False)
        answer = self._exchange(request, self._time_limit)
        if "error" in answer:
            raise DocumentError(answer["error"], answer["seconds"])
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
        assert process is not None
        assert process.stdin is not None
        assert self._answers is not None
        start = time.perf_counter()
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
            passed = time.perf_counter() - start
            reason = f"more than {seconds:g} s" if is_late.is_set() else self._last_words(process, line)
            self._stop()
            raise DocumentError(
                reason, passed, time_limit=seconds if is_late.is_set() else None, is_final=is_late.is_set()
            )
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
