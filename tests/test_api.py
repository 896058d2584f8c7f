"""summarize(), summarize_many() and the methods by name."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import pytest

from summarize import (
    Document,
    EmptyTextError,
    InvalidTypeError,
    InvalidValueError,
    Lead,
    Length,
    SummarizeError,
    Summarizer,
    Summary,
    TextRank,
    UnknownMethodError,
    UnknownOptionError,
    methods,
    summarize,
    summarize_many,
)


class Last(Summarizer):
    """The last sentence: a method that somebody else has written."""

    def __init__(self, sentences: int = 1) -> None:
        self.sentences = sentences

    def __call__(
        self, document: Document | str, length: Length | None = None, *, query: str | None = None
    ) -> Summary:
        document = Document.of(document)
        lead = Lead()(document, Length(sentences=len(document.sentences)))
        return Summary(
            lead.sentences[-self.sentences :],
            document=document,
            method="last",
            options={},
            length=lead.length,
        )


TEXT = "Cats chase mice. It rained. Mice fear cats. Dogs slept. Cats and mice ran."


class TestText:
    @pytest.mark.parametrize("text", ["", " ", "\n\t\r\n", "\u3000"])
    def test_blank_is_an_error(self, text: str) -> None:
        with pytest.raises(EmptyTextError, match="the text is empty or blank"):
            summarize(text)

    @pytest.mark.parametrize("text", ["...", "?!", "— * —", "👍", "\x00", "___"])
    def test_no_words_is_an_error_that_shows_it(self, text: str) -> None:
        with pytest.raises(EmptyTextError, match="the text has no words"):
            summarize(text)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (None, "got None; was the text read at all"),
            (b"bytes", r"got b'bytes' \(bytes\); decode it first"),
            (Path("a.txt"), r"got PosixPath\('a.txt'\).*summarize\(read\(path\)\)"),
            (["a", "b"], r"\(list\).*summarize_many\(texts\)"),
            (7, r"got 7 \(int\); pass the text itself"),
        ],
    )
    def test_not_a_string_is_an_error_that_says_what_to_pass(self, text: object, message: str) -> None:
        with pytest.raises(InvalidTypeError, match=message):
            summarize(text)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            Document(text)  # type: ignore[arg-type]

    def test_a_title_is_a_string(self) -> None:
        with pytest.raises(InvalidTypeError, match=r"title must be a str or None, got 7 \(int\)"):
            Document(TEXT, title=7)  # type: ignore[arg-type]

    def test_a_document_is_a_text(self) -> None:
        document = Document(TEXT, "en")
        assert summarize(document).document is document

    def test_a_document_has_its_language_already(self) -> None:
        with pytest.raises(InvalidValueError, match="language='de' belongs to Document"):
            summarize(Document(TEXT), language="de")

    def test_errors_are_one_family(self) -> None:
        with pytest.raises(SummarizeError):
            summarize("")
        with pytest.raises(ValueError, match="blank"):
            summarize("")


class TestMethod:
    def test_auto_and_three_sentences_are_the_default(self, seed_text: str) -> None:
        assert summarize(seed_text) == summarize(seed_text, "auto", sentences=3)
        assert summarize(TEXT).method == "auto"

    @pytest.mark.parametrize("name", ["textrank", "TextRank", "Text-Rank", "text_rank", "text rank"])
    def test_names_are_forgiving(self, name: str) -> None:
        assert summarize(TEXT, name).method == "textrank"

    def test_an_unknown_name_gets_the_nearest_one(self) -> None:
        with pytest.raises(
            UnknownMethodError,
            match="unknown method 'textrnk'; did you mean 'textrank'.*Known: auto, .*textrank",
        ):
            summarize(TEXT, "textrnk")

    def test_options_go_to_the_method(self) -> None:
        assert summarize(TEXT, "textrank", damping=0.5, similarity="bm25").options["damping"] == 0.5

    def test_an_unknown_option_gets_the_nearest_one(self) -> None:
        with pytest.raises(
            UnknownOptionError, match="no option 'dumping'; did you mean 'damping'.*max_iterations"
        ):
            summarize(TEXT, "textrank", dumping=0.5)
        with pytest.raises(TypeError, match="'lead' has no option 'damping'; Known: candidates, redundancy"):
            summarize(TEXT, "lead", damping=0.5)

    def test_an_option_may_have_any_name(self) -> None:
        with pytest.raises(UnknownOptionError, match="no option 'name'"):
            summarize(TEXT, name="x")

    def test_an_instance_is_a_method(self) -> None:
        assert summarize(TEXT, TextRank(damping=0.5)).options["damping"] == 0.5
        assert summarize(TEXT, Last()) == "Cats and mice ran."

    def test_an_instance_has_its_options_already(self) -> None:
        with pytest.raises(UnknownOptionError, match=r"give damping to TextRank\(…\) itself"):
            summarize(TEXT, TextRank(), damping=0.5)

    @pytest.mark.parametrize("method", [TextRank, 7, print])
    def test_anything_else_is_an_error(self, method: object) -> None:
        with pytest.raises(InvalidTypeError, match="method must be a name or a Summarizer instance"):
            summarize(TEXT, method)  # type: ignore[arg-type]

    def test_a_length_that_is_none_is_an_error(self) -> None:
        with pytest.raises(InvalidTypeError, match="length must be a Length such as"):
            TextRank()(TEXT, 3)  # type: ignore[arg-type]

    def test_lead_takes_no_query(self) -> None:
        with pytest.raises(InvalidValueError, match="method 'lead' takes no query"):
            summarize(TEXT, "lead", query="cats")

    def test_a_query_is_a_string(self) -> None:
        with pytest.raises(InvalidTypeError, match="query must be a str, got 7"):
            summarize(TEXT, query=7)  # type: ignore[arg-type]

    def test_ours_follow_the_protocol(self) -> None:
        assert isinstance(TextRank(), Summarizer)
        assert isinstance(Lead(), Summarizer)
        assert isinstance(Last(), Summarizer)


class TestEntryPoints:
    @pytest.fixture(autouse=True)
    def _installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        points = [
            EntryPoint("Last", f"{__name__}:Last", "summarize.methods"),
            EntryPoint("broken", f"{__name__}:Path", "summarize.methods"),
            EntryPoint("missing", "no_such_package:Method", "summarize.methods"),
        ]
        monkeypatch.setattr(
            "importlib.metadata.entry_points", lambda group: EntryPoints(points).select(group=group)
        )

    def test_give_a_method_its_name(self) -> None:
        assert summarize(TEXT, "last") == "Cats and mice ran."
        assert summarize(TEXT, "last", sentences=None, ratio=None) == "Cats and mice ran."
        assert methods()["last"] == "The last sentence: a method that somebody else has written."

    def test_are_named_in_errors(self) -> None:
        with pytest.raises(
            UnknownMethodError,
            match="did you mean 'last'.*Known: .*broken, .*last, lead, .*missing",
        ):
            summarize(TEXT, "lastt")

    def test_that_cannot_be_loaded_are_an_error_and_do_not_hide_the_others(self) -> None:
        with pytest.raises(
            UnknownMethodError, match="'missing' of no_such_package:Method cannot be loaded: No module"
        ):
            summarize(TEXT, "missing")
        assert "cannot be loaded" in methods()["missing"]
        assert methods()["lead"].startswith("The first sentences")

    def test_that_give_no_summarizer_are_an_error(self) -> None:
        with pytest.raises(
            InvalidTypeError, match="'broken' gives a .*Path, which is no Summarizer; it lacks __call__"
        ):
            summarize(TEXT, "broken")


class TestMany:
    @pytest.mark.parametrize("kind", [list, iter])
    def test_missing_texts_are_an_error_or_left_out(self, kind: Any) -> None:
        texts = ["Cats purr.", None, float("nan"), " ", "Dogs bark."]
        assert [str(each) for each in summarize_many(kind(texts), on_error="skip")] == [
            "Cats purr.",
            "Dogs bark.",
        ]
        summaries = summarize_many(kind(texts))
        assert str(next(summaries)) == "Cats purr."
        with pytest.raises(InvalidTypeError, match=r"got None; on_error='skip' leaves it out"):
            next(summaries)
        with pytest.raises(InvalidTypeError, match="got 7"):  # which is not missing
            list(summarize_many(kind([7]), on_error="skip"))
        with pytest.raises(InvalidValueError, match="on_error"):
            summarize_many([], on_error="ignore")  # type: ignore[arg-type]

    def test_summaries_come_one_by_one_in_order(self) -> None:
        seen = []

        def texts() -> Iterator[str]:
            for number in range(3):
                seen.append(number)
                yield f"This is text {number}. It has two sentences."

        summaries = summarize_many(texts(), "lead", sentences=1)
        assert next(summaries) == "This is text 0."
        assert seen == [0]
        assert list(summaries) == ["This is text 1.", "This is text 2."]

    def test_wrong_arguments_are_errors_at_once(self) -> None:
        with pytest.raises(UnknownMethodError):
            summarize_many([], "textrnk")
        with pytest.raises(InvalidValueError):
            summarize_many([], sentences=0)
        with pytest.raises(InvalidValueError, match="did you mean 'german'"):
            summarize_many([], language="germann")
        with pytest.raises(InvalidTypeError, match="query must be a str"):
            summarize_many([], query=7)  # type: ignore[arg-type]
        with pytest.raises(InvalidValueError, match="takes no query"):
            summarize_many([], "lead", query="x")
        for texts in (None, b"text", Document("A text.")):
            with pytest.raises(InvalidTypeError, match="texts must be an iterable of texts"):
                summarize_many(texts)  # type: ignore[arg-type]
        with pytest.raises(InvalidTypeError, match=r"got str; use summarize\(text\) for one"):
            summarize_many("One text.")

    def test_one_bad_text_does_not_end_the_others(self) -> None:
        summaries = summarize_many(["One text.", "", "Another text."])
        assert next(summaries) == "One text."
        with pytest.raises(EmptyTextError):
            next(summaries)
        assert next(summaries) == "Another text."

    def test_each_text_has_its_own_language(self) -> None:
        english, german = summarize_many(["The cat is here and sleeps.", "Die Katze ist hier und schläft."])
        assert (english.document.language, german.document.language) == ("en", "de")
