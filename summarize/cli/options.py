"""Options that several commands have, and a file with defaults of options."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from summarize.cli.option_rules import NOT_WITH_EXTRACT, NOT_WITH_STREAM, OF_OUTPUT, OF_SUMMARIES
from summarize.cli.printing import FORMATS
from summarize.errors import did_you_mean
from summarize.hints import instead_of_flag
from summarize.text.lines import LINES

Command = TypeVar("Command", bound=Callable[..., Any])

language_option = click.option(
    "-l", "--language", metavar="NAME", help="Code or English name; detected by default."
)
encoding_option = click.option(
    "--encoding", metavar="NAME", help="Encoding of the files that are not Unicode."
)
text_column_option = click.option(
    "--text-column", metavar="NAME", help="The column of a table with the text."
)
format_option = click.option(
    "-f",
    "--format",
    "style",
    metavar="KIND",
    type=click.Choice(FORMATS),
    help="text, json, markdown or html.",
)
overwrite_option = click.option("--overwrite", is_flag=True, help="Replace an existing --output file.")
private_hosts_option = click.option(
    "--allow-private-hosts", is_flag=True, help="Allow URLs of the local network."
)

_LENGTH_OPTIONS = (
    click.option("-s", "--sentences", metavar="N", type=int, help="At most N sentences; 3 by default."),
    click.option("-w", "--words", metavar="N", type=int, help="At most N words."),
    click.option("-r", "--ratio", metavar="R", type=float, help="At most this share of the words."),
    click.option("-q", "--query", metavar="TEXT", help="Question or topic to focus on."),
    language_option,
    click.option(
        "--lines",
        type=click.Choice(LINES),
        metavar="KIND",
        help="Line breaks: wrapped, units (one per line) or auto.",
    ),
    encoding_option,
)

_ONE_OF: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("sentences",), ("words",), ("ratio",)),
    (("method",), ("model",)),
    (("output",), ("style",)),
    (("model",), ("workers", "timeout")),
    (("address",), OF_OUTPUT),
    (("keywords",), OF_SUMMARIES),
    (("extract",), NOT_WITH_EXTRACT),
    (("stream",), (*NOT_WITH_STREAM, "style")),
)
"""Sets of parameters, of each line of which one goes."""


def length_options(command: Command) -> Command:
    """Add the options of what a summary is to be like."""
    return reduce(lambda decorated, option: option(decorated), reversed(_LENGTH_OPTIONS), command)


def complete_file(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Let the shell complete the name of a file."""
    return [CompletionItem(begun, type="file")]


class HintingCommand(click.Command):
    """A command that shows users of other tools the name of an option here."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; the error for an unknown option may have a hint."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if (hint := instead_of_flag(error.option_name)) is None:
                raise
            raise click.UsageError(f"No such option: {error.option_name}; {hint}", ctx) from None


class Subcommand(HintingCommand):
    """A command whose first argument is its own name, as the completion of shells has it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments after the name."""
        return super().parse_args(ctx, args[1:])


class CommandWithConfig(HintingCommand):
    """A command whose defaults may come from a file; arguments override them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, and drop the defaults of a file that do not go with them."""
        rest = super().parse_args(ctx, args)
        for sets in _ONE_OF:
            given = [names for names in sets if _among(ctx, names, ParameterSource.COMMANDLINE)]
            for names in sets:
                if given and names not in given:
                    _drop_defaults(ctx, names)
        if ctx.params.get("output") is None:
            _drop_defaults(ctx, OF_OUTPUT)
        _add_method_options(ctx)
        return rest


def _among(context: click.Context, names: tuple[str, ...], source: ParameterSource) -> list[str]:
    return [name for name in names if context.get_parameter_source(name) is source]


def _drop_defaults(context: click.Context, names: tuple[str, ...]) -> None:
    context.params.update(dict.fromkeys(_among(context, names, ParameterSource.DEFAULT_MAP)))


def _add_method_options(context: click.Context) -> None:
    """Add the method options of the file to those given; they belong to its own method or model."""
    if _among(context, ("method", "model"), ParameterSource.COMMANDLINE):
        _drop_defaults(context, ("option",))
    elif _among(context, ("option",), ParameterSource.COMMANDLINE):
        in_file = (context.default_map or {}).get("option", ())
        context.params["option"] = (*in_file, *context.params["option"])  # the last of a name counts


def read_config(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Take defaults of options from a TOML file; options on the command line override them.

    The names are those of the options, without dashes in front: ``method = "auto"``,
    ``text-column = "body"``, ``option.damping = 0.9``.
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
        name.removeprefix("--"): option
        for option in context.command.params
        if isinstance(option, click.Option)
        if not option.is_eager  # those give information, and --config itself
        for name in option.opts
        if name.startswith("--")
    }
    defaults: dict[str, Any] = {}
    for name, value in settings.items():
        option = known.get(name.replace("_", "-"))
        if option is None:
            raise click.UsageError(
                f"--config {path}: there is no option {name!r:.60}; {did_you_mean(name, known)}"
            )
        if complaint := _complaint(option, value):
            raise click.UsageError(f"--config {path}: {name} must be {complaint}, got {value!r:.80}")
        defaults[option.name or name] = _flatten(value) if option.multiple else value
    context.default_map = defaults


def _complaint(option: click.Option, value: object) -> str | None:
    """Return what a value of a file should be if it is not; click takes ``true`` for 1, and 1.5 too.

    >>> _complaint(click.Option(["--words"], type=int), True)
    'a whole number'
    """
    if option.multiple:
        return None if _is_table(value) else "a table of values, such as option.damping = 0.9"
    if option.is_flag:
        return None if isinstance(value, bool) else "true or false"
    if option.type is click.INT:
        return None if isinstance(value, int) and not isinstance(value, bool) else "a whole number"
    if option.type is click.FLOAT:
        return None if isinstance(value, int | float) and not isinstance(value, bool) else "a number"
    return None if isinstance(value, str) else "a text in quotes"


def _is_table(value: object) -> bool:
    """Return whether a value of a file is a table, of what JSON can hold: no dates."""
    try:
        json.dumps(value)
    except TypeError:
        return False
    return isinstance(value, dict)


def _flatten(table: dict[str, Any], prefix: str = "") -> list[str]:
    """Return the values of a table as they are written on the command line.

    >>> _flatten({"damping": 0.9, "generation": {"num_beams": 4}})
    ['damping=0.9', 'generation.num_beams=4']
    """
    written = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        written += _flatten(value, f"{key}.") if isinstance(value, dict) else [f"{key}={json.dumps(value)}"]
    return written
