"""What it costs to use one reader: no other one, and nothing heavy."""

import pytest

from tests.test_imports import modules_after


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
