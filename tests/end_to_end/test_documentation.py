"""README and docs: console examples are run and compared; Python examples are doctests."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarize import methods
from tests.conftest import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETUP = re.compile(r"^pip install .*$", re.MULTILINE)


def console_examples() -> Iterator[tuple[str, str, str]]:
    for page in PAGES:
        for language, block in BLOCK.findall(page.read_text(encoding="utf-8")):
            if language == "console":
                for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                    command, _, output = example.partition("\n")
                    yield page.name, command, output


@pytest.mark.parametrize(("page", "command", "output"), list(console_examples()))
def test_console_examples_print_what_they_show(page: str, command: str, output: str, tmp_path: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PATH": path, "TMPDIR": str(tmp_path)},
        check=True,
    )
    assert done.stdout == output


def test_python_examples_are_all_doctests() -> None:
    for page in PAGES:
        for language, block in BLOCK.findall(page.read_text(encoding="utf-8")):
            if language == "python":
                assert block.startswith(">>> ")
                assert block.endswith("\n\n"), f"{page.name}: a doctest ends with a blank line"


def test_ci_runs_the_commands_of_the_readme() -> None:
    commands = SETUP.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(commands) == 2
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert all(f"{command} || exit 1" in ci for command in commands)
    assert all("-c constraints.txt" in command for command in commands)


def test_no_page_has_a_gap() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"TODO|FIXME|PERFORMANCE|lorem", text)
        assert len(text) > 500, page.name


def test_links_lead_to_files() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_method_has_a_row_in_the_docs() -> None:
    documented = re.findall(
        r"^\| `(\w+)` \|", (ROOT / "docs" / "methods.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(documented) == list(methods())
