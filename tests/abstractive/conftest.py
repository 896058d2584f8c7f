"""Models for the tests of abstractive methods: small ones with random weights, and a trained one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

TITLE_MODEL = ROOT / ".benchmarks" / "models" / "title"
CONVERTER = ROOT.parent / "shared" / "models" / "convert_title_model.py"


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Folders of the models of `tests.abstractive.models`, each built when it is first asked for."""
    from tests.abstractive.models import build

    folder = tmp_path_factory.mktemp("models")

    def model(name: str) -> Path:
        return folder / name if (folder / name).exists() else build(name, folder)

    return model


@pytest.fixture(scope="session")
def loaded(models: Callable[[str], Path]) -> Callable[[str], tuple[Any, Any]]:
    """Models with their tokenizers, each loaded when it is first asked for."""
    from summarize.abstractive.engines.transformers.loading import LoadOptions, load

    @cache
    def pair(name: str) -> tuple[Any, Any]:
        found = load(LoadOptions(str(models(name)), dtype="float32", device="cpu"))
        return found.model, found.tokenizer

    return pair


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """A T5 of 77 million weights that was trained to write titles."""
    if not TITLE_MODEL.exists():
        convert_title_model(TITLE_MODEL)
    return TITLE_MODEL


def convert_title_model(folder: Path) -> None:
    for package in ("onnx", "traceforge_title_model"):
        if find_spec(package) is None:
            pytest.skip(f"the trained model needs the package {package}")
    if not CONVERTER.exists():
        pytest.skip(f"the converter of the trained model is not beside this checkout: {CONVERTER}")
    from traceforge_title_model import span_dir

    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
    command = [sys.executable, str(CONVERTER), str(span_dir()), str(unfinished)]
    subprocess.run(command, check=True, capture_output=True)
    try:
        unfinished.rename(folder)
    except OSError:  # another process was first
        shutil.rmtree(unfinished)
