"""Sets of the hub, read by the real ``datasets`` from a folder with the layout of a repository."""

import json
from pathlib import Path

import pytest

from benchmarks.data.examples import DataError, Unusable
from benchmarks.data.hub import PRESETS, load_hub
from tests.lazy import datasets

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

README = """---
configs:
- config_name: "1.10"
  data_files:
  - {split: test, path: long/test.parquet}
- config_name: short
  default: true
  data_files:
  - {split: test, path: short/test.parquet}
  - {split: validation, path: short/validation.parquet}
---
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")


@pytest.fixture
def repository(tmp_path: Path) -> str:
    """Two configs of parquet files: one with two splits, and one with other columns."""
    folder = tmp_path / "repository"
    (folder / "long").mkdir(parents=True)
    (folder / "short").mkdir()
    (folder / "README.md").write_text(README)
    rows = {"text": ["A cat sat.", ""], "title": ["Cat.", "Dog."]}
    parquet.write_table(pyarrow.table(rows), folder / "long" / "test.parquet")
    for split, name in (("test", "dog"), ("validation", "cow")):
        table = {"id": [name], "document": [f"A {name} sat."], "summary": [f"{name.title()}."]}
        parquet.write_table(pyarrow.table({**table, "n": [1]}), folder / "short" / f"{split}.parquet")
    return str(folder)


@pytest.mark.parametrize(("options", "name"), [({}, "dog"), ({"split": "validation"}, "cow")])
def test_splits_are_read_and_nothing_is_printed(
    repository: str, options: dict[str, str], name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    dataset = load_hub(repository, options)
    (example,) = dataset.examples
    assert (example.id, example.document, example.references) == (
        name,
        f"A {name} sat.",
        (f"{name.title()}.",),
    )
    assert dataset.checksum == load_hub(repository, options).checksum
    assert capfd.readouterr() == ("", "")


def test_a_config_with_columns_and_a_row_that_cannot_be_used(repository: str) -> None:
    dataset = load_hub(
        repository, {"config": "1.10", "document": "text", "summary": "title", "revision": "main"}
    )
    assert [(example.id, example.references) for example in dataset.examples] == [("row 1", ("Cat.",))]
    assert dataset.unusable == (Unusable("row 2", "column 'text' is empty"),)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"split": "tset"}, r"cannot be loaded: ValueError: Unknown split \"tset\". Should be one of"),
        (
            {"config": "1.1"},
            r"cannot be loaded: ValueError: BuilderConfig '1.1' not found. Available: \['1.10'",
        ),
        ({"document": "text"}, "column 'text' is missing; there are 'document', 'id', 'n', 'summary'"),
        ({"summary": "n"}, "column 'n' is not a text but int"),
    ],
)
def test_what_is_asked_for_wrongly_is_said(repository: str, options: dict[str, str], message: str) -> None:
    with pytest.raises(DataError, match=message):
        load_hub(repository, options)


def test_files_that_are_broken_are_said_with_the_cause(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "test.jsonl").write_text('{"document": ')
    with pytest.raises(
        DataError, match=r"/set' cannot be loaded: DatasetGenerationError: .* \(\w+: JSON parse"
    ):
        load_hub(str(tmp_path / "set"), {})


def test_a_set_that_is_nowhere_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    with pytest.raises(
        DataError, match=r"there is no file or folder of this name.* reach 'user/my\.set-v1\.1'"
    ):
        load_hub("user/my.set-v1.1", {})


@pytest.mark.parametrize("name", PRESETS)
def test_each_preset_finds_its_columns_split_and_config(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preset = PRESETS[name]
    folder = tmp_path / preset.repository
    folder.mkdir(parents=True)
    config = preset.config or "default"
    (folder / "README.md").write_text(
        f'---\nconfigs:\n- config_name: "{config}"\n  data_files:\n  - {{split: test, path: test.jsonl}}\n---\n'
    )
    row = {preset.document: "A cat sat.", preset.summary: "Cat."}
    (folder / "test.jsonl").write_text(json.dumps(row))
    monkeypatch.chdir(tmp_path)
    dataset = load_hub(name, {})
    assert [example.references for example in dataset.examples] == [("Cat.",)]
    assert (dataset.name, dataset.length) == (name, preset.length)
