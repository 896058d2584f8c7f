"""``python -m benchmarks``: the commands that measure."""

import click

from benchmarks.speed import speed


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def benchmarks() -> None:
    """Measure summarize beside other packages, on your own machine and texts."""


benchmarks.add_command(speed)

if __name__ == "__main__":
    benchmarks(prog_name="python -m benchmarks")
