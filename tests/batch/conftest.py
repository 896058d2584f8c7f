"""Items of real news, and what the tests look at in an output file."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from summarize.readers import Item
from tests.conftest import ROOT

ARTICLE = (ROOT / "seeds" / "000_a76c248ee9268897.txt").read_text(encoding="utf-8")
PARAGRAPHS = [paragraph for paragraph in ARTICLE.split("\n\n") if paragraph.count(". ") > 1]


def news(n: int, marks: dict[int, str] | None = None) -> list[Item]:
    """`n` items of the seed article's paragraphs; some begin with a word that makes a method misbehave."""
    marks = marks or {}
    return [
        Item(f"n{i}", text=f"{marks.get(i, '')} {i}. {PARAGRAPHS[i % len(PARAGRAPHS)]}") for i in range(n)
    ]


def records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_bytes().decode().removesuffix("\n").split("\n")]


def ids(path: Path) -> list[str]:
    return [record["id"] for record in records(path)]


def names(items: Iterable[Item]) -> list[str]:
    return [item.id for item in items]


def timeless(path: Path) -> dict[str, str]:
    """Each record byte for byte, but for the seconds at its end."""
    lines = path.read_bytes().decode().removesuffix("\n").split("\n")
    return {json.loads(line)["id"]: line.rpartition(', "seconds": ')[0] for line in lines}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


Run = Callable[..., object]
