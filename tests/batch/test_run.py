"""Runs: a record for each document whatever happens, and what is refused."""

import json
import pickle
import sys
import time
from collections.abc import Iterator
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path

import pytest

from summarize import InvalidTypeError, Lead, Length, MissingExtraError, SummarizeError, TextRank
from summarize.batch.errors import OutputError, WorkerError
from summarize.batch.run import summarize_to_file
from summarize.batch.settings import describe_settings
from summarize.readers import Item
from tests.batch.conftest import ids, names, news, records, timeless
from tests.batch.methods import Awkward, Plain, read_file

ONE = Length(sentences=1)


def test_a_record_has_the_summary_and_all_that_it_depends_on(output: Path) -> None:
    items = news(2)
    result = summarize_to_file(items, output, TextRank(), ONE)
    assert (result.n_done, result.n_skipped, result.n_failed, result.failures) == (2, 0, 0, ())
    for item, record in zip(items, records(output), strict=True):
        summary = TextRank()(item.text, ONE)
        assert record.pop("settings").startswith("method:textrank|damping:0.85|similarity:overlap|")
        assert 0 < record.pop("seconds") < 10
        assert record.pop("source") == {"digest": blake2b(item.text.encode(), digest_size=16).hexdigest()}
        assert record == {"id": item.id, **summary.to_dict()} | {"sentences": record["sentences"]}
        (sentence,) = record["sentences"]
        assert item.text[sentence["start"] : sentence["end"]] == sentence["text"]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("method", [Awkward(), Plain()], ids=["awkward", "plain"])
def test_what_goes_wrong_with_a_document_is_its_record(
    method, workers: int, output: Path, tmp_path: Path
) -> None:
    items = news(40, {2: "RAISES", 3: "RAISES", 5: "HUGE", 11: "DEEP"})
    items[7] = Item("empty", text=" ")
    items[8] = Item("gone", place=str(tmp_path / "gone.txt"))
    items[9] = Item("row 9", error="data.csv, row 9: has no text")
    items[20] = Item("nothing")
    items[39] = Item("last", text="…!")
    result = summarize_to_file(items, output, method, ONE, workers=workers, read=read_file)
    assert ids(output) == names(items)
    errors = {record["id"]: record["error"] for record in records(output) if "error" in record}
    assert {name: error["type"] for name, error in errors.items()} == {
        "n2": "KeyError", "n3": "KeyError", "n5": "MemoryError", "n11": "RecursionError", "empty": "EmptyTextError",
        "gone": "FileNotFoundError", "row 9": "ReadError", "nothing": "InvalidValueError", "last": "EmptyTextError",
    }  # fmt: skip
    assert errors["row 9"]["message"] == "data.csv, row 9: has no text"
    assert (result.n_done, result.n_failed) == (31, 9)
    assert str(result.failures[0]) == "n2: KeyError: 'the wheel came off'"
    assert all(record["settings"] == records(output)[0]["settings"] for record in records(output))


