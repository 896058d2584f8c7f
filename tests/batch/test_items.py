"""What the items of a run may be, where they come from, and how slowly."""

import io
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from summarize import InvalidTypeError, InvalidValueError, Lead, Length
from summarize.batch.run import summarize_to_file
from summarize.readers import Item, find_items
from tests.batch.conftest import ids, names, news, records, timeless
from tests.batch.methods import Ahead

ONE = Length(sentences=1)


@pytest.mark.parametrize("workers", [1, 2])
def test_items_of_other_types_do_not_depend_on_the_workers(
    workers: int, output: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("One text. Another one.")
    items = [Item("path", place=file), Item("number", text=3), Item("bytes", text=b"A text."), *news(1)]
    result = summarize_to_file(items, output, Lead(), ONE, workers=workers)
    assert (result.n_done, [str(each)[:24] for each in result.failures]) == (
        2, ["number: InvalidTypeError", "bytes: InvalidTypeError:"]
    )  # fmt: skip
    with pytest.raises(InvalidTypeError, match=r"the id of an item must be a str, got 7 \(int\)"):
        summarize_to_file([*news(3), Item(7, text="A text.")], output, Lead(), ONE, workers=workers)
    assert ids(output) == ["path", "number", "bytes", "n0", "n1", "n2"]


def test_the_output_in_a_folder_that_is_summarized_is_no_input(tmp_path: Path) -> None:
    for name in ("a.txt", "z.txt"):
        (tmp_path / name).write_text("One text. Another one.")
    output = tmp_path / "out.jsonl"
    for n_done in (2, 0):
        assert summarize_to_file(find_items(tmp_path), output, Lead(), ONE).n_done == n_done
        assert ids(output) == [str(tmp_path / name) for name in ("a.txt", "z.txt")]


def test_a_folder_with_tables_and_archives_is_summarized_by_one_call(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One text. Another one.")
    (tmp_path / "t.csv").write_text("id,text\nr1,Bees hum. Ants dig.\n")
    output = tmp_path / "out.jsonl"
    for n_done, n_skipped in ((2, 0), (0, 2)):
        result = summarize_to_file(find_items(tmp_path), output, "auto")
        assert (result.n_done, result.n_skipped, result.n_failed) == (n_done, n_skipped, 0)
    assert ids(output) == [str(tmp_path / "a.txt"), "r1"]


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One text. Another one.")
    with pytest.raises(InvalidValueError, match="a.txt is the input .*a.txt; name another file"):
        summarize_to_file(find_items(path), path, "lead", overwrite=True)
    assert path.read_text() == "One text. Another one."


def test_items_bring_their_encoding_and_their_column(tmp_path: Path, output: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Grüße aus Köln.".encode("cp1252"))
    summarize_to_file(find_items(tmp_path, encoding="cp1252"), output, "lead")
    assert records(output)[0]["summary"] == "Grüße aus Köln."
    (tmp_path / "t.csv").write_text("story\nBees hum.\n")
    by_items, by_argument = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    summarize_to_file(find_items(tmp_path / "t.csv", text_column="story"), by_items, "lead")
    summarize_to_file(
        find_items(tmp_path / "t.csv", text_column="story"), by_argument, "lead", text_column="story"
    )
    assert records(by_items)[0]["settings"] == records(by_argument)[0]["settings"]
    assert "story" in str(records(by_items)[0]["settings"])


@pytest.mark.parametrize("workers", [1, 2])
def test_a_url_is_read_from_the_public_internet_only(workers: int, output: Path) -> None:
    result = summarize_to_file(find_items("http://127.0.0.1/"), output, "lead", workers=workers)
    assert "not on the public internet" in str(result.failures[0])


@pytest.mark.parametrize("workers", [1, 2])
def test_a_slow_source_does_not_hold_back_what_is_done(workers: int, output: Path) -> None:
    def slow():
        yield from news(3)
        for item in news(100)[3:]:
            time.sleep(0.05)
            if output.read_bytes().count(b"\n") >= 3:
                return
            yield item
        raise AssertionError("nothing was written while the source went on")

    assert summarize_to_file(slow(), output, Lead(), ONE, workers=workers).n_done < 90


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="it finds the workers in /proc")
def test_a_worker_that_is_killed_while_it_is_idle_costs_nothing(output: Path) -> None:
    killed = []

    def items():
        yield from news(4)
        while output.read_bytes().count(b"\n") < 4:
            time.sleep(0.05)
            yield Item(f"more {time.monotonic()}", text="One text.")
        time.sleep(1.5)  # both have started, and are done
        for children in Path("/proc/self/task").glob("*/children"):
            killed.extend(map(int, children.read_text().split()))
        for child in killed:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.3)
        yield from news(8)[4:]

    result = summarize_to_file(items(), output, Lead(), ONE, workers=2)
    assert killed
    assert (result.n_failed, [name for name in ids(output) if name[0] == "n"]) == (0, names(news(8)))


def test_the_error_of_a_batch_that_takes_several_is_that_of_its_document(output: Path) -> None:
    items = news(12, {2: "RAISES"})
    items[7] = Item("gone", place="/nowhere.txt")
    result = summarize_to_file(items, output, Ahead(), ONE)
    assert (result.n_done, [each.id for each in result.failures]) == (10, ["n2", "gone"])
    assert ids(output) == names(items)
    for item, record in zip(items, records(output), strict=True):
        assert "error" in record or record["summary"] in item.text.replace("\n", " ")


@pytest.mark.parametrize("workers", [1, 2])
def test_items_that_break_off_end_the_run_after_those_before(workers: int, output: Path) -> None:
    def broken():
        yield from news(10)
        raise OSError("the table is torn")

    with pytest.raises(OSError, match="the table is torn"):
        summarize_to_file(broken(), output, Lead(), ONE, workers=workers)
    assert ids(output) == names(news(10))


def test_ids_and_texts_of_any_characters_are_valid_lines(output: Path) -> None:
    odd = ["caf\udce9.txt", "a\u2028b", "日本", 'a"\\\n', ""]
    items = [Item(name, text=f"One {name!s} is here.") for name in odd]
    assert summarize_to_file(items, output, Lead(), ONE).n_done == len(odd)
    assert ids(output) == odd
    assert "日本".encode() in output.read_bytes()
    assert summarize_to_file(items, output, Lead(), ONE, workers=2).n_skipped == len(odd)
    assert summarize_to_file([Item("n", text="Half \ud83d.")], output, Lead(), ONE, workers=2).n_done == 1


def test_the_second_of_two_documents_with_one_id_is_a_failure_without_a_record(output: Path) -> None:
    items = [*news(3), Item("n1", text="Another one.")]
    for n_done, n_skipped in ((3, 0), (0, 3)):
        result = summarize_to_file(items, output, Lead(), ONE)
        assert (result.n_done, result.n_skipped, result.n_failed) == (n_done, n_skipped, 1)
        assert ids(output) == ["n0", "n1", "n2"]
        assert str(result.failures[0]).startswith("n1: DuplicateIdError: another document has the same id")


@pytest.mark.parametrize("given", [b"It came by a pipe.", b"\0\1", None])
def test_standard_input_is_that_of_the_run_whoever_summarizes_it(
    given: bytes | None, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [Item("-", place="-"), *news(3)]
    for workers, path in ((1, output), (2, tmp_path / "2.jsonl")):
        stdin = None if given is None else io.TextIOWrapper(io.BytesIO(given))
        monkeypatch.setattr(sys, "stdin", stdin)
        summarize_to_file(items, path, Lead(), ONE, workers=workers)
    assert timeless(path) == timeless(output)
    assert ("error" in records(path)[0]) == (given != b"It came by a pipe.")
