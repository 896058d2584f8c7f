"""The style that the whole project keeps: short files and functions, all documented and typed."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

SOURCES = sorted(path for folder in ("summarize", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
FOR_BROWSERS = sorted(
    path
    for folder in ("summarize", "benchmarks", "scripts")
    for suffix in ("css", "js")
    for path in (ROOT / folder).rglob(f"*.{suffix}")
)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Each function, and where it is, for the message of a test that fails."""
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


class TestEverySourceFile:
    def test_has_at_most_300_lines(self) -> None:
        assert [path for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > 300] == []

    def test_says_what_it_knows(self) -> None:
        assert [path for path in SOURCES if not ast.get_docstring(tree(path))] == []

    def test_has_functions_of_at_most_60_lines(self) -> None:
        assert [name for name, f in functions() if (f.end_lineno or 0) - f.lineno >= 60] == []

    def test_documents_public_functions(self) -> None:
        public = [(name, f) for name, f in functions() if not f.name.startswith("_")]
        assert [name for name, f in public if not ast.get_docstring(f)] == []

    def test_types_what_functions_return(self) -> None:
        assert [name for name, f in functions() if f.returns is None] == []


def test_every_script_and_stylesheet_for_browsers_has_at_most_300_lines() -> None:
    n_lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FOR_BROWSERS}
    assert n_lines
    assert [path for path, n in n_lines.items() if n > 300] == []
