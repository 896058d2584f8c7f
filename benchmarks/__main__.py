"""``python -m benchmarks``: the commands that measure."""

import click

from benchmarks.batch import batch
from benchmarks.compare import compare
from benchmarks.growth import growth
from benchmarks.halves import halves
from benchmarks.leaderboard import leaderboard
from benchmarks.namesakes import namesakes
from benchmarks.rouge import compare_rouge
from benchmarks.run import run
from benchmarks.speed import speed


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def benchmarks() -> None:
    """Measure summarize beside other packages, on your own machine and texts."""


for command in (run, compare, namesakes, halves, leaderboard, speed, growth, batch, compare_rouge):
    benchmarks.add_command(command)

if __name__ == "__main__":
    benchmarks(prog_name="python -m benchmarks")
