"""All that the records of a batch depend on beside the documents, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from importlib.metadata import version
from os import PathLike
from typing import Any

from summarize.length import Length
from summarize.signature import join_settings
from summarize.summarizer import Summarizer
from summarize.text.unspaced import segmenter_version
from summarize.version import __version__

_PACKAGES = ("sentencex", "PyStemmer", "stopwordsiso")
_LONGEST_REPR = 200  # it is in each record


def describe_settings(
    summarizer: Summarizer,
    length: Length | None,
    *,
    query: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    lines: str | None = None,
    text_column: str | None = None,
) -> str:
    """Return what decides on the records, known before there is one: unlike ``Summary.signature``.

    Args:
        summarizer: known by its name and options.
        length: None for the method's own default.
        query: the query, if any.
        language: the language that all documents are said to be in, None if it is detected.
        encoding: the encoding that all files are said to have, None if it is found out.
        lines: how line breaks are said to be read, None if each text tells.
        text_column: the column of tables that the texts are said to be in, None if it is found out.

    >>> from summarize import Length, Luhn
    >>> describe_settings(Luhn(), Length(words=50)).split("|summarize:")[0]
    'method:luhn|min_count:2|max_gap:4|length:words=50'
    """
    given = {
        "length": length,
        "query": query,
        "language": language,
        "encoding": encoding,
        "lines": lines,
        "text_column": text_column,
    }
    settings = {"method": summarizer.name}
    for values in (summarizer.options, given):
        settings |= {name: _show(value) for name, value in values.items() if value is not None}
    settings |= {"summarize": __version__} | {package: version(package) for package in _PACKAGES}
    if segmenter := segmenter_version():
        settings["segmenter"] = segmenter
    return join_settings(settings)


def tell_apart(old: str, new: str) -> str:
    """Return in words how settings differ.

    >>> tell_apart("method:textrank|damping:0.85|length:words=50", "method:textrank|damping:0.9")
    'damping:0.85, length:words=50 in the file, damping:0.9 now'
    >>> tell_apart("method:lead", "method:lead|text_column:body")
    'text_column:body only now'
    """
    of_old, of_new = old.split("|"), new.split("|")
    gone = ", ".join(part for part in of_old if part not in of_new)
    come = ", ".join(part for part in of_new if part not in of_old)
    if not gone or not come:
        return f"{gone} only in the file" if gone else f"{come} only now"
    return f"{gone} in the file, {come} now"


def _show(value: Any) -> str:
    """Return what is the same in the next process, which ``repr`` of an object often is not."""
    if isinstance(value, str | int | float | Length):
        return str(value)
    if isinstance(value, PathLike):
        return str(value.__fspath__())
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_show(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "(" + ", ".join(map(_show, value)) + ")"
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(sorted(map(_show, value))) + "}"
    name = getattr(value, "__qualname__", None) or getattr(value, "name_or_path", None)
    if name:
        return str(name)
    if is_dataclass(value):
        options = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        return type(value).__qualname__ + _show(options)
    shown = repr(value)
    is_telling = len(shown) <= _LONGEST_REPR and " at 0x" not in shown
    return shown if is_telling else type(value).__qualname__
