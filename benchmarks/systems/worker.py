"""A system in a process of its own: started, asked, watched, and started again."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from typing import IO, Any

from benchmarks.results.outputs import spell_timeout
from benchmarks.systems.entrants import Entrant
from benchmarks.systems.environments import ROOT
from summarize.processes.supervisor import Child, signal_name

_START_SECONDS = 600.0  # a model may have to be loaded
_HASH_SEED = "0"  # some packages iterate over sets
_END_SECONDS = 10.0  # for a process that answers no more to end by itself, and so to say why
_LAST_BYTES = 4096


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
    """The process of one system; see ``benchmarks.systems.peers.adapters.loop`` for what is said.

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
        self._child: Child | None = None
        self._why_gone = ""
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
        try:
            self._child = child = Child(
                command,
                environment={"PYTHONHASHSEED": _HASH_SEED},
                folder=ROOT,
                answers_in="BENCHMARKS_ANSWERS",
                printed=self._printed,
                own_session=True,
            )
        except OSError as error:  # an environment whose interpreter is gone
            raise NotRunError(f"it cannot be started: {error}") from error
        try:
            signature = self._exchange(child, b"", _START_SECONDS)["signature"]
        except DocumentError as error:
            raise NotRunError(str(error)) from error
        if self.signature not in ("", signature):
            self._end(child)
            raise NotRunError(f"its signature was {self.signature} and is {signature}")
        self.signature = signature

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer for a document; a process that is gone is started first.

        Raises:
            DocumentError: it crashed, took too long, said that it failed, or could not be started again.
        """
        if self._child is None and not self._why_gone:
            try:
                self.start()
            except NotRunError as error:
                self._why_gone = f"it could not be started again: {error}"
        if self._child is None or self._why_gone:
            raise DocumentError(self._why_gone, 0.0, is_final=False)
        answer = self._exchange(self._child, json.dumps(request).encode() + b"\n", self._time_limit)
        if "error" in answer:
            raise DocumentError(answer["error"], answer["seconds"])
        return answer

    def close(self) -> None:
        """End the process for good."""
        if self._child is not None:
            self._end(self._child)
        self._printed.close()

    def _end(self, child: Child, patience: float = 0.0) -> int:
        self._child = None
        return child.end(patience)

    def _exchange(self, child: Child, request: bytes, seconds: float) -> dict[str, Any]:
        self._n_printed = os.fstat(self._printed.fileno()).st_size
        start = time.perf_counter()
        line = b"".join(child.exchange(request, seconds=seconds))
        passed = time.perf_counter() - start
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if isinstance(answer, dict):
            return answer
        if child.is_late:
            self._end(child)
            raise DocumentError(spell_timeout(seconds), passed, time_limit=seconds)
        raise DocumentError(self._last_words(child, line), passed, is_final=False)

    def _last_words(self, child: Child, line: bytes) -> str:
        """End a process that gave no answer and return why, as far as it has said."""
        if line:
            self._end(child)
            return f"it answered {line[:60]!r}, which is not a JSON object"
        status = self._end(child, _END_SECONDS)
        if (name := signal_name(status)) is not None:
            return f"it was ended by {name}"
        printed = self._printed.fileno()
        start = max(self._n_printed, os.fstat(printed).st_size - _LAST_BYTES)
        lines = os.pread(printed, _LAST_BYTES, start).decode(errors="replace").strip().splitlines()
        ended = f"exit status {status}"
        return f"{lines[-1][:300]} ({ended})" if lines else ended
