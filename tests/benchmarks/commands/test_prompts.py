"""Wordings of prompts and strategies are compared by commands that anyone can repeat."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.__main__ import benchmarks
from benchmarks.commands import prompts, strategies
from benchmarks.systems.observed import ObservedEngine
from benchmarks.systems.prompts import TODAY, VARIANTS
from summarize import Abstractive, Length, ScriptedEngine
from summarize.abstractive import Message
from summarize.abstractive.prompts import PromptWriter

TEXT = "Kim met Putin in Russia. They discussed rockets. {n} cosmonauts may fly into space soon."


@pytest.fixture
def data(tmp_path: Path) -> str:
    lines = [{"document": TEXT.format(n=n), "summary": "Kim met Putin."} for n in range(4)]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    return str(path)


def first_sentence(request) -> str:
    return request.text.partition(". ")[0] + "."


def test_the_first_wording_is_the_librarys_own() -> None:
    own = PromptWriter("chat", "en", "en").prompt("summarize", Length(words=60), 60)
    assert VARIANTS[0].name == TODAY
    assert VARIANTS[0](own).content == own.content


def test_each_wording_is_another_and_has_the_text_and_the_length() -> None:
    own = PromptWriter("chat", "en", "en").prompt("summarize", Length(words=60), 60)
    filled = [variant(own).fill(text="It rained.") for variant in VARIANTS]
    assert len({*filled}) == len(VARIANTS) >= 6
    for messages in filled:
        (user,) = (message.content for message in messages if message.role == "user")
        assert "It rained." in user
        assert re.search(r"at most (60 words|3 sentences)", user)
    assert filled[4][0].role == "user"
    assert isinstance(filled[0][0], Message)


def test_the_command_chooses_on_one_half_and_shows_on_the_other(data: str, monkeypatch) -> None:
    engine = ScriptedEngine(first_sentence)
    monkeypatch.setattr(prompts, "engine_of", lambda _: engine)
    done = CliRunner().invoke(benchmarks, ["prompts", "--model", "any", "--data", data, "--words", "20"])
    assert done.exit_code == 0, done.output
    assert "2 texts to choose on, 2 to show" in done.output
    chosen, shown = (done.stdout.split("\n\n")[n] for n in (1, 2))
    assert all(variant.name in chosen for variant in VARIANTS)
    assert TODAY in shown
    assert "| lead |" in shown
    first = {request.text for request in engine.requests[: 2 * len(VARIANTS)]}
    assert first == {TEXT.format(n=0), TEXT.format(n=2)}


def test_strategies_are_compared_in_a_small_window(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps({"document": TEXT * 40, "summary": "Kim met Putin."}))
    monkeypatch.setattr(strategies, "engine_of", lambda _: ScriptedEngine(first_sentence))
    options = ["--model", "any", "--data", str(path), "--window", "300", "--words", "20"]
    done = CliRunner().invoke(benchmarks, ["strategies", *options])
    assert done.exit_code == 0, done.output
    rows = {
        line.split(" | ")[0].strip("| "): line.split(" | ")
        for line in done.stdout.splitlines()
        if "|" in line
    }
    assert {"hierarchical", "refine", "extract", "truncate", "lead", "auto"} <= set(rows)
    assert rows["hierarchical"][6] == "100 %"
    assert rows["truncate"][6] != "100 %"


def test_an_observed_engine_counts_what_is_read_and_keeps_what_is_written() -> None:
    engine = ObservedEngine(ScriptedEngine(["It rained."]), window=200)
    assert Abstractive(engine)("It rained all day.", Length(words=5)) == "It rained."
    assert engine.n_requests == 1
    assert engine.n_read > 10
    assert [output.text for output in engine.outputs] == ["It rained."]
    assert engine.profile.limits.input == 200
