"""Texts that change under their ids: noticed, counted, and done again where that is wanted."""

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarize import Lead, Length, MissingExtraError
from summarize.batch import BatchResult, summarize_to_file
from summarize.readers import Item, find_items
from tests.batch.conftest import PARAGRAPHS, ids, news, records, timeless
from tests.batch.methods import Ahead, Awkward

ONE = Length(sentences=1)


def run(items: object, output: Path, **options: object) -> BatchResult:
    return summarize_to_file(items, output, Lead(), ONE, **options)


def counts(result: BatchResult) -> tuple[int, int, int, int]:
    return result.n_done, result.n_skipped, result.n_changed, result.n_failed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    for i in range(3):
        (path / f"{i}.txt").write_text(PARAGRAPHS[i], encoding="utf-8")
    return path


@pytest.mark.parametrize("workers", [1, 2])
def test_a_text_is_done_again_only_if_it_changed_and_that_is_wanted(workers: int, output: Path) -> None:
    items = news(6)
    run(items, output, workers=workers)
    before = timeless(output)
    items[2] = Item("n2", text="Bees hum. Ants dig.")
    assert counts(run(items, output, workers=workers)) == (0, 6, 1, 0)
    assert timeless(output) == before
    assert counts(run(items, output, workers=workers, update=True)) == (1, 5, 1, 0)
    assert sorted(ids(output)) == [f"n{i}" for i in range(6)]
    after = timeless(output)
    assert {name for name in before if before[name] != after[name]} == {"n2"}
    assert records(output)[-1]["summary"] == "Bees hum."
    assert counts(run(items, output, workers=workers, update=True)) == (0, 6, 0, 0)
    assert [path.name for path in output.parent.iterdir()] == ["out.jsonl"]


def test_a_file_is_known_by_its_size_its_time_and_its_bytes(folder: Path, output: Path) -> None:
    assert counts(run(find_items(folder), output)) == (3, 0, 0, 0)
    os.utime(folder / "0.txt", ns=(1, 1))  # copied, say: the bytes are the same
    text = (folder / "1.txt").read_text(encoding="utf-8")
    (folder / "1.txt").write_text(text.swapcase(), encoding="utf-8")  # as long as before
    os.utime(folder / "1.txt", ns=(2, 2))
    assert counts(run(find_items(folder), output)) == (0, 3, 1, 0)
    assert counts(run(find_items(folder), output, update=True)) == (1, 2, 1, 0)
    assert records(output)[-1]["id"] == str(folder / "1.txt")


def test_a_file_that_is_as_it_was_is_not_read_again(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(find_items(folder), output)
    monkeypatch.setattr("summarize.batch.fingerprints._digest_of_file", None)
    assert counts(run(find_items(folder), output, update=True)) == (0, 3, 0, 0)


def test_a_member_changes_with_its_archive(folder: Path, output: Path) -> None:
    archive = folder / "a.zip"
    for i, n_changed in enumerate((0, 1)):
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("a.txt", "Bees hum." * (i + 1))
        assert run(find_items(archive), output).n_changed == n_changed


def test_a_failure_whose_document_changed_is_done_again(folder: Path, output: Path) -> None:
    (folder / "1.txt").write_text("")
    assert counts(run(find_items(folder), output)) == (2, 0, 0, 1)
    (folder / "1.txt").write_text("Bees hum.")
    assert counts(run(find_items(folder), output, update=True)) == (1, 2, 1, 0)
    (folder / "1.txt").write_text("  ")
    result = run([*find_items(folder), Item(str(folder / "0.txt"), text="Twice.")], output, update=True)
    assert counts(result) == (0, 2, 1, 2)
    assert {failure.type for failure in result.failures} == {"ReadError", "DuplicateIdError"}
    assert len(records(output)) == 3


def test_a_batch_of_a_method_that_takes_several_has_the_fingerprint_of_each(output: Path) -> None:
    items = news(9, {4: "RAISES"})
    summarize_to_file(items, output, Ahead(), ONE)
    digests = [record["source"]["digest"] for record in records(output)]
    assert len(set(digests)) == 9
    other = output.with_name("other.jsonl")
    summarize_to_file(items, other, Awkward(), ONE, workers=2)
    assert digests == [record["source"]["digest"] for record in records(other)]


def test_records_of_an_older_version_are_taken_as_they_are(output: Path) -> None:
    items = news(3)
    run(items, output)
    old = [{name: value for name, value in record.items() if name != "source"} for record in records(output)]
    output.write_text("".join(json.dumps(record) + "\n" for record in old))
    changed = [Item("n0", text="Bees hum."), *items[1:]]
    assert counts(run(changed, output, update=True)) == (0, 3, 0, 0)


def test_a_run_that_was_killed_before_the_old_records_were_dropped(output: Path) -> None:
    items = news(4, {1: "RAISES"})
    summarize_to_file(items, output, Awkward(), ONE)
    lines = output.read_bytes().splitlines(keepends=True)
    other = output.with_name("other.jsonl")
    changed = [Item("n1", text="Bees hum."), Item("n2", text="Ants dig.")]
    summarize_to_file(changed, other, Awkward(), ONE)
    output.write_bytes(b"".join(lines) + other.read_bytes() + b'{"id": "n3", "su')
    result = summarize_to_file([items[0], *changed, items[3]], output, Awkward(), ONE, update=True)
    assert counts(result) == (0, 4, 0, 0)
    assert output.read_bytes() == lines[0] + lines[3] + other.read_bytes()


def test_what_was_to_be_done_again_and_was_not_keeps_its_record(output: Path) -> None:
    summarize_to_file(news(3), output, Awkward(), ONE)
    before = output.read_bytes()
    changed = [Item("n0", text="Bees hum."), Item("n1", text="NEEDS more.")]
    with pytest.raises(MissingExtraError):
        summarize_to_file(changed, output, Awkward(), ONE, update=True)
    assert ids(output) == ["n1", "n2", "n0"]
    assert output.read_bytes().splitlines()[:2] == before.splitlines()[1:]


def test_a_run_tells_whether_there_was_something_to_do(output: Path) -> None:
    assert run([], output).n_tried == 0
    assert run([*news(2), Item("bad", text="")], output).n_tried == 3
    assert run([*news(2), Item("bad", text="")], output).n_tried == 0


def test_failures_with_other_settings_are_dropped_in_the_end_and_counted(output: Path) -> None:
    run([Item(name, text="") for name in "abc"], output)

    def broken() -> Iterator[Item]:
        yield Item("c", text="It rained.")
        raise KeyboardInterrupt

    two = Length(sentences=2)
    result = summarize_to_file([], output, Lead(), two)
    assert (result.n_failed_before, result.n_dropped) == (3, 0)
    with pytest.raises(KeyboardInterrupt):
        summarize_to_file(broken(), output, Lead(), two)
    assert ids(output) == ["a", "b", "c"]
    result = summarize_to_file(
        [Item("a", text="It fell."), Item("c", text="It rained.")], output, Lead(), two
    )
    assert (result.n_failed, result.n_failed_before, result.n_dropped) == (0, 0, 1)
    assert sorted(ids(output)) == ["a", "c"]


def test_failures_of_earlier_runs_are_not_those_of_this_one(output: Path) -> None:
    run([Item("a", text=""), Item("b", text="It rained.")], output)
    result = run([Item("a", text="It fell."), Item("b", text="")], output, update=True)
    assert (result.n_done, result.n_failed, result.n_failed_before) == (1, 1, 0)
