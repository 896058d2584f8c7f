"""The style that the whole project keeps: short files and functions, all documented and typed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCES = sorted(path for folder in ("summarize", "benchmarks") for path in (ROOT / folder).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
class TestEverySourceFile:
    def test_has_at_most_300_lines(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300

    def test_says_what_it_knows(self, path: Path) -> None:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

    def test_has_functions_of_at_most_60_lines(self, path: Path) -> None:
        assert [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno >= 60] == []

    def test_documents_public_functions(self, path: Path) -> None:
        assert [
            f.name for f in functions(path) if not f.name.startswith("_") and not ast.get_docstring(f)
        ] == []

    def test_types_what_functions_return(self, path: Path) -> None:
        assert [f.name for f in functions(path) if f.returns is None] == []
