"""Published data sets from the Hugging Face hub, through its ``datasets`` library."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.data.examples import (
    DataError,
    Dataset,
    Example,
    UnusableError,
    checksum_of,
    collect,
    read_record,
)
from summarize import MissingExtraError
from summarize.hub import network_error
from summarize.length import Length


@dataclass(frozen=True)
class HubSet:
    """Where a published set lies and how it is read.

    Attributes:
        repository: its id on the hub.
        document: the column of the text.
        summary: the column of the reference.
        config: which of its variants.
        split: which part of it.
        revision: a branch or commit.
        length: how long summaries of it are in the literature.
    """

    repository: str
    document: str = "document"
    summary: str = "summary"
    config: str | None = None
    split: str = "test"
    revision: str | None = None
    length: Length | None = None


# Lengths: Lead-3 and Lead-1 of the papers; the budgets of Dong et al. (EACL 2021) for scientific papers;
# elsewhere the mean length of the references.
PRESETS = {
    "cnn_dailymail": HubSet(
        "abisee/cnn_dailymail", "article", "highlights", config="3.0.0", length=Length(sentences=3)
    ),
    "EdinburghNLP/xsum": HubSet("EdinburghNLP/xsum", length=Length(sentences=1)),
    "ccdv/pubmed-summarization": HubSet(
        "ccdv/pubmed-summarization", "article", "abstract", config="document", length=Length(words=200)
    ),
    "ccdv/arxiv-summarization": HubSet(
        "ccdv/arxiv-summarization", "article", "abstract", config="document", length=Length(words=220)
    ),
    "ccdv/govreport-summarization": HubSet(
        "ccdv/govreport-summarization", "report", "summary", config="document", length=Length(words=550)
    ),
    # The branch that the hub converted: the set itself is a script, which datasets 4 does not run.
    "multi_news": HubSet("alexfabbri/multi_news", revision="refs/convert/parquet", length=Length(words=260)),
}


def load_hub(name: str, options: Mapping[str, Any]) -> Dataset:
    """Download a set, or take it from the cache of ``datasets``.

    Args:
        name: a preset, or the id of a repository, for which ``datasets`` also takes a folder.
        options: fields of :class:`HubSet` that replace those of the preset.

    Raises:
        MissingExtraError: ``datasets`` is not installed.
        DataError: it cannot be reached or read, or nothing of it can be used.
    """
    hub_set = replace(PRESETS.get(name, HubSet(name)), **options)
    rows = _rows(hub_set)
    columns = {"document": hub_set.document, "summary": hub_set.summary}
    candidates = list(_candidates(rows, columns))
    examples = (found for _, found in candidates if isinstance(found, Example))
    return collect(name, candidates, checksum_of(examples), hub_set.length)


def _candidates(rows: Any, columns: Mapping[str, str]) -> Iterator[tuple[str, Example | str]]:
    for number, row in enumerate(rows, 1):
        place = f"row {number}"
        try:
            yield place, read_record(row, columns, place)
        except UnusableError as reason:
            yield place, str(reason)


def _rows(hub_set: HubSet) -> Any:
    try:
        import datasets  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as error:
        raise MissingExtraError(
            f"the data set {hub_set.repository!r} is on the Hugging Face hub, and to read it takes datasets "
            f"({error}); install it: pip install datasets"
        ) from error
    try:
        with _progress_only_in_a_terminal(datasets), _cache_alone_where_offline(datasets):
            return datasets.load_dataset(
                hub_set.repository, hub_set.config, split=hub_set.split, revision=hub_set.revision
            )
    except Exception as error:  # of requests, of the hub's client, of pyarrow, …
        raise DataError(f"the data set {hub_set.repository!r} cannot be loaded: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):  # it is nowhere, or out of reach
        places = "there is no file or folder of this name, it is not in the cache of datasets"
        return f"{places}, and the hub gave {_said(error):.300}"
    return f"{_said(error):.300}" + (f" ({_said(error.__cause__):.300})" if error.__cause__ else "")


def _said(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


@contextmanager
def _cache_alone_where_offline(datasets: Any) -> Iterator[None]:
    """Keep ``datasets`` from asking a hub that cannot be reached, for half a minute."""
    was_offline = datasets.config.HF_HUB_OFFLINE
    datasets.config.HF_HUB_OFFLINE = was_offline or network_error() is not None
    try:
        yield
    finally:
        datasets.config.HF_HUB_OFFLINE = was_offline


@contextmanager
def _progress_only_in_a_terminal(datasets: Any) -> Iterator[None]:
    """Hide the bars of ``datasets``, which it draws into files and pipes too."""
    hides = not (sys.stderr.isatty() or datasets.are_progress_bars_disabled())
    if hides:
        datasets.disable_progress_bars()
    try:
        yield
    finally:
        if hides:
            datasets.enable_progress_bars()
