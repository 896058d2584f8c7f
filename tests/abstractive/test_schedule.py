"""Many documents on one model: batches by length, order kept, memory that is not enough."""

import itertools
import threading
import weakref
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Abstractive, GenerationError, ScriptedEngine
from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.base import BatchLimits, EngineProfile, ErrorKind, Limits, Request
from summarize.abstractive.engines.text import TextEngine
from summarize.abstractive.output import Output
from summarize.abstractive.schedule import Scheduler


class FakeEngine(TextEngine):
    """Writes the length of each input; runs out of memory beyond a number of tokens."""

    def __init__(
        self, memory: int = 10**9, error: BaseException | None = None, batch_tokens: int = 200, **batch: Any
    ) -> None:
        limits = Limits(1000, None, True, 1000)
        self.profile = EngineProfile("fake", "base", limits, BatchLimits(batch_tokens, **batch))
        self.memory = memory
        self.error = error
        self.batches: list[list[int]] = []

    def generate(self, requests: Any) -> Iterator[tuple[int, Output | Exception]]:
        lengths = [request.n_tokens for request in requests]
        if self.error is not None and 13 in lengths:
            raise self.error
        if len(lengths) * max(lengths) > self.memory:
            raise MemoryError
        self.batches.append(lengths)
        yield from enumerate(Output(str(length), True) for length in lengths)

    def error_kind(self, error: Exception) -> ErrorKind:
        return ErrorKind.MEMORY if isinstance(error, MemoryError) else ErrorKind.FATAL


def steps(*levels: list[int]) -> Any:
    """A document whose inputs have these lengths, level by level."""
    written: list[str] = []
    for lengths in levels:
        outputs = yield [Request(None, length, Budget(0, 8)) for length in lengths]
        written += [output.text for output in outputs]
    return written


def run(engine: Any, documents: Iterator[Any]) -> Iterator[Any]:
    """The results of documents that are all there."""
    return Scheduler(engine).run(documents, is_ahead=False)


class TestResults:
    @given(
        documents=st.lists(
            st.lists(st.lists(st.integers(1, 150), min_size=1, max_size=5), min_size=1, max_size=3),
            max_size=20,
        ),
        batch_tokens=st.integers(1, 400),
    )
    def test_are_in_order_whatever_the_batches(self, documents: Any, batch_tokens: int) -> None:
        results = run(FakeEngine(batch_tokens=batch_tokens), (steps(*levels) for levels in documents))
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


class TestSlowSources:
    def test_get_each_summary_before_they_give_the_next_text(self) -> None:
        received = threading.Event()

        def texts() -> Iterator[str]:
            for number in range(4):
                received.clear()
                yield f"Text number {number} is short."
                assert received.wait(10), "the next text is asked for, but the summary was not handed on"

        written = []
        for summary in Abstractive(ScriptedEngine(lambda request: request.text)).batch(texts()):
            written.append(str(summary))
            received.set()
        assert written == [f"Text number {number} is short." for number in range(4)]

    def test_do_not_keep_others_waiting(self) -> None:
        """Two runs share a scheduler; the source of one of them never gives its second text."""
        never = threading.Event()

        def stuck() -> Iterator[str]:
            yield "The first text."
            never.wait()

        summarizer = Abstractive(ScriptedEngine(lambda request: request.text))
        slow = summarizer.batch(stuck())
        assert next(slow) == "The first text."
        assert summarizer("Another text.") == "Another text."
        never.set()

    def test_that_break_off_are_an_error_where_they_do(self) -> None:
        def broken() -> Iterator[str]:
            yield "The first text."
            raise OSError("the disk is gone")

        summaries = Abstractive(ScriptedEngine(lambda request: request.text)).batch(broken())
        assert next(summaries) == "The first text."
        with pytest.raises(OSError, match="the disk is gone"):
            next(summaries)
        with pytest.raises(StopIteration):
            next(summaries)

    def test_are_left_alone_once_nobody_wants_more(self) -> None:
        taken: list[int] = []
        released = threading.Event()

        def endless() -> Iterator[Any]:
            for number in itertools.count():
                taken.append(number)
                yield steps([50])
                if number == 500:
                    released.set()

        results = Scheduler(FakeEngine()).run(endless())
        next(results)
        results.close()  # type: ignore[attr-defined]
        assert not released.wait(0.2)
        assert len(taken) < 500

    def test_that_are_interrupted_interrupt_the_run(self) -> None:
        def interrupted() -> Iterator[Any]:
            yield steps([5])
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            list(Scheduler(FakeEngine()).run(interrupted()))

    def test_fill_batches_where_texts_are_plenty(self) -> None:
        """While the model is busy with a first batch, all other texts come."""
        all_taken = threading.Event()

        def plenty() -> Iterator[Any]:
            for _ in range(200):
                yield steps([20])
            all_taken.set()

        class Busy(FakeEngine):
            def generate(self, requests: Any) -> Iterator[tuple[int, Output | Exception]]:
                assert all_taken.wait(60)
                return super().generate(requests)

        engine = Busy(batch_tokens=560)
        list(Scheduler(engine).run(plenty()))
        assert [len(batch) for batch in engine.batches[1:-1]] == [20] * (len(engine.batches) - 2)


