"""The protocol of all methods: what a method of one's own has to have, and what a wrong argument does."""

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from summarize import (
    Abstractive,
    Document,
    EmptyTextError,
    InvalidTypeError,
    InvalidValueError,
    Lead,
    Length,
    ScriptedEngine,
    Summarizer,
    Summary,
    TextRank,
    UnknownOptionError,
    methods,
    summarize,
)
from summarize.batch.run import summarize_to_file
from summarize.readers import Item
from summarize.registry import create
from tests.batch.conftest import records

TEXTS = ["Cats chase mice. It rained.", "", "Dogs bark at night."]


class First(Summarizer):
    """No more than what has to be written."""

    def __init__(self, n: int = 1) -> None:
        self.n = n
        self._secret = "s"

    def __call__(
        self, document: Document | str, length: Length | None = None, *, query: str | None = None
    ) -> Summary:
        return Lead()(document, Length(sentences=self.n))


def scripted() -> Abstractive:
    return Abstractive(ScriptedEngine(lambda _: "It is short."))


def every_summarizer() -> Iterator[Callable[[], Summarizer]]:
    yield from (lambda name=name: create(name) for name in methods())
    yield from (First, scripted)


class TestMethodOfOnesOwn:
    def test_needs_only_a_call(self) -> None:
        first = First(2)
        assert isinstance(first, Summarizer)
        assert (first.name, first.options) == ("First", {"n": 2})
        assert (first.batches_documents, first.takes_query) == (False, True)
        assert summarize(TEXTS[0], first) == "Cats chase mice.\nIt rained."

    def test_has_a_batch_that_goes_on_after_an_error(self) -> None:
        summaries = First().batch(TEXTS)
        assert next(summaries) == "Cats chase mice."
        with pytest.raises(EmptyTextError):
            next(summaries)
        assert next(summaries) == "Dogs bark at night."

    def test_without_a_call_is_refused(self) -> None:
        class NoCall(Summarizer):
            pass

        with pytest.raises(TypeError, match="__call__"):
            NoCall()  # type: ignore[abstract]

    def test_that_is_no_subclass_is_told_what_it_lacks(self) -> None:
        class Half:
            name = "half"

            def __call__(self, document: Document) -> str:
                return document.text

        with pytest.raises(
            InvalidTypeError, match="it lacks batch, options, batches_documents, takes_query$"
        ):
            summarize(TEXTS[0], Half())  # type: ignore[arg-type]

    def test_decides_on_its_own_whether_a_batch_may_have_several_processes(self, tmp_path: Path) -> None:
        class Together(First):
            batches_documents = True  # type: ignore[assignment]

        with pytest.raises(InvalidValueError, match="leave workers out"):
            summarize_to_file([Item("a", text=TEXTS[0])], tmp_path / "out.jsonl", Together(), workers=2)


@pytest.mark.parametrize("make", list(every_summarizer()))
class TestEveryMethod:
    def test_follows_the_protocol(self, make: Callable[[], Summarizer]) -> None:
        summarizer = make()
        assert isinstance(summarizer, Summarizer)
        assert summarizer.name
        assert summarizer.batches_documents == isinstance(summarizer, Abstractive)

    def test_says_whether_it_takes_a_query(self, make: Callable[[], Summarizer]) -> None:
        summarizer = make()
        with (
            nullcontext()
            if summarizer.takes_query
            else pytest.raises(InvalidValueError, match="takes no query")
        ):
            summarizer.batch([], query="mice")

    @pytest.mark.parametrize(
        ("length", "query", "message"),
        [
            ("x", None, "length must be a Length"),
            (None, 7, "query must be a str, got 7"),
            (None, " ", "query is empty"),
        ],
    )
    def test_raises_for_wrong_arguments_at_the_call(
        self, make: Callable[[], Summarizer], length: object, query: object, message: str
    ) -> None:
        with pytest.raises((InvalidTypeError, InvalidValueError), match=message):
            make().batch(TEXTS, length, query=query)  # type: ignore[arg-type]

    def test_takes_the_length_as_one_value(self, make: Callable[[], Summarizer]) -> None:
        if isinstance(make(), First):
            pytest.skip("a class of one's own has the signature that it is written with")
        for call in (make(), make().batch):
            for options, hint in (
                ({"sentences": 1}, "pass Length(sentences=1)"),
                ({"damping": 0.9}, "options"),
            ):
                with pytest.raises(UnknownOptionError, match=re.escape(hint)):
                    call(TEXTS, **options)  # type: ignore[operator]

    @pytest.mark.parametrize("documents", [5, None, "One text.", Document("One text.")])
    def test_takes_no_single_text_for_a_batch(
        self, make: Callable[[], Summarizer], documents: object
    ) -> None:
        with pytest.raises(InvalidTypeError, match="documents must be an iterable of texts, got"):
            make().batch(documents)  # type: ignore[arg-type]


def test_a_wrong_argument_is_told_before_a_model_is_loaded() -> None:
    with pytest.raises(InvalidTypeError, match="length must be a Length"):
        Abstractive("./no-such-folder").batch(TEXTS, 3)  # type: ignore[arg-type]


class TestSignature:
    QUERY = "cats | dogs\\x7c'"
    TEXT = "Cats chase dogs. It rained all day. Dogs chase cats."

    def test_has_the_query_in_one_part_as_python_writes_it(self) -> None:
        plain = summarize(self.TEXT, query="cats").signature.split("|")
        parts = summarize(self.TEXT, query=self.QUERY).signature.split("|")
        assert [part.split(":")[0] for part in parts] == [part.split(":")[0] for part in plain]
        (written,) = (part.removeprefix("query:") for part in parts if part.startswith("query:"))
        assert ast.literal_eval(written) == self.QUERY

    def test_settings_of_a_batch_have_it_in_one_part_too(self, tmp_path: Path) -> None:
        output = tmp_path / "out.jsonl"
        summarize_to_file([Item("a", text=self.TEXT)], output, TextRank(), query="cats | dogs")
        parts = records(output)[0]["settings"].split("|")
        assert r"query:cats \x7c dogs" in parts
        assert all(":" in part for part in parts)
