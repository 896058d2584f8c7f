"""A summary can be read while a model writes it; what stands at the end is the checked one."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import (
    Abstractive,
    GenerationError,
    InvalidTypeError,
    InvalidValueError,
    ScriptedEngine,
    SummaryStream,
    summarize,
    summarize_stream,
)
from summarize.abstractive import (
    Budget,
    EngineProfile,
    Limits,
    Output,
    Piece,
    Request,
    ScriptedRequest,
    TextEngine,
)
from summarize.abstractive.live import LiveText
from summarize.abstractive.output import without_reasoning
from tests.cli.running import SEED, run


def first_sentence(request: ScriptedRequest) -> str:
    return request.text.partition(". ")[0].strip(" .") + "."


class Typewriter(TextEngine):
    """Writes these pieces, and notes whether it was told to stop."""

    profile = EngineProfile("typewriter", "chat", Limits(4096, None, True, 4096))

    def __init__(self, *attempts: list[str]) -> None:
        self.attempts = list(attempts)
        self.n_written = 0
        self.is_closed = False

    def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output | Piece | Exception]]:
        for number, request in enumerate(requests):
            pieces = self.attempts.pop(0)
            try:
                for piece in pieces if request.is_streamed else ():
                    self.n_written += 1
                    yield number, Piece(piece)
            finally:
                self.is_closed = True
            yield number, Output(without_reasoning("".join(pieces)).strip(), True)


class TestAStream:
    def test_gives_each_piece_and_the_summary_at_its_end(self) -> None:
        stream = summarize_stream("Cats chase mice.", model=ScriptedEngine(["Cats chase. Mice flee."]))
        assert list(stream) == ["Cats", " chase.", " Mice", " flee."]
        assert stream.summary == "Cats chase.\nMice flee."
        assert stream.summary.sentences[0].sources[0].start == 0

    def test_is_at_its_end_what_a_call_gives(self, seed_text: str) -> None:
        for strategy in ("auto", "refine", "extract", "truncate"):
            options = {"strategy": strategy, "words": 30}
            stream = summarize_stream(seed_text, model=ScriptedEngine(first_sentence, context=500), **options)
            called = summarize(seed_text, model=ScriptedEngine(first_sentence, context=500), **options)
            assert stream.summary.to_dict() == called.to_dict()

    def test_reads_the_rest_for_the_summary(self) -> None:
        stream = summarize_stream("Cats chase mice.", model=ScriptedEngine(["Cats hunt mice."]))
        next(stream)
        assert stream.summary == "Cats hunt mice."
        assert list(stream) == []

    def test_tells_of_the_parts_before_the_summary_is_written(self, seed_text: str) -> None:
        told: list[tuple[int, int]] = []
        engine = ScriptedEngine(first_sentence, context=400)
        stream = summarize_stream(
            seed_text, model=engine, words=20, on_progress=lambda *read: told.append(read)
        )
        next(stream)
        assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def test_of_a_method_is_one_piece(self, seed_text: str) -> None:
        stream = summarize_stream(seed_text, "lead", sentences=2)
        assert list(stream) == [summarize(seed_text, "lead", sentences=2)]
        assert stream.summary.method == "lead"

    def test_of_a_model_without_pieces_is_one_piece(self) -> None:
        class Silent(Typewriter):
            def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output]]:
                yield from ((number, Output("Rain fell.", True)) for number, _ in enumerate(requests))

        assert list(summarize_stream("It rained.", model=Silent())) == ["Rain fell."]

    def test_has_no_reasoning_and_no_half_of_its_mark(self) -> None:
        engine = Typewriter(["<th", "ink>Hm", "m</thi", "nk>", "Cats ", "hunt."])
        assert list(summarize_stream("Cats chase mice.", model=engine)) == ["Cats", " hunt."]

    def test_begins_a_second_try_that_differs_on_a_new_line(self) -> None:
        class Hesitant(Typewriter):
            def generate(self, requests: Iterable[Request]) -> Iterator[tuple[int, Output | Piece]]:
                yield 0, Piece("".join(self.attempts[0]))
                yield 0, Output("".join(self.attempts.pop(0)), not self.attempts)

        same = Hesitant(["Cats chase mi"], ["Cats chase mice."])
        assert list(summarize_stream("Cats chase mice.", model=same)) == ["Cats chase mi", "ce."]
        other = Hesitant(["Dogs"], ["Cats hunt."])
        assert list(summarize_stream("Cats chase mice.", model=other)) == ["Dogs", "\n\nCats hunt."]

    def test_shows_in_order_what_is_written_side_by_side(self, seed_text: str) -> None:
        engine = ScriptedEngine(first_sentence, context=400)
        stream = summarize_stream(seed_text, model=engine, words=250)
        written = "".join(stream)
        assert len(engine.requests) > 2
        assert written.split() == stream.summary.split()

    @given(st.lists(st.text(), min_size=1))
    def test_has_all_of_any_text_but_white_space_around_it(self, pieces: list[str]) -> None:
        live, whole = LiveText(), "".join(pieces)
        live.begin([Request(None, 1, Budget(0, 9), is_streamed=True)])
        for piece in pieces:
            live.receive(0, Piece(piece))
        live.receive(0, Output(whole.strip(), True))
        assert "".join(map(str, live.events)) == whole.strip()


class TestAStreamThatIsLeft:
    def test_ends_the_work_of_the_model(self) -> None:
        engine = Typewriter(["Cats "] * 1000)
        with summarize_stream("Cats chase mice.", model=engine) as stream:
            next(stream)
        assert engine.is_closed
        assert engine.n_written < 5
        with pytest.raises(InvalidValueError, match="closed before its end"):
            stream.summary  # noqa: B018

    def test_by_ctrl_c_ends_it_too(self) -> None:
        def press(_: ScriptedRequest) -> str:
            raise KeyboardInterrupt

        stream = summarize_stream("Cats chase mice.", model=ScriptedEngine(press))
        with pytest.raises(KeyboardInterrupt):
            next(stream)

    def test_does_not_stop_others_that_share_the_model(self) -> None:
        summarizer = Abstractive(ScriptedEngine(lambda _: "Cats hunt."))
        left = SummaryStream(summarizer.stream("Cats chase mice."))
        next(left)
        assert summarizer("Mice flee from cats.") == "Cats hunt."
        left.close()
        assert summarizer("Mice flee from cats.") == "Cats hunt."

    def test_raises_what_the_model_fails_with(self) -> None:
        stream = summarize_stream("Cats chase mice.", model=ScriptedEngine([OSError("no route")]))
        with pytest.raises(GenerationError, match="no route"):
            list(stream)

    def test_wrong_arguments_raise_at_once(self) -> None:
        with pytest.raises(InvalidTypeError, match="on_progress must be a function, got 3"):
            summarize_stream("It rained.", on_progress=3)  # type: ignore[arg-type]
        with pytest.raises(InvalidValueError, match="query is empty"):
            summarize_stream("It rained.", query=" ")


class TestTransformers:
    @pytest.mark.parametrize("name", ["chat", "base"])
    def test_streams_what_a_call_gives(
        self, models: Callable[[str], Path], seed_text: str, name: str
    ) -> None:
        text = seed_text[:600]
        options = {"model": str(models(name)), "device": "cpu", "generation": {"max_new_tokens": 12}}
        stream = summarize_stream(text, words=20, **options)
        pieces = list(stream)
        assert len(pieces) > 3
        assert stream.summary == summarize(text, words=20, **options)
        assert " ".join("".join(pieces).split()).startswith(" ".join(stream.summary.rstrip("…").split()))

    def test_can_be_left_and_used_again(self, models: Callable[[str], Path]) -> None:
        summarizer = Abstractive(str(models("chat")), device="cpu", generation={"max_new_tokens": 400})
        with SummaryStream(summarizer.stream("Cats chase mice.")) as stream:
            next(stream)
        assert list(summarizer.batch([])) == []

    def test_with_beams_is_one_piece(self, models: Callable[[str], Path]) -> None:
        stream = summarize_stream("Cats chase mice at night.", model=str(models("bart")), device="cpu")
        assert list(stream) == [stream.summary]
        assert stream.summary.options["decoding"].count("num_beams=2") == 1


class TestTheCommandLine:
    def test_prints_what_it_would_print_without(self) -> None:
        done = run("--stream", "-s", "1", SEED)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == run("-s", "1", SEED).stdout

    def test_goes_on_after_a_file_that_cannot_be_read(self) -> None:
        done = run("--stream", "-s", "1", "nowhere.txt", SEED)
        assert (done.returncode, done.stderr) == (1, "summarize: nowhere.txt: no such file\n")
        assert done.stdout == f"==> {SEED} <==\n{run('-s', '1', SEED).stdout}"

    def test_says_what_the_summary_leaves_out(self, models: Callable[[str], Path]) -> None:
        done = run("--stream", "--model", str(models("chat")), "-w", "5", SEED)
        assert done.returncode == 0
        assert "the summary leaves out what is unfinished or beyond the length: " in done.stderr

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--keywords", "3"], "leave --keywords out"),
            (["--output", "out.txt"], "leave --output out"),
            (["--format", "json"], "leave --format json out"),
        ],
    )
    def test_refuses_what_has_no_text_to_show(self, arguments: list[str], message: str) -> None:
        done = run("--stream", *arguments, SEED)
        assert done.returncode == 2
        assert message in done.stderr
