"""Outputs on disk: journals, names of files, and where sentences stand."""

from pathlib import Path

import pytest

from benchmarks.outputs import Journal, Output, OutputsError, file_name, locate

DONE = Output("a", "hash", sentences=("One.",), spans=((0, 4),), seconds=4.0)


def test_what_was_done_is_found_again_by_document_and_signature(tmp_path: Path) -> None:
    Journal(tmp_path, "lead", "s", 5).append(DONE)
    assert Journal(tmp_path, "lead", "s", 5).find("a", "hash") == DONE
    assert Journal(tmp_path, "lead", "s", 5).find("a", "other") is None
    assert Journal(tmp_path, "lead", "t", 5).find("a", "hash") is None
    assert Journal(tmp_path, "random", "s", 5).find("a", "hash") is None


def test_a_document_is_tried_again_where_the_time_limit_changes_the_outcome(tmp_path: Path) -> None:
    Journal(tmp_path, "lead", "s", 5).append(DONE)
    Journal(tmp_path, "lead", "s", 5).append(
        Output("b", "hash", seconds=5.1, error="more than 5 s", time_limit=5)
    )
    found = {
        limit: [Journal(tmp_path, "lead", "s", limit).find(name, "hash") is not None for name in "ab"]
        for limit in (3, 5, 10)
    }
    assert found == {3: [False, True], 5: [True, True], 10: [True, False]}


def test_what_a_killed_process_left_half_written_is_dropped(tmp_path: Path) -> None:
    Journal(tmp_path, "lead", "s", 5).append(DONE)
    (path,) = tmp_path.iterdir()
    written = path.read_bytes()
    path.write_bytes(written + b'{"id": "n4", "ha')
    assert Journal(tmp_path, "lead", "s", 5).find("a", "hash") == DONE
    assert path.read_bytes() == written


def test_another_file_is_not_taken_for_outputs(tmp_path: Path) -> None:
    Journal(tmp_path, "lead", "s", 5).append(DONE)
    (path,) = tmp_path.iterdir()
    path.write_text("notes\n")
    with pytest.raises(OutputsError, match=r"lead\.jsonl, line 1, is no output"):
        Journal(tmp_path, "lead", "s", 5)


def test_each_system_has_a_file_of_its_own() -> None:
    names = ["model=a/b", "model=a_b", "model=a:b", "model=" + "x" * 300, "model=" + "x" * 301]
    assert len({file_name(name) for name in names}) == len(names)
    assert all(len(file_name(name)) < 200 and "/" not in file_name(name) for name in names)


def test_sentences_are_found_past_line_breaks_and_repetitions() -> None:
    text = "It rained. We ate.\nIt\nrained. (a+b) is 3."
    assert locate(text, ("It rained.", "It rained.", "(a+b) is 3.", "")) == (
        (0, 10),
        (19, 29),
        (30, 41),
        None,
    )
