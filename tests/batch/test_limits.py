"""Limits of a run: the time of a document, what is read of it, and how many processes there are."""

import threading
from pathlib import Path

import pytest

from summarize import InvalidTypeError, InvalidValueError, Lead, Length
from summarize.abstractive import Abstractive, ScriptedEngine
from summarize.batch import summarize_to_file
from summarize.processes.supervisor import Child
from summarize.readers import Item, Limits, find_items
from tests.batch.conftest import ids, names, news, records
from tests.batch.methods import Awkward, read_and_hang

ONE = Length(sentences=1)


def failures(output: Path) -> dict[str, str]:
    return {record["id"]: record["error"]["type"] for record in records(output) if "error" in record}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_over_its_time_is_a_failure_and_the_run_goes_on(workers: int, output: Path) -> None:
    items = news(25, {3: "HANGS", 24: "HANGS"})
    result = summarize_to_file(items, output, Awkward(), ONE, workers=workers, timeout=3)
    assert ids(output) == names(items)
    assert failures(output) == {"n3": "TimeoutError", "n24": "TimeoutError"}
    assert (result.n_done, result.n_failed) == (23, 2)
    message = "n3: TimeoutError: took more than 3 seconds, the limit; split it, or give more (timeout)"
    assert str(result.failures[0]) == message
    assert 3 <= records(output)[3]["seconds"] < 100


@pytest.mark.timeout(120)
def test_reading_is_under_the_limit_too_and_a_failure_is_tried_again(output: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bees hum.")
    items = [Item("slow", place=str(tmp_path / "a.txt")), *news(2)]
    summarize_to_file(items, output, Lead(), ONE, timeout=3, read=read_and_hang)
    assert failures(output) == {"slow": "TimeoutError"}
    assert summarize_to_file(items, output, Lead(), ONE, timeout=60, retry_failed=True).n_done == 1
    assert failures(output) == {}


def test_a_time_that_makes_no_sense_is_refused(output: Path) -> None:
    for wrong in (0, -1, float("nan"), float("inf")):
        with pytest.raises(InvalidValueError, match="^timeout must be finite and above 0"):
            summarize_to_file(news(1), output, Lead(), timeout=wrong)
    with pytest.raises(InvalidTypeError, match="^timeout must be a number"):
        summarize_to_file(news(1), output, Lead(), timeout="5")
    model = Abstractive(ScriptedEngine(["A."]))
    with pytest.raises(InvalidValueError, match="a model runs in this process"):
        summarize_to_file(news(1), output, model, timeout=5)
    assert not output.exists()


@pytest.mark.parametrize("workers", [1, 2])
def test_items_bring_their_limits(workers: int, output: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Bees hum.")
    (folder / "b.txt").write_text("Bees hum. " * 20)
    (folder / "t.csv").write_text(f"id,text\nr1,Bees hum.\nr2,{'Bees hum. ' * 20}\n")
    items = find_items(folder, limits=Limits(bytes=100))
    result = summarize_to_file(items, output, "lead", ONE, workers=workers)
    assert [failure.id for failure in result.failures] == [str(folder / "b.txt"), "r2"]
    assert "larger than 100 bytes" in result.failures[1].message


def test_there_are_no_more_processes_than_documents_or_than_cores_need(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, most_threads = [], [0]
    start = Child.__init__

    def counting(self: Child, *arguments: object, **named: object) -> None:
        started.append(1)
        most_threads[0] = max(most_threads[0], threading.active_count())
        start(self, *arguments, **named)

    monkeypatch.setattr(Child, "__init__", counting)
    n_threads = threading.active_count()
    assert summarize_to_file(news(1), output, Lead(), ONE, workers=100_000).n_done == 1
    assert len(started) == 1
    monkeypatch.setattr("summarize.batch.processes.n_cores", lambda: 1)
    assert summarize_to_file(news(300), tmp_path / "2.jsonl", Lead(), ONE, workers=100_000).n_done == 300
    assert len(started) <= 1 + 4
    assert most_threads[0] <= n_threads + 4
