"""Parsing in another process, which a hostile document can neither hang nor crash nor fill with data.

A process is started with the first document, and kept for the next ones: it costs 40 ms to start, and
HTML 250 ms more for its packages.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from summarize.errors import MissingExtraError, ReadError
from summarize.processes.supervisor import Child, python_command, signal_name
from summarize.readers.formats.markup import Content
from summarize.readers.formats.registry import format_of
from summarize.readers.limits import MAX_MEMORY, limits_in_force
from summarize.text.cues import Cue

# Seconds to wait for one of computing: the machine may have other things to do. Windows has no other limit.
_PATIENCE = 20 if hasattr(signal, "setitimer") else 4
_DOCUMENTS_A_PROCESS = 500  # so that what a parser leaks comes to an end
_NAME_CHARACTERS = 1000  # a request must fit into what a pipe holds
_SINGLE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # each would take address space


def parse(kind: str, data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the content of a document, parsed with limits on time and memory.

    Args:
        kind: of one of the formats.
        data: all of the document.
        name: for errors.
        encoding: of the text, where the document doesn't say.

    Raises:
        MissingExtraError: a package that parses this kind is not installed.
        ReadError: it is damaged, encrypted, without text, or takes more time or memory than is allowed;
            or this machine has no space or process left for it.
    """
    limits = limits_in_force()
    seconds = limits.seconds_for(len(data), format_of(kind).seconds)
    request = {
        "kind": kind,
        "name": name[:_NAME_CHARACTERS],
        "encoding": encoding,
        "seconds": seconds,
        "limits": asdict(limits),
    }
    try:
        with _stored(data) as path:
            process = _take()
            try:
                answer = process.ask(request | {"path": path}, seconds)
            except BaseException:
                process.end()
                raise
    except OSError as error:
        raise ReadError(f"{name}: this machine cannot parse it now: {error.strerror or error}") from error
    if process.is_spent:
        process.end()
    else:
        _idle.append(process)
    return _content_of(answer, f"{name}: {_why_none(process, seconds)}")


@contextmanager
def _stored(data: bytes) -> Iterator[str]:
    """Keep a document in a file, which the other process reads, for as long as that takes."""
    handle, path = tempfile.mkstemp(prefix="summarize-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        yield path
    finally:
        Path(path).unlink(missing_ok=True)


class _Process:
    """A process that parses one document after the other."""

    def __init__(self) -> None:
        self._child = Child(
            python_command("summarize.readers.sandbox.child", "serve"),
            environment=_SINGLE_THREAD,
            printed=subprocess.DEVNULL,
        )
        self._n_documents = 0
        self.is_spent = False
        self.is_late = False

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return the answer, empty if the process died or was ended for being late."""
        sent = json.dumps(request).encode() + b"\n"
        line = b"".join(self._child.exchange(sent, seconds=_PATIENCE * seconds))
        answer: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
        self._n_documents += 1
        self.is_spent = (
            not answer
            or self._child.is_late  # it has been ended after it answered
            or bool(answer.get("is_last"))
            or self._n_documents >= _DOCUMENTS_A_PROCESS
        )
        return answer

    def has_ended(self) -> bool:
        """Return whether somebody else has ended the process, by Ctrl-C for instance."""
        return self._child.has_ended()

    def end(self) -> None:
        """End the process and forget it."""
        status = self._child.end()
        self.is_late = self._child.is_late or signal_name(status) == "SIGPROF"  # see limit_time

    def forget(self) -> None:
        """Close what connects to it, and leave it alone."""
        self._child.forget()


_idle: list[_Process] = []


def _take() -> _Process:
    while True:
        try:
            process = _idle.pop()
        except IndexError:
            return _Process()
        if not process.has_ended():
            return process
        process.end()


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


def _forget_all() -> None:
    """In a child of a fork: the processes belong to its parent."""
    while _idle:
        _idle.pop().forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


def _content_of(answer: dict[str, Any], why_none: str) -> Content:
    if "text" in answer:
        cues = tuple(Cue(*cue) for cue in answer["cues"])
        page_starts, notes = tuple(answer["page_starts"]), tuple(answer["notes"])
        return Content(answer["text"], answer["title"], page_starts, cues, notes)
    if "missing" in answer:
        raise MissingExtraError(answer["missing"])
    raise ReadError(answer.get("error", why_none))


def _why_none(process: _Process, seconds: float) -> str:
    if process.is_late:
        return (
            f"takes more time to be parsed than a document of its kind and size may, {seconds:.3g} seconds "
            "at most; split it, save it as plain text, or give Limits(seconds=…); it may be damaged"
        )
    return f"cannot be parsed: it crashes the parser, or needs more than {MAX_MEMORY >> 20} MB of memory"
