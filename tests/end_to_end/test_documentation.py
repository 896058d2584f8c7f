"""README and docs: every Python block runs when pasted, and every output is what is shown."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from summarize import methods
from tests.conftest import ROOT
from tests.end_to_end.pasted import PAGES, Block, blocks, differences, name_of

SETUP = re.compile(r"^pip install .*$", re.MULTILINE)
# Pages in folders of docs, which show code of other packages, have tests of their own; so has that of Ray.
WITH_PYTHON = [
    page
    for page in PAGES
    if page.parent in (ROOT, ROOT / "docs") and page.name != "scale.md" and any(blocks(page, "python"))
]


def console_examples() -> list[tuple[str, str, str]]:
    return [
        (page.name, *example.partition("\n")[::2])
        for page in PAGES
        for block in blocks(page, "console")
        for example in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]
    ]


@pytest.mark.parametrize(("page", "command", "output"), console_examples())
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


@pytest.mark.parametrize("page", WITH_PYTHON, ids=name_of)
def test_python_examples_run_when_pasted(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Each block alone, in a folder that has nothing but the seed article, as a file of a reader has."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    examples = list(blocks(page, "python"))
    if any("model=" in block.code for block in examples):
        request.getfixturevalue("stand_ins")
    assert [difference for block in examples for difference in differences(block)] == []


class TestABlock:
    """What the test above finds."""

    @staticmethod
    def differences(code: str, output: str | None = None) -> list[str]:
        return differences(Block(ROOT / "README.md", 7, "python", code, output))

    @pytest.mark.parametrize(
        "code",
        [
            "x = 1 + 1\nx  # 2\n",
            "'a b'.split()\n# ['a', 'b']\n",
            "for n in (1, 2):\n    print(n)\n# 1\n# 2\n\nprint(3)  # 3\n",
            "print('made by 1.2')  # made by …\n",
        ],
    )
    def test_is_right(self, code: str) -> None:
        assert self.differences(code) == []

    @pytest.mark.parametrize("code", ["x = 2\nx  # 3\n", "print(2)\n", "'ab'.upper()  # ab\n", "[1]\n"])
    def test_is_wrong_or_shows_too_little(self, code: str) -> None:
        assert len(self.differences(code)) == 1

    def test_has_its_output_below(self) -> None:
        assert self.differences("print(1)\nprint(2)\n", "1\n2\n") == []
        assert self.differences("print(1)\nprint(2)\n", "1\n3\n")[0].startswith("README.md:7: ")

    def test_is_a_program(self) -> None:
        with pytest.raises(NameError):
            self.differences("unknown\n")


def test_no_page_has_prompts_that_cannot_be_pasted() -> None:
    assert [name_of(page) for page in PAGES if ">>> " in page.read_text(encoding="utf-8")] == []


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


def test_links_lead_to_files_and_headings() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"(?:\]\(|src(?:set)?=\")(?!https?:)([^)\"]+)", text):
            path, _, anchor = target.partition("#")
            there = page.parent / path if path else page
            assert there.exists(), f"{page.name}: {target}"
            assert not anchor or anchor in anchors(there), f"{page.name}: {target}"


def anchors(page: Path) -> set[str]:
    """Return the anchors of the headings of a page, as Markdown viewers make them."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_method_has_a_row_in_the_docs() -> None:
    page = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    _, _, table = page.partition("## All methods\n")
    documented = re.findall(r"^\| `(\w+)` \|", table.partition("\n## ")[0], re.MULTILINE)
    assert sorted(documented) == list(methods())
