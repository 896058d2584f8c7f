"""The output file: what is repaired, what is refused, and what a failing disk leaves."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarize.batch.digests import Digests
from summarize.batch.errors import OutputError
from summarize.batch.journal import Journal, Status
from summarize.batch.records import Failure, Record, failure_record
from tests.batch.conftest import ids
from tests.conftest import ROOT

TAKES_IT_OFTEN = """
import os, sys
from summarize.batch.errors import OutputError
from summarize.batch.journal import Journal
sys.stdin.readline()
for _ in range(200):
    try:
        with Journal(sys.argv[1], "s"):
            os.close(os.open(sys.argv[1] + ".mine", os.O_CREAT | os.O_EXCL))
            os.unlink(sys.argv[1] + ".mine")
    except OutputError:
        pass
"""


def record(name: str) -> Record:
    return Record(f'{{"id": "{name}", "summary": "…", "settings": "s", "seconds": 1}}\n'.encode(), False)


def fill(path: Path, *names: str) -> bytes:
    with Journal(path, "s") as journal:
        for name in names:
            journal.append(record(name))
    return path.read_bytes()


@pytest.mark.parametrize(
    "torn",
    [b"{", b'{"id"', b'{"id": "b", "summ', '{"id": "b", "summary": "…'.encode()[:-1], record("b").line[:-1], b"\0\0\0", b'{"id": "b", "\0\0\0\0\n' + record("c").line],
    ids=["a byte", "a key", "half", "half a character", "no newline", "zeros", "zeros inside"],
)  # fmt: skip
def test_a_torn_end_is_dropped(torn: bytes, output: Path) -> None:
    whole = fill(output, "a")
    output.write_bytes(whole + torn)
    with Journal(output, "s") as journal:
        assert [journal.status_of(name).name for name in ("a", "b", "c")] == ["DONE", "NEW", "NEW"]
        journal.append(record("b"))
    assert output.read_bytes() == whole + record("b").line


def test_zeros_before_more_than_a_power_failure_may_cost_are_refused(output: Path) -> None:
    damaged = record("a").line + b'{"id": "b", "\0\0\n'
    output.write_bytes(damaged + b"".join(record(str(i)).line for i in range(99)))
    with Journal(output, "s") as journal:
        assert journal.status_of("a") is Status.DONE
    assert output.read_bytes() == record("a").line
    output.write_bytes(damaged + b"".join(record(str(i)).line for i in range(100)))
    begun = output.read_bytes()
    with pytest.raises(OutputError, match=r"line 2 is no record .*, or remove the line, and its document is"):
        Journal(output, "s")
    assert output.read_bytes() == begun


def test_a_file_that_a_power_failure_left_full_of_zeros_is_an_empty_one(output: Path) -> None:
    output.write_bytes(b"\0" * 100)
    assert fill(output, "a") == record("a").line


@pytest.mark.parametrize(
    "content",
    [b"a note", b'{"id": "a", "text": "of another file"}', b"a note\n", b"[1, 2]\n", b'{"id": "a"}\n', b'{"id": 1, "settings": "s"}\n', b"PK\3\4\0\0\n\0\0", b"\xff\xfe\n",
     record("a").line + b"{broken}\n" + record("b").line],
)  # fmt: skip
def test_a_file_of_something_else_is_refused_and_stays(content: bytes, output: Path) -> None:
    output.write_bytes(content)
    with pytest.raises(OutputError, match=r"out\.jsonl: line [12] is no record of a batch: .*; name another"):
        Journal(output, "s")
    assert output.read_bytes() == content
    with Journal(output, "s", overwrite=True):
        assert output.read_bytes() == b""


def test_records_count_when_they_are_on_the_disk(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append(output.read_bytes().count(b"\n")))
    monkeypatch.setattr("summarize.batch.journal._GROUP_SECONDS", 1000)
    with Journal(output, "s") as journal:
        del synced[:]  # of the folder
        for number in range(250):
            journal.append(record(str(number)))
            assert output.read_bytes().count(b"\n") == number + 1  # a killed process loses none
            assert journal.n_done == sum(synced[-1:])
        monkeypatch.setattr("summarize.batch.journal._GROUP_SECONDS", 0)
        journal.append(record("slow"))
        assert journal.n_done == 251
        journal.append(failure_record(Failure("f", "KeyError", "'x'"), "s", 1.0))
    assert synced == [100, 200, 251, 252]
    assert (journal.n_done, journal.n_failed, journal.failures) == (251, 1, [Failure("f", "KeyError", "'x'")])


def test_two_runs_on_one_file_are_refused(output: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(output)
    with Journal(output, "s") as journal:
        journal.append(record("a"))
        for path in (output, link):
            for overwrite in (False, True):
                with pytest.raises(OutputError, match="another run is writing it; wait for its end, or take"):
                    Journal(path, "s", overwrite=overwrite)
    assert output.read_bytes() == record("a").line
    fill(output, "b")


def test_a_file_that_is_rewritten_stays_locked_and_a_link_stays_a_link(output: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(output)
    with Journal(link, "s") as journal:
        journal.append(failure_record(Failure("f", "KeyError", "'x'"), "s", 1.0))
        journal.append(record("a"))
    output.chmod(0o600)
    with Journal(link, "s", retry_failed=True) as journal:
        assert link.is_symlink()
        assert output.read_bytes() == record("a").line
        assert output.stat().st_mode & 0o777 == 0o600
        assert journal.status_of("f") is Status.NEW
        with pytest.raises(OutputError, match="another run is writing it"):
            Journal(output, "s")
        journal.append(record("f"))
    assert ids(output) == ["a", "f"]


def test_a_lock_that_a_killed_process_left_holds_nobody_up(output: Path) -> None:
    output.with_name(f".{output.name}.lock").write_bytes(b"")
    with Journal(output, "s") as journal:
        journal.append(record("a"))
    assert [path.name for path in output.parent.iterdir()] == [output.name]


def test_a_file_system_without_locks_has_none(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with Journal(output, "s") as journal:
        journal.append(record("a"))
    assert ids(output) == ["a"]


def test_one_of_many_processes_that_begin_at_once_has_the_file(output: Path) -> None:
    command = [sys.executable, "-c", TAKES_IT_OFTEN, str(output)]
    many = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) for _ in range(3)
    ]
    for process in many:
        process.stdin.write(b"\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[1] for process in many]
    assert (said, [process.returncode for process in many]) == ([b""] * 3, [0] * 3)


def test_a_rewrite_that_fails_leaves_all_as_it_was(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Journal(output, "s") as journal:
        journal.append(failure_record(Failure("f", "KeyError", "'x'"), "s", 1.0))
        journal.append(record("a"))
    begun = output.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: Path("/nowhere").stat())
        with pytest.raises(OutputError, match="cannot be written: No such file"):
            Journal(output, "s", retry_failed=True)
    assert output.read_bytes() == begun
    assert [path.name for path in output.parent.iterdir()] == [output.name]
    (output.parent / f".{output.name}.rewritten").write_bytes(b"what a killed process left")
    with Journal(output, "s"):
        pass
    assert [path.name for path in output.parent.iterdir()] == [output.name]


@pytest.mark.parametrize(
    "place", ["folder", "folder/nowhere/out.jsonl", "/dev/null", "folder/out.jsonl/out.jsonl", "circle"]
)
def test_what_is_no_file_to_write_is_refused(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("folder/out.jsonl").touch()
    Path("circle").symlink_to("circle")
    with pytest.raises(OutputError, match=f"^{place}: (cannot be written|is not a regular file)"):
        Journal(place, "s")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_is_refused(output: Path) -> None:
    output.touch(0o400)
    with pytest.raises(OutputError, match="cannot be written: Permission denied"):
        Journal(output, "s")


def test_a_full_disk_leaves_whole_records_and_says_what_to_do(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("summarize.batch.journal._GROUP_SECONDS", 1000)
    journal = Journal(output, "s")
    journal.append(record("a"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        with pytest.raises(OutputError, match="No space left on device; make room and run it again"):
            journal.close()
    assert (journal.n_done, output.read_bytes()) == (0, b"")
    assert fill(output, "a") == record("a").line


def test_the_set_of_ids_holds_many_in_little(monkeypatch: pytest.MonkeyPatch) -> None:
    digests = Digests()
    assert all(digests.add_from_file(f"file {i}") for i in range(20_000))
    assert all(digests.add_from_input(f"input {i}") for i in range(20_000))
    assert not any(
        digests.add_from_file(f"file {i}") or digests.is_in_file(f"input {i}") for i in range(20_000)
    )
    assert all(digests.is_in_file(f"file {i}") and digests.add_from_input(f"file {i}") for i in range(20_000))
    assert digests._slots.itemsize * len(digests._slots) <= 24 * 40_000 * 1.1
