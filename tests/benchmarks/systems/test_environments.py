"""The environments of peers: made once, made again when broken, and what is said when that fails."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.systems.environments import InstallError, System

# What pip 23.2.1 printed.
PIP = """\
WARNING: Retrying (Retry(total=0, connect=None)) after connection broken
ERROR: Could not find a version that satisfies the requirement peer==9 (from versions: none)
ERROR: No matching distribution found for peer==9

[notice] A new release of pip is available: 23.2.1 -> 25.3
[notice] To update, run: pip install --upgrade pip
"""
PEER = System("peer", "peer", ("peer==9",))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("benchmarks.systems.environments.ENVIRONMENTS", tmp_path)
    return tmp_path / "peer-9"


def make_with(script: str, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Let environments be made, in no time, with a script for a Python; return the list of those made."""
    made = []

    def create(folder: Path, **_: Any) -> None:
        made.append(folder)
        python = folder / "bin" / "python"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.unlink(missing_ok=True)
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)

    monkeypatch.setattr("benchmarks.systems.environments.venv.create", create)
    return made


def test_what_takes_a_minute_is_told_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    make_with("exit 0", monkeypatch)
    PEER.python()
    assert capfd.readouterr().err == f"installing peer==9 into {folder}\n"
    PEER.python()
    assert capfd.readouterr().err == ""


def test_what_pip_says_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_with(f"printf %s {shlex.quote(PIP)} >&2; exit 1", monkeypatch)
    with pytest.raises(InstallError) as caught:
        PEER.python()
    assert str(caught.value) == "ERROR: No matching distribution found for peer==9 (exit status 1)"
    assert isinstance(caught.value, subprocess.CalledProcessError)  # which callers wait for
    assert not (folder / "installed").exists()


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        ("", "exit status 1"),
        ("one\n\nkilled\n", "killed (exit status 1)"),
        ("x" * 999, "x" * 300 + " (exit status 1)"),
    ],
    ids=["nothing", "no error", "much"],
)
def test_whatever_pip_says_there_is_a_message(printed: str, message: str) -> None:
    assert str(InstallError(1, "pip", b"", printed.encode())) == message


def test_an_environment_is_made_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_with("exit 0", monkeypatch)
    assert PEER.python() == PEER.python() == str(folder / "bin" / "python")
    assert made == [folder]


def test_one_that_was_not_finished_is_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_with("exit 0", monkeypatch)
    PEER.python()
    (folder / "installed").unlink()
    PEER.python()
    assert made == [folder, folder]


@pytest.mark.parametrize("how", ["a link that dangles", "a copy without its library"])
def test_one_whose_python_is_gone_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    made = make_with("exit 0", monkeypatch)
    python = Path(PEER.python())
    if how == "a link that dangles":
        python.unlink()
        python.symlink_to(folder / "gone")
    else:
        python.write_text("#!/bin/sh\nexit 1\n")
    PEER.python()
    assert made == [folder, folder]
    assert subprocess.run([python], check=False).returncode == 0


def test_a_system_without_packages_runs_here() -> None:
    assert System("ours", "ours").python() == sys.executable
    assert os.access(sys.executable, os.X_OK)
