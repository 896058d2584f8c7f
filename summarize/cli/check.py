"""What supports a summary: ``summarize check SUMMARY SOURCE``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from summarize.checking import Check
from summarize.checking import check as check_summary
from summarize.checks import check_fraction
from summarize.cli.exit_status import COULD_NOT, end, fault_status
from summarize.cli.inputs import Inputs
from summarize.cli.options import (
    Subcommand,
    complete_file,
    encoding_option,
    format_option,
    language_option,
    overwrite_option,
    private_hosts_option,
)
from summarize.cli.printing import Destination, choose_format
from summarize.errors import SummarizeError
from summarize.readers import find_items
from summarize.terminal import harmless
from summarize.text.languages import language_code


@click.command("check", cls=Subcommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("summary", shell_complete=complete_file)
@click.argument("source", shell_complete=complete_file)
@format_option
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write a file."
)
@overwrite_option
@click.option(
    "--fail-under",
    metavar="SUPPORT",
    type=float,
    help="Exit with status 1 if a sentence has less support (with --model: entailment), from 0 to 1, "
    "or an unsupported fact.",
)
@click.option("--model", metavar="NAME", help="A model that judges, too: see the docs on checking.")
@language_option
@encoding_option
@private_hosts_option
def check(
    summary: str,
    source: str,
    style: str | None,
    output: Path | None,
    overwrite: bool,
    fail_under: float | None,
    model: str | None,
    language: str | None,
    encoding: str | None,
    allow_private_hosts: bool,
) -> None:
    """Check a summary against its source, whoever wrote it.

    SUMMARY, SOURCE: documents or URLs; - is standard input. Prints the support of each
    sentence, and the numbers, dates, names and quotations that the source does not have.
    Exit status: 1 if a text cannot be read, or for --fail-under; 2 for wrong usage.
    """
    try:
        if fail_under is not None:
            check_fraction("--fail-under", fail_under, zero=True, one=True)
        style = choose_format(style, output)
        destination = Destination(output, overwrite)
        code = None if language is None else language_code(language)
        read, written = (
            Inputs(find_items((place,), encoding=encoding), code, "auto", allow_private_hosts).read_one(
                "check"
            )
            for place in (source, summary)
        )
        found = check_summary(written, read, code, model=model)
    except SummarizeError as error:
        end(fault_status(error), error)
    destination.write(_written(found, style), "utf-8" if style == "html" else None)
    destination.close()
    raise SystemExit(COULD_NOT if fail_under is not None and _fails(found, fail_under) else 0)


def _fails(found: Check, fail_under: float) -> bool:
    """Return whether there is an unsupported fact, or a sentence with a lower figure: the model's, if any."""
    figures = [each.support if each.entailment is None else each.entailment for each in found.sentences]
    return bool(found.unsupported) or min(figures) < fail_under


def _written(found: Check, style: str) -> str:
    if style == "json":
        return json.dumps(found.to_dict())
    if style == "html":
        return found.to_html()
    return harmless(found.to_markdown() if style == "markdown" else str(found))
