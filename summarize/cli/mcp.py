"""Tools for assistants: ``summarize mcp``."""

from __future__ import annotations

import click

from summarize.cli.exit_status import WRONG_USE, end, report
from summarize.cli.options import Subcommand
from summarize.errors import SummarizeError


@click.command("mcp", cls=Subcommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--folder",
    "folders",
    metavar="PATH",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    help="Folder whose files may be read; repeatable.",
)
@click.option("--http", is_flag=True, help="Serve HTTP at /mcp instead of standard input.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="For --http.")
@click.option(
    "--port", metavar="N", type=click.IntRange(1, 65535), default=8000, show_default=True, help="For --http."
)
def mcp(folders: tuple[str, ...], http: bool, host: str, port: int) -> None:
    """Serve tools to assistants by the Model Context Protocol.

    The tools are summarize, keywords, extract, compress and check. They take texts,
    and files below the folders that you name. Nothing is fetched from the network.
    """
    try:
        from summarize.serve.tools import create_tool_server

        server = create_tool_server(folders)
    except SummarizeError as error:
        end(WRONG_USE, error)
    if http:
        from summarize.serve.settings import local_names

        if not local_names(host):
            report(f"everyone who reaches {host} may use these tools and read these folders")
        server.run("streamable-http", host=host, port=port)
    else:
        server.run("stdio")
