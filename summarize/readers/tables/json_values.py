"""JSON that is not a line a row: an array of texts or objects, or an object that holds them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TextIO

from summarize.errors import ReadError
from summarize.readers.encodings import decode, unless_utf_8
from summarize.readers.formats.markup import Content, one_line
from summarize.readers.tables.columns import TEXT_COLUMNS, Columns, Row, choose, is_text, item_of
from summarize.readers.tables.lines import MAX_LINE

_CHUNK = 1 << 20
_SPACES = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def read_json_values(stream: TextIO, name: str) -> Iterator[Row]:
    r"""Yield the rows of a JSON file; of an array no more is held than a few of its items.

    An array has a row an item, a string or an object. Of an object each is a row: the items of the only
    array in it, the objects or strings in it by their keys, the columns that pandas writes; or all of it.

    Args:
        stream: its text.
        name: of the file, for the error.

    Raises:
        ReadError: it is no JSON, or cannot be read further.

    >>> import io
    >>> [row.values for row in read_json_values(io.StringIO('[{"text": "A."}, "B."]'), "a.json")]
    [{'text': 'A.'}, {'text': 'B.'}]
    """
    text = _Text(stream, name)
    if text.first() == "[":
        values: Iterator[Any] = text.items()
    else:
        values = iter(_rows_of(text.whole()))
    for number, value in enumerate(values, 1):
        if isinstance(value, str):
            value = {"text": value}
        yield Row(number, f"item {number}", value if isinstance(value, dict) else "is no JSON object")


def read_json(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the one text in a JSON file.

    Args:
        data: the file.
        name: for errors.
        encoding: of its text; UTF-8 if None.

    Raises:
        ReadError: it is no JSON, or has no text or several.
    """
    import io

    text = decode(data, name, unless_utf_8(data, encoding))
    rows = list(read_json_values(io.StringIO(text), name))
    if len(rows) != 1:
        held = f"{len(rows):,} texts" if rows else "no text"
        raise ReadError(
            f"{name}: has {held}, and a document is one; rows() and find_items() give each text (so does the "
            "command line) if the name ends with .json, or .jsonl where each line is one"
        )
    values = rows[0].values
    columns = Columns("", None) if isinstance(values, str) else choose(name, values, None, None)
    item = item_of(name, rows[0], columns)
    if item.text is None:
        raise ReadError(item.error or f"{name}: has no text")
    title = values.get("title") if isinstance(values, dict) else None
    return Content(item.text, one_line(title) if isinstance(title, str) else None)


class _Text:
    """A text that is read as far as its JSON is needed."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._buffer = ""
        self._start = 0  # of what has not been parsed
        self._size = _CHUNK

    def first(self) -> str:
        """Return the next character that is no space, blank if there is none."""
        while True:
            self._start = _SPACES.match(self._buffer, self._start).end()  # type: ignore[union-attr]
            if self._start < len(self._buffer) or not self._more():
                return self._buffer[self._start : self._start + 1]

    def whole(self) -> Any:
        """Return all of it as a value."""
        while self._more():
            pass
        return self._parsed(json.loads, self._buffer)

    def items(self) -> Iterator[Any]:
        """Yield the items of an array."""
        self._start += 1
        while self.first() not in ("]", ""):
            yield self._item()
            if self.first() == ",":
                self._start += 1
            elif self.first() not in ("]", ""):
                raise self._wrong("Expecting ',' delimiter")
        if not self.first():
            raise self._wrong("the array has no end")
        self._start += 1
        if self.first():
            raise self._wrong("Extra data")

    def _item(self) -> Any:
        """Return the next item; reads more until it is whole."""
        while True:
            try:
                value, end = self._parsed(_DECODER.raw_decode, self._buffer, self._start)
            except ReadError:
                if not self._more():
                    raise
            else:
                if end < len(self._buffer) or not self._more():  # a number might go on
                    self._start = end
                    return value

    def _parsed(self, parse: Callable[..., Any], *arguments: object) -> Any:
        try:
            return parse(*arguments)
        except RecursionError:
            raise self._wrong("too many brackets in one another") from None
        except ValueError as error:
            raise self._wrong(str(error)) from None

    def _more(self) -> bool:
        """Read on, each time twice as much, and return whether there was more."""
        try:
            chunk = self._stream.read(self._size)
        except Exception as error:  # each way of packing has errors of its own
            raise ReadError(f"{self._name}: cannot be read further: {error}") from error
        self._buffer, self._start = self._buffer[self._start :] + chunk, 0
        self._size = max(_CHUNK, len(self._buffer))
        if len(self._buffer) > MAX_LINE:
            raise self._wrong(f"a value has more than {MAX_LINE:,} characters")
        return bool(chunk)

    def _wrong(self, reason: str) -> ReadError:
        return ReadError(f"{self._name}: is not valid JSON: {reason}; was it copied whole?")


def _rows_of(value: Any) -> list[Any]:
    """Return the rows that a value other than an array is."""
    if not isinstance(value, Mapping) or not value:
        return [value]
    kinds = {type(each) for each in value.values()}
    if kinds == {dict} and all(_has_text(each) for each in value.values()):
        return [{"id": key, **each} for key, each in value.items()]
    if kinds == {dict} and all(index.isdecimal() for each in value.values() for index in each):
        first = next(iter(value.values()))
        return [{column: each.get(index) for column, each in value.items()} for index in first]
    if _has_text(value):
        return [dict(value)]
    if kinds == {str}:
        return [{"id": key, "text": text} for key, text in value.items()]
    arrays = [each for each in value.values() if isinstance(each, list) and each]
    if len(arrays) == 1 and all(isinstance(each, dict) for each in arrays[0]):
        return arrays[0]
    return [dict(value)]


def _has_text(value: Mapping[str, Any]) -> bool:
    return any(is_text(value.get(column)) for column in TEXT_COLUMNS)
