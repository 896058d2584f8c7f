"""The distribution: its name, its extras, and the README as the package index shows it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from summarize import extras
from tests.conftest import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = CONFIGURATION["project"]
NAME = PROJECT["name"]
OF_DEVELOPERS = {"recipes", "dev", "docs", "release", "benchmarks"}
LINK = re.compile(r"\]\((?!https?:|#)|(?:src|href|srcset)=[\"'](?!https?:)")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def on_the_index(text: str) -> str:
    hook = CONFIGURATION["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    for substitution in hook["substitutions"]:
        text = re.sub(substitution["pattern"], substitution["replacement"], text)
    return text


class TestTheName:
    def test_comes_from_the_metadata_of_what_is_installed(self, tmp_path: Path) -> None:
        renamed = tmp_path / "renamed_summarize-9.dist-info"
        renamed.mkdir()
        (renamed / "METADATA").write_text("Metadata-Version: 2.1\nName: renamed-summarize\nVersion: 9\n")
        (renamed / "entry_points.txt").write_text("[console_scripts]\nsummarize = summarize.cli:main\n")
        code = (
            f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
            "from summarize.extras import install_command; print(install_command('readers'))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == "pip install 'renamed-summarize[readers]'\n"

    def test_of_a_checkout_that_is_not_installed_is_that_of_the_project(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: ())
        extras.distribution_name.cache_clear()
        assert extras.install_command("ray") == f"pip install '{NAME}[ray]'"
        extras.distribution_name.cache_clear()

    def test_is_the_one_in_every_page_and_docstring(self) -> None:
        paths = [
            *ROOT.glob("*.md"),
            *ROOT.glob("docs/**/*.md"),
            *ROOT.glob("summarize/**/*.py"),
            ROOT / "pyproject.toml",
        ]
        extra = rf"[\w-]*\[(?:{'|'.join(PROJECT['optional-dependencies'])})[\],]"
        found = {
            name.partition("[")[0]
            for path in paths
            for name in re.findall(rf"(?<![\w-])(summarize{extra})", path.read_text(encoding="utf-8"))
        }
        assert found == {NAME}

    def test_is_not_looked_up_before_something_is_missing(self) -> None:
        code = (
            "import sys, summarize.readers.reading, summarize.cli; print('importlib.metadata' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == "False\n"


class TestExtras:
    def test_all_has_whatever_users_may_need(self) -> None:
        everything = PROJECT["optional-dependencies"]["all"]
        named = {extra for each in everything for extra in re.findall(r"\[(.*)\]", each)[0].split(",")}
        assert named == set(PROJECT["optional-dependencies"]) - OF_DEVELOPERS - {"all"}

    def test_the_interpreters_of_the_classifiers_include_the_oldest_one(self) -> None:
        versions = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if ":: Python :: 3." in each]
        assert versions == ["3.10", "3.11", "3.12", "3.13", "3.14"]
        assert PROJECT["requires-python"] == ">=3.10"


class TestTheReadmeOnTheIndex:
    def test_has_no_link_that_leads_nowhere(self) -> None:
        assert LINK.search(README), "the README has no relative link: nothing is tested here"
        assert LINK.search(on_the_index(README)) is None

    def test_keeps_the_text_of_links_and_the_links_to_the_web(self) -> None:
        page = (
            "![a chart](docs/chart.svg)\nSee [the methods](docs/methods.md#cost), [the paper](https://a.org/b)."
            "\n<picture>\n<source srcset='docs/dark.svg'>\n<img src=\"docs/light.svg\">\n</picture>\nEnd."
        )
        assert on_the_index(page) == "See the methods, [the paper](https://a.org/b).\nEnd."
