"""Documents that would hang, crash or fill a parser, and some hundred damaged ones."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarize import ReadError
from summarize.processes import supervisor
from summarize.readers import Limits, read_bytes
from summarize.readers.formats.registry import format_of
from summarize.readers.sandbox import parent
from tests.readers.fuzz import SECONDS, damaged, outcomes
from tests.readers.samples import archive, pdf, sample

ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))


def test_damaged_documents_are_read_or_say_why_not() -> None:
    seconds = [time for *_, time in outcomes(range(300))]
    assert max(seconds) < SECONDS


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", b"<html><p>text" + b"<div>" * 200_000),
        ("deep.eml", b"From: a\nTo: b\n" + b"Content-Type: message/rfc822\n\n" * 20_000 + b"words"),
        (
            "entities.docx",
            archive(
                {
                    "[Content_Types].xml": "<a/>",
                    "word/document.xml": f'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]><a>&j;</a>',
                }
            ),
        ),
    ],
)
def test_hostile_documents_are_errors(name: str, data: bytes) -> None:
    with pytest.raises(ReadError, match=f"^{name}: "):
        read_bytes(data, name)


def test_mails_in_one_another_are_not_called_damaged() -> None:
    part = b"Content-Type: message/rfc822\n\n"
    with pytest.raises(ReadError, match=r"^a\.eml: has too many parts in one another; save"):
        read_bytes(b"From: a\nTo: b\n" + part * 5000 + b"words", "a.eml")


@pytest.mark.timeout(60)
def test_brackets_and_backticks_take_linear_time() -> None:
    for mark in (
        b"[",
        b"![",
        b"[a](b ",
        b"*a ",
        b"__a",
        b"`",
        b"- ",
        b" |-",
        b"<a",
        b"~~a",
        b"<!--",
        b"---\n",
        b">",
    ):
        with suppress(ReadError):
            read_bytes(mark * 40_000 + b"\n\nwords", "a.md")


def test_a_parser_that_does_not_end_is_ended() -> None:
    many = b"<html><body>" + b"<p>A paragraph of some words, and then some more of them.</p>" * 50_000
    with pytest.raises(
        ReadError,
        match="^a.html: takes more time to be parsed than .* may, 0.05 seconds at most; split it, save it",
    ):
        read_bytes(many, "a.html", limits=Limits(seconds=0.05))
    assert read_bytes(sample("a.html"), "a.html").title == "A thousand trees"


def test_a_format_may_have_a_tighter_limit_than_its_size_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = replace(format_of("rst"), seconds=0.05)
    monkeypatch.setattr(parent, "format_of", {"rst": quick}.__getitem__)
    many = b"Cats\n====\n\n- They *sleep*.\n\n" * 5_000
    with pytest.raises(ReadError, match=r"^a.rst: .* may, 0.05 seconds at most"):
        read_bytes(many, "a.rst")
    with pytest.raises(ReadError, match=r"^a.rst: .* may, 0.2 seconds at most"):
        read_bytes(many, "a.rst", limits=Limits(seconds=0.2))  # the user's own rule


@pytest.mark.skipif(sys.platform != "linux", reason="not limited elsewhere")
def test_a_pdf_that_is_endlessly_repaired_is_given_up() -> None:
    name, data = damaged(750)
    with pytest.raises(ReadError, match=f"^{name}: takes more time to be parsed"):
        read_bytes(data, name)


def test_a_parser_that_needs_too_much_memory_is_ended() -> None:
    many = b"<html><body>" + b"<p><b><i>a</i></b>\n" * 2_000_000
    with pytest.raises(ReadError, match="^a.html: .*more than 768 MB of memory"):
        read_bytes(many, "a.html")
    assert read_bytes(sample("a.html"), "a.html").title == "A thousand trees"


@pytest.mark.skipif(not hasattr(signal, "SIGSEGV"), reason="no such signal here")
def test_a_parser_that_crashes_is_an_error_and_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = parent._Process.ask

    def crash(self: parent._Process, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        os.kill(self._child.pid, signal.SIGSEGV)
        return ask(self, request, seconds)

    with monkeypatch.context() as patch:
        patch.setattr(parent._Process, "ask", crash)
        with pytest.raises(ReadError, match="^a.pdf: cannot be parsed: it crashes the parser"):
            read_bytes(sample("a.pdf"), "a.pdf")
    assert read_bytes(sample("a.pdf"), "a.pdf").page_starts


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_parser_that_has_ended_while_it_was_idle_is_no_fault_of_the_next_document() -> None:
    read_bytes(sample("a.pdf"), "a.pdf")
    ended = parent._idle[-1]
    os.kill(ended._child.pid, signal.SIGKILL)
    while not ended.has_ended():
        time.sleep(0.01)
    assert read_bytes(sample("a.pdf"), "a.pdf").page_starts
    assert parent._idle[-1] is not ended


def test_a_parser_that_is_ended_just_after_its_answer_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(threading.Timer):
        def cancel(self) -> None:
            super().cancel()
            self.function()

    parent._end_all()
    monkeypatch.setattr(supervisor, "_CAN_SELECT", False)  # a thread watches the time, as on Windows
    monkeypatch.setattr(threading, "Timer", Late)
    assert read_bytes(sample("a.pdf"), "a.pdf").page_starts
    assert not parent._idle


def n_open_files() -> int:
    listed = Path("/proc/self/fd")
    return len(list(listed.iterdir())) if listed.is_dir() else 0


@pytest.mark.parametrize("fails", ["tempfile.mkstemp", "subprocess.Popen"])
def test_a_machine_without_space_or_processes(monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    parent._end_all()
    n_open = n_open_files()
    with monkeypatch.context() as patch:
        patch.setattr(fails, fail)
        with pytest.raises(ReadError, match="^a.pdf: this machine cannot parse it now: No space left"):
            read_bytes(sample("a.pdf"), "a.pdf")
    assert n_open_files() == n_open
    assert not parent._idle
    assert read_bytes(sample("a.pdf"), "a.pdf").page_starts


def test_threads_have_a_process_each_and_children_of_a_fork_their_own() -> None:
    documents = [pdf(n) for n in range(1, 9)]
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(lambda data: read_bytes(data, "a.pdf"), documents))
    assert [len(document.page_starts) for document in read] == list(range(1, 9))


def test_nothing_is_left_when_the_program_ends() -> None:
    code = (
        "import sys; from summarize.readers import read_bytes; from summarize.readers.sandbox import parent;"
        "read_bytes(sys.stdin.buffer.read(), 'a.pdf'); print(parent._idle[0]._child.pid)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=pdf(), capture_output=True, check=True)
    assert done.stderr == b""
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_a_missing_package_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from summarize.readers.sandbox import child

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    answer = child.answer_to({"kind": "pdf", "path": __file__, "name": "a.pdf", "encoding": None})
    assert re.match(r"a\.pdf: PDF needs a package: pip install '[\w.-]+\[readers\]'", answer["missing"])


def test_a_large_process_does_not_make_a_damaged_document_one_that_needs_memory(tmp_path: Path) -> None:
    # A process inherits the peak of resident memory of the one that started it.
    damaged = archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<w:document"})
    (tmp_path / "a.docx").write_bytes(damaged)
    script = "from summarize import read; kept = b'x' * (600 << 20); read('a.docx')"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "a.docx: is a damaged DOCX" in done.stderr
