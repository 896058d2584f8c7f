"""The code of the pages: Python blocks, each a program of its own, and the output that they show."""

import ast
import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)
_OUTPUT = re.compile(r"\s*```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@dataclass(frozen=True)
class Block:
    """A fenced block; output is that of a block of text right below it."""

    page: Path
    line: int
    language: str
    code: str
    output: str | None = None


def blocks(page: Path, language: str) -> Iterator[Block]:
    """Yield the blocks of a page that are in some language."""
    text = page.read_text(encoding="utf-8")
    for fence in _FENCE.finditer(text):
        if fence[1] == language:
            below = _OUTPUT.match(text, fence.end())
            line = text.count("\n", 0, fence.start(2))
            yield Block(page, line, language, fence[2], below[1] if below else None)


def differences(block: Block) -> list[str]:
    """Run a Python block, and return what it shows that is not what happens.

    Pages show output in three ways: a comment behind a value has its ``repr``, comments behind or below a
    statement that prints have its lines, and a block of text below the code has all that it prints. An
    ellipsis in them stands for anything.
    """
    lines = block.code.splitlines()
    scope = {"__name__": "__main__"}
    printed, found = io.StringIO(), []
    for statement in ast.parse("\n" * block.line + block.code).body:
        shown = _comments(lines, (statement.end_lineno or 0) - block.line - 1, statement.end_col_offset or 0)
        told, value = _run(statement, scope, name_of(block.page))
        happened = told or value
        if block.output is not None:
            printed.write(told)
        elif (shown or told or _is_value(statement)) and happened and not _agree(shown, happened):
            found.append(f"{name_of(block.page)}:{statement.lineno}: shows {shown!r}, gives {happened!r}")
    if block.output is not None and not _agree(block.output, printed.getvalue()):
        found.append(
            f"{name_of(block.page)}:{block.line}: shows {block.output!r}, prints {printed.getvalue()!r}"
        )
    return found


def _run(statement: ast.stmt, scope: dict[str, object], name: str) -> tuple[str, str]:
    """Return what a statement prints, and its value."""
    with redirect_stdout(io.StringIO()) as output:
        if not isinstance(statement, ast.Expr):
            exec(compile(ast.Module([statement], []), name, "exec"), scope)
            value = None
        else:
            value = eval(compile(ast.Expression(statement.value), name, "eval"), scope)
    return output.getvalue(), "" if value is None else repr(value)


def _is_value(statement: ast.stmt) -> bool:
    """Tell whether a statement is there for its value: a call may be there for what it does."""
    return isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Call | ast.Constant)


def _comments(lines: list[str], last: int, column: int) -> str:
    """Return the comment behind a statement, and those in the lines right below it."""
    behind = lines[last].encode()[column:].decode().strip()
    shown = [behind] if behind.startswith("#") else []
    for line in lines[last + 1 :]:
        if not line.startswith("#"):
            break
        shown.append(line)
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in shown)


def _agree(shown: str, happened: str) -> bool:
    pattern = ".*".join(map(re.escape, shown.strip().split("…")))
    return bool(shown.strip()) and (
        shown.strip() == happened.strip() or bool(re.fullmatch(pattern, happened.strip(), re.DOTALL))
    )
