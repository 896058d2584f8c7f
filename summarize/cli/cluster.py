"""Many documents on a Ray cluster, from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from summarize.cli.exit_status import COULD_NOT, report
from summarize.cli.inputs import Inputs
from summarize.cli.results import Request
from summarize.ray.files import summarize_files


def write_with_ray(
    inputs: Inputs,
    places: Sequence[str],
    request: Request,
    output: Path | None,
    address: str,
) -> int:
    """Write the summaries of files as Parquet into a new folder, and return the exit status."""
    length = request.length
    written = summarize_files(
        places,
        output or "",
        address=address or None,
        text_column=inputs.items.text_column,
        id_column=inputs.items.id_column,
        method=request.summarizer,
        sentences=length and length.sentences,
        words=length and length.words,
        ratio=length and length.ratio,
        query=request.query,
        language=inputs.language,
    )
    if written.n_errors:
        report(f"{written.n_errors:,} of {written.n_rows:,} rows have errors; {output} has the reasons")
    return COULD_NOT if written.n_errors else 0
