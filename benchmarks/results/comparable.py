"""Whether the figures of two runs may be compared at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.results.results import Results, ResultsError

_WITHOUT_RAW_CHECKSUM = ("sha256", "n_documents", "n_not_taken", "n_unusable")


def check_comparable(before: Results, after: Results) -> dict[str, Any]:
    """Return the metrics that two runs have in common.

    Raises:
        ResultsError: they are of different documents, lengths or metrics, or there is nothing to compare.
    """
    for what, old, new in _facts(before, after):
        if old != new:
            raise ResultsError(f"the runs cannot be compared: {what} was {old} and is {new}")
    # Only one of them may list the figures of a metric.
    common = {
        name: metric | after["metrics"][name]
        for name, metric in before["metrics"].items()
        if name in after["metrics"]
    }
    if not any(metric["higher_is_better"] for metric in common.values()):
        raise ResultsError("the runs have no metric in common of which more is better")
    if not any(system.get("n_documents") for system in before["systems"].values()):
        raise ResultsError("there is nothing to compare: no system has a summary in the first run")
    return common


def _facts(before: Results, after: Results) -> Iterator[tuple[str, object, object]]:
    """Yield what must be equal: what it is, and how it was and is."""
    old, new = before["data"], after["data"]
    if _has_raw_checksum(before) == _has_raw_checksum(after):
        yield "the SHA-256 of the documents", old["examples_sha256"], new["examples_sha256"]
    else:
        for key in _WITHOUT_RAW_CHECKSUM:
            yield f"{key} of the data", old[key], new[key]
    yield "the way the references are put a sentence a line", old["references"], new["references"]
    yield "the length", before["length"], after["length"]
    for name, metric in before["metrics"].items():
        if name in after["metrics"]:
            was, is_now = (_without_version(m["signature"]) for m in (metric, after["metrics"][name]))
            yield f"the signature of metric {name}", was, is_now


def _has_raw_checksum(results: Results) -> bool:
    """Return whether the checksum is of the examples as they were read.

    In the first results of schema 2, whose metrics list no figures, it is of the references as they were
    split.
    """
    return all("quality" in metric for metric in results["metrics"].values())


def _without_version(signature: str) -> str:
    """Return a signature without our version, which two runs may well differ in.

    >>> _without_version("chrf|beta:2|summarize:0.1.0")
    'chrf|beta:2'
    """
    return "|".join(part for part in signature.split("|") if not part.startswith("summarize:"))
