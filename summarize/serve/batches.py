"""Many texts in one request: JSON Lines in, JSON Lines out, in order, as they are done."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator, Sequence

from summarize.checks import show
from summarize.serve.answers import Answers
from summarize.serve.bodies import check_names, parse_object
from summarize.serve.failures import describe, internal_problem
from summarize.serve.fields import LINE
from summarize.serve.problems import Problem
from summarize.serve.worker import dumped


async def answer_lines(answers: Answers, lines: Sequence[bytes], most: int) -> AsyncGenerator[bytes]:
    """Yield a line for each line: the ``id`` and a summary, or the ``id`` and the ``problem``.

    Args:
        answers: makes them.
        lines: a JSON object each, with the fields of a summary and an ``id``.
        most: texts in progress at a time.
    """
    waiting = iter(lines)
    tasks: deque[asyncio.Task[bytes]] = deque()
    try:
        while True:
            while len(tasks) < most and (line := next(waiting, None)) is not None:
                tasks.append(asyncio.create_task(_answer(answers, line)))
            if not tasks:
                return
            yield await tasks[0]
            tasks.popleft()
    finally:
        for task in tasks:
            task.cancel()


async def _answer(answers: Answers, line: bytes) -> bytes:
    name: str | int | None = None
    try:
        values = parse_object(line)
        name = _checked_id(values.pop("id", None))
        check_names(values, LINE)
        found = json.loads(await answers.answer("summaries", values))
    except Problem as problem:
        found = {"problem": problem.to_dict()}
    except Exception as error:  # the lines after it have their answers all the same
        found = {"problem": internal_problem(describe(error)).to_dict()}
    return dumped({"id": name, **found}) + b"\n"


def _checked_id(name: object) -> str | int | None:
    if isinstance(name, str | int | None):
        return name
    raise Problem(422, f"id must be a string or a whole number, got {show(name)}", "InvalidTypeError")