class TestThreads:
    def test_share_one_scheduler_and_each_gets_its_own(self) -> None:
        summarizer = Abstractive(ScriptedEngine(lambda request: request.text))
        written: dict[int, list[str]] = {}

        def work(number: int) -> None:
            texts = [f"Thread {number} has text {n}." for n in range(30)]
            written[number] = list(map(str, summarizer.batch(texts if number % 2 else iter(texts))))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert written == {
            number: [f"Thread {number} has text {n}." for n in range(30)] for number in range(8)
        }

    def test_put_their_texts_into_one_batch(self) -> None:
        """While the model is busy with one text, those of all other threads come together."""
        is_busy, go_on = threading.Event(), threading.Event()

        def answer(request: Any) -> str:
            if request.text == "The first text.":
                is_busy.set()
                assert go_on.wait(60)
            return str(request.text)

        engine = ScriptedEngine(answer)
        summarizer = Abstractive(engine)
        results: list[str] = []
        texts = ["The first text.", *(f"Text {number}." for number in range(5))]
        threads = [
            threading.Thread(target=lambda text=text: results.append(str(summarizer(text)))) for text in texts
        ]
        threads[0].start()
        assert is_busy.wait(60)
        for thread in threads[1:]:
            thread.start()
        scheduler = vars(summarizer)["_made_scheduler"]
        with scheduler._changed:
            assert scheduler._changed.wait_for(lambda: len(scheduler._waiting) == 5, 60)
        go_on.set()
        for thread in threads:
            thread.join(60)
        assert sorted(results) == sorted(texts)
        assert engine.batches == [1, 5]

    def test_go_on_when_the_one_that_ran_the_model_is_interrupted(self) -> None:
        is_busy, go_on = threading.Event(), threading.Event()

        class Interrupted(FakeEngine):
            def generate(self, requests: Any) -> Iterator[tuple[int, Output | Exception]]:
                if not is_busy.is_set():
                    is_busy.set()
                    assert go_on.wait(60)
                    raise SystemExit
                yield from super().generate(requests)

        scheduler: Scheduler[Any] = Scheduler(Interrupted())

        def interrupted() -> None:
            with suppress(SystemExit):
                list(scheduler.run(iter([steps([5])]), is_ahead=False))

        first = threading.Thread(target=interrupted)
        first.start()
        assert is_busy.wait(60)
        results: list[Any] = []
        second = threading.Thread(
            target=lambda: results.extend(scheduler.run(iter([steps([6])]), is_ahead=False))
        )
        second.start()
        go_on.set()
        first.join(60)
        second.join(60)
        assert results == [["6"]]


class TestResultsAsTheyCome:
    def test_are_handed_on_at_once(self) -> None:
        """An engine that serves requests at the same time gives a short one back before a long one."""
        handed_on = threading.Event()

        class Concurrent(FakeEngine):
            def generate(self, requests: Any) -> Iterator[tuple[int, Output | Exception]]:
                for number in sorted(range(len(requests)), key=lambda number: requests[number].n_tokens):
                    if requests[number].n_tokens == 90:
                        assert handed_on.wait(60)
                    yield number, Output(str(requests[number].n_tokens), True)

        results = run(Concurrent(batch_tokens=10_000), iter([steps([10]), steps([90])]))
        assert next(results) == ["10"]
        handed_on.set()
        assert list(results) == [["90"]]

    def test_are_not_lost_when_the_one_that_began_the_batch_goes_away(self) -> None:
        scheduler: Scheduler[Any] = Scheduler(FakeEngine(batch_tokens=10_000))
        first = scheduler.run(iter([steps([10]), steps([11]), steps([12])]), is_ahead=False)
        assert next(first) == ["10"]
        assert list(scheduler.run(iter([steps([20])]), is_ahead=False)) == [["20"]]
        assert next(first) == ["11"]
        first.close()  # type: ignore[attr-defined]
        assert list(scheduler.run(iter([steps([21])]), is_ahead=False)) == [["21"]]

    def test_may_be_an_error_of_one_request(self) -> None:
        class Picky(FakeEngine):
            def generate(self, requests: Any) -> Iterator[tuple[int, Output | Exception]]:
                for number, request in enumerate(requests):
                    is_odd = request.n_tokens % 2
                    yield number, ValueError("odd") if is_odd else Output(str(request.n_tokens), True)

        results = list(run(Picky(), iter([steps([10]), steps([11]), steps([12])])))
        assert (results[0], results[2]) == (["10"], ["12"])
        assert "ValueError: odd" in str(results[1])

    def test_that_never_come_are_an_error(self) -> None:
        class Forgetful(FakeEngine):
            def generate(self, requests: Any) -> Iterator[tuple[int, Output | Exception]]:
                yield from ()

        (result,) = run(Forgetful(), iter([steps([10])]))
        assert isinstance(result, GenerationError)
        assert "gave no output for an input" in str(result)


