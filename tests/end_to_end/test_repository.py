"""What surrounds the code: workflows, images, the citation. They name the same interpreters, versions and files."""

import re
from typing import Any

import pytest

from summarize import __version__
from tests.conftest import ROOT

yaml = pytest.importorskip("yaml")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_workflows_test_the_interpreters_of_the_classifiers() -> None:
    matrix = load(".github/workflows/ci.yml")["jobs"]["tests"]["strategy"]["matrix"]
    assert matrix["python"] == re.findall(
        r'"Programming Language :: Python :: (3\.\d+)"', read("pyproject.toml")
    )
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_run_what_cannot_be_exchanged_and_have_few_rights(path: Any) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    used = re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action)] == []


def test_a_release_is_published_without_a_password() -> None:
    publish = load(".github/workflows/release.yml")["jobs"]["publish"]
    assert publish["permissions"]["id-token"] == "write"
    assert "secrets." not in read(".github/workflows/release.yml")


def test_scripts_that_workflows_run_are_there() -> None:
    commands = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    assert {
        name for name in re.findall(r"(?:scripts|\.ci)/\w+", commands) if not (ROOT / name).is_file()
    } == set()


@pytest.mark.parametrize("name", ["Dockerfile", "Dockerfile.models"])
def test_images_copy_what_the_context_has_and_run_without_rights(name: str) -> None:
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+)", read(name), re.MULTILINE)
        for source in line.split()[:-1]
    }
    context = set(re.findall(r"^!(.+)", read(".dockerignore"), re.MULTILINE))
    assert copied == context
    assert all((ROOT / source).exists() for source in copied)
    assert re.search(r"^USER 10001$.*^ENTRYPOINT", read(name), re.MULTILINE | re.DOTALL)


def test_the_citation_and_the_changelog_are_of_this_version() -> None:
    citation = load("CITATION.cff")
    assert citation["version"] == __version__
    dated = re.findall(r"^## \[(\d[\d.]*)\] - (\d{4}-\d\d-\d\d)$", read("CHANGELOG.md"), re.MULTILINE)
    assert dated[0] == (__version__, str(citation["date-released"]))
