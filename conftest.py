"""Which tests are slow or go together; hub models in docs and docstrings: small stand-ins, from the cache."""

import os
import shutil
import sys
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule

os.environ["HF_HUB_OFFLINE"] = "1"  # read when huggingface_hub is imported
# Small models are slower with several threads, and far slower beside other processes.
os.environ["OMP_NUM_THREADS"] = "1"
# Containers often set this; then each of the many processes that tests start compiles the package again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Few have spaCy; without it the component's module has no doctests to collect.
collect_ignore = [] if find_spec("spacy") else ["summarize/compat/spacy.py"]
STAND_INS = {
    "facebook/bart-large-cnn": "bart",
    "HuggingFaceTB/SmolLM2-135M-Instruct": "chat",
    "Qwen/Qwen3-4B-Instruct-2507": "chat",
}
# What one process should do: start Ray, a server or a browser, import torch and build models, split the
# shared data, build the site.
GROUPS = {
    "tests/ray/": "ray",
    "tests/test_wrong_input.py::TestAnythingWrong::test_is_ours[summarize_dataset": "ray",
    "tests/cli/test_documents.py::test_an_address_without_a_cluster": "ray",
    "tests/end_to_end/test_documentation.py::test_python_examples_run_when_pasted[docs/models.md": "models",
    "tests/end_to_end/test_documentation.py::test_python_examples_run_when_pasted[README.md": "models",
    "tests/serve/": "serve",
    "tests/abstractive/": "models",
    "tests/compat/test_pipeline.py": "models",
    "tests/extractive/encoders/": "models",
    "tests/extractive/test_hiporank.py::TestScoresAreThoseOfThePaper::test_with_an_encoder": "models",
    "tests/extractive/test_mmr.py::TestChoiceIsThatOfThePaper::test_with_an_encoder": "models",
    "tests/extractive/test_pacsum.py::TestScoresAreThoseOfThePaper::test_with_an_encoder": "models",
    "tests/metrics/test_bertscore.py": "models",
    "tests/test_wrong_input.py::TestAnythingWrong::test_is_ours[pipeline": "models",
    "summarize/abstractive/": "models",
    "summarize/compat/transformers.py": "models",
    "tests/extractive/": "documents",
    "tests/test_methods.py::test_real_documents": "documents",
    "tests/text/test_sections.py": "documents",
    "tests/text/test_terms.py": "documents",
    "tests/text/test_sentences.py::TestNothingIsLost::test_sentences_cover_real_documents": "documents",
    "tests/end_to_end/test_site.py": "site",
}
LONGEST_FIRST = ("models", "ray", "serve", "documents", "site")
# Prefixes of tests whose function takes over half a second, all parameters together (pytest --durations=0).
SLOW = tuple((Path(__file__).parent / "tests" / "slow.txt").read_text(encoding="utf-8").split())
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Look for no doctests in tests: the look alone would import all that they import on use."""
    collectors = yield
    if (Path(__file__).parent / "tests") not in file_path.parents:
        return collectors
    return [collector for collector in collectors if not isinstance(collector, DoctestModule)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests, and those that one process should do; what takes longest comes first."""
    group_of, slow_groups = {}, set()
    for item in items:
        nodeid = item.nodeid
        file = nodeid.partition("::")[0]  # whose fixtures are then made once
        group = next((group for prefix, group in GROUPS.items() if nodeid.startswith(prefix)), file)
        if nodeid.startswith(SLOW):
            item.add_marker("slow")
            slow_groups.add(group)
        item.add_marker(pytest.mark.xdist_group(group))
        group_of[item] = group
    order = {group: place for place, group in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(group_of[item], len(order) + (group_of[item] not in slow_groups)))


@pytest.fixture(scope="session")
def hub_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the models of the documentation."""
    from tests.abstractive.models import build

    cache, built = tmp_path_factory.mktemp("hub"), tmp_path_factory.mktemp("built")
    for name, kind in STAND_INS.items():
        repository = cache / f"models--{name.replace('/', '--')}"
        (repository / "refs").mkdir(parents=True)
        (repository / "refs" / "main").write_text(COMMIT)
        shutil.move(build(kind, built), repository / "snapshots" / COMMIT)
    return cache


@pytest.fixture
def stand_ins(hub_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let examples that name a model load its stand-in."""
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(hub_cache))
    monkeypatch.setenv("SUMMARIZE_CACHE", str(hub_cache.with_name("converted")))


@pytest.fixture(autouse=True)
def documentation_finds_its_models(request: pytest.FixtureRequest) -> None:
    """Give docstrings that name a model the stand-ins."""
    if isinstance(request.node, pytest.DoctestItem) and "model=" in str(request.node.dtest.docstring):
        request.getfixturevalue("stand_ins")
