"""Outputs on disk: journals, names of files, and where sentences stand."""

from pathlib import Path

import pytest

from benchmarks.results.outputs import Journal, Output, OutputsError, file_name, locate, write_outputs

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


def test_a_timeout_known_from_a_longer_limit_is_told_with_the_present_one(tmp_path: Path) -> None:
    Journal(tmp_path, "lead", "s", 60).append(
        Output("b", "hash", seconds=60.1, error="more than 60 s", time_limit=60)
    )
    found = Journal(tmp_path, "lead", "s", 30).find("b", "hash")
    assert found == Output("b", "hash", seconds=30, error="more than 30 s", time_limit=30)


def test_only_files_of_the_systems_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    for name in ("mine.jsonl", "textrank.jsonl", "lead.jsonl"):
        (tmp_path / name).write_text("{}")
    write_outputs({"lead": [DONE]}, tmp_path, ["lead", "textrank", "luhn"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lead.jsonl", "mine.jsonl"]
    assert (tmp_path / "mine.jsonl").read_text() == "{}"


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


@pytest.mark.parametrize(
    ("document", "sentences", "expected"),
    [
        ("Page 15. 5. Prices rose.", ["5."], ["5."]),
        ("It rose 3.5 points. 3 is few.", ["3"], ["3"]),
        ("Up 1.5. 5 more.", ["5 more."], ["5 more."]),
        ("Subway stops. Way stops.", ["Way stops."], ["Way stops."]),
        ("highway end. way end.", ["way end."], ["way end."]),
        ("It ended.Then it went on.", ["Then it went on."], ["Then it went on."]),
        ("highway", ["way"], ["way"]),  # only there
    ],
)
def test_a_sentence_is_not_found_within_a_word_or_number(
    document: str, sentences: list[str], expected: list[str]
) -> None:
    spans = locate(document, tuple(sentences))
    assert [document[slice(*span)] for span in spans if span] == expected
    start = spans[0][0] if spans[0] else 0
    assert start == document.rfind(sentences[0])
