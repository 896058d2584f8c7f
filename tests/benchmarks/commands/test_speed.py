"""The speed measurement: what it runs, and how it reports what does not run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.__main__ import benchmarks
from benchmarks.commands.speed import SIZES, _ratios, _tables
from benchmarks.results.measure import Cost, measure, median_wall_seconds
from benchmarks.systems.environments import FLOOR, OURS, ROOT, SUMY, SYSTEMS, System


@pytest.mark.parametrize("system", [OURS, FLOOR], ids=lambda system: system.name)
@pytest.mark.parametrize("mode", ["once", "warm"])
def test_a_system_tells_its_time_and_memory(
    tmp_path: Path, seed_text: str, system: System, mode: str
) -> None:
    path = tmp_path / "text.txt"
    path.write_text(seed_text, encoding="utf-8")
    cost = measure(system.command(path, mode), patience=60)
    assert cost.failure is None
    assert 0 < cost.seconds < cost.process_seconds
    assert 5e6 < cost.peak_bytes < 500e6


def test_what_takes_too_long_is_ended_and_said() -> None:
    cost = measure([sys.executable, "-c", "import time; time.sleep(60)"], patience=0.5)
    assert cost.failure == "> 0 s"
    assert cost.process_seconds == 0.5


def test_what_fails_is_said() -> None:
    assert (
        measure([sys.executable, "-c", "raise RuntimeError('no model')"], 60).failure
        == "RuntimeError: no model"
    )
    assert measure([sys.executable, "-c", "raise SystemExit(3)"], 60).failure == "exit status 3"


def test_start_times_are_medians_of_runs_in_turn() -> None:
    seconds = median_wall_seconds({"short": [sys.executable, "-c", "pass"]}, repeats=3)
    assert 0 < seconds["short"] < 10
    with pytest.raises(subprocess.CalledProcessError):
        median_wall_seconds({"broken": [sys.executable, "-c", "raise SystemExit(1)"]}, repeats=1)


def test_the_report_shows_ratios_and_failures() -> None:
    costs = {s.name: {size: Cost(2.0, seconds=1.0, peak_bytes=50_000_000) for size in SIZES} for s in SYSTEMS}
    costs[SUMY.name]["100 KB"] = Cost(9.0, seconds=7.5)
    costs[SUMY.name]["1 MB"] = Cost(600, failure="> 600 s", timed_out=True)
    table = _tables(costs, costs)
    assert "| sumy TextRank | 2.00 s · 50 MB · 1,000.0 ms |" in table
    assert "> 600 s" in table
    costs[FLOOR.name]["1 MB"] = Cost(1, failure="ImportError: no sentencex")
    start = {"python": 1.0, "import summarize": 1.2, "import numpy": 8.0, "summarize SEED": 16.0}
    ratios = _ratios(costs, start)
    assert "to ours at 100 KB: **8 ×**" in ratios
    assert "to ours at 1 MB: **more than 600 ×**" in ratios
    assert "ours to splitting only, at 1 MB: **not measured: ImportError: no sentencex**" in ratios
    assert "to starting Python: **1.20 ×**" in ratios
    assert "to `import numpy`: **2.00 ×**" in ratios


def test_the_published_table_is_that_of_the_committed_run() -> None:
    figures = json.loads((ROOT / "docs" / "results" / "speed.json").read_text(encoding="utf-8"))
    once, warm = (
        {name: {size: Cost(**cost) for size, cost in row.items()} for name, row in figures[mode].items()}
        for mode in ("once", "warm")
    )
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert _tables(once, warm) in page
    assert _ratios(warm, figures["start"]) in page


def test_a_text_that_is_too_short_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("short")
    result = CliRunner().invoke(benchmarks, ["speed", "--text", str(path)])
    assert result.exit_code == 2
    assert "has 5 characters; the largest size needs 10,000,000" in result.output
