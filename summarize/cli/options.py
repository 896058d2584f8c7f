"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_LENGTH_OPTIONS = (
    click.option("-s", "--sentences", metavar="N", type=int, help="At most N sentences; 3 by default."),
    click.option("-w", "--words", metavar="N", type=int, help="At most N words."),
    click.option("-r", "--ratio", metavar="R", type=float, help="At most this share of the words."),
    click.option("-q", "--query", metavar="TEXT", help="Topic or question to stay close to."),
    click.option("-l", "--language", metavar="NAME", help="Code or English name; detected if not given."),
    click.option("--encoding", metavar="NAME", help="Of text; by itself or UTF-8 if not given."),
)


def length_options(command: Command) -> Command:
    """Add the options of what a summary is to be like."""
    return reduce(lambda decorated, option: option(decorated), reversed(_LENGTH_OPTIONS), command)


def read_config(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Take defaults of options from a TOML file; what the command line says goes before it.

    The names are those of the options, without dashes in front: ``method = "auto"``,
    ``text-column = "body"``.
    """
    if path is None:
        return
    try:
        import tomllib
    except ImportError:  # before Python 3.11
        raise click.UsageError("--config needs Python 3.11 or later") from None
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"--config {path}: {getattr(error, 'strerror', None) or error}") from error
    known = {
        option.removeprefix("--"): parameter.name
        for parameter in context.command.params
        for option in parameter.opts
        if option.startswith("--")
    }
    defaults: dict[str, Any] = {}
    for name, value in settings.items():
        if name.replace("_", "-") not in known:
            raise click.UsageError(f"--config {path}: there is no option {name!r}")
        defaults[known[name.replace("_", "-")] or name] = value
    context.default_map = defaults
