"""A short summary loads little, and dependencies point one way."""

import subprocess
import sys

import pytest


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.parametrize("code", ["from summarize import summarize; summarize('A short text. It is short.')"])
def test_a_short_summary_needs_neither_scipy_nor_nltk(code: str) -> None:
    loaded = modules_after(code)
    assert "numpy" in loaded
    assert not loaded & {"scipy", "nltk", "torch", "transformers", "click"}


def test_a_summary_on_the_command_line_imports_nothing_unasked() -> None:
    loaded = modules_after(
        "import contextlib, io, sys\nfrom summarize.cli import main\n"
        "sys.argv = ['summarize', 'seeds/000_a76c248ee9268897.txt']\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main()"
    )
    assert "summarize.extractive.auto" in loaded
    assert not loaded & {
        "csv", "difflib", "fractions", "importlib.metadata", "numpy.ma", "rich", "scipy", "stopwordsiso", "subprocess", "zipfile",
        "summarize.batch", "summarize.phrases", "summarize.ray", "summarize.extractive.textrank",
        "summarize.readers.formats.captions", "summarize.readers.sandbox", "summarize.readers.tables", "summarize.views",
    }  # fmt: skip


def test_dependencies_point_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlinter.cli import lint_imports

    # It would disable the loggers that there are, and so what other tests look at.
    monkeypatch.setattr("logging.config.dictConfig", lambda _: None)
    assert lint_imports(no_cache=True) == 0
