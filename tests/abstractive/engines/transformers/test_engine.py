"""What a model of transformers says of itself, and how it meets memory that is not enough."""

from collections.abc import Callable
from typing import Any

import pytest

from summarize import Abstractive
from summarize.abstractive.engines.base import Engine, ErrorKind
from summarize.abstractive.engines.transformers.engine import TransformersEngine
from summarize.abstractive.engines.transformers.loading import LoadOptions
from tests.lazy import torch

Loaded = Callable[[str], tuple[Any, Any]]


@pytest.fixture
def engine(loaded: Loaded) -> TransformersEngine:
    return TransformersEngine.of(LoadOptions(loaded("bart")), {"num_beams": 3}, None)


def test_it_is_an_engine(engine: TransformersEngine) -> None:
    assert isinstance(engine, Engine)
    assert (engine.profile.kind, engine.profile.batch.rows) == ("seq2seq", 3)


class TestMemory:
    @pytest.mark.parametrize(
        ("error", "expected"),
        [
            (lambda: torch.OutOfMemoryError("CUDA out of memory"), True),
            (MemoryError, True),
            (
                lambda: RuntimeError("DefaultCPUAllocator: can't allocate memory: tried to allocate 9 bytes"),
                True,
            ),
            (lambda: RuntimeError("MPS backend out of memory"), True),
            (lambda: RuntimeError("mat1 and mat2 shapes cannot be multiplied"), False),
            (lambda: ValueError("out of memory"), False),
        ],
    )
    def test_that_is_not_enough_is_known_by_its_error(
        self, engine: TransformersEngine, error: Callable[[], Exception], expected: bool
    ) -> None:
        assert (engine.error_kind(error()) is ErrorKind.MEMORY) is expected

    def test_a_real_model_goes_on_after_one(self, loaded: Loaded, seed_text: str) -> None:
        model, tokenizer = loaded("led")
        texts = [seed_text[start : start + 300] for start in range(0, 1500, 300)]
        wanted = {"generation": {"max_new_tokens": 8, "num_beams": 1}}
        expected = list(Abstractive((model, tokenizer), **wanted).batch(texts))
        real = type(model).generate

        def small(**options: Any) -> Any:
            if len(options["input_ids"]) > 2:
                raise torch.OutOfMemoryError("CUDA out of memory")
            return real(model, **options)

        model.generate = small
        try:
            assert list(Abstractive((model, tokenizer), **wanted).batch(texts)) == expected
        finally:
            del model.generate
