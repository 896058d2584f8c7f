"""The programs that serve systems: our own, and those of peers whose environments are there."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.data.examples import Example
from benchmarks.data.load import load
from benchmarks.entrants import PEERS, parse_entrants
from benchmarks.generate import make_request
from benchmarks.peers.adapters.loop import fit
from benchmarks.peers.adapters.methods import RandomChoice
from benchmarks.peers.adapters.oracle import choose
from benchmarks.systems import ENVIRONMENTS, ROOT
from benchmarks.worker import DocumentError, NotRunError, Worker
from summarize import Document, Lead, Length
from summarize.extractive.selection import select
from summarize.metrics.metric import create_metric
from tests.conftest import shared_documents, shared_file


def has_environment(name: str) -> bool:
    folder = ENVIRONMENTS / "-".join(PEERS[name].requirements).replace("==", "-")
    return (folder / "installed").exists()


@pytest.mark.parametrize("name", [name for name in PEERS if name != "pytextrank"])
@pytest.mark.parametrize("length", [Length(sentences=2), Length(words=60)], ids=str)
def test_a_peer_chooses_sentences_of_the_length(name: str, length: Length) -> None:
    if not has_environment(name):
        pytest.skip(f"the environment of {name} has not been made: python -m benchmarks run makes it")
    (example,) = load("seed").examples
    (entrant,) = parse_entrants([name])
    worker = Worker(entrant, time_limit=30)
    try:
        worker.start()
        answer = worker.ask(make_request(example, length))
    finally:
        worker.close()
    assert worker.signature.startswith(f"package:{name.partition('-')[0]}-")
    text = " ".join(example.document.split())
    assert all(" ".join(sentence.split()) in text for sentence in answer["sentences"])
    n_words = sum(len(sentence.split()) for sentence in answer["sentences"])
    if name == "lede":  # takes characters
        assert 1 <= len(answer["sentences"]) <= 4
    elif length.sentences:
        assert len(answer["sentences"]) == 2
    elif name == "summa":  # comes near, from either side
        assert 30 <= n_words <= 90
    else:
        assert 0 < n_words <= 60


def test_pytextrank_without_its_model_says_so() -> None:
    if not has_environment("pytextrank"):
        pytest.skip("the environment of pytextrank has not been made")
    worker = Worker(parse_entrants(["pytextrank"])[0], time_limit=30)
    try:
        with pytest.raises(NotRunError, match="Can't find model 'en_core_web_sm'"):
            worker.start()
    finally:
        worker.close()


def test_a_process_is_started_again_after_a_crash(awkward: Path) -> None:
    worker = Worker(parse_entrants(["awkward:how=crash"])[0], time_limit=30)
    try:
        worker.start()
        signature = worker.signature
        assert signature.startswith("method:awkward|how:crash|")
        request = make_request(Example("a", "A cat sat. It slept.", ("Cat.",), "en"), Length(sentences=1))
        assert worker.ask(request)["sentences"] == ["A cat sat."]
        with pytest.raises(DocumentError, match="the engine fell out"):
            worker.ask(request | {"document": "KAPUTT. It slept."})
        assert worker.ask(request)["sentences"] == ["A cat sat."]
    finally:
        worker.close()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_a_process_that_hangs_ends_when_the_run_is_killed(awkward: Path, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "from benchmarks.entrants import parse_entrants\n"
        "from benchmarks.worker import Worker\n"
        "worker = Worker(parse_entrants(['awkward:how=hang'])[0], 1000)\n"
        "worker.start()\n"
        "print(worker._process.pid, flush=True)\n"
        "worker.ask({'id': 'a', 'document': 'KAPUTT it is.', 'language': 'en', 'n_sentences': 1})\n"
    )
    path = os.pathsep.join([str(awkward), str(ROOT)])
    run = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}
    )
    assert run.stdout is not None
    hanging = Path(f"/proc/{int(run.stdout.readline())}/cmdline")
    run.stdout.close()
    assert b"awkward:how=hang" in hanging.read_bytes()
    run.kill()
    run.wait()
    for _ in range(200):
        if not hanging.exists() or not hanging.read_bytes():  # gone, or nobody has waited for it
            return
        time.sleep(0.05)
    pytest.fail("the process of the system is still there")


class TestOracle:
    @pytest.mark.parametrize("length", [Length(sentences=3), Length(words=50)], ids=str)
    def test_no_other_choice_of_many_is_better_by_more_than_greed_costs(self, length: Length) -> None:
        metric = create_metric("rouge:tokenizer=unicode")
        by_chance = random.Random(0)
        for line in shared_file("cnndm_validation.jsonl").read_text(encoding="utf-8").splitlines()[:5]:
            record = json.loads(line)
            document = Document(record["document"], "en")
            request = {"n_sentences": length.sentences} if length.sentences else {"n_words": length.words}

            def value(positions: list[int]) -> float:
                texts = [document.sentences[position].text for position in positions]  # noqa: B023
                figures = metric(texts, [record["summary"]], document.text, "en")  # noqa: B023
                return figures["rouge1.f1"] + figures["rouge2.f1"]

            chosen = choose(document, [record["summary"]], request)
            assert chosen == sorted(set(chosen))
            others = [
                select(
                    document, RandomChoice(by_chance.randrange(10**6)).score_sentences(document, None), length
                )
                for _ in range(50)
            ]
            assert value(chosen) > 0.95 * max(map(value, others))
            assert value(chosen) >= max(value([position]) for position in others[0])

    def test_of_several_references_it_takes_the_best(self) -> None:
        document = Document("Cats sleep all day. Dogs run all night. Birds sing.", "en")
        assert choose(document, ["Fish swim.", "Dogs run."], {"n_sentences": 1}) == [1]

    def test_it_takes_nothing_that_does_not_help(self) -> None:
        document = Document("Cats sleep. Dogs run.", "en")
        assert choose(document, ["Cats sleep."], {"n_sentences": 2}) == [0]
        assert choose(document, ["Fish swim."], {"n_sentences": 2}) == []


class TestRandom:
    def test_the_same_seed_and_document_give_the_same_sentences(self) -> None:
        document = next(shared_documents("cnndm_validation"))
        summaries = {str(RandomChoice(seed=seed)(document)) for seed in (1, 1, 1)}
        assert len(summaries) == 1
        assert len({str(RandomChoice(seed=seed)(document)) for seed in range(8)}) == 8

    def test_it_is_even_over_positions(self) -> None:
        documents = [f"{n} one. Two is here. Three is there. Four is away." for n in range(400)]
        firsts = sum(
            RandomChoice()(text, Length(sentences=1)).sentences[0].position == 0 for text in documents
        )
        assert 70 <= firsts <= 130


def test_word_limits_are_filled_as_in_summarize() -> None:
    document = Document("One two three four. Five six. Seven. Eight nine ten.", "en")
    ranked = [sentence.text for sentence in document.sentences]
    for n_words in range(1, 11):
        ours = select(document, Lead().score_sentences(document, None), Length(words=n_words))
        assert sorted(map(ranked.index, fit(ranked, str, {"n_words": n_words}))) == ours


def test_what_a_system_is_told_holds_no_reference_and_no_heading() -> None:
    example = Example("1", "A Heading\n\nA cat sat on it. It slept.", ("Cat.",), "en", query="cat")
    assert make_request(example, Length(words=5)) == {
        "id": "1", "document": example.document, "sentences": ["A cat sat on it.", "It slept."],
        "language": "en", "query": "cat", "n_words": 5,
    }  # fmt: skip


def test_the_oracle_keeps_one_sentence_where_none_fits() -> None:
    document = Document("Cats sleep all day long. Dogs run far away.", "en")
    assert choose(document, ["Dogs run."], {"n_words": 2}) == [1]


def test_a_system_whose_interpreter_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.systems.sys.executable", str(tmp_path / "gone"))
    worker = Worker(parse_entrants(["lead"])[0], time_limit=30)
    with pytest.raises(NotRunError, match="it cannot be started"):
        worker.start()
    worker.close()
