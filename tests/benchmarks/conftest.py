"""Data and systems for runs: a few real documents, and a method that misbehaves on demand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.__main__ import benchmarks
from benchmarks.data.seed import load_seed

PLUGIN = '''
import os, re, signal, subprocess, sys, time
from dataclasses import dataclass
from typing import ClassVar
from summarize import Lead

@dataclass(frozen=True)
class Awkward(Lead):
    """The first sentences, and trouble where the document says KAPUTT."""

    name: ClassVar[str] = "awkward"
    how: str = "raise"

    def score_sentences(self, document, query):
        if self.how == "slow":
            time.sleep(0.2)
        elif "KAPUTT" in document.text:
            if self.how == "crash":
                print("the engine fell out", file=sys.stderr, flush=True)
                os._exit(3)
            if self.how == "quit":
                os._exit(3)
            if self.how == "kill":
                print("0x7f31", flush=True)
                os.kill(os.getpid(), signal.SIGKILL)
            if self.how.startswith("orphan") and not os.fork():
                os.setsid()
                time.sleep(15)
                os._exit(0)
            if self.how == "orphan-quit":
                os._exit(3)
            if self.how == "child":
                subprocess.Popen(["sleep", "1000"])
            if self.how == "regex":
                re.match("(a+)+$", "a" * 100 + "b")
            if self.how in ("hang", "orphan", "child"):
                time.sleep(1000)
            raise RuntimeError("the wheel came off")
        print("a package that prints", flush=True)
        return super().score_sentences(document, query)
'''


@pytest.fixture
def awkward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Installs the method ``awkward``, as a user would, for this process and those it starts."""
    folder = tmp_path / "plugin"
    metadata = folder / "awkward-1.0.dist-info"
    metadata.mkdir(parents=True)
    (folder / "awkward.py").write_text(PLUGIN)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: awkward\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[summarize.methods]\nawkward = awkward:Awkward\n")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def paragraphs() -> Iterator[tuple[str, str]]:
    """Pieces of the seed article, two paragraphs each and overlapping, with the seed's own reference."""
    article = load_seed()
    whole = article.document.split("\n\n")
    for start in range(len(whole) - 1):
        yield "\n\n".join(whole[start : start + 2]), article.reference


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Five documents of real prose; the third says KAPUTT."""
    path = tmp_path / "news.jsonl"
    lines = []
    for number, (document, reference) in enumerate(list(paragraphs())[:5]):
        text = f"{document}\n\nKAPUTT is what it is." if number == 2 else document
        lines.append(json.dumps({"id": f"n{number}", "document": text, "summary": reference}))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(lines) == 5
    return path


def invoke(*arguments: object) -> Result:
    """Run ``python -m benchmarks`` in this process."""
    return CliRunner().invoke(benchmarks, [str(argument) for argument in arguments])


def read_results(folder: Path) -> dict:
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


def without_times(text: str) -> dict:
    """Results as they must be again in a second run."""
    results = json.loads(text)
    for system in results["systems"].values():
        system.pop("time", None)
        system.pop("memory", None)
    return results
