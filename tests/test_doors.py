"""One door a package: what users import, from ``summarize`` or ``summarize.<package>``, and nothing deeper."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_imports import modules_after

PACKAGE = ROOT / "summarize"
INITS = [PACKAGE / "__init__.py", *sorted(PACKAGE.glob("*/__init__.py"))]
DOORS = [
    ".".join(path.parent.relative_to(ROOT).parts)
    for path in INITS
    if "__all__" in path.read_text(encoding="utf-8")
]
# Modules that are named as the library whose calls they replace.
DROP_INS = ["summarize.compat.gensim", "summarize.compat.summa"]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
doors = pytest.mark.parametrize("door", DOORS)


def source(door: str) -> ast.Module:
    path = ROOT.joinpath(*door.split("."), "__init__.py")
    return ast.parse(path.read_text(encoding="utf-8"))


def test_there_are_doors_for_what_users_do() -> None:
    assert DOORS == [
        "summarize",
        "summarize.abstractive",
        "summarize.batch",
        "summarize.compat",
        "summarize.compression",
        "summarize.grounding",
        "summarize.metrics",
        "summarize.ray",
        "summarize.readers",
        "summarize.serve",
    ]


@doors
class TestADoor:
    def test_gives_each_name_that_it_lists_and_says_what_it_is(self, door: str) -> None:
        package = import_module(door)
        assert [name for name in package.__all__ if not inspect.getdoc(getattr(package, name))] == []
        assert set(package.__all__) <= set(dir(package))

    def test_lists_them_in_order(self, door: str) -> None:
        names = import_module(door).__all__

        def order(name: str) -> tuple[int, str]:
            return (0 if name.isupper() else 1 if name[0].isupper() else 2), name

        assert names == sorted(set(names), key=order)

    def test_tells_type_checkers_the_same_as_the_interpreter(self, door: str) -> None:
        imports = {
            (node.module, alias.name)
            for node in ast.walk(source(door))
            if isinstance(node, ast.ImportFrom) and node.module and node.module != "summarize.lazy"
            for alias in node.names
        }
        package = import_module(door)
        found = {(f"{door}.{module}", name) for module, names in package._MODULES.items() for name in names}
        assert found == imports
        assert {name for _, name in found} - {"__version__"} == set(package.__all__)

    def test_has_no_name_that_is_a_module_too(self, door: str) -> None:
        """Which of them an import gives would depend on what was imported before."""
        folder = ROOT.joinpath(*door.split("."))
        modules = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
        assert modules & set(import_module(door).__all__) == set()

    def test_opens_without_loading_anything(self, door: str) -> None:
        added = modules_after(f"import {door}") - modules_after("pass")
        assert added == {"summarize", "summarize.lazy", door}

    def test_has_no_other_name(self, door: str) -> None:
        with pytest.raises(AttributeError, match=f"^module '{door}' has no attribute 'no_such_name'"):
            import_module(door).no_such_name  # noqa: B018


def test_a_function_is_itself_whatever_was_imported_before() -> None:
    code = (
        "from summarize.metrics import create_metric\ncreate_metric('rouge'), create_metric('chrf')\n"
        "from summarize.metrics import chrf, rouge\nassert callable(rouge) and callable(chrf)"
    )
    assert "summarize.metrics.rouge_scores" in modules_after(code)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
class TestAPage:
    def test_imports_through_doors_alone(self, page: Path) -> None:
        text = page.read_text(encoding="utf-8")
        imported = re.findall(r"from (summarize[\w.]*) import (.+)", text)
        assert {module for module, _ in imported} <= {*DOORS, *DROP_INS}
        for module, names in imported:
            listed = {name.strip() for name in names.strip("()").split(",")}
            assert listed <= set(import_module(module).__all__)

    def test_names_nothing_behind_them(self, page: Path) -> None:
        named = re.findall(r"summarize\.[a-z_]+\.[a-z_]+", page.read_text(encoding="utf-8"))
        assert set(named) <= set(DROP_INS)
