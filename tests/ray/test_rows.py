"""What an actor does with its rows, without an actor."""

from collections.abc import Iterator
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from summarize import Length, ModelError, Summary, TextRank  # noqa: E402
from summarize.ray.rows import ADDED, RowSummarizer  # noqa: E402
from tests.batch.methods import Ahead  # noqa: E402
from tests.ray.methods import Fails  # noqa: E402

TEXT = "Cats chase all mice. It rained all day. All mice fear cats."


def test_the_columns_hold_what_the_summary_has() -> None:
    row = RowSummarizer(TextRank(), "text")(pa.table({"text": [TEXT], "n": [7]})).to_pylist()[0]
    summary = TextRank()(TEXT)
    expected = {name: value for name, value in summary.to_dict().items() if name in ADDED.names}
    expected["sentences"] = [{**each, "sources": list(each["sources"])} for each in expected["sentences"]]
    assert row.pop("seconds") > 0
    assert row == {"text": TEXT, "n": 7, **expected, "error": None}


def test_other_columns_stay_as_they_are() -> None:
    table = pa.table({"n": pa.array([1, None], pa.int8()), "text": [TEXT, None], "l": [[1], None]})
    done = RowSummarizer(TextRank(), "text")(table)
    assert done.select(table.column_names).equals(table)
    assert done.column_names == [*table.column_names, *ADDED.names]


@pytest.mark.parametrize("texts", [[], [TEXT], ["", None], [TEXT, " "]])
def test_the_types_never_depend_on_the_rows(texts: list[str | None]) -> None:
    done = RowSummarizer(TextRank(), "text")(pa.table({"text": pa.array(texts, pa.string())}))
    assert pa.schema([done.schema.field(name) for name in ADDED.names]) == ADDED


def test_a_row_that_fails_tells_why_and_the_next_ones_go_on() -> None:
    texts = [TEXT, "A bad one.", "Another bad one.", TEXT, None]
    rows = RowSummarizer(Fails(), "text", Length(sentences=1))(pa.table({"text": texts})).to_pylist()
    errors = [row["error"] for row in rows]
    assert errors[:4] == [None, "KeyError: 'no such thing'", "KeyError: 'no such thing'", None]
    assert errors[4].startswith("InvalidTypeError: text must be a str")
    assert [row["summary"] for row in rows] == [
        "Cats chase all mice.",
        None,
        None,
        "Cats chase all mice.",
        None,
    ]


def test_documents_of_other_formats_come_as_bytes() -> None:
    page = b"<html><head><title>T</title></head><body><p>Cats chase mice.</p><p>They run.</p></body></html>"
    table = pa.table({"path": ["a.html", "b.txt"], "bytes": [page, b"\xff\xfe\xff"]})
    first, second = RowSummarizer(TextRank(), "bytes")(table).to_pylist()
    assert "Cats chase mice." in first["summary"]
    assert second["error"].startswith("ReadError: b.txt: ")


def test_what_arrow_cannot_hold_is_the_error_of_its_row() -> None:
    class Odd(Fails):
        def batch(self, documents: Any, length: Any = None, *, query: Any = None) -> Iterator[Any]:
            for document in documents:
                if document.text == "No summary.":
                    yield "a str"
                elif document.text == "Half a character.":
                    yield TextRank()("Half \ud83d.")
                elif document.text == "In an error.":
                    raise KeyError("\ud83d")
                else:
                    yield TextRank()(document, length)

    texts = [TEXT, "No summary.", "Half a character.", "In an error.", TEXT]
    table = RowSummarizer(Odd(), "text")(pa.table({"text": texts}))
    errors = table.column("error").to_pylist()
    assert [error and error.split(":")[0] for error in errors] == [
        None, "AttributeError", "UnicodeEncodeError", "KeyError", None
    ]  # fmt: skip
    assert [bool(text) for text in table.column("summary").to_pylist()] == [True, False, False, False, True]
    assert min(table.column("seconds").to_pylist()) > 0
    assert pa.schema([table.schema.field(name) for name in ADDED.names]) == ADDED


def test_the_error_of_a_batch_that_takes_several_is_that_of_its_row() -> None:
    texts = ["One text.", "It RAISES.", "Another text.", None, "The last one."]
    rows = RowSummarizer(Ahead(), "text")(pa.table({"text": texts})).to_pylist()
    assert [(row["error"] or "").split(":")[0] for row in rows] == [
        "",
        "KeyError",
        "",
        "InvalidTypeError",
        "",
    ]
    assert [row["summary"] for row in rows] == ["One text.", None, "Another text.", None, "The last one."]


@pytest.mark.parametrize("names", [[1, 2], [None, None], [[], []]])
def test_a_column_that_is_called_path_and_has_none_is_no_matter(names: list[Any]) -> None:
    table = pa.table({"path": names, "bytes": [b"One text.", b"\xff\xfe\xff"]})
    rows = RowSummarizer(TextRank(), "bytes")(table).to_pylist()
    assert rows[0]["summary"] == "One text."
    assert rows[1]["error"].startswith("ReadError: a row: ")


def test_a_model_that_cannot_be_loaded_is_no_fault_of_rows() -> None:
    class NoModel(Fails):
        def batch(self, *_: Any, **__: Any) -> Iterator[Summary]:
            raise ModelError("no such model")

    with pytest.raises(ModelError, match="no such model"):
        RowSummarizer(NoModel(), "text")
