"""``summarize.readers``: one door to all readers, which opens in no time."""

import inspect
import re

import pytest

from summarize import readers
from tests.conftest import ROOT
from tests.test_imports import modules_after


def test_exports_are_sorted_complete_and_documented() -> None:
    assert readers.__all__ == sorted(readers.__all__, key=lambda name: (name[0].islower(), name))
    assert [name for name in readers.__all__ if not inspect.getdoc(getattr(readers, name))] == []
    assert set(readers.__all__) <= set(dir(readers))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"^module 'summarize.readers' has no attribute 'raed'"):
        readers.raed  # type: ignore[attr-defined]  # noqa: B018


def test_importing_them_loads_none() -> None:
    added = modules_after("import summarize.readers") - modules_after("pass")
    assert added == {"summarize", "summarize.readers"}


@pytest.mark.parametrize(
    ("code", "at_most"),
    [
        ("from summarize.readers import Item", {"item"}),
        ("from summarize.readers import Format, Content", {"formats", "formats.format", "formats.markup"}),
    ],
)
def test_a_value_brings_no_reader_with_it(code: str, at_most: set[str]) -> None:
    loaded = {name for name in modules_after(code) if name.startswith("summarize.readers.")}
    assert loaded <= {f"summarize.readers.{name}" for name in at_most}


@pytest.mark.parametrize("code", [
    "from summarize import read; read('seeds/000_a76c248ee9268897.txt')",
    "from summarize.readers import read_bytes; read_bytes(b'# Cats', 'a.md')",
])  # fmt: skip
def test_a_text_is_read_without_what_other_formats_need(code: str) -> None:
    heavy = {
        "numpy",
        "lxml",
        "trafilatura",
        "pypdfium2",
        "pyarrow",
        "httpcore2",
        "importlib.metadata",
        "email",
    }
    assert not modules_after(code) & heavy


def test_the_docs_go_through_the_door_alone() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        text = page.read_text(encoding="utf-8")
        assert re.findall(r"(?:import|from) summarize\.readers\..*", text) == [], page.name
        imported = re.findall(r"from summarize\.readers import (.*)", text)
        assert {name.strip() for names in imported for name in names.split(",")} <= set(readers.__all__), (
            page.name
        )
