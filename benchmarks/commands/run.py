"""Systems on data, measured and written up: ``python -m benchmarks run``."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from benchmarks.data.examples import DataError, Example, text_only
from benchmarks.data.load import load
from benchmarks.report import html, markdown
from benchmarks.report.text import one_line
from benchmarks.results import results as run_results
from benchmarks.results.generate import Generation
from benchmarks.results.outputs import Output, OutputsError, write_outputs
from benchmarks.results.results import Results
from benchmarks.results.scoring import Scores, prepare, reference_lines, score, write_scores
from benchmarks.systems.entrants import Entrant, EntrantError, parse_entrants
from summarize import InvalidValueError, SummarizeError
from summarize.length import Length
from summarize.metrics.metric import Metric, create_metric
from summarize.progress import track
from summarize.specs import split_specs

_DEFAULT_LENGTH = Length(sentences=3)


@click.command()
@click.option(
    "--data",
    required=True,
    help="seed, a table (news.csv:document=body,summary=gold), a folder of .txt and .ref, or a hub id.",
)
@click.option(
    "--systems",
    multiple=True,
    required=True,
    help="Such as lead,textrank:damping=0.9,model=FOLDER,sumy-lexrank.",
)
@click.option("--sentences", type=click.IntRange(min=1), help="Largest number of sentences.")
@click.option("--words", type=click.IntRange(min=1), help="Largest number of words.")
@click.option("--ratio", type=float, help="Largest share of the words of the document.")
@click.option("--limit", type=click.IntRange(min=1), help="Only so many documents, from the start.")
@click.option(
    "--text-only", "is_text_only", is_flag=True, help="Tell no system the titles and queries of the data."
)
@click.option(
    "--metrics",
    default="rouge,readability",
    show_default=True,
    help="Such as rouge:stemming=true,fragments,length.",
)
@click.option("--baseline", help="The system to compare with; the first one, if not given.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds that a system may take for a document.",
)
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--overwrite", is_flag=True, help="Replace the results of another command in the folder.")
@click.pass_context
def run(
    context: click.Context,
    data: str,
    systems: tuple[str, ...],
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    limit: int | None,
    is_text_only: bool,
    metrics: str,
    baseline: str | None,
    time_limit: float,
    folder: Path,
    overwrite: bool,
) -> None:
    """Compare systems on documents with reference summaries.

    Writes results.json, report.md and report.html into the folder, and each summary into outputs/. A run
    that was ended goes on where it was when the same command is given again.
    """
    command = _command(context)
    if not overwrite:
        _check_folder(folder, command)
    try:
        length = Length.of(sentences, words, ratio)
        entrants = parse_entrants(systems)
        measures = _create_metrics(metrics)
        baseline = _check_baseline(baseline, entrants)
        whole = text_only(load(data)) if is_text_only else load(data)
        lines = reference_lines(whole)
        dataset = prepare(whole, lines, measures, limit)
        folder.mkdir(parents=True, exist_ok=True)
        generation = Generation(
            entrants,
            dataset.examples,
            length or dataset.length or _DEFAULT_LENGTH,
            folder / "cache",
            time_limit,
        )
        for _ in _watched(generation.run(), len(dataset.examples)):
            pass
        scores = score(generation.outputs, dataset.examples, measures)
        results = run_results.build(
            command,
            run_results.describe_data(whole, dataset, lines),
            [example.id for example in dataset.examples],
            generation,
            scores,
            measures,
            baseline,
        )
    except (DataError, EntrantError, OutputsError, SummarizeError, OSError) as error:
        raise click.UsageError(str(error)) from error
    _write(folder, results, dataset.examples, generation.outputs, scores)
    failures = markdown.failures(results, one_line)[1:]  # not as Markdown: commands in it are pasted
    told = [markdown.quality_table(results), *markdown.notes(results)[1:], *failures]
    click.echo("\n\n".join(told))
    click.echo(f"\n{click.format_filename(folder / 'report.html')} shows the rest.")
    if not any(scores.values()):
        raise SystemExit("no system has a summary of any document")


def _check_folder(folder: Path, command: str) -> None:
    earlier = run_results.command_of(folder / "results.json")
    if earlier not in (None, command):
        raise click.UsageError(
            f"{folder} has the results of another command: {earlier:.200}. Name another folder, or replace "
            "them with --overwrite; the summaries in cache/ stay"
        )


def _write(
    folder: Path,
    results: Results,
    examples: Sequence[Example],
    outputs: Mapping[str, Sequence[Output]],
    scores: Scores,
) -> None:
    earlier = run_results.system_names(folder / "results.json")
    write_outputs(outputs, folder / "outputs", earlier)
    write_scores(scores, folder / "scores", earlier)
    run_results.write(results, folder / "results.json")
    (folder / "report.md").write_text(markdown.render(results), encoding="utf-8", errors="replace")
    (folder / "report.html").write_text(html.render(results, examples, outputs, scores), encoding="utf-8")


def _create_metrics(listed: str) -> list[Metric]:
    metrics = [create_metric(spec) for spec in split_specs(listed)]
    if not metrics:
        raise InvalidValueError("no metric is given")
    names = [metric.name for metric in metrics]
    for name in names:
        if names.count(name) > 1:
            raise InvalidValueError(f"metric {name!r} is given twice; a run has one of a name")
    return metrics


def _check_baseline(baseline: str | None, entrants: Sequence[Entrant]) -> str:
    names = [entrant.name for entrant in entrants]
    if baseline is not None and baseline not in names:
        raise EntrantError(f"the baseline {baseline!r} is not one of the systems: {', '.join(names)}")
    return baseline or names[0]


def _watched(steps: Iterator[None], total: int) -> Iterator[None]:
    return track(steps, total) if sys.stderr.isatty() else steps


def _command(context: click.Context) -> str:
    """Return the command without the folder that it writes to, on which no figure depends."""
    words = ["python", "-m", "benchmarks", "run"]
    for option in context.command.params:
        name = option.name or ""
        given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name not in ("folder", "overwrite"):
            value = context.params[name]
            words.append(option.opts[0])
            if value is not True:
                words.append(",".join(value) if isinstance(value, tuple) else str(value))
    return shlex.join(words)
