"""What a child process calls itself."""

import resource
import signal
import sys

import pytest

from summarize.processes.supervisor import Child


def say(code: str) -> tuple[list[bytes], int]:
    """The answers to three requests, and how the process ended."""
    child = Child([sys.executable, "-c", f"from summarize.processes.inside import *\n{code}"])
    lines = list(child.exchange(b"1\n2\n3\n", 3, seconds=100))
    return lines, child.end(patience=20)


def test_code_that_reads_and_prints_does_not_get_between(capfd: pytest.CaptureFixture[str]) -> None:
    code = (
        "requests, answers = connect()\n"
        "print('noise', flush=True); print(repr(sys.stdin.read()), flush=True)\n"
        "for _ in range(3): answers.write(requests.readline()); answers.flush()"
    )
    assert say(f"import sys\n{code}")[0] == [b"1\n", b"2\n", b"3\n"]
    assert capfd.readouterr() == ("", "noise\n''\n")


@pytest.mark.skipif(sys.platform != "linux", reason="not limited elsewhere")
class TestLimits:
    def test_computing_for_too_long_ends_it(self) -> None:
        assert say("limit_time(0.05)\nwhile True: pass") == ([], -signal.SIGPROF)
        assert say("limit_time(0.05); limit_time(0)\nfor n in '123': print(n)")[1] == 0

    def test_a_part_has_a_limit_of_its_own_and_counts_for_the_whole(self) -> None:
        spend = (
            "\ndef spend(s):\n start = time.process_time()\n while time.process_time() < start + s: pass\n"
        )
        code = f"import time{spend}limit_time(0.6)\nwith at_most(0.2):"
        assert say(f"{code} spend(9)")[1] == -signal.SIGPROF
        rest = "spend(0.1)\nprint('one', flush=True); spend(0.2); print('two', flush=True); spend(9)"
        assert say(f"{code} {rest}") == ([b"one\n", b"two\n"], -signal.SIGPROF)
        assert say("with at_most(0.1): pass\nfor n in '123': print(n)")[1] == 0

    def test_memory_runs_out(self) -> None:
        code = "limit_memory(1 << 28)\ntry: bytes(1 << 29)\nexcept MemoryError: print('one\\ntwo\\nthree')"
        assert say(code) == ([b"one\n", b"two\n", b"three\n"], 0)
        assert resource.getrlimit(resource.RLIMIT_AS)[0] != 1 << 28
