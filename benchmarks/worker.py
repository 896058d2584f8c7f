"""A system in a process of its own: started, asked, watched, and started again."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Any, BinaryIO

from benchmarks.entrants import Entrant
from benchmarks.outputs import spell_timeout
from benchmarks.systems import ROOT

_START_SECONDS = 600.0  # a model may have to be loaded
_HASH_SEED = "0"  # some packages iterate over sets
_LOOK_SECONDS = 0.1  # how often to look whether the process is there
_PIECE = 1 << 16
_LAST_BYTES = 4096
_SIGNALS = {number.value: number.name for number in signal.Signals}


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
        self._n_printed = 0
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
        os.set_blocking(answers, False)
        self._answers = os.fdopen(answers, "rb", buffering=0)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                bufsize=0,
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
        assert self._process is not None
        self._n_printed = os.fstat(self._printed.fileno()).st_size
        start = time.perf_counter()
        line = self._talk(b"" if request is None else json.dumps(request).encode() + b"\n", start + seconds)
        passed = time.perf_counter() - start
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if isinstance(answer, dict):
            return answer
        is_late = passed >= seconds and not line.endswith(b"\n")
        reason = spell_timeout(seconds) if is_late else self._last_words(self._process, line)
        self._stop()
        raise DocumentError(reason, passed, time_limit=seconds if is_late else None, is_final=is_late)

    def _talk(self, told: bytes, deadline: float) -> bytes:
        """Return the line that is answered, or what there is of it at the deadline or the process's end.

        The end of the pipe is not waited for: a program that the process has started may keep it open.
        """
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._answers is not None
        requests, answers = self._process.stdin.fileno(), self._answers.fileno()
        os.set_blocking(requests, False)
        line = b""
        with selectors.DefaultSelector() as selector:
            selector.register(answers, selectors.EVENT_READ)
            if told:
                selector.register(requests, selectors.EVENT_WRITE)
            while not line.endswith(b"\n") and (left := deadline - time.perf_counter()) > 0:
                has_ended = self._process.poll() is not None  # asked first: its last words are read below
                ready = {key.fd for key, _ in selector.select(0 if has_ended else min(left, _LOOK_SECONDS))}
                piece = os.read(answers, _PIECE) if answers in ready else b""
                line += piece
                if not piece and (has_ended or answers in ready):
                    break
                if requests in ready:
                    told = told[_write(requests, told) :]
                    if not told:
                        selector.unregister(requests)
        return line

    def _last_words(self, process: subprocess.Popen[bytes], line: bytes) -> str:
        if line:
            return f"it answered {line[:60]!r}, which is not a JSON object"
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        status = process.returncode
        if status is not None and status < 0:
            return f"it was ended by {_SIGNALS.get(-status, f'signal {-status}')}"
        printed = self._printed.fileno()
        start = max(self._n_printed, os.fstat(printed).st_size - _LAST_BYTES)
        lines = os.pread(printed, _LAST_BYTES, start).decode(errors="replace").strip().splitlines()
        ended = f"exit status {status}"
        return f"{lines[-1][:300]} ({ended})" if lines else ended

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _write(descriptor: int, told: bytes) -> int:
    """Return how many bytes a pipe took; one that nobody reads takes all."""
    try:
        return os.write(descriptor, told[:_PIECE])
    except BrokenPipeError:
        return len(told)
