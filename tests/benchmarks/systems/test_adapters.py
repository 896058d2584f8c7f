"""The programs that serve systems: our own, and those of peers whose environments are there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.data.examples import Example
from benchmarks.data.load import load
from benchmarks.results.generate import make_request
from benchmarks.systems.entrants import PEERS, Entrant, parse_entrants
from benchmarks.systems.environments import ENVIRONMENTS, ROOT, System
from benchmarks.systems.peers.adapters.loop import _answer, fit
from benchmarks.systems.peers.adapters.methods import create_summarizer, folder_digest, sign
from benchmarks.systems.worker import DocumentError, NotRunError, Worker
from summarize import Document, Lead, Length
from summarize.extractive.selection.budget import select
from summarize.extractive.selection.order import by_score
from summarize.text.words import count_words
from tests.abstractive.models import build


def has_environment(name: str) -> bool:
    folder = ENVIRONMENTS / "-".join(PEERS[name].requirements).replace("==", "-")
    return (folder / "installed").exists()


@pytest.mark.parametrize("name", [name for name in PEERS if name != "pytextrank"])
@pytest.mark.parametrize("length", [Length(sentences=5), Length(words=90)], ids=str)
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
    if length.sentences:
        assert len(answer["sentences"]) == length.sentences
    else:
        assert 0 < sum(map(count_words, answer["sentences"])) <= length.words


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


def ask_where_it_breaks(how: str, time_limit: float) -> tuple[str, float]:
    """What is said of a document on which ``awkward`` has trouble, after one on which it has none."""
    request = make_request(Example("a", "A cat sat. It slept.", ("Cat.",), "en"), Length(sentences=1))
    worker = Worker(parse_entrants([f"awkward:how={how}"])[0], time_limit)
    try:
        worker.start()
        worker.ask(request)
        start = time.perf_counter()
        with pytest.raises(DocumentError) as caught:
            worker.ask(request | {"document": "KAPUTT. It slept."})
    finally:
        worker.close()
    return str(caught.value), time.perf_counter() - start


@pytest.mark.parametrize(("how", "said"), [("quit", "exit status 3"), ("kill", "it was ended by SIGKILL")])
def test_what_is_said_of_a_crash_is_of_this_document(awkward: Path, how: str, said: str) -> None:
    assert ask_where_it_breaks(how, 30)[0] == said


@pytest.mark.parametrize(
    ("how", "time_limit", "said"), [("orphan", 1, "more than 1 s"), ("orphan-quit", 30, "exit status 3")]
)
def test_a_process_that_keeps_the_pipe_is_not_waited_for(
    awkward: Path, how: str, time_limit: float, said: str
) -> None:
    told, seconds = ask_where_it_breaks(how, time_limit)
    assert told == said
    assert seconds < 8


def test_a_request_that_nobody_reads_does_not_hold_up_the_run(tmp_path: Path) -> None:
    script = tmp_path / "deaf.py"
    script.write_text(
        "import os, time\n"
        "os.write(int(os.environ['BENCHMARKS_ANSWERS']), b'{\"signature\": \"deaf\"}\\n')\n"
        "time.sleep(1000)\n"
    )
    worker = Worker(Entrant("deaf", System("deaf", "deaf"), (str(script),)), time_limit=1)
    try:
        worker.start()
        with pytest.raises(DocumentError, match="more than 1 s"):
            worker.ask({"document": "x" * 1_000_000})
    finally:
        worker.close()


def living(group: int) -> list[str]:
    """The processes of a group that are not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text().rpartition(")")
        except OSError:
            continue
        state, _, its_group = rest.split()[:3]
        if int(its_group) == group and state != "Z":
            found.append(name)
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", ["hang", "regex", "child"])
def test_all_processes_of_a_system_end_when_the_run_is_killed(
    awkward: Path, how: str, tmp_path: Path
) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "from benchmarks.systems.entrants import parse_entrants\n"
        "from benchmarks.systems.worker import Worker\n"
        f"worker = Worker(parse_entrants(['awkward:how={how}'])[0], 1000)\n"
        "worker.start()\n"
        "print(worker._child.pid, flush=True)\n"
        "worker.ask({'id': 'a', 'document': 'KAPUTT it is.', 'language': 'en', 'n_sentences': 1})\n"
    )
    path = os.pathsep.join([str(awkward), str(ROOT)])
    run = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}
    )
    assert run.stdout is not None
    group = int(run.stdout.readline())
    run.stdout.close()
    time.sleep(1)
    assert len(living(group)) >= (2 if how == "child" else 1)
    run.kill()
    run.wait()
    for _ in range(100):
        if not living(group):
            return
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    pytest.fail("a process of the system was still there")


