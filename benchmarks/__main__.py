"""``python -m benchmarks``: the commands that measure."""

import click

from benchmarks.commands.agreement import agreement
from benchmarks.commands.batch import batch
from benchmarks.commands.compare import compare
from benchmarks.commands.growth import growth
from benchmarks.commands.halves import halves
from benchmarks.commands.leaderboard import leaderboard
from benchmarks.commands.namesakes import namesakes
from benchmarks.commands.perturb import perturb
from benchmarks.commands.prompts import prompts
from benchmarks.commands.rouge import compare_rouge
from benchmarks.commands.run import run
from benchmarks.commands.sentences import sentences
from benchmarks.commands.serve import serve
from benchmarks.commands.slider import slider
from benchmarks.commands.speed import speed
from benchmarks.commands.strategies import strategies


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def benchmarks() -> None:
    """Measure summarize beside other packages, on your own machine and texts."""


COMMANDS = (
    *(run, compare, namesakes, halves, leaderboard, agreement, perturb),
    *(speed, growth, batch, serve, slider, compare_rouge, sentences),
    *(prompts, strategies),
)
for command in COMMANDS:
    benchmarks.add_command(command)

if __name__ == "__main__":
    benchmarks(prog_name="python -m benchmarks")
