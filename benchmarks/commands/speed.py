"""How fast, beside others and beside the floor: ``python -m benchmarks speed``."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import asdict
from pathlib import Path

import click

from benchmarks.data.seed import SEED
from benchmarks.results.measure import Cost, measure, median_wall_seconds
from benchmarks.systems.environments import FLOOR, OURS, SUMY, SYSTEMS, System

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
DEFAULT_TEXT = Path(__file__).parents[3] / "shared" / "data" / "prose_10mb.txt"
Costs = dict[str, dict[str, Cost]]  # system, size


@click.command()
@click.option(
    "--text",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=DEFAULT_TEXT,
    help="Long prose in UTF-8; prefixes of it are summarized.",
)
@click.option(
    "--patience", default=60.0, show_default=True, help="Seconds that a system may take for a text."
)
@click.option(
    "--sumy-patience", default=600.0, show_default=True, help="Seconds that sumy may take for 1 MB."
)
@click.option(
    "--model",
    help="Time this model instead: a hub id, a folder, bart-base-shaped or bart-large-shaped.",
)
@click.option("--texts", "n_texts", default=64, show_default=True, help="With --model: how many texts.")
@click.option("--new-tokens", default=64, show_default=True, help="With --model: tokens in a summary.")
@click.option("--beams", default=1, show_default=True, help="With --model: beams.")
@click.option("--device", default="auto", show_default=True, help="With --model: a torch device.")
@click.option("--dtype", default="auto", show_default=True, help="With --model: a torch dtype.")
@click.option(
    "--engines",
    default="",
    help="With --model: more ways, such as float32,int8 (CTranslate2), smollm2 (GGUF, another model).",
)
@click.option(
    "--json", "json_path", type=click.Path(path_type=Path), help="Write the figures to this file, too."
)
def speed(
    text: Path,
    patience: float,
    sumy_patience: float,
    model: str | None,
    n_texts: int,
    new_tokens: int,
    beams: int,
    device: str,
    dtype: str,
    engines: str,
    json_path: Path | None,
) -> None:
    """Time TextRank at four sizes beside other packages, and what it costs to start.

    With --model: time a model on texts of very different lengths, beside a plain loop of generate,
    fixed batches and other engines.
    """
    if model is not None:
        from benchmarks.commands.throughput import Load, throughput  # torch

        load = Load(n_texts=n_texts, new_tokens=new_tokens, n_beams=beams)
        others = [engine for engine in engines.split(",") if engine]
        click.echo(throughput(model, text, load, device=device, dtype=dtype, engines=others))
    else:
        _speed_of_textrank(text, patience, sumy_patience, json_path)


def _speed_of_textrank(text: Path, patience: float, sumy_patience: float, json_path: Path | None) -> None:
    prose = text.read_text(encoding="utf-8")
    if len(prose) < max(SIZES.values()):
        raise click.UsageError(
            f"{text} has {len(prose):,} characters; the largest size needs {max(SIZES.values()):,}"
        )
    once: Costs = {system.name: {} for system in SYSTEMS}
    warm: Costs = {system.name: {} for system in SYSTEMS}
    with tempfile.TemporaryDirectory() as folder:
        for size, n_characters in SIZES.items():
            path = Path(folder) / f"{n_characters}.txt"
            path.write_text(prose[:n_characters], encoding="utf-8")
            for system in SYSTEMS:
                is_long_run = system is SUMY and size == "1 MB"
                limit = sumy_patience if is_long_run else patience
                _time(system, size, path, limit, once, warm)
    start = _time_start()
    click.echo(_tables(once, warm))
    click.echo(_ratios(warm, start))
    if json_path is not None:
        figures = {"machine": platform.platform(), "start": start}
        figures |= {"once": _plain(once), "warm": _plain(warm)}
        json_path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _time(system: System, size: str, path: Path, patience: float, once: Costs, warm: Costs) -> None:
    """Time a system once as a process and repeatedly inside one; a first failure is the last try."""
    click.echo(f"{system.name}, {size} …", err=True)
    earlier = once[system.name].values()
    if any(cost.failure for cost in earlier):
        once[system.name][size] = warm[system.name][size] = Cost(0, failure="not tried")
        return
    try:
        once[system.name][size] = cost = measure(system.command(path, "once"), patience)
    except subprocess.CalledProcessError as error:
        cost = once[system.name][size] = Cost(0, failure=f"not installed: exit status {error.returncode}")
    too_slow_to_repeat = cost.failure is not None or cost.seconds > patience / 3
    warm[system.name][size] = cost if too_slow_to_repeat else measure(system.command(path, "warm"), patience)


def _time_start() -> dict[str, float]:
    """Return the median seconds of a bare interpreter, of imports, and of the command line."""
    python = sys.executable
    return median_wall_seconds(
        {
            "python": [python, "-c", "pass"],
            "import summarize": [python, "-c", "import summarize"],
            "import numpy": [python, "-c", "import numpy"],
            "summarize SEED": [python, "-m", "summarize", str(SEED)],
        }
    )


def _tables(once: Costs, warm: Costs) -> str:
    rows = [
        f"| {name} | {' | '.join(_cell(once[name][size], warm[name][size]) for size in SIZES)} |"
        for name in once
    ]
    head = f"| process · peak memory · call | {' | '.join(SIZES)} |"
    return "\n".join([head, f"|---|{'--:|' * len(SIZES)}", *rows])


def _cell(once: Cost, warm: Cost) -> str:
    if failure := once.failure or warm.failure:
        return textwrap.shorten(failure, 80, placeholder=" …")
    return f"{once.process_seconds:.2f} s · {once.peak_bytes / 1e6:.0f} MB · {warm.seconds * 1e3:,.1f} ms"


def _ratios(warm: Costs, start: dict[str, float]) -> str:
    ours, floor, sumy = warm[OURS.name], warm[FLOOR.name], warm[SUMY.name]
    of_python = start["import summarize"] / start["python"]
    of_numpy = start["summarize SEED"] / start["import numpy"]
    lines = {
        "sumy's TextRank to ours at 100 KB": _times(sumy["100 KB"], ours["100 KB"], 0),
        "sumy's TextRank to ours at 1 MB": _times(sumy["1 MB"], ours["1 MB"], 0),
        "ours to splitting only, at 1 MB": _times(ours["1 MB"], floor["1 MB"]),
        "ours at 10 MB to ours at 1 MB": _times(ours["10 MB"], ours["1 MB"]),
        "`import summarize` to starting Python": f"{of_python:.2f} ×",
        "the command line on the seed article to `import numpy`": f"{of_numpy:.2f} ×",
    }
    return "\n" + "\n".join(f"- {name}: **{value}**" for name, value in lines.items())


def _times(slower: Cost, faster: Cost, digits: int = 2) -> str:
    if faster.failure or (slower.failure and not slower.timed_out):
        return f"not measured: {faster.failure or slower.failure}"
    if slower.timed_out:
        return f"more than {slower.process_seconds / faster.seconds:,.{digits}f} ×"
    return f"{slower.seconds / faster.seconds:,.{digits}f} ×"


def _plain(costs: Costs) -> dict[str, dict[str, dict[str, object]]]:
    return {name: {size: asdict(cost) for size, cost in row.items()} for name, row in costs.items()}
