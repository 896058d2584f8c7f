"""What an actor does with the rows that it is given; knows Arrow tables and nothing of Ray."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pyarrow as pa

from summarize.batch.isolation import isolate_errors
from summarize.document import Document
from summarize.length import Length
from summarize.summarizer import Summarizer
from summarize.summary import Summary

PATH_COLUMN = "path"
"""Where Ray's readers tell from which file a row is."""

_SPAN = {"start": pa.int64(), "end": pa.int64(), "score": pa.float64()}
_SENTENCE = {
    "text": pa.string(),
    "start": pa.int64(),
    "end": pa.int64(),
    "position": pa.int64(),
    "score": pa.float64(),
    "sources": pa.list_(pa.struct(list(_SPAN.items()))),
    "page": pa.int64(),
    "time": pa.float64(),
    "speaker": pa.string(),
    "support": pa.float64(),
}
_OF_SUMMARY = {
    "summary": pa.string(),
    "sentences": pa.list_(pa.struct(list(_SENTENCE.items()))),
    "coverage": pa.float64(),
    "support": pa.float64(),
    "unsupported": pa.list_(pa.string()),
    "notes": pa.list_(pa.string()),
    "signature": pa.string(),
}
# Told to Arrow, and not left to it: a block in which each row has failed has the same types.
ADDED = pa.schema(_OF_SUMMARY | {"error": pa.string(), "seconds": pa.float64()})
"""The columns that are added, with their types.

The first ones are the fields of :meth:`Summary.to_dict`; they are null where there is an ``error``, which
reads ``Type: message``. ``seconds`` are those since the row before was done, of which for a model, that takes
rows together, only sums mean something.
"""


class RowSummarizer:
    """Adds to Arrow tables the summary of each row, or the error that came instead.

    An actor makes one, and so loads a model once.

    Args:
        summarizer: what summarizes.
        text_column: the column of the texts: strings, or the bytes of documents in any format that is read.
        length: the length, None for the method's own default.
        query: the query, if any.
        language: of all documents, None to detect it of each.

    Raises:
        MissingExtraError, ModelError: a model cannot be loaded.

    >>> from summarize import TextRank
    >>> table = pa.table({"id": [1, 2], "text": ["Cats chase mice. It rained. Mice fear cats.", " "]})
    >>> done = RowSummarizer(TextRank(), "text", Length(sentences=1))(table)
    >>> done.select(["id", "summary", "error"]).to_pylist()[0]
    {'id': 1, 'summary': 'Cats chase mice.', 'error': None}
    >>> done.column("error").to_pylist()[1]
    'EmptyTextError: the text is empty or blank'
    """

    def __init__(
        self,
        summarizer: Summarizer,
        text_column: str,
        length: Length | None = None,
        query: str | None = None,
        language: str | None = None,
    ) -> None:
        self._summarizer = summarizer
        self._text_column = text_column
        self._length = length
        self._query = query
        self._language = language
        # Loads a model: one that can't be is a fault of the job, not of rows.
        next(summarizer.batch([], length, query=query), None)

    def __call__(self, table: pa.Table) -> pa.Table:
        """Return the rows in their order, with the columns of ``ADDED``.

        Raises:
            MissingExtraError, ModelError: nothing can be summarized.
        """
        texts = table.column(self._text_column).to_pylist()
        has_paths = PATH_COLUMN in table.column_names
        names = table.column(PATH_COLUMN).to_pylist() if has_paths else [None] * len(texts)
        added = _to_arrow(list(self._rows(zip(texts, names, strict=True))))
        for field in ADDED:
            table = table.append_column(field, added.column(field.name))
        return table

    def _rows(self, inputs: Iterator[tuple[Any, Any]]) -> Iterator[dict[str, Any]]:
        start = perf_counter()
        for outcome in isolate_errors(self._summarizer, inputs, self._document, self._length, self._query):
            row = _row(outcome.result)
            now = perf_counter()
            yield row | {"seconds": now - start}
            start = now

    def _document(self, text_and_name: tuple[Any, Any]) -> Document:
        text, name = text_and_name
        if isinstance(text, bytes):
            from summarize.readers import read_bytes  # brings in all formats

            return read_bytes(text, name if isinstance(name, str) else "a row", language=self._language)
        return Document.of(text, self._language)


def _row(result: Summary | Exception) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(ADDED.names)
    if isinstance(result, Exception):
        message = f"{type(result).__name__}: {result}"
        return row | {"error": message.encode(errors="backslashreplace").decode()}  # half a character
    try:
        details = result.to_dict()
        return row | {name: details[name] for name in _OF_SUMMARY}
    except Exception as error:  # of a method that gives something else than a summary
        return _row(error)


def _to_arrow(rows: list[dict[str, Any]]) -> pa.Table:
    """Return the rows as a table; of a row that does not fit, such as one with half a character, why."""
    try:
        return pa.Table.from_pylist(rows, schema=ADDED)
    except Exception as error:  # as many kinds as there are values
        if len(rows) == 1:
            return _to_arrow([_row(error) | {"seconds": rows[0]["seconds"]}])
    return pa.concat_tables([_to_arrow([row]) for row in rows])