class TestBatches:
    def test_hold_inputs_of_similar_length(self) -> None:
        engine = FakeEngine(batch_tokens=202)
        lengths = [10, 90, 11, 91, 12, 92, 13, 93]
        list(run(engine, (steps([length]) for length in lengths)))
        assert sorted(engine.batches) == [[13, 12, 11, 10], [91, 90], [93, 92]]

    def test_keep_to_the_number_of_tokens_with_padding_and_output(self) -> None:
        engine = FakeEngine(batch_tokens=300)
        list(run(engine, (steps([length]) for length in range(1, 80))))
        assert all(len(batch) * (max(batch) + 8) <= 300 for batch in engine.batches)

    @given(lengths=st.lists(st.integers(1, 900), min_size=1, max_size=60))
    def test_pad_no_more_than_the_steps_they_save_are_worth(self, lengths: list[int]) -> None:
        engine = FakeEngine(batch_tokens=100_000, padding_a_step=16)
        list(run(engine, (steps([length]) for length in lengths)))
        padding = [max(batch) - length for batch in engine.batches for length in batch]
        assert max(padding) <= 8  # half a step, of the 8 that an output may have
        assert len(engine.batches) <= len(range(min(lengths), max(lengths) + 1, 9))

    def test_are_as_wide_as_ever_where_padding_costs_nothing(self) -> None:
        engine = FakeEngine(batch_tokens=10_000)
        list(run(engine, (steps([length]) for length in (10, 400, 800))))
        assert engine.batches == [[800, 400, 10]]

    def test_mix_the_levels_of_several_documents(self) -> None:
        engine = FakeEngine(batch_tokens=10_000)
        list(run(engine, (steps([20, 20], [10]) for _ in range(4))))
        assert engine.batches == [[20] * 8, [10] * 4]


class TestTroubles:
    def test_too_little_memory_halves_the_batch_and_goes_on(self) -> None:
        engine = FakeEngine(memory=100, batch_tokens=10_000)
        results = list(run(engine, (steps([20]) for _ in range(32))))
        assert results == [["20"]] * 32
        assert all(len(batch) * max(batch) <= 100 for batch in engine.batches)

    def test_too_little_memory_makes_batches_no_smaller_than_needed(self) -> None:
        scheduler: Scheduler[Any] = Scheduler(FakeEngine(memory=100, batch_tokens=10_000))
        list(scheduler.run((steps([20]) for _ in range(64)), is_ahead=False))
        assert scheduler.batch_tokens is not None
        assert scheduler.batch_tokens >= 3 * 28

    def test_a_failed_run_is_forgotten_before_the_next(self) -> None:
        alive: list[Any] = []

        class Tensor:
            pass

        class Leaking(FakeEngine):
            def generate(self, requests: Any) -> Iterator[tuple[int, Output | Exception]]:
                assert not [reference for reference in alive if reference()]
                tensor = Tensor()
                alive.append(weakref.ref(tensor))
                yield from super().generate(requests)

        engine = Leaking(memory=60, batch_tokens=10_000)
        assert len(list(run(engine, (steps([20]) for _ in range(16))))) == 16

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
            list(run(FakeEngine(error=KeyboardInterrupt()), iter([steps([13])])))


def test_an_engine_whose_call_fails_at_once_loses_no_text_of_others() -> None:
    class Busy(ScriptedEngine):
        """Answers with a list; the second call is refused."""

        n_calls = 0

        def generate(self, requests: Any) -> Any:
            self.n_calls += 1
            if self.n_calls == 2:
                raise RuntimeError("busy")
            return iter(list(super().generate(requests)))

        def error_kind(self, error: Exception) -> ErrorKind:
            return ErrorKind.RETRY

    engine = Busy(lambda request: f"It is about {request.text[:4]}.", batch_size=1)
    model = Abstractive(engine)
    found: dict[int, str] = {}

    def work(number: int) -> None:
        found[number] = str(model(f"Cat{number} chases mice. Mice flee from it."))

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == {number: f"It is about Cat{number}." for number in range(6)}
