"""A child process that answers lines with lines: started, fed, watched for time and death, and ended."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import IO, Any

_POLL_SECONDS = 0.1  # how often to check that a silent process lives
_PIECE = 1 << 16
_CAN_SELECT = os.name == "posix"  # Windows selects among sockets only


class Child:
    r"""A process that reads requests from standard input and answers each with lines.

    Args:
        command: the program and its arguments.
        environment: variables to set in addition to those of this process.
        folder: its working directory; that of this process by default.
        answers_in: the variable with the file descriptor for its answers; they come from standard
            output by default.
        printed: where its standard error goes, and its standard output if ``answers_in`` is given; as in
            ``subprocess.Popen``.
        own_session: keep Ctrl-C from it, and kill the processes it has started along with it.

    Attributes:
        is_late: whether it was killed because the time for an answer was over.

    Raises:
        OSError: it cannot be started.

    >>> child = Child([sys.executable, "-c", "print(input().upper())"])
    >>> list(child.exchange(b"cats\n"))
    [b'CATS\n']
    >>> child.end(patience=10)
    0
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        folder: str | os.PathLike[str] | None = None,
        answers_in: str | None = None,
        printed: int | IO[Any] | None = None,
        own_session: bool = False,
    ) -> None:
        self.is_late = False
        self._own_session = own_session
        self._answered_unasked = False
        requests_end, self._requests = os.pipe()
        self._answers, answers_end = os.pipe()
        self._descriptors = [requests_end, self._requests, self._answers]
        output: dict[str, Any] = {"stdout": answers_end}
        if answers_in is not None:
            output = {"stdout": printed, "pass_fds": (answers_end,)}
            environment = {**(environment or {}), answers_in: str(answers_end)}
        try:
            self._process = subprocess.Popen(
                command,
                stdin=requests_end,
                stderr=printed,
                env={**os.environ, **(environment or {})},
                cwd=folder,
                start_new_session=own_session,
                **output,
            )
        except BaseException:
            self._close()
            raise
        finally:
            os.close(answers_end)
        if _CAN_SELECT:
            # The end that it reads stays open here too: a write to a dead process is then no SIGPIPE, which
            # would end the command line without a word.
            os.set_blocking(self._requests, False)
        else:
            self._descriptors.remove(requests_end)
            os.close(requests_end)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def exchange(
        self,
        request: bytes = b"",
        n_answers: int = 1,
        seconds: float | None = None,
        *,
        in_all: bool = False,
    ) -> Iterator[bytes]:
        """Send a request and yield the lines of the answer as they come.

        If the process dies or is late, there are fewer lines, or the last one lacks its line break; then
        call :meth:`end`. The same holds for a process that has answered more than it was asked.

        Args:
            request: one line or more; empty to wait for the first line of the process.
            n_answers: the number of lines to wait for.
            seconds: kill the process if it takes longer for any of them; None to wait as long as it lives.
            in_all: the seconds are for all of them together.
        """
        if self._answered_unasked:
            return
        line = bytearray()
        wait = self._select if _CAN_SELECT else self._block
        with closing(wait(request, seconds, in_all)) as pieces:
            for piece in pieces:
                *ends, rest = piece.split(b"\n")
                for number, end in enumerate(ends, 1):
                    line += end + b"\n"
                    yield bytes(line)
                    line.clear()
                    n_answers -= 1
                    if not n_answers:
                        self._answered_unasked = number < len(ends) or bool(rest)
                        return
                line += rest
        if line:
            yield bytes(line)

    def has_ended(self) -> bool:
        """Return whether the process has ended, by itself or by somebody else."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """Kill the process; whoever waits for its answer, in another thread, gets none."""
        if self._own_session and hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def end(self, patience: float = 0.0) -> int:
        """End the process and free what belongs to it.

        Args:
            patience: seconds to wait for its own end before it is killed.

        Returns:
            its exit status; minus the number of the signal that ended it.
        """
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self.kill()
        status = self._process.wait()
        self._close()
        return status

    def forget(self) -> None:
        """Close what connects to the process and leave it alone: after a fork it is the parent's."""
        self._close()
        if self._process.returncode is None:
            self._process.returncode = 0

    def _select(self, request: bytes, seconds: float | None, in_all: bool) -> Generator[bytes]:
        """Yield the pieces of the answer until the process ends or is late.

        The end of the pipe is not waited for: a program that the process has started may keep it open.
        """
        seconds = float("inf") if seconds is None else seconds
        deadline = time.monotonic() + seconds
        unsent = memoryview(request)
        with selectors.DefaultSelector() as selector:
            selector.register(self._answers, selectors.EVENT_READ)
            if unsent:
                selector.register(self._requests, selectors.EVENT_WRITE)
            while (left := deadline - time.monotonic()) > 0:
                has_ended = self.has_ended()  # asked first: its last words are read below
                ready = {key.fd for key, _ in selector.select(0 if has_ended else min(left, _POLL_SECONDS))}
                piece = os.read(self._answers, _PIECE) if self._answers in ready else b""
                if piece:
                    yield piece
                    if b"\n" in piece and not in_all:
                        deadline = time.monotonic() + seconds
                elif has_ended or self._answers in ready:
                    return
                if self._requests in ready:
                    unsent = unsent[os.write(self._requests, unsent) :]
                    if not unsent:
                        selector.unregister(self._requests)
        self._stop()

    def _block(self, request: bytes, seconds: float | None, in_all: bool) -> Generator[bytes]:
        """Do as ``_select`` does where pipes cannot be waited for: a thread watches the time."""
        timer = self._timer(seconds)
        try:
            with suppress(OSError), os.fdopen(os.dup(self._requests), "wb") as requests:
                requests.write(request)
            while piece := os.read(self._answers, _PIECE):
                yield piece
                if b"\n" in piece and not in_all:
                    timer.cancel()
                    timer = self._timer(seconds)
        finally:
            timer.cancel()

    def _timer(self, seconds: float | None) -> threading.Timer:
        timer = threading.Timer(threading.TIMEOUT_MAX if seconds is None else seconds, self._stop)
        timer.daemon = True
        timer.start()
        return timer

    def _stop(self) -> None:
        self.is_late = True
        self.kill()

    def _close(self) -> None:
        while self._descriptors:
            os.close(self._descriptors.pop())


def python_command(module: str, function: str) -> list[str]:
    """Return the command that calls a function in a Python that imports from where this one does."""
    program = f"import sys; sys.path[:] = {sys.path!r}; from {module} import {function}; {function}()"
    return [sys.executable, "-c", program]


def signal_name(status: int) -> str | None:
    """Return the name of the signal that ended a process, None if it ended by itself.

    >>> signal_name(-9), signal_name(3)
    ('SIGKILL', None)
    """
    if status >= 0:
        return None
    known = {number.value: number.name for number in signal.Signals}
    return known.get(-status, f"signal {-status}")
