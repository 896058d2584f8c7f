"""Options of a method or a model: on the command line, in a file of defaults, and beside its name in a list."""

from pathlib import Path

import pytest

import summarize
from summarize import methods
from tests.batch.conftest import records
from tests.cli.running import SEED, assert_fails, run


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "s.toml"


def signature(*arguments: str, cwd: Path | None = None) -> list[str]:
    """What a summary on the command line is signed with."""
    output = (cwd or Path()) / "out.jsonl"
    done = run(SEED, "-o", str(output), "--overwrite", *arguments, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    return records(output)[0]["signature"].split("|")


class TestOnTheCommandLine:
    def test_mean_what_they_do_in_code(self, seed_text: str) -> None:
        expected = summarize.summarize(seed_text, "random", seed=3, redundancy="mmr")
        assert expected != summarize.summarize(seed_text, "random")
        options = ["-O", "seed=3", "--option", "redundancy=mmr"]
        assert run(SEED, "-m", "random", *options).stdout == f"{expected}\n"

    def test_go_to_auto_if_no_method_is_named(self, seed_text: str) -> None:
        expected = summarize.summarize(seed_text, candidates="all", sentences=5)
        assert expected != summarize.summarize(seed_text, sentences=5)
        assert run(SEED, "-O", "candidates=all", "-s", "5").stdout == f"{expected}\n"

    def test_the_last_of_a_name_counts(self, tmp_path: Path) -> None:
        given = ["-m", "textrank", "-O", "damping=0.5", "-O", "damping=0.9"]
        assert "damping:0.9" in signature(*given, cwd=tmp_path)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["-O", "dampin=0.9"], "method 'textrank' has no option 'dampin'; did you mean 'damping'? Known: cand"),
            (["-O", "damping=high"], "damping must be a number, got 'high'"),
            (["-O", "damping=1.5"], "damping must be "),
            (["-O", "damping.of=1"], "damping must be a number, got {'of': 1}"),
            (["-O", "damping"], "an option is written option=value, got 'damping'"),
            (["-O", "=0.9"], "an option is written option=value, got '=0.9'"),
            (["-O", "damping=1", "-O", "damping.of=1"], "'damping.of' is part of 'damping', which has a value"),
            (["-O", "model=x"], "method 'textrank' has no option 'model'"),
            (["-O", "method=lead"], "method 'textrank' has no option 'method'"),
            (["-O", "sentences=3"], "method 'textrank' has no option 'sentences'"),
            (["-O", f"{'x' * 500}=3"], "method 'textrank' has no option 'xxx"),
            (["-O", "x" * 500], "an option is written option=value, got 'xxx"),
        ],
    )  # fmt: skip
    def test_that_are_wrong_are_wrong_use(self, arguments: list[str], message: str) -> None:
        done = run(SEED, "-m", "textrank", *arguments)
        assert_fails(done, 2, message)
        assert done.stdout == ""
        assert len(done.stderr) < 300

    def test_are_none_of_keywords(self) -> None:
        done = run(SEED, "--keywords", "3", "-O", "damping=0.9")
        assert_fails(done, 2, "--keywords gives no summary; leave --option out")

    def test_decide_whether_a_batch_resumes(self, tmp_path: Path) -> None:
        given = [SEED, "-m", "textrank", "-o", str(tmp_path / "out.jsonl"), "-O"]
        assert run(*given, "damping=0.5").returncode == 0
        assert_fails(run(*given, "damping=0.9"), 2, "damping:0.5 in the file, damping:0.9 now")


@pytest.mark.parametrize("method", methods())
def test_an_unknown_option_of_any_method_is_told_with_those_there_are(method: str) -> None:
    done = run(SEED, "-m", method, "-O", "no_such_option=1")
    assert_fails(done, 2, "Known: ")
    assert "redundancy" in done.stderr
    assert len(done.stderr) < 300


class TestInAFile:
    def test_are_a_table(self, config: Path) -> None:
        config.write_text('method = "textrank"\n[option]\ndamping = 0.4\nsimilarity = "bm25"\n')
        assert {"method:textrank", "damping:0.4", "similarity:bm25"} <= set(
            signature("--config", config.name, cwd=config.parent)
        )

    def test_give_way_to_those_of_the_same_name_only(self, config: Path) -> None:
        config.write_text('method = "textrank"\noption.damping = 0.4\noption.similarity = "bm25"\n')
        given = ["--config", config.name, "-O", "damping=0.6"]
        parts = signature(*given, cwd=config.parent)
        assert {"method:textrank", "damping:0.6", "similarity:bm25"} <= set(parts)

    @pytest.mark.parametrize("arguments", [["-m", "lead"], ["--keywords", "3"]])
    def test_go_with_the_method_of_the_file(self, config: Path, arguments: list[str]) -> None:
        config.write_text('method = "textrank"\noption.damping = 0.4\n')
        done = run(SEED, "--config", config.name, *arguments, cwd=config.parent)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == run(SEED, *arguments).stdout

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("option = 3", "option must be a table of values, such as option.damping = 0.9, got 3"),
            ('option = ["damping=0.9"]', "option must be a table of values"),
            ("option.seed = 2024-01-01", "option must be a table of values"),
            ("option.dampin = 3", "no option 'dampin'; did you mean 'damping'"),
        ],
    )
    def test_that_are_wrong_are_wrong_use(self, content: str, message: str, config: Path) -> None:
        config.write_text(f'method = "textrank"\n{content}\n')
        assert_fails(run(SEED, "--config", config.name, cwd=config.parent), 2, message)


class TestInAList:
    def test_make_two_of_one_method(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "200")
        named = "lead,textrank:damping=0.4,similarity=bm25,textrank"
        shown = run("compare", SEED, "-m", named, "-s", "1").stdout
        head = [cell.strip() for cell in shown.splitlines()[1].strip("┃").split("┃")]
        assert head == ["lead", "textrank:damping=0.4,similarity=bm25", "textrank"]

    def test_are_those_of_code(self, seed_text: str) -> None:
        expected = summarize.summarize(seed_text, "random", seed=3, sentences=1)
        assert expected != summarize.summarize(seed_text, "random", seed=4, sentences=1)
        shown = run("compare", SEED, "-m", "random:seed=3", "-s", "1").stdout
        assert str(expected) in " ".join(shown.replace("│", " ").split())

    @pytest.mark.parametrize(
        ("named", "message"),
        [
            ("textrank:dampin=0.9", "no option 'dampin'; did you mean 'damping'"),
            ("textrank:damping", "an option is written option=value, got 'damping'"),
            ("lead,damping=0.9", "unknown method 'damping=0.9'"),
            ("model=./nowhere:strateg=refine", "a model has no option 'strateg'; did you mean 'strategy'?"),
        ],
    )
    def test_that_are_wrong_are_wrong_use(self, named: str, message: str) -> None:
        done = run("compare", SEED, "-m", named)
        assert_fails(done, 2, message)
        assert len(done.stderr) < 400