def test_word_limits_are_filled_as_in_summarize() -> None:
    document = Document("One two three four. Five six. Seven. Eight nine ten.", "en")
    ranked = [sentence.text for sentence in document.sentences]
    for n_words in range(1, 11):
        ours = select(
            document,
            by_score(Lead().score_sentences(document, None)),
            Length(words=n_words),
            is_for_readers=False,
        )
        assert sorted(map(ranked.index, fit(ranked, str, {"n_words": n_words}))) == ours


def test_words_are_counted_as_the_request_counts_them() -> None:
    sentences = ["東京の朝は\nとても早い。", "駅に 人が多い。", "Cats sleep."]
    told = {"sentences": sentences, "word_counts": [12, 7, 2], "n_words": 9}
    ranked = ["東京の朝は とても早い。", "駅に  人が多い。", "Cats sleep."]
    assert fit(ranked, str, told) == ranked[1:]
    assert fit(ranked, str, told | {"word_counts": [9, 7, 2]}) == ranked[:1]
    assert fit(["東京の朝は", "とても早い", "駅に"], str, told) == [
        "東京の朝は",
        "駅に",
    ]  # a peer's own sentences
    assert fit([], str, told) == []


def test_the_loop_needs_no_package() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import benchmarks.systems.peers.adapters.loop"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


def test_a_failure_takes_time_too() -> None:
    def fail(request: dict) -> list[str]:
        time.sleep(0.05)
        raise ValueError("the wheel\ncame off")

    answer = _answer(fail, {})
    assert answer["error"] == "ValueError: the wheel came off"
    assert 0.05 <= answer["seconds"] < 5


class TestSignature:
    def test_it_changes_with_any_file_of_a_model(self, tmp_path: Path) -> None:
        folder = build("bart", tmp_path)
        before = sign(create_summarizer(f"model={folder}"))
        assert before == sign(create_summarizer(f"model={folder}"))
        weights = folder / "model.safetensors"
        data = bytearray(weights.read_bytes())
        data[-1] ^= 1
        weights.write_bytes(data)
        after = sign(create_summarizer(f"model={folder}"))
        differing = [part for part in before.split("|") if part not in after.split("|")]
        assert [part.partition(":")[0] for part in differing] == ["files"]

    def test_names_and_folders_count(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "b").write_bytes(b"1")
        digests = [folder_digest(tmp_path)]
        (tmp_path / "a" / "b").rename(tmp_path / "a" / "c")
        digests.append(folder_digest(tmp_path))
        (tmp_path / "d").touch()
        digests.append(folder_digest(tmp_path))
        assert len(set(digests)) == 3
        assert all(len(digest) == 12 for digest in digests)

    def test_a_model_of_the_hub_has_its_commit(
        self, hub_cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(hub_cache))
        signature = sign(create_summarizer("model=facebook/bart-large-cnn"))
        assert "|revision:0123456789abcdef0123456789abcdef01234567|" in signature
        assert "|files:" not in signature

    def test_methods_have_no_files(self) -> None:
        assert "|files:" not in sign(create_summarizer("lead"))


def test_what_a_system_is_told_holds_no_reference_and_no_heading() -> None:
    example = Example(
        "1", "A Heading\n\nA cat sat on it. It slept.", ("Cat.",), "en", query="cat", title="On Cats"
    )
    assert make_request(example, Length(words=5)) == {
        "id": "1", "document": example.document, "sentences": ["A cat sat on it.", "It slept."],
        "word_counts": [5, 2], "language": "en", "query": "cat", "title": "On Cats", "n_words": 5,
    }  # fmt: skip


def test_a_system_whose_interpreter_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.systems.environments.sys.executable", str(tmp_path / "gone"))
    worker = Worker(parse_entrants(["lead"])[0], time_limit=30)
    with pytest.raises(NotRunError, match="it cannot be started"):
        worker.start()
    worker.close()
