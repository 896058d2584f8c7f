"""The command line as a user meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import summarize
from tests.cli.running import SEED, assert_fails, run, run_process
from tests.conftest import ROOT


class TestSummary:
    def test_of_a_file(self, seed_text: str) -> None:
        done = run_process(SEED)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"{summarize.summarize(seed_text)}\n"

    @pytest.mark.parametrize("arguments", [[], ["-"]])
    def test_of_standard_input(self, seed_text: str, arguments: list[str]) -> None:
        done = run_process(*arguments, "--sentences", "1", stdin=seed_text.encode())
        assert done.stdout == f"{summarize.summarize(seed_text, sentences=1)}\n"

    def test_of_several_files(self, seed_text: str) -> None:
        one = summarize.summarize(seed_text, "lead", sentences=1)
        done = run(SEED, "-", "--method", "lead", "-s", "1", stdin=seed_text.encode())
        assert done.stdout == f"==> {SEED} <==\n{one}\n\n==> standard input <==\n{one}\n"

    def test_options_mean_what_they_do_in_code(self, seed_text: str) -> None:
        assert run(SEED, "--words", "50").stdout == f"{summarize.summarize(seed_text, words=50)}\n"
        assert run(SEED, "--ratio", "0.2").stdout == f"{summarize.summarize(seed_text, ratio=0.2)}\n"
        assert (
            run(SEED, "--query", "missiles").stdout == f"{summarize.summarize(seed_text, query='missiles')}\n"
        )
        assert (
            run(SEED, "--language", "german").stdout == f"{summarize.summarize(seed_text, language='de')}\n"
        )

    def test_json_is_an_object_a_line(self, seed_text: str) -> None:
        first, second = map(json.loads, run(SEED, SEED, "--format", "json").stdout.splitlines())
        assert first == second
        assert first["file"] == SEED
        for sentence in first["sentences"]:
            assert seed_text[sentence["start"] : sentence["end"]] == sentence["text"]
            assert sentence["score"] > 0

    @pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
    def test_json_is_json_whatever_the_encoding_of_the_terminal(self, tmp_path: Path, encoding: str) -> None:
        (tmp_path / "a.txt").write_text("I like 🍎 and Äpfel. We all do.", encoding="utf-8")
        done = run_process("--format", "json", "a.txt", cwd=tmp_path, PYTHONIOENCODING=encoding)
        assert json.loads(done.stdout)["sentences"][0]["text"] == "I like 🍎 and Äpfel."

    def test_encodings(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes("Viele Grüße aus Köln.".encode("latin-1"))
        assert_fails(run("a.txt", cwd=tmp_path), 1, "a.txt: is not utf-8 text, byte 8 is 0xfc")
        assert run("a.txt", "--encoding", "latin-1", cwd=tmp_path).stdout == "Viele Grüße aus Köln.\n"

    def test_characters_that_no_encoding_has_are_escaped(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes("A lone \ud800 surrogate.".encode("utf-16-le", "surrogatepass"))
        assert run("a.txt", "--encoding", "utf-16-le", cwd=tmp_path).returncode == 1
        (tmp_path / "b.txt").write_bytes(b"A byte \xff of its own.")
        assert run("b.txt", "--encoding", "latin-1", cwd=tmp_path).stdout == "A byte ÿ of its own.\n"


class TestKeywords:
    def test_are_one_a_line(self, seed_text: str) -> None:
        expected = [keyword.text for keyword in summarize.keywords(seed_text, 4)]
        assert run(SEED, "--keywords", "4").stdout.splitlines() == expected
        assert run("--keywords", "1", stdin=b"Satellites").stdout == "Satellites\n"

    def test_of_several_files_and_languages(self) -> None:
        one = "\n".join(k.text for k in summarize.keywords(Path(SEED).read_text("utf-8"), 2, language="de"))
        assert run(SEED, SEED, "--keywords", "2", "-l", "german").stdout == (
            f"==> {SEED} <==\n{one}\n\n==> {SEED} <==\n{one}\n"
        )

    def test_as_json_have_scores_and_spans(self, seed_text: str) -> None:
        found = json.loads(run(SEED, "--keywords", "3", "--format", "json").stdout)
        assert (found["file"], found["language"], len(found["keywords"])) == (SEED, "en", 3)
        for keyword in found["keywords"]:
            assert keyword["score"] > 0
            assert keyword["text"] in [seed_text[start:end] for start, end in keyword["spans"]]

    def test_a_file_that_cannot_be_read_is_status_1(self) -> None:
        done = run("nowhere.txt", SEED, "--keywords", "2")
        assert_fails(done, 1, "nowhere.txt: no such file")
        assert done.stdout.splitlines()[0] == f"==> {SEED} <=="
        assert len(done.stdout.splitlines()) == 3


class TestInformation:
    def test_version(self) -> None:
        assert run("--version").stdout == f"summarize {summarize.__version__}\n"

    def test_methods(self) -> None:
        assert [line.split()[0] for line in run("--list-methods").stdout.splitlines()] == list(
            summarize.methods()
        )

    def test_methods_go_to_a_terminal_of_any_encoding(self) -> None:
        assert "Je\\u017eek" in run_process("--list-methods", PYTHONIOENCODING="ascii").stdout

    @pytest.mark.parametrize(
        ("begun", "offered"),
        [
            ("summarize --sent", "plain,--sentences"),
            ("summarize -m textr", "plain,textrank"),
            ("summarize seeds/", "file,seeds/"),
            ("summarize --model ./m", "file,./m"),
            ("summarize compare --meth", "plain,--methods"),
            ("summarize compare seeds/", "file,seeds/"),
        ],
    )
    def test_completion(self, begun: str, offered: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("_SUMMARIZE_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", begun)
        monkeypatch.setenv("COMP_CWORD", str(len(begun.split()) - 1))
        done = run(cwd=ROOT)
        assert (done.returncode, done.stdout.split(), done.stderr) == (0, [offered], "")

    def test_help_fits_a_screen(self) -> None:
        lines = run("--help").stdout.splitlines()
        assert len(lines) <= 40
        assert max(map(len, lines)) <= 80


class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--method", "textrnk"], "unknown method 'textrnk'; did you mean 'textrank'"),
            (["--sentences", "0"], "sentences must be at least 1, got 0"),
            (["--sentences", "2", "--words", "9"], "give one of sentences, words and ratio"),
            (["--ratio", "nan"], "ratio must be above 0 and at most 1, got nan"),
            (["--words", "many"], "'many' is not a valid integer"),
            (["--language", "germann"], "did you mean 'german'"),
            (["--encoding", "latin-99"], "unknown encoding 'latin-99'"),
            (["--method", "lead", "--query", "x"], "method 'lead' takes no query"),
            (["--query", " "], "the query is empty"),
            (["--keywords", "0"], "--keywords must be at least 1, got 0"),
            (["--keywords", "3", "--model", "x"], "--keywords gives no summary; leave --model out"),
            (["--keywords", "3", "-q", "x", "-s", "2"], "leave --query and --sentences out"),
            (["--keywords", "3", "--method", "lead"], "leave --method out"),
            (["--keywords", "3", "-f", "html"], "leave --format html out"),
            (["--sentenses", "2"], "--sentences"),
            (
                ["--length", "2"],
                "No such option: --length; the length is --sentences N, --words N or --ratio R",
            ),
            (["-n", "2"], "No such option: -n; to limit the sentences, pass --sentences N"),
            (["--num-beams=2"], "models take it as -O generation.num_beams=VALUE"),
            (["--colour"], "No such option"),
        ],
    )
    def test_is_status_2_and_a_sentence(self, arguments: list[str], message: str) -> None:
        done = run(SEED, *arguments)
        assert_fails(done, 2, message)
        assert done.stdout == ""

    @pytest.mark.parametrize("arguments", [[], ["compare"]])
    def test_nothing_to_read_at_a_terminal(self, arguments: list[str]) -> None:
        controller, terminal = os.openpty()
        done = subprocess.run(
            [sys.executable, "-m", "summarize", *arguments],
            stdin=terminal,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        os.close(controller)
        os.close(terminal)
        assert_fails(done, 2, "name a file, or pipe a text in")


class TestWhatCannotBeDone:
    def test_is_status_1_and_the_other_files_are_summarized(self, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").write_text("\n")
        (tmp_path / "image.png").write_bytes(b"\x89PNG\x00\x00")
        done = run("nowhere.txt", "empty.txt", "image.png", SEED, "-s", "1", cwd=tmp_path)
        assert_fails(done, 1, "nowhere.txt: no such file")
        for line in ("empty.txt: the text is empty", "image.png: is a PNG image"):
            assert f"summarize: {line}" in done.stderr
        assert len(done.stdout.splitlines()) == 2

    def test_a_package_that_is_missing_is_of_one_document(self, tmp_path: Path) -> None:
        (tmp_path / "t.parquet").write_bytes(b"PAR1")
        without = "sys.modules.update(httpcore2=None, pyarrow=None)"
        code = f"import sys; {without}; from summarize.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "https://a.org", "t.parquet", SEED, "-s", "1"],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
        assert_fails(done, 1, "summarize: https://a.org: URLs need")
        assert "summarize: t.parquet: " in done.stderr
        assert len(done.stdout.splitlines()) == 2

    def test_empty_input(self) -> None:
        assert_fails(run(), 1, "the text is empty or blank")

    def test_a_query_without_a_word_of_the_text(self) -> None:
        assert_fails(run(SEED, "--query", "zebra"), 1, "no word of the query 'zebra' occurs in the text")


@pytest.mark.parametrize(
    ("command", "module"),
    [("serve", "anyio"), ("serve", "starlette"), ("serve", "uvicorn"), ("mcp", "anyio"), ("mcp", "mcp")],
)
def test_a_server_without_its_packages_is_a_sentence(command: str, module: str) -> None:
    program = f"import sys; sys.modules[{module!r}] = None; from summarize.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, command], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert_fails(done, 2, f"[{command}]' ({module}")
