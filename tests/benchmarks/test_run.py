"""Runs: the same again, on after a kill, and on past systems that fail."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.outputs import Journal, Output, OutputsError, locate
from benchmarks.systems import ROOT
from tests.benchmarks.conftest import invoke, read_results, without_times
from tests.conftest import shared_file


def outputs(folder: Path, system: str) -> list[dict]:
    lines = (folder / "outputs" / f"{system}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_run_writes_figures_outputs_and_reports_and_two_runs_agree(news: Path, tmp_path: Path) -> None:
    texts = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        done = invoke("run", "--data", news, "--systems", "lead,textrank:damping=0.9,random,oracle",
                      "--sentences", 2, "--metrics", "rouge,fragments,length", "--baseline", "lead", "--out", folder)  # fmt: skip
        assert done.exit_code == 0, done.output
        assert "| oracle |" in done.output
        texts.append((folder / "results.json").read_text(encoding="utf-8"))
    assert without_times(texts[0]) == without_times(texts[1])

    results = json.loads(texts[0])
    assert results["schema"] == 1
    assert results["command"].startswith("python -m benchmarks run --data ")
    assert results["command"].endswith("--sentences 2 --metrics rouge,fragments,length --baseline lead")
    systems = results["systems"]
    assert list(systems) == ["lead", "textrank:damping=0.9", "random", "oracle"]
    rouge = systems["textrank:damping=0.9"]["metrics"]["rouge1"]
    assert set(rouge) == {"precision", "recall", "f1", "low", "high"}
    assert rouge["low"] <= rouge["f1"] <= rouge["high"]
    assert systems["lead"]["metrics"]["length.sentences"] == {"mean": 2.0, "low": 2.0, "high": 2.0}
    assert systems["lead"]["comparison"] == {}
    assert set(systems["random"]["comparison"]) == {"rouge1", "rouge2", "rougeLsum"}
    assert all(test["p"] <= test["p_holm"] <= 1 for test in systems["random"]["comparison"].values())
    assert systems["oracle"]["metrics"]["rouge1"]["f1"] == max(
        s["metrics"]["rouge1"]["f1"] for s in systems.values()
    )
    assert "damping:0.9" in systems["textrank:damping=0.9"]["signature"]
    assert 5e6 < systems["lead"]["memory"]["peak_bytes"] < 500e6

    first = outputs(tmp_path / "one", "textrank_damping=0.9")[0]
    document = json.loads(news.read_text(encoding="utf-8").splitlines()[0])["document"]
    assert [document[start:end] for start, end in first["spans"]] == first["sentences"]
    assert (tmp_path / "one" / "report.html").exists()
    assert "▲ better" in (tmp_path / "one" / "report.md").read_text(encoding="utf-8")


def test_the_oracle_is_ahead_of_everything_on_real_news(tmp_path: Path) -> None:
    path = shared_file("cnndm_validation.jsonl")
    done = invoke(
        "run", "--data", path, "--systems", "oracle,lead,textrank", "--limit", 20, "--out", tmp_path
    )
    assert done.exit_code == 0, done.output
    results = read_results(tmp_path)
    assert results["data"]["n_documents"] == 20
    f1 = {
        name: s["metrics"]["rouge1"]["f1"] + s["metrics"]["rouge2"]["f1"]
        for name, s in results["systems"].items()
    }
    assert f1["oracle"] > 1.3 * max(f1["lead"], f1["textrank"])
    assert "**" not in next(line for line in done.output.splitlines() if line.startswith("| oracle"))


def test_killed_and_started_again_it_is_as_if_nothing_had_been(
    awkward: Path, news: Path, tmp_path: Path
) -> None:
    def start(folder: Path) -> subprocess.Popen[bytes]:
        command = ["run", "--data", news, "--systems", "lead,awkward:how=slow", "--out", folder]
        return subprocess.Popen(
            [sys.executable, "-m", "benchmarks", *map(str, command)], cwd=ROOT, stdout=subprocess.DEVNULL
        )

    killed, whole = tmp_path / "killed", tmp_path / "whole"
    journal = killed / "outputs" / "awkward_how=slow.jsonl"
    process = start(killed)
    while not journal.exists() or journal.read_bytes().count(b"\n") < 2:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    written = journal.read_bytes()
    assert 2 <= written.count(b"\n") < 5
    journal.write_bytes(written + b'{"id": "n4", "signa')  # as if killed in the middle of a line

    assert start(killed).wait() == 0
    assert start(whole).wait() == 0
    assert journal.read_bytes().startswith(written)
    assert [o["id"] for o in outputs(killed, "awkward_how=slow")] == ["n0", "n1", "n2", "n3", "n4"]
    texts = [(folder / "results.json").read_text(encoding="utf-8") for folder in (killed, whole)]
    assert without_times(texts[0]) == without_times(texts[1])


def test_another_metric_costs_no_second_generation(news: Path, tmp_path: Path) -> None:
    arguments = ("run", "--data", news, "--systems", "textrank", "--out", tmp_path / "run")
    assert invoke(*arguments).exit_code == 0
    written = (tmp_path / "run" / "outputs" / "textrank.jsonl").read_bytes()
    done = invoke(*arguments, "--metrics", "chrf,length")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "run" / "outputs" / "textrank.jsonl").read_bytes() == written
    assert set(read_results(tmp_path / "run")["systems"]["textrank"]["metrics"]) == {
        "chrf", "length.words", "length.sentences"
    }  # fmt: skip


def test_systems_that_fail_on_a_document_fail_there_alone(awkward: Path, news: Path, tmp_path: Path) -> None:
    systems = "lead,awkward,awkward:how=crash,awkward:how=hang"
    done = invoke("run", "--data", news, "--systems", systems, "--time-limit", 1, "--out", tmp_path / "run")
    assert done.exit_code == 0, done.output
    found = read_results(tmp_path / "run")["systems"]
    assert found["awkward"]["errors"] == [{"id": "n2", "error": "RuntimeError: the wheel came off"}]
    (crash,) = found["awkward:how=crash"]["errors"]
    assert crash == {"id": "n2", "error": "the engine fell out (exit status 3)"}
    assert found["awkward:how=hang"]["errors"] == [{"id": "n2", "error": "more than 1 s"}]
    for name in systems.split(",")[1:]:
        assert found[name]["n_documents"] == 4
        # The same sentences as lead on the documents that both have: no difference, and p is 1.
        assert found[name]["comparison"]["rouge1"] == {"difference": 0.0, "n": 4, "p": 1.0, "p_holm": 1.0}
    report = (tmp_path / "run" / "report.md").read_text(encoding="utf-8")
    assert "- `awkward:how=hang` failed on 1 documents: n2: more than 1 s" in report
    assert "different numbers of documents" in report


def test_a_system_that_does_not_start_is_not_run_and_the_report_says_why(news: Path, tmp_path: Path) -> None:
    done = invoke("run", "--data", news, "--systems", "lead,textrank:dampin=1", "--out", tmp_path / "run")
    assert done.exit_code == 0, done.output
    why = read_results(tmp_path / "run")["systems"]["textrank:dampin=1"]["not_run"]
    assert "has no option 'dampin'; did you mean 'damping'?" in why
    assert "`textrank:dampin=1` was not run" in done.output


def test_a_run_in_which_nothing_worked_is_reported_as_such(awkward: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps({"document": "KAPUTT it is.", "summary": "Broken."}))
    done = invoke("run", "--data", data, "--systems", "awkward,lead:colour=1", "--out", tmp_path / "run")
    assert done.exit_code == 0, done.output
    assert "`awkward` failed on 1 documents: line 1: RuntimeError: the wheel came off" in done.output
    found = read_results(tmp_path / "run")["systems"]["awkward"]
    assert (found["n_documents"], found["metrics"], found["time"]["median"]) == (0, {}, None)


def test_unusable_lines_are_in_the_results_and_the_report(news: Path, tmp_path: Path) -> None:
    with news.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    done = invoke("run", "--data", news, "--systems", "lead", "--out", tmp_path / "run")
    assert done.exit_code == 0, done.output
    data = read_results(tmp_path / "run")["data"]
    assert (data["n_documents"], data["n_unusable"], data["unusable"][0]["place"]) == (5, 1, "line 6")
    assert "1 of the data could not be used: line 6: not valid JSON" in done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--systems", "textrnk"), "unknown system 'textrnk'; did you mean 'textrank'?"),
        (("--systems", "lead,lead"), "system 'lead' is given twice"),
        (("--systems", "sumy-lsa:rank=3"), "sumy-lsa takes no options"),
        (("--systems", ","), "no system is given"),
        (
            ("--systems", "lead", "--baseline", "random"),
            "the baseline 'random' is not one of the systems: lead",
        ),
        (("--systems", "lead", "--metrics", "rogue"), "unknown metric 'rogue'; did you mean 'rouge'?"),
        (("--systems", "lead", "--metrics", "rouge,rouge:stemming=true"), "metric 'rouge' is given twice"),
        (("--systems", "lead", "--sentences", 2, "--words", 50), "give one of sentences, words and ratio"),
        (("--systems", "lead", "--data", "nowhere.jsonl"), "there is no file or folder nowhere.jsonl"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: tuple[object, ...], message: str, tmp_path: Path) -> None:
    data = () if "--data" in arguments else ("--data", "seed")
    done = invoke("run", *data, *arguments, "--out", tmp_path)
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())


class TestJournal:
    def test_a_document_that_took_too_long_is_tried_again_with_more_time(self, tmp_path: Path) -> None:
        path = tmp_path / "system.jsonl"
        Journal(path, "s", 5).append(Output("a", "s", "hash", error="more than 5 s", time_limit=5))
        assert Journal(path, "s", 5).find("a", "hash") is not None
        assert Journal(path, "s", 10).find("a", "hash") is None

    def test_outputs_of_another_signature_or_document_are_not_taken(self, tmp_path: Path) -> None:
        path = tmp_path / "system.jsonl"
        Journal(path, "s", 5).append(
            Output("a", "s", "hash", sentences=("One.",), spans=((0, 4),), seconds=0.1)
        )
        assert Journal(path, "s", 5).find("a", "hash") == Output(
            "a", "s", "hash", sentences=("One.",), spans=((0, 4),), seconds=0.1
        )
        assert Journal(path, "s", 5).find("a", "other") is None
        assert Journal(path, "t", 5).find("a", "hash") is None

    def test_another_file_is_not_taken_for_outputs(self, tmp_path: Path) -> None:
        path = tmp_path / "system.jsonl"
        path.write_text("notes\n")
        with pytest.raises(OutputsError, match=r"system\.jsonl, line 1, is no output"):
            Journal(path, "s", 5)


def test_sentences_are_found_past_line_breaks_and_repetitions() -> None:
    text = "It rained. We ate.\nIt\nrained. (a+b) is 3."
    assert locate(text, ("It rained.", "It rained.", "(a+b) is 3.", "")) == (
        (0, 10),
        (19, 29),
        (30, 41),
        None,
    )
