"""Real texts that the tests share."""

import json
import os
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from summarize import Document

ROOT = Path(__file__).parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"

if "PYTEST_XDIST_WORKER" in os.environ:  # processes of tests share the cores, and so do the models in them
    os.environ.setdefault("OMP_NUM_THREADS", "1")

settings.register_profile(
    "suite", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")


OWN_TEXTS = ("dialogue", "german", "news", "paper", "story")
"""Small texts of each kind, which are there without the shared data."""


def own_text(name: str) -> str:
    return (ROOT / "tests" / "data" / f"{name}.txt").read_text(encoding="utf-8")


def shared_file(name: str) -> Path:
    path = SHARED_DATA / name
    if not path.exists():
        pytest.skip(f"the shared data are not beside this checkout: {path}")
    return path


def shared_documents(name: str) -> Iterator[str]:
    with shared_file(f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["document"]


def parsed_documents(name: str, language: str | None = None, *, every: int = 1) -> list[Document]:
    """Every so many documents of a set, each of which is split once for all tests of a process."""
    return [_parsed(text, language) for text in islice(shared_documents(name), 0, None, every)]


@cache
def _parsed(text: str, language: str | None) -> Document:
    return Document(text, language)


@pytest.fixture(scope="session")
def seed_text() -> str:
    return (ROOT / "seeds" / "000_a76c248ee9268897.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def prose() -> str:
    """A megabyte of hard-wrapped English novels."""
    with shared_file("prose_10mb.txt").open(encoding="utf-8") as book:
        return book.read(1_000_000)
