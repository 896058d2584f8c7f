"""A worker process: requests come in as lines, and answers go out as lines."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from typing import Any

from summarize.errors import SummarizeError
from summarize.processes.inside import connect
from summarize.serve.failures import INTERNAL, describe

MORE, LAST, FAILED = b"+", b".", b"!"
"""How an answer begins: further ones follow, it is the last one, it is an error."""

_WARM_UP = "Cats chase mice. It rained all day long. Mice fear cats."


def main() -> None:
    """Answer each line of standard input until there are no more."""
    from summarize.serve.work import TASKS

    requests, answers = connect()
    for _ in TASKS["summaries"]({"text": _WARM_UP, "style": "json"}):  # loads what the first request needs
        pass
    try:
        answers.write(LAST + b"\n")  # ready
        answers.flush()
        for line in requests:
            for answer in answers_to(line):
                answers.write(answer)
                answers.flush()
    except BrokenPipeError:
        sys.exit(1)  # the server has ended


def answers_to(line: bytes) -> Iterator[bytes]:
    r"""Yield the lines that answer a request.

    >>> list(answers_to(b'{"task": "keywords", "text": " "}'))
    [b'!{"kind": "EmptyTextError", "detail": "the text is empty or blank"}\n']
    """
    from summarize.serve.work import TASKS

    request = json.loads(line)
    previous = None
    try:
        for answer in TASKS[request["task"]](request):
            if previous is not None:
                yield MORE + previous + b"\n"
            previous = dumped(answer)
        yield LAST + (previous or b"null") + b"\n"
    except SummarizeError as error:
        yield FAILED + dumped({"kind": type(error).__name__, "detail": str(error)}) + b"\n"
    except MemoryError:
        yield (
            FAILED
            + dumped({"kind": "MemoryError", "detail": "the memory is not enough for this text"})
            + b"\n"
        )
    except Exception as error:
        yield FAILED + dumped({"kind": INTERNAL, "detail": describe(error)}) + b"\n"


def dumped(value: Any) -> bytes:
    """Return a value as JSON on one line; what JSON has no number for is null.

    >>> dumped({"score": -math.inf})
    b'{"score": null}'
    """
    try:
        return json.dumps(value, allow_nan=False).encode()
    except ValueError:
        return json.dumps(_without_infinity(value)).encode()


def _without_infinity(value: Any) -> Any:
    """Return plain values with null for what JSON has no number for, as scores may be."""
    if isinstance(value, dict):
        return {name: _without_infinity(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_infinity(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
