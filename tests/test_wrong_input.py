"""Whatever is wrong with an argument, the error is ours, short, and says what to do."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summarize import (
    Document,
    Extractive,
    InvalidTypeError,
    InvalidValueError,
    Length,
    ScriptedEngine,
    SummarizeError,
    TextRank,
    UnknownMethodError,
    UnknownOptionError,
    keywords,
    methods,
    read,
    summarize,
    summarize_many,
)
from summarize.abstractive import Abstractive
from summarize.compat import gensim, summa
from summarize.metrics import create_metric
from summarize.readers import Item
from summarize.registry import create
from tests.test_doors import DOORS

TEXT = "Cats chase mice. It rained all day. Mice fear cats, and dogs bark at them. The cat slept."
LONGEST = 310  # characters


class Unshowable:
    def __repr__(self) -> str:
        raise RuntimeError("no repr")


WRONG: list[Any] = [
    None,
    object(),
    Unshowable(),
    True,
    0,
    -1,
    10**400,
    0.5,
    float("nan"),
    float("inf"),
    1j,
    b"bytes",
    "",
    "no such thing",
    "long " * 10_000,
    "\0\ud800",
    [],
    [None],
    [[TEXT]],
    (1, "a"),
    {"a": 1},
    {TEXT},
    Document,
    len,
    np.float64(0.5),
    np.float64("nan"),
    np.int64(-1),
    np.bool_(True),
    np.str_("numpy"),
    np.array(3),
    np.array("a text"),
    np.array([1.0, 2.0]),
    np.array([["a", "b"]]),
    np.arange(100_000),
]
PLAIN_VALUES = {
    "summarize": "Block Check CheckedSentence UnsupportedFact Section Sentence Source SourceSpan Summary SummarySentence SummaryStream Keyword",
    "summarize.abstractive": "BatchLimits Budget BudgetOverride EngineProfile ErrorKind FilledPrompt Limits"
    " Message Output Piece PreparedPrompt Prompt Request ScriptedRequest Tokens",
    "summarize.batch": "BatchResult Failure",
    "summarize.compression": "CompactedChat Compressed Passage",
    "summarize.metrics": "Case FragmentStatistics Score",
    "summarize.ray": "Written",
    "summarize.readers": "Content Item",
}
NO_ARGUMENTS = {"methods", "known_formats", "Facts", "Fragments", "Novelty", "Readability", "Redundancy"}
NO_ARGUMENTS |= {"SummaryLength", "Support"}
TO_INHERIT = {"Extractive", "Summarizer", "Engine", "TextEngine", "Metric"}
# Of each public name, arguments with which it works; each is then replaced by something wrong.
RIGHT: dict[str, dict[str, Any]] = {
    "summarize": {"text": TEXT},
    "summarize_many": {"texts": [TEXT]},
    "summarize_stream": {"text": TEXT},
    "keywords": {"text": TEXT},
    "read": {"path": "README.md"},
    "compress": {"text": TEXT, "query": "mice"},
    "compact": {"messages": [{"role": "user", "content": TEXT}], "words": 3},
    "create_tool_server": {},
    "create_app": {},
    "Settings": {},
    "Document": {"text": TEXT},
    "Length": {"words": 10},
    "Abstractive": {"model": ScriptedEngine(lambda _: "Cats chase mice.")},
    "ScriptedEngine": {"answers": ["Cats."]},
    "summarize_to_file": {"items": [], "output": "out.jsonl", "summarizer": "lead"},
    "find_sources": {"document": Document(TEXT), "sentences": ["It rained."]},
    "find_unsupported": {"summary": "Kim left.", "source": TEXT, "language": "en"},
    "BertScore": {"model": "folder"},
    "ChrF": {},
    "Rouge": {},
    "chrf": {"summary": "A cat.", "references": ["The cat."]},
    "create_metric": {"spec": "rouge"},
    "find_faults": {"sentences": ["A cat."], "source": TEXT, "language": "en"},
    "fragment_statistics": {"summary": "A cat.", "source": TEXT},
    "novel_ngram_shares": {"summary": "A cat.", "source": TEXT},
    "repeated_ngram_shares": {"summary": "A cat."},
    "rouge": {"summary": "A cat.", "references": ["The cat."]},
    "sentence_similarity": {"sentences": ["A cat."]},
    "SummarizationPipeline": {"model": ScriptedEngine(lambda _: "Cats chase mice.")},
    "pipeline": {"model": ScriptedEngine(lambda _: "Cats chase mice.")},
    "summarize_dataset": {"dataset": []},
    "summarize_files": {"paths": ["no.csv"], "output_folder": "out"},
    "Format": {"kind": "org", "label": "Org", "loader": "a:b", "suffixes": (".org",)},
    "find_items": {"places": "README.md"},
    "members": {"path": "README.md"},
    "read_any": {"place": "README.md"},
    "read_bytes": {"data": b"A text.", "name": "a.txt"},
    "read_item": {"item": Item("a", text=TEXT)},
    "read_url": {"url": "http://127.0.0.1:9/"},
    "rows": {"path": "no.csv"},
    "Limits": {"seconds": 5},
    "table_rows": {"path": "no.csv", "columns": ["text"]},
    "check": {"summary": "It rained.", "source": TEXT},
}
# As the libraries take them, which say themselves what is wrong.
ANYTHING = {"device", "dtype", "device_map", "revision", "quantization_config", "answers", "error_kinds"}


def public_names() -> Iterator[tuple[str, str]]:
    """Each function and class that is called, once."""
    seen: set[object] = set()
    for package in DOORS:
        module = import_module(package)
        values = PLAIN_VALUES.get(package, "").split()
        for name in module.__all__:
            is_error = inspect.isclass(getattr(module, name)) and issubclass(getattr(module, name), Exception)
            is_called = not is_error and name not in {*values, *NO_ARGUMENTS, *TO_INHERIT}
            if is_called and getattr(module, name) not in seen:
                seen.add(getattr(module, name))
                yield package, name


def arguments_of(function: Callable[..., Any]) -> list[str]:
    parameters = inspect.signature(function).parameters.values()
    return [each.name for each in parameters if each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)]


def message_of(call: Callable[..., Any], arguments: dict[str, Any]) -> str | None:
    """What our error says, None if there is none; any other error is raised."""
    try:
        result = call(**arguments)
        if isinstance(result, Iterator):
            list(result)
    except SummarizeError as error:
        return str(error)
    return None


def method_calls() -> Iterator[tuple[str, Callable[..., Any], dict[str, Any]]]:
    yield "call", TextRank(), {"document": TEXT}
    yield "batch", TextRank().batch, {"documents": [TEXT]}
    yield "scores", TextRank().scores, {"document": TEXT}
    model = Abstractive(ScriptedEngine(lambda _: "Cats chase mice."))
    yield "model call", model, {"document": TEXT}
    yield "model batch", model.batch, {"documents": [TEXT]}
    yield "page", Document(TEXT, page_starts=[0, 5]).page, {"position": 3}
    yield "with_lines", Document(TEXT).with_lines, {"lines": "units"}
    yield "of", Document.of, {"text": TEXT}
    yield "word_budget", Length(ratio=0.5).word_budget, {"n_words": 100}
    for drop_in in (gensim, summa):
        yield f"{drop_in.__name__}.summarize", drop_in.summarize, {"text": TEXT}
        yield f"{drop_in.__name__}.keywords", drop_in.keywords, {"text": TEXT}
    metric = {"sentences": ["A cat."], "references": ["The cat."], "source": TEXT, "language": "en"}
    for name in ("rouge", "chrf", "facts", "fragments", "length", "novelty", "readability", "redundancy"):
        yield f"metric {name}", create_metric(name), metric


def every_argument() -> Iterator[Any]:
    for package, name in public_names():
        function = getattr(import_module(package), name)
        call = function
        if inspect.isclass(function) and issubclass(function, Extractive):
            call = lambda function=function, **options: function(**options)(TEXT)  # noqa: E731
        right = RIGHT.get(name, {})
        for argument in arguments_of(function):
            yield pytest.param(call, right, argument, id=f"{name}-{argument}")
    for name, call, right in method_calls():
        for argument in arguments_of(call):
            yield pytest.param(call, right, argument, id=f"{name}-{argument}")


def test_every_public_name_is_here() -> None:
    """One that is new needs arguments in RIGHT, unless it is a method, whose options all have defaults."""
    names = {name for _, name in public_names()}
    of_methods = {type(create(name)).__name__ for name in methods()}
    assert names - of_methods == set(RIGHT)


@pytest.mark.parametrize(("call", "right", "argument"), list(every_argument()))
class TestAnythingWrong:
    @pytest.fixture(autouse=True)
    def _files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "README.md").write_text(TEXT)
        monkeypatch.chdir(tmp_path)  # a wrong name may be a file that is then written

    def test_is_ours(self, call: Callable[..., Any], right: dict[str, Any], argument: str) -> None:
        for value in WRONG:
            if argument in ("model", "encoder") and isinstance(value, str):
                continue  # a name, which would be looked for
            message = message_of(call, {**right, argument: value})
            assert message is None or 0 < len(message) <= LONGEST
            if type(value) is object:
                assert message is not None or argument in ANYTHING, "an object is taken"


class TestHints:
    @pytest.mark.parametrize(
        ("option", "hint"),
        [
            ("word_count", "words=100"),
            ("max_length", "words=100"),
            ("limit_sentences", "sentences=3"),
            ("n", "sentences=3"),
            ("split", "summary.sentences"),
            ("scores", "summary.sentences"),
            ("num_beams", "generation={'num_beams': …}"),
            ("do_sample", "generation={'do_sample': …}"),
            ("max_new_tokens", "generation={'max_new_tokens': …}"),
        ],
    )
    def test_options_of_other_packages_have_other_names_here(self, option: str, hint: str) -> None:
        for arguments in ({}, {"model": ScriptedEngine([])}):
            with pytest.raises(UnknownOptionError, match=f"no option '{option}'; ") as caught:
                summarize(TEXT, **arguments, **{option: 5})
            assert hint in str(caught.value)

    @pytest.mark.parametrize(
        ("method", "hint"),
        [
            ("facebook/bart-large-cnn", "a model is model='facebook/bart-large-cnn'"),
            ("t5-small", "a model is model='t5-small'"),
            ("ollama:qwen3:4b", "a model is model='ollama:qwen3:4b'"),
            (Path("models/bart"), "a model is model='models/bart'"),
            ((object(), object()), r"a loaded model is model=\(model, tokenizer\)"),
            (0.2, "a share of the words is ratio=0.2"),
            (5, "to limit the sentences, pass sentences=5"),
            (TextRank, r"did you mean TextRank\(\)"),
        ],
    )
    def test_what_is_no_method_has_an_argument_of_its_own(self, method: Any, hint: str) -> None:
        with pytest.raises((UnknownMethodError, InvalidTypeError), match=hint):
            summarize(TEXT, method)

    def test_a_slip_is_no_model(self) -> None:
        """LED is a model, too."""
        with pytest.raises(UnknownMethodError, match="did you mean 'lead'"):
            summarize(TEXT, "led")

    def test_a_folder_is_a_model(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "mine").mkdir()
        monkeypatch.chdir(tmp_path)
        with pytest.raises(UnknownMethodError, match="a model is model='mine'"):
            summarize(TEXT, "mine")

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            (Path("a.txt"), r"summarize\(read\(path\)\)"),
            ((TEXT, TEXT), r"summarize_many\(texts\)"),
            (np.array([TEXT, TEXT]), r"summarize_many\(texts\)"),
            (iter([TEXT]), r"summarize_many\(texts\)"),
            (float("nan"), r"frame.dropna\(\)"),
            ({"text": TEXT}, r"value\['text'\]"),
        ],
    )
    def test_what_is_no_text_gets_what_makes_one(self, text: Any, hint: str) -> None:
        with pytest.raises(InvalidTypeError, match=hint):
            summarize(text)

    def test_a_column_of_a_table_is_many_texts(self) -> None:
        pandas = pytest.importorskip("pandas")
        frame = pandas.DataFrame({"text": [TEXT, TEXT]})
        with pytest.raises(InvalidTypeError, match=r"\(Series\); .*summarize_many\(texts\)"):
            summarize(frame["text"])
        with pytest.raises(InvalidTypeError, match=r"got DataFrame; pass one column: frame\['text'\]"):
            summarize_many(frame)
        assert len(list(summarize_many(frame["text"]))) == 2

    @pytest.mark.parametrize("option", ["words", "sentences", "ratio", "top_n"])
    def test_keywords_are_counted(self, option: str) -> None:
        with pytest.raises(UnknownOptionError, match=f"no option '{option}'; .* pass n=10"):
            keywords(TEXT, **{option: 5})  # type: ignore[arg-type]

    def test_a_text_that_names_a_file_gets_a_note(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        note = "the text is the name of a file; for what is in it: summarize(read('notes.txt'))"
        assert note not in summarize("notes.txt").notes
        Path("notes.txt").write_text(TEXT)
        assert summarize("notes.txt").notes[-1] == note
        assert [summary.notes[-1:] for summary in summarize_many(["notes.txt", TEXT])] == [(note,), ()]
        assert note not in summarize(read("notes.txt")).notes
        assert note not in TextRank()("notes.txt").notes  # what a server would say to a stranger


class TestMessages:
    def test_name_a_few_of_very_many_columns(self, tmp_path: Path) -> None:
        table = tmp_path / "wide.csv"
        columns = [f"column{number}" for number in range(8000)]
        table.write_text(",".join(columns) + "\n" + ",".join(columns))
        with pytest.raises(
            SummarizeError, match="has no column 'colum17'; did you mean 'column17'"
        ) as caught:
            list(import_module("summarize.readers").rows(table, text_column="colum17"))
        assert len(str(caught.value)) <= LONGEST
        with pytest.raises(SummarizeError, match="column11, .* and 7,9.. more$"):
            list(import_module("summarize.readers").rows(table))

    def test_name_a_few_languages(self) -> None:
        with pytest.raises(InvalidValueError, match="did you mean 'german'.* more$"):
            Document(TEXT, "germaan!")

    def test_leave_out_the_middle_of_what_somebody_else_says(self) -> None:
        error = SummarizeError("The model says: " + "blah " * 1000 + "Give a smaller chunk_size.")
        assert len(str(error)) <= 300
        assert str(error).startswith("The model says: blah")
        assert str(error).endswith("blah Give a smaller chunk_size.")
