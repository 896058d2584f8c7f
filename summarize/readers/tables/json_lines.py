"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from summarize.readers.tables.columns import Row
from summarize.readers.tables.lines import MAX_LINE, lines_of


def read_json_lines(stream: TextIO, name: str) -> Iterator[Row]:
    r"""Yield the rows of a file of JSON lines; blank lines are none, but are counted.

    Args:
        stream: its text.
        name: of the file, for the error.

    Raises:
        ReadError: the file cannot be read further.

    >>> import io
    >>> for row in read_json_lines(io.StringIO('{"text": "A."}\n\n[1]\n'), "a.jsonl"):
    ...     print(row)
    Row(number=1, place='line 1', values={'text': 'A.'})
    Row(number=3, place='line 3', values='is no JSON object')
    """
    lines = lines_of(stream, name)
    for number, line in enumerate(lines, 1):
        place = f"line {number}"
        if len(line) >= MAX_LINE and not line.endswith("\n"):
            while len(line) >= MAX_LINE and not line.endswith("\n"):
                line = next(lines, "")
            yield Row(number, place, f"has more than {MAX_LINE:,} characters")
        elif line.strip():
            try:
                values = json.loads(line)
            except RecursionError:
                yield Row(number, place, "has too many brackets in one another")
            except ValueError as error:
                yield Row(number, place, f"is not valid JSON: {error}")
            else:
                yield Row(number, place, values if isinstance(values, dict) else "is no JSON object")
