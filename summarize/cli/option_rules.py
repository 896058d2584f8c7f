"""Which options go together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from summarize.checks import check_count, check_number
from summarize.errors import InvalidValueError

OF_SUMMARIES = (
    *("method", "model", "base_url", "option", "query"),
    *("sentences", "words", "ratio", "cite", "output"),
)
"""Parameters of the command that keywords have no use for."""

OF_RECORDS = ("workers", "timeout", "retry_failed", "update")
"""Parameters of the command that only a file of records has a use for."""

OF_OUTPUT = (*OF_RECORDS, "overwrite")
"""Parameters of the command that only a file has a use for."""

NOT_WITH_STREAM = ("keywords", "extract", "output", "address", "cite")
"""Parameters of the command that have no text to show while it is written."""

NOT_WITH_EXTRACT = (*OF_SUMMARIES, "keywords", "style", *OF_OUTPUT, "address")
"""Parameters of the command that the clean text of a document has no use for."""

_NOT_WITH_RAY = ("cite", "recursive", "follow_links", "lines", "encoding", "allow_private_hosts")
_SHOWN = {"address": "ray", "style": "format"}


def check_numbers(given: Mapping[str, Any]) -> None:
    """Raise an error that names the option if a number for a file of records is none.

    >>> check_numbers({"workers": 0})
    Traceback (most recent call last):
    summarize.InvalidValueError: --workers must be at least 1, got 0
    """
    if given.get("workers") is not None:
        check_count("--workers", given["workers"])
    if given.get("timeout") is not None:
        check_number("--timeout", given["timeout"], above=0)


def check_together(given: Mapping[str, Any]) -> None:
    """Raise an error if options do not go together.

    Args:
        given: the values of all parameters of the command; None or False where one is not given. ``style``
            is the format that is written.

    Raises:
        InvalidValueError: the message names what to leave out.

    >>> check_together({"keywords": 3, "words": 50, "query": "cats"})
    Traceback (most recent call last):
    summarize.InvalidValueError: --keywords gives no summary; leave --query and --words out
    """
    if _is_given(given, "cite") and given.get("style") in ("json", "html"):
        raise InvalidValueError(
            f"--format {given['style']} has the passages of each sentence already; leave --cite out"
        )
    style, has_output, has_ray = (
        given.get("style"),
        given.get("output") is not None,
        _is_given(given, "address"),
    )
    if _is_given(given, "stream"):
        _refuse(given, NOT_WITH_STREAM, "--stream prints a summary while it is written")
        if style not in (None, "text"):
            raise InvalidValueError(f"--stream prints text as it comes; leave --format {style} out")
    if _is_given(given, "extract"):
        _refuse(given, NOT_WITH_EXTRACT, "--extract prints what is read, as Markdown")
    if _is_given(given, "keywords"):
        _refuse(given, OF_SUMMARIES, "--keywords gives no summary")
        if style == "html":
            raise InvalidValueError(
                "--keywords has no page to show; leave --format html out, or take another"
            )
    if has_ray:
        _check_ray(given)
    elif not has_output and any(_is_given(given, name) for name in OF_OUTPUT):
        listed = _listed(given, OF_OUTPUT)
        raise InvalidValueError(f"{listed} {'go' if ' and ' in listed else 'goes'} with --output FILE")
    elif has_output and style != "json":
        _refuse(given, OF_RECORDS, "a resumable run writes JSON Lines: --output FILE.jsonl, or --format json")


def _check_ray(given: Mapping[str, Any]) -> None:
    address = given["address"]
    if address and Path(address).exists():
        raise InvalidValueError(f"--ray took the file {address} for the address of a cluster; put --ray last")
    if given.get("output") is None:
        raise InvalidValueError("--ray needs --output, the folder to write to")
    _refuse(given, OF_OUTPUT, "--ray writes a new folder")
    if given.get("style") is not None:
        raise InvalidValueError(f"--ray writes Parquet; leave --format {given['style']} out")
    _refuse(given, _NOT_WITH_RAY, "--ray reads files by itself")


def _refuse(given: Mapping[str, Any], names: Iterable[str], reason: str) -> None:
    if listed := _listed(given, names):
        raise InvalidValueError(f"{reason}; leave {listed} out")


def _listed(given: Mapping[str, Any], names: Iterable[str]) -> str:
    shown = (_SHOWN.get(name, name.replace("_", "-")) for name in names if _is_given(given, name))
    return " and ".join(f"--{name}" for name in shown)


def _is_given(given: Mapping[str, Any], name: str) -> bool:
    value = given.get(name)
    return value is not None and value is not False and value != ()
