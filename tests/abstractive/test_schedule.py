"""Many documents on one model: batches by length, order kept, memory that is not enough."""

import weakref
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from summarize import Abstractive, GenerationError
from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.transformers.engine import Request, is_out_of_memory
from summarize.abstractive.output import Output
from summarize.abstractive.schedule import Scheduler

Loaded = Callable[[str], tuple[Any, Any]]


class FakeEngine:
    """Writes the length of each input; runs out of memory beyond a number of tokens."""

    def __init__(self, memory: int = 10**9, error: Exception | None = None) -> None:
        self.decoding = SimpleNamespace(n_beams=1)
        self.memory = memory
        self.error = error
        self.batches: list[list[int]] = []

    def generate(self, requests: list[Request]) -> list[Output]:
        lengths = [len(request.ids) for request in requests]
        if self.error is not None and 13 in lengths:
            raise self.error
        if len(lengths) * max(lengths) > self.memory:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 1.21 GiB")
        self.batches.append(lengths)
        return [Output(str(length), True) for length in lengths]


def steps(*levels: list[int]) -> Any:
    """A document whose inputs have these lengths, level by level."""
    written: list[str] = []
    for lengths in levels:
        outputs = yield [Request(np.zeros(length, np.int64), Budget(0, 8)) for length in lengths]
        written += [output.text for output in outputs]
    return written


def run(engine: Any, documents: Iterator[Any], batch_tokens: int = 200, batch_size: int | None = None) -> Any:
    return Scheduler(engine, batch_tokens, batch_size).run(documents)


class TestResults:
    @given(
        documents=st.lists(
            st.lists(st.lists(st.integers(1, 150), min_size=1, max_size=5), min_size=1, max_size=3),
            max_size=20,
        ),
        batch_tokens=st.integers(1, 400),
    )
    def test_are_in_order_whatever_the_batches(self, documents: Any, batch_tokens: int) -> None:
        results = run(FakeEngine(), (steps(*levels) for levels in documents), batch_tokens)
        assert list(results) == [[str(n) for level in levels for n in level] for levels in documents]

    def test_of_a_document_without_inputs(self) -> None:
        assert list(run(FakeEngine(), iter([steps(), steps([3])]))) == [[], ["3"]]

    def test_are_given_before_the_last_document_is_read(self) -> None:
        read = 0

        def documents() -> Iterator[Any]:
            nonlocal read
            for _ in range(10_000):
                read += 1
                yield steps([50])

        next(run(FakeEngine(), documents()))
        assert read < 1000


class TestBatches:
    def test_hold_inputs_of_similar_length(self) -> None:
        engine = FakeEngine()
        lengths = [10, 90, 11, 91, 12, 92, 13, 93]
        list(run(engine, (steps([length]) for length in lengths), batch_tokens=202))
        assert sorted(engine.batches) == [[13, 12, 11, 10], [91, 90], [93, 92]]

    def test_keep_to_the_number_of_tokens_with_padding_and_output(self) -> None:
        engine = FakeEngine()
        list(run(engine, (steps([length]) for length in range(1, 80)), batch_tokens=300))
        assert all(len(batch) * (max(batch) + 8) <= 300 for batch in engine.batches)

    def test_mix_the_levels_of_several_documents(self) -> None:
        engine = FakeEngine()
        list(run(engine, (steps([20, 20], [10]) for _ in range(4)), batch_tokens=10_000))
        assert engine.batches == [[20] * 8, [10] * 4]


class TestTroubles:
    def test_too_little_memory_halves_the_batch_and_goes_on(self) -> None:
        engine = FakeEngine(memory=100)
        results = list(run(engine, (steps([20]) for _ in range(32)), batch_tokens=10_000))
        assert results == [["20"]] * 32
        assert all(len(batch) * max(batch) <= 100 for batch in engine.batches)

    def test_too_little_memory_makes_batches_no_smaller_than_needed(self) -> None:
        engine = FakeEngine(memory=100)
        scheduler: Scheduler[Any] = Scheduler(engine, 10_000)  # type: ignore[arg-type]
        list(scheduler.run(steps([20]) for _ in range(64)))
        assert scheduler.batch_tokens >= 3 * 28

    def test_a_failed_run_is_forgotten_before_the_next(self) -> None:
        alive: list[Any] = []

        class Tensor:
            pass

        class Leaking(FakeEngine):
            def generate(self, requests: list[Request]) -> list[Output]:
                assert not [reference for reference in alive if reference()]
                tensor = Tensor()
                alive.append(weakref.ref(tensor))
                return super().generate(requests)

        assert len(list(run(Leaking(memory=60), (steps([20]) for _ in range(16)), batch_tokens=10_000))) == 16

    def test_too_little_memory_for_one_input_is_the_error_of_its_document(self) -> None:
        results = list(run(FakeEngine(memory=100), iter([steps([20]), steps([120]), steps([20])])))
        assert results[0] == results[2] == ["20"]
        assert isinstance(results[1], GenerationError)
        assert "not enough for one input of 120 tokens" in str(results[1])

    def test_an_error_of_the_model_is_that_of_one_document(self) -> None:
        engine = FakeEngine(error=IndexError("index out of range in self"))
        results = list(run(engine, iter([steps([12]), steps([13]), steps([14])])))
        assert (results[0], results[2]) == (["12"], ["14"])
        assert isinstance(results[1], GenerationError)
        assert "IndexError: index out of range in self" in str(results[1])
        assert isinstance(results[1].__cause__, IndexError)

    def test_an_interruption_ends_it(self) -> None:
        with pytest.raises(KeyboardInterrupt):
            list(run(FakeEngine(error=KeyboardInterrupt()), iter([steps([13])])))  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("error", "expected"),
        [
            (torch.OutOfMemoryError("CUDA out of memory"), True),
            (MemoryError(), True),
            (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"), True),
            (RuntimeError("MPS backend out of memory"), True),
            (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), False),
            (ValueError("out of memory"), False),
        ],
    )
    def test_what_is_out_of_memory(self, error: Exception, expected: bool) -> None:
        assert is_out_of_memory(error) is expected

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
