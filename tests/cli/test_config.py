"""Defaults of options from a file, and what the command line says beside them."""

from pathlib import Path

import pytest

import summarize
from tests.cli.running import SEED, assert_fails, run


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "s.toml"


def test_has_defaults_that_options_go_before(config: Path, seed_text: str) -> None:
    config.write_text('method = "lead"\nsentences = 2\n')
    done = run(SEED, "--config", str(config))
    assert done.stdout == f"{summarize.summarize(seed_text, 'lead', sentences=2)}\n"
    done = run(SEED, "--config", str(config), "-s", "1")
    assert done.stdout == f"{summarize.summarize(seed_text, 'lead', sentences=1)}\n"


@pytest.mark.parametrize(
    ("content", "arguments"),
    [
        ("words = 100", ["-s", "1"]),
        ("ratio = 0.5\nworkers = 2\noverwrite = true", ["-s", "1"]),
        ('format = "json"\nsentences = 1', ["-o", "out.jsonl"]),
        ('method = "lead"\nquery = "missiles"\noutput = "out.jsonl"\nworkers = 2', ["--keywords", "3"]),
        ("keywords = 3", ["-s", "1"]),
    ],
)
def test_gives_way_to_options_that_it_does_not_go_with(
    content: str, arguments: list[str], config: Path
) -> None:
    config.write_text(content)
    done = run(SEED, *arguments, "--config", config.name, cwd=config.parent)
    assert (done.returncode, done.stderr) == (0, "")
    (config.parent / "out.jsonl").unlink(missing_ok=True)
    assert done.stdout == run(SEED, *arguments, cwd=config.parent).stdout


def test_method_gives_way_to_a_model(config: Path) -> None:
    config.write_text('method = "lead"\nworkers = 2\n')
    done = run(SEED, "--model", "./none", "--config", config.name, cwd=config.parent)
    assert_fails(done, 2, "model './none' looks like a folder")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("metod = 1", "there is no option 'metod'; did you mean 'method'?"),
        ("version = true", "there is no option 'version'"),
        ('config = "t.toml"', "there is no option 'config'"),
        ("method = ", "s.toml"),
        ('sentences = "x"', "sentences must be a whole number, got 'x'"),
        ("sentences = true", "sentences must be a whole number, got True"),
        ("words = 1.5", "words must be a whole number, got 1.5"),
        ("words = [1, 2]", "words must be a whole number, got [1, 2]"),
        ("ratio = false", "ratio must be a number, got False"),
        ("recursive = 7", "recursive must be true or false, got 7"),
        ('method = ["lead"]', "method must be a text in quotes, got ['lead']"),
        ('format = "pdf"', "'pdf' is not one of"),
        ("sentences = 2\nwords = 9", "give one of sentences, words and ratio"),
    ],
)
def test_that_is_wrong_is_wrong_use(content: str, message: str, config: Path) -> None:
    config.write_text(content)
    assert_fails(run(SEED, "--config", config.name, cwd=config.parent), 2, message)
