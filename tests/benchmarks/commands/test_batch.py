"""The measurement of batches: what it counts, and what it says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.__main__ import benchmarks
from benchmarks.commands import batch


@pytest.fixture
def folder(tmp_path: Path, seed_text: str) -> Path:
    for name in ("a", "b"):
        row = {"id": name, "document": seed_text, "summary": "A summit."}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


def test_documents_of_all_sets_are_summarized_again_and_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_sumy_seconds", len)
    file = folder / "figures.json"
    command = ["batch", "--documents", "5", "--workers", "1", "--data", str(folder), "--json", str(file)]
    result = CliRunner().invoke(benchmarks, command)
    assert result.exit_code == 0, result.output
    assert "- 5 documents (2 different ones) with 1 workers: " in result.output
    assert "one process: 1.0 a second; " in result.output
    figures = json.loads(file.read_text())
    assert figures["documents"] == 5
    assert figures["documents_per_second"] > 0
    assert all(megabytes > 20 for megabytes in figures["memory_mb"])


def test_a_folder_without_sets_is_wrong_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(benchmarks, ["batch", "--data", str(tmp_path)])
    assert result.exit_code == 2
    assert "has no set of documents" in result.output
