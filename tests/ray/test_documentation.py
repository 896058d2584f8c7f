"""The examples of docs/scale.md, with the Ray of these tests."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")  # which comes with Ray

from tests.conftest import ROOT
from tests.end_to_end.pasted import blocks, differences
from tests.ray.conftest import SETTINGS

pytestmark = pytest.mark.timeout(900)  # Ray's processes wait behind all others


def test_they_run_when_pasted(ray: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    monkeypatch.setattr(ray, "init", lambda *address, **settings: calls.append((address, settings)))
    monkeypatch.setattr(ray, "shutdown", lambda: calls.append("shutdown"))
    monkeypatch.chdir(tmp_path)
    examples = list(blocks(ROOT / "docs" / "scale.md", "python"))
    assert [difference for block in examples for difference in differences(block)] == []
    (address, settings), ended = calls
    assert address == ("local",)
    assert settings.items() <= SETTINGS.items()  # with which Ray has started
    assert ended == "shutdown"
