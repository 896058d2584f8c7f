"""Child processes that answer, die, hang, babble or do not listen."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarize.processes import supervisor
from summarize.processes.supervisor import Child, python_command
from tests.conftest import ROOT

ECHO = "import sys\nfor line in sys.stdin:\n    print(line.upper(), end='', flush=True)"
SAYS_ITS_ID = "import os, time; print(os.getpid(), flush=True); time.sleep(1000)"

Start = Any  # (code, **options) -> Child


@pytest.fixture(params=["select", "block"])
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts Python code, with pipes that can be waited for and, as on Windows, with ones that cannot."""
    monkeypatch.setattr(supervisor, "_CAN_SELECT", request.param == "select")
    children: list[Child] = []

    def start_code(code: str, **options: Any) -> Child:
        children.append(Child([sys.executable, "-c", code], **options))
        return children[-1]

    yield start_code
    for child in children:
        child.end()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for_the_end(pid: int) -> None:
    deadline = time.monotonic() + 20
    while is_alive(pid):
        assert time.monotonic() < deadline, "the process did not end"
        time.sleep(0.01)


def test_requests_of_any_size_are_answered_line_by_line(start: Start) -> None:
    child = start(ECHO)
    assert list(child.exchange(b"cats\n")) == [b"CATS\n"]
    assert list(child.exchange(b"cats\nand\ndogs\n", 3)) == [b"CATS\n", b"AND\n", b"DOGS\n"]
    assert list(child.exchange(b"x" * 3_000_000 + b"\n", seconds=100)) == [b"X" * 3_000_000 + b"\n"]
    assert not child.has_ended()


def test_answers_are_handed_on_as_they_come(start: Start) -> None:
    child = start("print('one', flush=True); input(); print('two')")
    lines = child.exchange(b"", 2)
    assert next(lines) == b"one\n"
    os.write(child._requests, b"\n")
    assert list(lines) == [b"two\n"]


def test_one_that_dies_leaves_what_it_has_said_and_its_status(start: Start) -> None:
    child = start("import sys; print('one'); print('tw', end=''); sys.stdout.flush(); sys.exit(3)")
    assert list(child.exchange(b"", 2, seconds=100)) == [b"one\n", b"tw"]
    assert (child.end(patience=20), child.is_late) == (3, False)


def test_one_that_is_killed_from_another_thread_answers_nothing(start: Start) -> None:
    child = start(SAYS_ITS_ID)
    lines = child.exchange(b"", 2)
    next(lines)
    threading.Timer(0.1, child.kill).start()
    assert list(lines) == []
    assert child.end() == -signal.SIGKILL
    assert not child.is_late


def test_the_time_may_be_for_all_answers_together(start: Start) -> None:
    child = start(
        "import itertools, time\nfor n in itertools.count():\n    print(n, flush=True); time.sleep(0.05)"
    )
    assert len(list(child.exchange(b"", 1_000, seconds=0.3, in_all=True))) < 1_000
    assert child.is_late


@pytest.mark.parametrize("n_bytes", [1, 1_000_000])
def test_one_that_is_late_is_killed_even_if_it_does_not_listen(start: Start, n_bytes: int) -> None:
    child = start("import time; time.sleep(1000)")
    assert list(child.exchange(b"x" * n_bytes, seconds=0.3)) == []
    assert child.is_late
    assert child.end(patience=20) == -signal.SIGKILL


def test_one_that_answers_unasked_is_not_asked_again(start: Start) -> None:
    child = start("input(); print('one\\ntwo', flush=True); input()")
    assert list(child.exchange(b"\n")) == [b"one\n"]
    assert list(child.exchange(b"\n")) == []


def test_a_write_to_a_dead_process_ends_nobody(start: Start) -> None:
    before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as on the command line
    try:
        child = start("")
        while not child.has_ended():
            time.sleep(0.01)
        if supervisor._CAN_SELECT:  # Windows has no such signal
            assert list(child.exchange(b"x" * 1_000_000)) == []
    finally:
        signal.signal(signal.SIGPIPE, before)


def test_a_pipe_that_somebody_else_keeps_open_is_not_waited_for() -> None:
    code = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)"
    child = Child([sys.executable, "-c", code])
    started = time.monotonic()
    lines = list(child.exchange(b"", 2))
    child.end(patience=20)
    os.kill(int(lines[0]), signal.SIGKILL)
    assert len(lines) == 1
    assert time.monotonic() - started < 30


def test_with_a_session_of_its_own_what_it_has_started_ends_with_it(start: Start) -> None:
    code = (
        "import subprocess, sys, time\n"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(1000)']).pid, flush=True)\n"
        "time.sleep(1000)"
    )
    child = start(code, own_session=True)
    (grandchild,) = map(int, child.exchange())
    child.end()
    wait_for_the_end(grandchild)


def test_answers_may_come_by_another_descriptor_than_what_is_printed(start: Start, tmp_path: Path) -> None:
    with (tmp_path / "printed").open("wb") as printed:
        code = "import os; print('hello'); os.write(int(os.environ['ANSWERS']), b'42\\n')"
        child = start(code, answers_in="ANSWERS", printed=printed, folder=tmp_path)
        assert list(child.exchange()) == [b"42\n"]
        assert child.end(patience=20) == 0
    assert (tmp_path / "printed").read_text() == "hello\n"


def test_it_ends_when_its_parent_is_killed() -> None:
    code = (
        "from summarize.processes.supervisor import Child; import sys, time\n"
        f"print(Child([sys.executable, '-c', {ECHO!r}], own_session=True).pid, flush=True); time.sleep(1000)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert is_alive(child)
    parent.kill()
    parent.communicate()
    wait_for_the_end(child)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files in /proc")
def test_nothing_stays_open(start: Start) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    start(ECHO).end()
    start(ECHO).forget()
    with pytest.raises(FileNotFoundError):
        Child(["/nowhere/python"])
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_python_imports_from_where_this_one_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a_module_there.py").write_text("def hello():\n    print('hello')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    child = Child(python_command("a_module_there", "hello"))
    assert list(child.exchange()) == [b"hello\n"]
    assert child.end(patience=20) == 0
