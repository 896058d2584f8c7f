"""Runs the Python of a page: each section in one namespace, its output compared with the block beside it."""

import ast
import contextlib
import io
import re
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_BLOCK = re.compile(
    r"(?P<before>^Before:\n\n)?^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```)?",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A block of Python; one that follows "Before:" belongs to another library, and is read only."""

    code: str
    output: str
    is_before: bool


class Section(NamedTuple):
    """A section of a page, and its blocks in order."""

    title: str
    blocks: tuple[Block, ...]

    def run(self) -> None:
        """Run the blocks, skip the section if a package is missing, and compare what they print."""
        namespace: dict[str, Any] = {"__name__": "example"}
        for block in self.blocks:
            tree = ast.parse(block.code)
            if block.is_before:
                continue
            for package in _imported(tree):
                if find_spec(package) is None:
                    pytest.skip(f"{package} is not installed")
            if "add_pipe" in block.code and not entry_points(group="spacy_factories", name="summarize"):
                pytest.skip("this package is installed without its entry points")
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(tree, self.title, "exec"), namespace)
            assert printed.getvalue() == block.output


def sections(folder: Path) -> list[Any]:
    """Return the sections with Python of all pages of a folder, as parameters of a test."""
    return [
        pytest.param(section, id=f"{page.stem}: {section.title}")
        for page in sorted(folder.glob("*.md"))
        for section in _sections(page.read_text(encoding="utf-8"))
        if section.blocks
    ]


def _sections(text: str) -> list[Section]:
    _, *parts = _SECTION.split(text)
    return [Section(title, tuple(_blocks(body))) for title, body in zip(parts[::2], parts[1::2], strict=True)]


def _blocks(body: str) -> list[Block]:
    return [
        Block(found["code"], found["output"] or "", found["before"] is not None)
        for found in _BLOCK.finditer(body)
    ]


def _imported(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return [name.partition(".")[0] for name in names]
