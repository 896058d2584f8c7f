"""Jupyter notebooks: what their Markdown cells say."""

from __future__ import annotations

import json
from typing import Any

from summarize.errors import ReadError
from summarize.readers.encodings import decode
from summarize.readers.formats.markdown import read_markdown
from summarize.readers.formats.markup import Content, one_line


def read_notebook(data: bytes, name: str, encoding: str | None = None) -> Content:
    """Return the text of the Markdown cells, without code and results.

    Args:
        data: the notebook, of format 3 or 4.
        name: for errors.
        encoding: of its text; UTF-8 if None.

    Raises:
        ReadError: it is no notebook, or is one of code alone.
    """
    try:
        notebook = json.loads(decode(data, name, encoding))
        cells = notebook["cells"] if "cells" in notebook else _cells_of_format_3(notebook)
        written = [text for cell in cells if (text := _markdown_of(cell))]
        said = notebook.get("metadata", {}).get("title")
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{name}: is no Jupyter notebook, or a damaged one; was it copied whole?") from None
    if not written:
        raise ReadError(f"{name}: is a notebook without any Markdown cell, and code is not summarized")
    # Each by itself, as a notebook is shown: a fence that does not end swallows no other cell.
    contents = [read_markdown(text) for text in written]
    title = next((each.title for each in contents if each.title), None)
    text = "\n\n".join(each.text for each in contents if each.text)
    return Content(text, title or (one_line(said) if isinstance(said, str) else None))


def _cells_of_format_3(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for sheet in notebook["worksheets"] for cell in sheet["cells"]]


def _markdown_of(cell: dict[str, Any]) -> str:
    """Return the source of a cell of Markdown or, in format 3, of a heading; blank for others."""
    if cell["cell_type"] not in ("heading", "markdown"):
        return ""
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    if cell["cell_type"] == "heading":
        return f"{'#' * int(cell.get('level', 1))} {' '.join(text.split())}"
    return text
