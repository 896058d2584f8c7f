"""The throughput benchmark does the same work in all ways, and says so."""

from pathlib import Path

import click
import pytest

from benchmarks.commands.throughput import Load, throughput
from benchmarks.systems.models import find_model
from tests.abstractive.models import build
from tests.conftest import shared_file


@pytest.mark.parametrize(("name", "beams"), [("led", 1), ("bart", 2)])
def test_all_ways_write_the_same(name: str, beams: int, tmp_path: Path) -> None:
    folder, prose = build(name, tmp_path), shared_file("prose_10mb.txt")
    work = Load(n_texts=6, new_tokens=5, n_beams=beams)
    table = throughput(str(folder), prose, work, device="cpu", dtype="float32")
    n_texts = int(table.split(" texts of ")[0].split()[-1])
    assert table.count(f"{n_texts} of {n_texts} |") == 3
    assert "| summarize, Abstractive.batch |" in table


def test_another_engine_stands_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ctranslate2")
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    folder, prose = build("bart", tmp_path), shared_file("prose_10mb.txt")
    work = Load(n_texts=3, new_tokens=5, n_beams=1)
    table = throughput(str(folder), prose, work, device="cpu", dtype="float32", engines=["float32", "int8"])
    assert "| summarize, CTranslate2 int8 |" in table
    (exact,) = [line for line in table.splitlines() if "CTranslate2 float32" in line]
    assert exact.endswith("| 3 of 3 |")


def test_a_decoder_only_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="no loop would do the same work"):
        throughput(
            str(build("chat", tmp_path)),
            shared_file("prose_10mb.txt"),
            Load(2, 5, 1),
            device="cpu",
            dtype="auto",
        )


def test_a_name_that_is_no_shape_is_a_model() -> None:
    assert find_model("some/bart-base-shaped-model", Path()) == "some/bart-base-shaped-model"
    assert find_model("bart-base", Path()) == "bart-base"
