"""Other packages bring engines, each with the prefix of its models."""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import pytest

from summarize import InvalidTypeError, InvalidValueError, ModelError, ScriptedEngine, summarize


def echo(model: str, *, generation: Mapping[str, Any], seed: int | None) -> ScriptedEngine:
    """An engine that says how it was made."""
    return ScriptedEngine(lambda request: f"{model} {dict(generation)} {seed}.", name=f"echo:{model}")


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint("echo", f"{__name__}:echo", "summarize.engines"),
        EntryPoint("broken", f"{__name__}:dict", "summarize.engines"),
        EntryPoint("missing", "no_such_package:engine", "summarize.engines"),
    ]
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: EntryPoints(points).select(group=group)
    )


def test_a_prefix_finds_its_engine_and_settings_reach_it() -> None:
    summary = summarize("Cats purr.", model="echo:qwen3:4b", generation={"top_k": 5}, seed=1)
    assert summary == "qwen3:4b {'top_k': 5} 1."
    assert summary.model == "echo:qwen3:4b"


def test_upper_case_makes_no_difference() -> None:
    assert summarize("Cats purr.", model="Echo:x").model == "echo:x"


def test_an_unknown_prefix_is_told_with_the_nearest_one() -> None:
    with pytest.raises(ModelError, match="no engine has the prefix 'ecko'; did you mean 'echo'"):
        summarize("Cats purr.", model="ecko:x")


def test_an_engine_that_cannot_be_loaded_is_told() -> None:
    with pytest.raises(ModelError, match="'missing' of no_such_package:engine cannot be loaded: No module"):
        summarize("Cats purr.", model="missing:x")


def test_what_is_no_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "dict", lambda *given, **options: {})
    with pytest.raises(InvalidTypeError, match="engine 'broken' gives a dict, which is no Engine"):
        summarize("Cats purr.", model="broken:x")


def test_options_of_transformers_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="takes no dtype; leave it out"):
        summarize("Cats purr.", model="echo:x", dtype="float16")


def test_a_folder_with_a_colon_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "echo:model").mkdir()
    with pytest.raises(ModelError, match=r"it has no config\.json"):
        summarize("Cats purr.", model="echo:model", device="cpu")
