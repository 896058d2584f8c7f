"""Runs that are ended from outside, and started again: kill -9, Ctrl-C, a full disk."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.conftest import ids, names, news, timeless
from tests.conftest import ROOT

N = 60
ROUNDS = int(os.environ.get("KILLS", "2"))


def start(output: Path, n: int = N, workers: int = 1, pause: float = 0.01) -> subprocess.Popen[bytes]:
    command = ["-m", "tests.batch.start", output, n, workers]
    return subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env={**os.environ, "PAUSE": str(pause)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def end(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait until the process and all that it has started are gone: they have standard error in common."""
    _, said = process.communicate(timeout=300)
    return process.returncode, said.decode()


def n_lines(output: Path) -> int:
    return output.read_bytes().count(b"\n") if output.exists() else 0


def wait_for_lines(output: Path, n: int, process: subprocess.Popen[bytes]) -> None:
    while n_lines(output) < n:
        assert process.poll() is None, end(process)
        time.sleep(0.005)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run gives that nothing disturbs."""
    output = tmp_path_factory.mktemp("whole") / "out.jsonl"
    assert end(start(output, pause=0))[0] == 0
    return output


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_any_moment_and_started_again_nothing_is_lost_or_twice(
    workers: int, whole: Path, output: Path
) -> None:
    chance = random.Random(workers)
    for round_ in range(ROUNDS):
        process = start(output, workers=workers)
        wait_for_lines(output, round_ * N // (ROUNDS + 1), process)
        time.sleep(chance.random() * 0.2)
        process.kill()
        end(process)
    status, said = end(start(output, workers=workers))
    assert status == 0, said
    assert ids(output) == names(news(N))
    assert timeless(output) == timeless(whole)


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_keeps_what_is_done_and_leaves_no_process(workers: int, output: Path) -> None:
    process = start(output, workers=workers, pause=0.1)
    wait_for_lines(output, 5, process)
    process.send_signal(signal.SIGINT)
    status, said = end(process)
    assert (status, said.strip().splitlines()[-1]) == (-signal.SIGINT, "KeyboardInterrupt")
    done = output.read_bytes()
    assert done.endswith(b"\n")
    assert 5 <= n_lines(output) < N
    assert end(start(output, workers=workers, pause=0))[0] == 0
    assert output.read_bytes().startswith(done)
    assert ids(output) == names(news(N))


def test_workers_end_with_a_run_that_is_killed(output: Path) -> None:
    process = start(output, workers=2)
    wait_for_lines(output, 2, process)
    process.kill()
    end(process)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk, and not everywhere")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_is_told_and_with_more_room_it_goes_on(
    workers: int, small_disk: Path, whole: Path
) -> None:
    output = small_disk / "out.jsonl"
    status, said = end(start(output, workers=workers, pause=0))
    assert status == 1
    assert (
        f"OutputError: {output}: cannot be written: No space left on device; make room and run it again"
        in said
    )
    assert output.read_bytes().endswith(b"\n")
    assert 5 < n_lines(output) < N
    subprocess.run(["mount", "-o", "remount,size=1m", str(small_disk)], check=True)
    status, said = end(start(output, workers=workers, pause=0))
    assert status == 0, said
    assert (ids(output), timeless(output)) == (names(news(N)), timeless(whole))
