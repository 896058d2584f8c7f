"""The clean text of each document, as Markdown, on standard output."""

from __future__ import annotations

from summarize.cli.exit_status import COULD_NOT, FAULTS_OF_A_DOCUMENT, report
from summarize.cli.inputs import Inputs
from summarize.cli.printing import shown, write
from summarize.errors import ReadError
from summarize.views.markdown import to_markdown


def print_extracts(inputs: Inputs) -> int:
    """Print what is read of each document, or why nothing is; return the exit status."""
    status, parted = 0, ""
    for item in inputs.items:
        try:
            document = inputs.read(item)
        except FAULTS_OF_A_DOCUMENT as error:
            report(error if isinstance(error, ReadError) else f"{shown(item.id)}: {error}")
            status = COULD_NOT
        else:
            write(f"{parted}{to_markdown(document)}")
            parted = "\n"
    return status
