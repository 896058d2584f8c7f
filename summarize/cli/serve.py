"""A page for the browser and an HTTP API: ``summarize serve``."""

from __future__ import annotations

import signal
from typing import Any

import click

from summarize.cli.exit_status import WRONG_USE, end, report
from summarize.cli.options import Subcommand
from summarize.errors import SummarizeError

_LOCAL = "127.0.0.1"


@click.command("serve", cls=Subcommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--host", metavar="ADDRESS", default=_LOCAL, show_default=True, help="Address to listen on.")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--model", "models", metavar="NAME", multiple=True, help="Model to offer; repeatable.")
@click.option(
    "--token", metavar="TOKEN", envvar="SUMMARIZE_TOKEN", help="Required of requests; or SUMMARIZE_TOKEN."
)
@click.option("--allow-urls", is_flag=True, help="Read public web pages for requests.")
@click.option(
    "--allow-host", "names", metavar="NAME", multiple=True, help="Name in Host to accept; repeatable."
)
@click.option("--max-bytes", metavar="N", type=int, help="Size of a request; 20,000,000 by default.")
@click.option("--max-lines", metavar="N", type=int, help="Texts of a batch; 10,000 by default.")
@click.option("--max-pages", metavar="N", type=int, help="Pages of a PDF; 2,000 by default.")
@click.option("--max-requests", metavar="N", type=int, help="Requests in progress at a time; 100 by default.")
@click.option("--seconds", metavar="S", type=float, help="Time for one document; 60 by default.")
@click.option("--model-seconds", metavar="S", type=float, help="Time for a model; 600 by default.")
@click.option("--upload-seconds", metavar="S", type=float, help="Time to send a request; 60 by default.")
@click.option("--workers", metavar="N", type=int, help="Processes for extractive work; one a core.")
def serve(host: str, port: int, names: tuple[str, ...], **given: Any) -> None:
    """Serve a page for the browser and an HTTP API on this machine.

    The page is at /, the API is described at /openapi.json. Nothing of the texts is
    stored or logged. Ctrl-C finishes the requests in progress, then ends.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        from summarize.serve.server import serve as run
        from summarize.serve.settings import Settings, local_names

        chosen = {name: value for name, value in given.items() if value not in (None, ())}
        settings = Settings(hosts=(*local_names(host), *names), **chosen)
        if settings.token is None and not local_names(host):
            report(f"everyone who reaches {host} may use this server; --token TOKEN restricts it")
        run(settings, host, port, lambda url: click.echo(f"summarize serves {url}", err=True))
    except KeyboardInterrupt:  # which the server passes on once it has ended
        raise SystemExit(0) from None
    except (SummarizeError, OSError) as error:
        end(WRONG_USE, error)
