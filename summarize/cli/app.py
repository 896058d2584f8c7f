"""Arguments in, summaries out; all the work is done elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from summarize.api import make_summarizer
from summarize.checks import check_count
from summarize.cli.exit_status import WRONG_USE, end
from summarize.cli.inputs import Inputs, named_or_piped
from summarize.cli.option_rules import OF_OUTPUT, check_numbers, check_together
from summarize.cli.options import (
    CommandWithConfig,
    complete_file,
    format_option,
    length_options,
    overwrite_option,
    private_hosts_option,
    read_config,
    text_column_option,
)
from summarize.cli.printing import choose_format, survive_connections, write
from summarize.cli.results import Request, print_results
from summarize.errors import SummarizeError
from summarize.length import Length
from summarize.readers import find_items
from summarize.registry import methods
from summarize.specs import read_options, split_options
from summarize.text.languages import language_code
from summarize.version import __version__

_A_FILE = click.Path(dir_okay=False, path_type=Path)


def _list_methods(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        table = methods()
        width = max(map(len, table))
        write("\n".join(f"{name:{width}}  {description}" for name, description in table.items()))
        context.exit()


def _complete_method(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    return [name for name in methods() if name.startswith(begun)]


@click.command(cls=CommandWithConfig, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", metavar="[FILE]...", nargs=-1, shell_complete=complete_file)
@click.option(
    "-m",
    "--method",
    metavar="NAME",
    shell_complete=_complete_method,
    help="See --list-methods; auto by default.",
)
@click.option(
    "--model",
    metavar="NAME",
    shell_complete=complete_file,
    help="Model: hub id, folder, ollama:NAME, openai:NAME …",
)
@click.option("--base-url", metavar="URL", help="Address of the server, for ollama:NAME and others.")
@click.option(
    "-O",
    "--option",
    metavar="KEY=VALUE",
    multiple=True,
    help="Option of the method: damping=0.9; repeatable.",
)
@length_options
@click.option("--cite", is_flag=True, help="Cite the passages that support each sentence.")
@click.option("--stream", is_flag=True, help="Print the summary while the model writes it.")
@click.option("--extract", is_flag=True, help="Print the clean text as Markdown instead.")
@click.option("--keywords", metavar="N", type=int, help="Print the N best keywords instead.")
@format_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write .txt, .md, .html, or .jsonl, which resumes.",
)
@click.option("--workers", metavar="N", type=int, help="Processes, with .jsonl output; not for models.")
@click.option("--timeout", metavar="SECONDS", type=float, help="Time limit per document, with .jsonl output.")
@overwrite_option
@click.option("--retry-failed", is_flag=True, help="Retry documents that failed (.jsonl).")
@click.option("--update", is_flag=True, help="Redo documents whose text has changed (.jsonl).")
@click.option(
    "--ray",
    "address",
    metavar="[ADDRESS]",
    is_flag=False,
    flag_value="",
    help="Run on a Ray cluster; --output is a new folder.",
)
@click.option("--recursive", is_flag=True, help="Include subfolders.")
@click.option("--follow-links", is_flag=True, help="Follow links that lead out of a folder.")
@text_column_option
@click.option("--id-column", metavar="NAME", help="The column of a table with the ids.")
@private_hosts_option
@click.option(
    "--config",
    metavar="FILE",
    type=_A_FILE,
    callback=read_config,
    is_eager=True,
    expose_value=False,
    help="TOML file with defaults of options.",
)
@click.option(
    "--list-methods",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_methods,
    help="List the methods.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def app(**given: Any) -> None:
    """Summarize files, web pages and tables, extractively or with a model.
    FILE: any document, folder, table or URL; - is standard input. Exit status:
    1 if a text could not be summarized, 2 for wrong usage. Also: compare, check,
    mcp, serve.
    """  # noqa: D205 - a paragraph, and one line less of help
    try:
        if given["keywords"] is not None:
            check_count("--keywords", given["keywords"])
        check_numbers(given)
        if given["address"] is None and not given["extract"]:
            given["style"] = choose_format(given["style"], given["output"])
        check_together(click.get_current_context().params | {"style": given["style"]})
        if given["extract"]:
            from summarize.cli.extracts import print_extracts

            status = print_extracts(_inputs(given))
        else:
            status = _summarize(given)
    except SummarizeError as error:
        end(WRONG_USE, error)
    raise SystemExit(status)


def _summarize(given: dict[str, Any]) -> int:
    """Write summaries or keywords to where they are asked for; return the exit status."""
    options = read_options(split_options(given["option"] or ()))
    if given["base_url"] is not None:
        options["base_url"] = given["base_url"]
    if given["model"] is not None:
        survive_connections()
    summarizer = make_summarizer(given["method"], given["model"], **options)
    length = Length.of(given["sentences"], given["words"], given["ratio"])
    request = Request(summarizer, length, given["query"], given["keywords"], given["cite"])
    inputs = _inputs(given)
    output: Path | None = given["output"]
    if given["address"] is not None:
        from summarize.cli.cluster import write_with_ray

        return write_with_ray(inputs, given["files"], request, output, given["address"])
    if output is not None and given["style"] == "json":
        from summarize.cli.batch import write_output

        return write_output(inputs, request, output, **{name: given[name] for name in OF_OUTPUT})
    if given["stream"]:
        from summarize.cli.live import print_live

        return print_live(inputs, request)
    return print_results(inputs, request, given["style"] or "text", output, given["overwrite"])


def _inputs(given: dict[str, Any]) -> Inputs:
    """Return what is to be read."""
    code = None if given["language"] is None else language_code(given["language"])
    options = {
        name: given[name] for name in ("recursive", "follow_links", "text_column", "id_column", "encoding")
    }
    items = find_items(named_or_piped(given["files"]), **options)
    if given["output"] is not None:
        items = items.without(given["output"])
    return Inputs(items, code, given["lines"] or "auto", given["allow_private_hosts"])
