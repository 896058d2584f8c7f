"""The inside of a worker process: items come in, and records go out."""

from __future__ import annotations

import base64
import io
import pickle
import sys
from typing import BinaryIO

from summarize.batch.records import Record
from summarize.batch.tasks import Task
from summarize.batch.work import Work
from summarize.processes.inside import connect

READY, SUMMARY, FAILURE, END = b"r", b"s", b"f", b"e"


def main() -> None:
    """Answer each line of standard input by a line an item on standard output, until there are no more."""
    requests, answers = connect()
    try:
        # The other end is the process that started this one, by nothing but these two pipes.
        work: Work = pickle.loads(base64.b64decode(requests.readline()))  # noqa: S301
        _answer(answers, READY, b"\n")
        for request in requests:
            tasks: list[Task] = pickle.loads(base64.b64decode(request))  # noqa: S301
            for item, standard_input in tasks:
                if standard_input is not None:
                    sys.stdin = io.TextIOWrapper(io.BytesIO(standard_input))
                record = work.record(item)
                _answer(answers, FAILURE if record.is_failure else SUMMARY, record.line)
    except BrokenPipeError:
        sys.exit(1)  # nobody is there any more
    except Exception as error:
        _answer(answers, END, _pickled(error) + b"\n")


def request_line(tasks: list[Task]) -> bytes:
    """Return the line that asks for the records of items, of whatever types their fields are."""
    return base64.b64encode(pickle.dumps(tasks)) + b"\n"


def parse_answer(line: bytes) -> Record | Exception | None:
    r"""Return the record in an answer, or the error that ends the run; None if it says ready.

    >>> parse_answer(b's{"id": "a"}\n')
    Record(line=b'{"id": "a"}\n', is_failure=False)
    """
    kind, content = line[:1], line[1:]
    if kind == READY:
        return None
    if kind == END:
        error: Exception = pickle.loads(base64.b64decode(content))  # noqa: S301 (our own child's)
        return error
    return Record(content, kind == FAILURE)


def _answer(answers: BinaryIO, kind: bytes, content: bytes) -> None:
    answers.write(kind + content)
    answers.flush()


def _pickled(error: Exception) -> bytes:
    try:
        data = pickle.dumps(error)
        pickle.loads(data)  # noqa: S301 (some can be pickled, and no more)
    except Exception:
        data = pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return base64.b64encode(data)
