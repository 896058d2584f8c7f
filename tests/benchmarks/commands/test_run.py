"""Runs: the same again, on after a kill, and on past systems that fail."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.data.load import load
from benchmarks.results.outputs import file_name
from benchmarks.results.scoring import prepare, reference_lines
from benchmarks.systems.environments import ROOT
from summarize.metrics.metric import create_metric
from tests.benchmarks.conftest import invoke, read_results, without_times
from tests.conftest import shared_file


def outputs(folder: Path, system: str) -> list[dict]:
    lines = (folder / "outputs" / file_name(system)).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def table(text: str, system: str) -> list[str]:
    """The rows of a system."""
    return [line for line in text.splitlines() if line.startswith(f"| {system} |")]


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
    assert results["schema"] == 2
    assert results["command"].startswith("python -m benchmarks run --data ")
    assert results["command"].endswith("--sentences 2 --metrics rouge,fragments,length --baseline lead")
    report = (tmp_path / "one" / "report.md").read_text(encoding="utf-8")
    assert f"{results['command']} --out runs/again\n" in report
    systems = results["systems"]
    assert list(systems) == ["lead", "textrank:damping=0.9", "random", "oracle"]
    rouge = systems["textrank:damping=0.9"]["metrics"]["rouge1"]
    assert set(rouge) == {"precision", "recall", "f1", "low", "high"}
    assert rouge["low"] <= rouge["f1"] <= rouge["high"]
    assert systems["lead"]["metrics"]["length.sentences"] == {"mean": 2.0, "low": 2.0, "high": 2.0}
    assert systems["lead"]["comparison"] == {}
    assert set(systems["random"]["comparison"]) == {"rouge1", "rouge2", "rougeL", "rougeLsum"}
    assert all(test["p"] <= test["p_holm"] <= 1 for test in systems["random"]["comparison"].values())
    assert systems["oracle"]["metrics"]["rouge1"]["f1"] == max(
        s["metrics"]["rouge1"]["f1"] for s in systems.values()
    )
    assert "damping:0.9" in systems["textrank:damping=0.9"]["signature"]
    assert 5e6 < systems["lead"]["memory"]["peak_bytes"] < 500e6

    first = outputs(tmp_path / "one", "textrank:damping=0.9")[0]
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

    def written_lines() -> int:
        return sum(path.read_bytes().count(b"\n") for path in killed.glob("cache/*awkward*"))

    process = start(killed)
    while written_lines() < 2:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    (journal,) = killed.glob("cache/*awkward*")
    written = journal.read_bytes()
    assert 2 <= written.count(b"\n") < 5
    journal.write_bytes(written + b'{"id": "n4", "signa')  # as if killed in the middle of a line

    assert start(killed).wait() == 0
    assert start(whole).wait() == 0
    assert journal.read_bytes().startswith(written)
    assert [o["id"] for o in outputs(killed, "awkward:how=slow")] == ["n0", "n1", "n2", "n3", "n4"]
    texts = [(folder / "results.json").read_text(encoding="utf-8") for folder in (killed, whole)]
    assert without_times(texts[0]) == without_times(texts[1])


@pytest.mark.parametrize(("known", "system"), [("query", "textrank"), ("title", "edmundson")])
def test_titles_and_queries_of_the_data_may_be_kept_from_all_systems(
    tmp_path: Path, known: str, system: str
) -> None:
    document = "Cats purr at night. Dogs bark at cats. Rain fell all day."
    row = {"document": document, "summary": "It rained.", known: "The rain"}
    data = tmp_path / "known.jsonl"
    data.write_text(json.dumps(row) + "\n", encoding="utf-8")
    found = {}
    for options in ((), ("--text-only",)):
        folder = tmp_path / f"run{len(options)}"
        done = invoke("run", "--data", data, "--systems", system, *options, "--sentences", 1, "--out", folder)
        assert done.exit_code == 0, done.output
        results = read_results(folder)
        assert ("--text-only" in results["command"].split()) is bool(options)
        told = f"Systems also get the {known} of 1 document"
        for report in (folder / "report.md", folder / "report.html"):
            assert (told in report.read_text(encoding="utf-8")) is not bool(options)
        [sentence] = outputs(folder, system)[0]["sentences"]
        found[sentence] = results["data"]["examples_sha256"]
    assert list(found) == ["Rain fell all day.", "Cats purr at night."]
    assert len(set(found.values())) == 2


def test_another_metric_costs_no_second_generation(news: Path, tmp_path: Path) -> None:
    arguments = ("run", "--data", news, "--systems", "textrank", "--out", tmp_path / "run")
    assert invoke(*arguments).exit_code == 0
    written = (tmp_path / "run" / "outputs" / "textrank.jsonl").read_bytes()
    done = invoke(*arguments, "--metrics", "chrf,length", "--overwrite")
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
        # The same sentences as lead on the documents that all have: no difference, and p is 1.
        assert found[name]["comparison"]["rouge1"] == {
            "difference": 0.0, "n": 4, "n_differing": 0, "p": 1.0, "p_holm": 1.0
        }  # fmt: skip
        assert found[name]["metrics"] == found["lead"]["metrics"] != found["lead"]["own_metrics"]
    assert found["awkward:how=hang"]["time"]["p95"] > 0.5  # what took too long took its time
    report = (tmp_path / "run" / "report.md").read_text(encoding="utf-8")
    assert "- `awkward:how=hang` failed on 1 document: n2: more than 1 s" in report
    assert "stand on the 4 documents that all systems have a summary of." in report
    assert "stand on the 4 documents that all systems have a summary of." in done.output
    assert [line.split(" | ")[-1] for line in table(report, "lead")[:2]] == ["4 of 5 |", "5 |"]
    assert table(done.output, "lead") == table(report, "lead")[:2]
    assert table(report, "awkward")[0].endswith(" | 4 |")
    kept = (tmp_path / "run" / "scores" / "lead.jsonl").read_bytes()  # of all its summaries
    assert found["lead"]["scores_sha256"] == hashlib.sha256(kept).hexdigest()
    assert kept.count(b"\n") == 5


def test_a_system_that_mostly_fails_does_not_cost_the_others_their_documents(
    awkward: Path, news: Path, tmp_path: Path
) -> None:
    text = news.read_text(encoding="utf-8").replace("summit", "KAPUTT summit")
    news.write_text(text, encoding="utf-8")
    done = invoke("run", "--data", news, "--systems", "lead,awkward", "--out", tmp_path / "run")
    assert done.exit_code == 0, done.output
    results = read_results(tmp_path / "run")
    found = results["systems"]
    assert (results["data"]["n_compared"], found["lead"]["n_documents"]) == (5, 5)
    assert 0 < found["awkward"]["n_documents"] < 2.5
    assert (found["awkward"]["metrics"], found["awkward"]["comparison"]) == ({}, {})
    assert set(found["awkward"]["own_metrics"]) == set(found["lead"]["metrics"])
    assert table(done.output, "awkward")[0].endswith(f" | 0 of {found['awkward']['n_documents']} |")
    assert "documents that all systems have a summary of, but for `awkward`, left out" in done.output


def test_a_crash_is_tried_again_and_a_failure_is_not(awkward: Path, news: Path, tmp_path: Path) -> None:
    arguments = ("run", "--data", news, "--systems", "awkward:how=crash,awkward", "--out", tmp_path / "run")
    n_cached = []
    for _ in range(2):
        assert invoke(*arguments).exit_code == 0
        found = read_results(tmp_path / "run")["systems"]
        n_cached.append([found[name]["time"]["n_cached"] for name in ("awkward:how=crash", "awkward")])
    assert n_cached == [[0, 0], [4, 5]]
    assert (
        "Measured in an earlier run: `awkward:how=crash` 4, `awkward` 5"
        in (tmp_path / "run" / "report.md").read_text()
    )


def test_a_folder_holds_what_the_last_command_made(news: Path, tmp_path: Path) -> None:
    arguments = ("run", "--data", news, "--out", tmp_path / "run")
    assert invoke(*arguments, "--systems", "lead,textrank", "--sentences", 1).exit_code == 0
    before = read_results(tmp_path / "run")
    refused = invoke(*arguments, "--systems", "lead", "--sentences", 2)
    assert refused.exit_code == 2
    assert "has the results of another command: python -m benchmarks run" in refused.output
    assert read_results(tmp_path / "run") == before
    assert invoke(*arguments, "--systems", "lead", "--sentences", 2, "--overwrite").exit_code == 0
    for folder in ("outputs", "scores"):
        assert [path.name for path in (tmp_path / "run" / folder).iterdir()] == ["lead.jsonl"]
    assert [len(output["sentences"]) for output in outputs(tmp_path / "run", "lead")] == [2] * 5


@pytest.mark.parametrize("there", [None, "[", '{"schema": 9, "systems": {"mine": {}}}'])
def test_what_no_run_has_made_stays_in_the_folder(there: str | None, news: Path, tmp_path: Path) -> None:
    mine = [tmp_path / folder / "mine.jsonl" for folder in ("outputs", "scores")]
    for path in mine:
        path.parent.mkdir()
        path.write_text("precious")
    if there is not None:
        (tmp_path / "results.json").write_text(there)
    for _ in range(2):
        assert invoke("run", "--data", news, "--systems", "lead", "--out", tmp_path).exit_code == 0
    assert [path.read_text() for path in mine] == ["precious"] * 2


def test_summaries_that_are_too_long_are_counted(news: Path, tmp_path: Path) -> None:
    arguments = ("run", "--data", news, "--systems", "lead,textrank", "--out", tmp_path / "run")
    done = invoke(*arguments, "--words", 1)  # one sentence always
    assert done.exit_code == 0, done.output
    assert read_results(tmp_path / "run")["systems"]["textrank"]["n_too_long"] == 5
    assert (
        "Longer than allowed, by documents: `lead` on 5, `textrank` on 5."
        in (tmp_path / "run" / "report.md").read_text()
    )
    assert invoke(*arguments, "--words", 100, "--overwrite").exit_code == 0
    assert read_results(tmp_path / "run")["systems"]["textrank"]["n_too_long"] == 0


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        (["One is here .\nTwo is there .", "One is here .\nOr so ."], ("lines as given", ["One is here .\nTwo is there .", "One is here .\nOr so ."])),
        (["One is here .\nTwo is there .", "It is so .", "It rains ."], ("split into sentences", ["One is here .\nTwo is there .", "It is so .", "It rains ."])),
        (["One is here. Two is there."], ("split into sentences", ["One is here.\nTwo is there."])),
        (["One is here. It is so. It rains.\nTwo is\nthere."], ("split into sentences", ["One is here.\nIt is so.\nIt rains.\nTwo is there."])),
    ],
)  # fmt: skip
def test_references_of_a_set_are_all_put_a_sentence_a_line(
    references: list[str], expected: tuple, tmp_path: Path
) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps({"document": "A text is here.", "summaries": references}) + "\n"))
    dataset = load(str(path))
    rule = reference_lines(dataset)
    prepared = prepare(dataset, rule, [create_metric("rouge")])
    assert (rule, list(prepared.examples[0].references)) == expected


def test_a_system_that_does_not_start_is_not_run_and_the_report_says_why(news: Path, tmp_path: Path) -> None:
    done = invoke("run", "--data", news, "--systems", "lead,textrank:dampin=1", "--out", tmp_path / "run")
    assert done.exit_code == 0, done.output
    why = read_results(tmp_path / "run")["systems"]["textrank:dampin=1"]["not_run"]
    assert "has no option 'dampin'; did you mean 'damping'?" in why
    assert f"`textrank:dampin=1` was not run: {why}" in done.output  # as it can be pasted
    assert "max\\_iterations" in (tmp_path / "run" / "report.md").read_text()


def test_a_run_in_which_nothing_worked_is_reported_as_such(awkward: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps({"document": "KAPUTT it is.", "summary": "Broken."}))
    done = invoke("run", "--data", data, "--systems", "awkward,lead:colour=1", "--out", tmp_path / "run")
    assert done.exit_code == 1
    assert "no system has a summary of any document" in done.output
    assert "`awkward` failed on 1 document: line 1: RuntimeError: the wheel came off" in done.output
    found = read_results(tmp_path / "run")["systems"]["awkward"]
    assert (found["n_documents"], found["metrics"], found["own_metrics"]) == (0, {}, {})


def test_unusable_lines_are_in_the_results_and_the_report(news: Path, tmp_path: Path) -> None:
    with news.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    done = invoke("run", "--data", news, "--systems", "lead", "--out", tmp_path / "run")
    assert done.exit_code == 0, done.output
    data = read_results(tmp_path / "run")["data"]
    assert (data["n_documents"], data["n_unusable"], data["unusable"][0]["place"]) == (5, 1, "line 6")
    assert "1 of the data could not be used: line 6: is not valid JSON" in done.output


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
        (("--systems", "lead", "--metrics", ""), "no metric is given"),
        (("--systems", "lead", "--sentences", 2, "--words", 50), "give one of sentences, words and ratio"),
        (("--systems", "lead", "--data", "nowhere.jsonl"), "there is no file or folder nowhere.jsonl"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: tuple[object, ...], message: str, tmp_path: Path) -> None:
    data = () if "--data" in arguments else ("--data", "seed")
    done = invoke("run", *data, *arguments, "--out", tmp_path)
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())


def test_halves_of_characters_are_no_reason_to_end(tmp_path: Path) -> None:
    data = tmp_path / os.fsdecode(b"news\xff.jsonl")
    records = [
        {"id": "\ud800", "document": "A cat sat. It \udc00 slept.", "summary": "A \ud800 cat."},
        {"id": "\udfff", "document": "", "summary": "A cat."},
        {"id": "\udfff", "document": "A dog sat. It slept.", "summary": "A dog."},
    ]
    data.write_text("".join(json.dumps(record) + "\n" for record in records))
    command = [
        sys.executable,
        "-m",
        "benchmarks",
        "run",
        "--data",
        data,
        "--systems",
        "lead",
        "--out",
        tmp_path / "run",
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8:strict"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "<title>news\ufffd: summaries compared</title>" in page
    assert '"id":"\\ud800"' in page
    assert (
        (tmp_path / "run" / "report.md").read_text(encoding="utf-8").startswith("# news\ufffd: 2 documents")
    )


def test_the_name_of_a_failed_document_may_be_half_a_character(awkward: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps({"id": "\ud800", "document": "KAPUTT it is.", "summary": "Broken."}))
    done = invoke("run", "--data", data, "--systems", "awkward", "--out", tmp_path / "run")
    assert done.exit_code == 1
    assert "failed on 1 document: ?: RuntimeError: the wheel came off" in done.output
