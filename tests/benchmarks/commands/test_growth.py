"""The measurement of growth: every method, peers beside them, and what does not run."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.__main__ import benchmarks
from benchmarks.commands import growth
from benchmarks.commands.growth import (
    LEAST_GAIN,
    PEERS,
    Call,
    Size,
    find_systems,
    gains_and_growth,
    growth_table,
    measure_growth,
)
from benchmarks.systems.entrants import Entrant, parse_entrants
from benchmarks.systems.environments import ROOT, System
from summarize.registry import methods

SMALL = (Size("1 KB", 1_000, 2), Size("2 KB", 2_000, 1))
BROKEN = Entrant("broken", System("broken", "broken"), ("-c", "raise SystemExit('no wheel')"))


def test_every_built_in_method_and_every_peer_takes_part(awkward: Path) -> None:
    systems = find_systems()
    assert "awkward" in methods()
    assert [ours.name for ours in systems] == [
        *(name for name in methods() if name != "awkward"),
        "lexrank:threshold=null",
    ]
    assert all(ours.program[1].endswith(".methods") for ours in systems)
    peers = {ours.name: tuple(peer.name for peer in others) for ours, others in systems.items() if others}
    assert peers == PEERS
    assert not any(peer.program[1].endswith(".methods") for others in systems.values() for peer in others)


def test_methods_are_timed_at_all_sizes_and_peers_at_the_first(awkward: Path, seed_text: str) -> None:
    slow = entrant("awkward:how=slow")
    ours, peers = measure_growth(seed_text, {entrant("lead"): [slow], entrant("luhn"): []}, SMALL)
    assert [(name, *calls) for name, calls in ours.items()] == [
        (name, "1 KB", "2 KB") for name in ("lead", "luhn")
    ]
    for call in (*ours["lead"].values(), *ours["luhn"].values(), peers["lead"][slow.name]):
        assert call.failure is None
        assert 5e6 < call.peak_bytes < 500e6
        assert 0 < call.seconds < 60
    assert list(peers) == ["lead"]
    assert peers["lead"][slow.name].seconds > 0.2
    head, _, lead, luhn = growth_table(ours, peers).splitlines()
    assert "| growth 1 KB → 2 KB | peak memory at 2 KB | others at 1 KB" in head
    assert lead.startswith("| lead | ")
    assert "| awkward:how=slow 2" in lead
    assert luhn.endswith(" MB |  |")


def test_what_takes_too_long_fails_or_does_not_start_is_said(awkward: Path, seed_text: str) -> None:
    text = f"KAPUTT is what it is. {seed_text}"
    peers = [entrant("awkward:how=hang"), entrant("awkward"), BROKEN]
    systems = {entrant("lead"): peers, entrant("awkward:how=crash"): []}
    ours, others = measure_growth(text, systems, SMALL, peer_time_limit=0.5)
    hang, fail, broken = others["lead"].values()
    assert hang == Call(0.5, failure="> 0.5 s", timed_out=True)
    assert fail.failure == "RuntimeError: the wheel came off"
    assert broken.failure == "not run: no wheel (exit status 1)"
    crash = ours["awkward:how=crash"]
    assert crash["1 KB"].failure == "the engine fell out (exit status 3)"
    assert crash["2 KB"].failure == "not tried"
    table, told = growth_table(ours, others), gains_and_growth(ours, others)
    assert "awkward:how=hang > 0.5 s, more than " in table
    assert "awkward RuntimeError: the wheel came off, not measured" in table
    assert "| not tried | not measured | – |  |" in table
    assert "**1 of 3**, not awkward (not measured), broken (not measured)" in told
    assert "awkward:how=crash (not measured)" in told


def test_what_is_slow_or_steep_is_named() -> None:
    sizes = ("100 KB", "1 MB", "10 MB")
    ours = {
        name: {size: Call(took) for size, took in zip(sizes, seconds, strict=True)}
        for name, seconds in {"kl": (0.1, 1.0, 12.0), "lsa": (0.1, 1.0, 12.5)}.items()
    }
    ours["luhn"] = ours["kl"] | {"10 MB": Call(6.0, failure="> 6 s", timed_out=True)}
    peers = {"kl": {"quick": Call(1.9)}, "lsa": {"slow": Call(120, failure="> 120 s", timed_out=True)}}
    told = gains_and_growth(ours, peers)
    assert (
        f"at least {LEAST_GAIN} × as fast as the method of the same name at 100 KB: **1 of 2**, not quick (19.0 ×)"
        in told
    )
    assert (
        "at most 12 × the time for 10 MB instead of 1 MB: **1 of 3**, not lsa (12.5 ×), luhn (more than 6.0 ×)"
        in told
    )
    assert "slow > 120 s, more than 1,200 ×" in growth_table(ours, peers)


def test_the_command_writes_what_it_prints(
    tmp_path: Path, seed_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, file = tmp_path / "text.txt", tmp_path / "growth.json"
    text.write_text(seed_text, encoding="utf-8")
    monkeypatch.setattr(growth, "SIZES", SMALL)
    monkeypatch.setattr(growth, "find_systems", lambda: {entrant("lead"): [entrant("luhn")]})
    result = CliRunner().invoke(benchmarks, ["growth", "--text", str(text), "--json", str(file)])
    assert result.exit_code == 0, result.output
    ours, peers = read(file)
    assert growth_table(ours, peers) in result.stdout
    assert gains_and_growth(ours, peers) in result.stdout


def test_the_published_table_is_that_of_the_committed_run() -> None:
    ours, peers = read(ROOT / "docs" / "results" / "growth.json")
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert growth_table(ours, peers) in page
    assert gains_and_growth(ours, peers) in page


def test_a_text_that_is_too_short_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("short")
    result = CliRunner().invoke(benchmarks, ["growth", "--text", str(path)])
    assert result.exit_code == 2
    assert "has 5 characters; the largest size needs 10,000,000" in result.output


def entrant(name: str) -> Entrant:
    return parse_entrants([name])[0]


def read(path: Path) -> tuple[growth.Calls, growth.Calls]:
    figures = json.loads(path.read_text(encoding="utf-8"))
    ours, peers = (
        {name: {key: Call(**call) for key, call in row.items()} for name, row in figures[kind].items()}
        for kind in ("methods", "peers")
    )
    return ours, peers