def test_a_worker_that_dies_costs_its_document(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    marks = {0: "VANISHES", 1: "KILLED", 10: "LEAVES", 29: "VANISHES"}
    result = summarize_to_file(news(30, marks), output, Awkward(), ONE, workers=2)
    assert ids(output) == names(news(30))
    errors = {record["id"]: record["error"] for record in records(output) if "error" in record}
    assert {error["type"] for error in errors.values()} == {"WorkerError"}
    assert {name: error["message"] for name, error in errors.items()} == {
        "n0": "its process ended with exit status 3",
        "n1": "its process was ended by SIGKILL; if the memory was not enough, fewer workers need less",
        "n10": "its process ended with exit status 5",
        "n29": "its process ended with exit status 3",
    }
    assert len((tmp_path / "calls").read_bytes()) == 30  # texts that were sent with these are not done twice
    assert (result.n_done, result.n_failed) == (26, 4)


def test_workers_change_nothing_and_a_slow_document_does_not_change_the_order(
    output: Path, tmp_path: Path
) -> None:
    items = news(200, {0: "SLOW", 70: "SLOW"})
    summarize_to_file(items, output, Awkward(), workers=3)
    other = tmp_path / "other.jsonl"
    summarize_to_file(items, other, Awkward())
    assert ids(output) == names(items)
    assert timeless(output) == timeless(other)


def test_run_again_it_goes_on_in_any_order(output: Path) -> None:
    items = news(30)
    summarize_to_file(items[5:12], output, TextRank(), ONE)
    begun = output.read_bytes()
    result = summarize_to_file(iter(items[::-1]), output, TextRank(), ONE, workers=2)
    assert (result.n_done, result.n_skipped) == (23, 7)
    assert output.read_bytes().startswith(begun)
    assert sorted(ids(output)) == sorted(names(items))
    done = output.read_bytes()
    result = summarize_to_file(items, output, TextRank(), ONE)
    assert (result.n_done, result.n_skipped, output.read_bytes()) == (0, 30, done)


def test_options_of_any_kind_are_told_apart() -> None:
    class Any(Plain):
        name = "any"

        def __init__(self, option: object) -> None:
            self.option = option

    def settings(option: object) -> str:
        return describe_settings(Any(option), None).split("|summarize:")[0]

    class Nameless:
        pass

    assert settings({"b", "a"}) == "method:any|option:{a, b}"
    assert "damping: 0.5" in settings(TextRank(damping=0.5))
    assert settings(Fraction(1, 2)) == "method:any|option:Fraction(1, 2)"
    assert settings(Nameless()).endswith("Nameless")  # the address would be another in the next process
    assert settings(len) == "method:any|option:len"


@pytest.mark.parametrize(
    ("method", "arguments", "message"),
    [
        (Lead(), {}, "method:textrank, damping:0.85, similarity:overlap, tolerance:1e-10, max_iterations:1000 in the file, method:lead now"),
        (TextRank(damping=0.9), {}, "damping:0.85 in the file, damping:0.9 now"),
        (TextRank(redundancy="mmr"), {}, "redundancy:mmr only now"),
        (TextRank(), {"length": Length(words=9)}, "length:sentences=1 in the file, length:words=9 now"),
        (TextRank(), {"query": "rockets"}, "query:rockets only now"),
        (TextRank(), {"language": "German"}, "language:de only now"),
        (TextRank(), {"encoding": "latin-1"}, "encoding:latin-1 only now"),
        (TextRank(), {"text_column": "body"}, "text_column:body only now"),
    ],
)  # fmt: skip
def test_other_settings_are_refused_unless_all_is_to_be_overwritten(
    method, arguments, message: str, output: Path
) -> None:
    summarize_to_file(news(1), output, TextRank(), ONE)
    begun = output.read_bytes()
    arguments = {"length": ONE, **arguments}
    with pytest.raises(OutputError, match="was written with other settings: ") as error:
        summarize_to_file(news(3), output, method, **arguments)
    assert f"other settings: {message}; take another file, or overwrite it (--overwrite" in str(error.value)
    assert output.read_bytes() == begun
    result = summarize_to_file(news(3), output, method, overwrite=True, **arguments)
    assert (result.n_done + result.n_failed, ids(output)) == (3, ["n0", "n1", "n2"])


def test_a_wrong_argument_costs_no_file(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summarize_to_file(news(2), output, TextRank(), ONE)
    begun = output.read_bytes()
    with pytest.raises(InvalidTypeError, match="items must be an iterable of Item, got int"):
        summarize_to_file(3, output, TextRank(), ONE, overwrite=True)
    monkeypatch.setitem(sys.modules, "rich.console", None)
    with pytest.raises(MissingExtraError, match="pip install rich"):
        summarize_to_file(news(2), output, TextRank(), ONE, overwrite=True, progress=True)
    for wrong in (
        {"query": " "}, {"workers": 0}, {"language": "klingon"}, {"encoding": "utf-9"},
        {"length": 3}, {"summarizer": "textrnk"}, {"summarizer": TextRank},
    ):  # fmt: skip
        with pytest.raises(SummarizeError):
            summarize_to_file(
                news(2), output, **{"summarizer": TextRank(), "length": ONE, "overwrite": True, **wrong}
            )
    assert output.read_bytes() == begun


def test_failures_stay_unless_they_are_to_be_tried_again(output: Path) -> None:
    summarize_to_file([*news(4, {1: "RAISES"}), Item("other", text="")], output, Awkward(), ONE)
    begun = records(output)
    result = summarize_to_file(news(5), output, Awkward(), ONE)
    assert (result.n_done, result.n_skipped, result.n_failed) == (1, 4, 2)
    assert [failure.id for failure in result.failures] == ["n1", "other"]
    result = summarize_to_file([*news(5), Item("other", text="")], output, Awkward(), ONE, retry_failed=True)
    assert (result.n_done, result.n_skipped, result.n_failed) == (1, 4, 1)
    assert ids(output) == ["n0", "n2", "n3", "n4", "n1", "other"]
    assert records(output)[:3] == [begun[0], *begun[2:4]]
    assert [path.name for path in output.parent.iterdir()] == ["out.jsonl"]


def test_workers_do_what_is_there_while_the_source_is_silent(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = tmp_path / "calls"
    monkeypatch.setenv("CALLS", str(calls))
    done_in_time = []

    def source() -> Iterator[Item]:
        yield from news(12)
        limit = time.monotonic() + 60
        while not (calls.exists() and len(calls.read_bytes()) == 12) and time.monotonic() < limit:
            time.sleep(0.01)
        done_in_time.append(time.monotonic() < limit)
        yield Item("last", text="It rained.")

    assert summarize_to_file(source(), output, Awkward(), ONE, workers=2).n_done == 13
    assert done_in_time == [True]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_fault_of_a_document_ends_the_run(workers: int, output: Path) -> None:
    with pytest.raises(MissingExtraError, match="pip install wheels"):
        summarize_to_file(news(30, {20: "NEEDS"}), output, Awkward(), ONE, workers=workers)
    assert ids(output) == names(news(20))
    assert summarize_to_file(news(30), output, Awkward(), ONE, workers=workers).n_done == 10


def test_a_method_that_cannot_be_sent_is_refused(output: Path) -> None:
    class Local(Lead):
        pass

    with pytest.raises(
        WorkerError, match="cannot be sent to worker processes: .*; use one worker without a timeout"
    ):
        summarize_to_file(news(2), output, Local(), ONE, workers=2)
    assert summarize_to_file(news(2), output, Local(), ONE).n_done == 2


def test_a_method_that_does_not_arrive_is_refused(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Awkward, "__module__", "__main__")
    monkeypatch.setattr("__main__.Awkward", Awkward, raising=False)
    pickle.dumps(Awkward())
    with pytest.raises(WorkerError, match="define it in a module that can be imported, or use one worker"):
        summarize_to_file(news(2), output, Awkward(), ONE, workers=2)


def test_processes_that_do_not_start_end_the_run(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        command = [sys.executable, "-c", "import sys; sys.exit(7)"]
        patch.setattr("summarize.batch.processes.python_command", lambda *_: command)
        with pytest.raises(WorkerError, match="a worker process does not start: it ended with exit status 7"):
            summarize_to_file(news(2), output, Lead(), ONE, workers=2)
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(WorkerError, match="a worker process does not start: .*No such file"):
        summarize_to_file(news(2), output, Lead(), ONE, workers=2)


def test_a_bar_tells_how_it_stands(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    summarize_to_file(news(2), output, Awkward(), ONE)
    summarize_to_file(news(6, {4: "RAISES"}), output, Awkward(), ONE, progress=True)
    shown = capsys.readouterr().err
    assert "6/6" in shown
    assert "/s, 1 failed" in shown


def test_pandas_and_json_read_it(output: Path) -> None:
    pandas = pytest.importorskip("pandas")
    summarize_to_file(news(5, {2: "RAISES"}), output, Awkward(), ONE)
    table = pandas.read_json(output, lines=True)
    assert list(table["id"]) == ["n0", "n1", "n2", "n3", "n4"]
    assert table["settings"].nunique() == 1
    assert list(table["error"].notna()) == [False, False, True, False, False]
    assert json.loads(output.read_bytes().splitlines()[2])["error"]["type"] == "KeyError"
