"""Tables of texts: what a row gives, what is wrong with it, and that it never ends a run."""

import csv
import gzip
import io
import json
import os
import random
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from summarize import Document, InvalidTypeError, InvalidValueError, MissingExtraError, ReadError
from summarize.readers import Item, find_items, read, rows
from summarize.readers.tables import delimited, json_lines, lines
from summarize.readers.tables.reading import is_table, table_rows

Write = Callable[[str, str | bytes], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def write(name: str, data: str | bytes) -> str:
        Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return name

    return write


def write_parquet(name: str, **columns: Any) -> str:
    parquet.write_table(pyarrow.table(columns), name)
    return name


def texts(path: str, **options: str) -> list[tuple[str, str | None]]:
    return [(item.id, item.text) for item in rows(path, **options)]


def errors(path: str, **options: str) -> list[tuple[str, str]]:
    return [(item.id, item.error) for item in rows(path, **options) if item.error is not None]


class TestColumns:
    @pytest.mark.parametrize("column", ["text", "document", "body", "article", "content"])
    def test_usual_names_are_found(self, write: Write, column: str) -> None:
        assert texts(write("a.csv", f"title,{column}\nx,A.\n")) == [("a.csv:1", "A.")]
        assert texts(write("a.jsonl", json.dumps({"title": "x", column: "A."}))) == [("a.jsonl:1", "A.")]
        assert texts(write_parquet("a.parquet", title=["x"], **{column: ["A."]})) == [("a.parquet:1", "A.")]

    def test_the_first_of_them_wins(self, write: Write) -> None:
        assert texts(write("a.csv", "content,body,text\nC,B,T\n")) == [("a.csv:1", "T")]

    def test_they_can_be_named(self, write: Write) -> None:
        options = {"text_column": "review", "id_column": "key"}
        assert texts(write("a.csv", "text,review,key,id\nx,A.,k,1\n"), **options) == [("k", "A.")]
        assert texts(write("a.jsonl", '{"text": "x", "review": "A.", "key": "k", "id": 1}'), **options) == [
            ("k", "A.")
        ]
        write_parquet("a.pq", text=["x"], review=["A."], key=["k"], id=[1])
        assert texts("a.pq", **options) == [("k", "A.")]

    def test_none_of_them_is_an_error_that_lists_what_there_is(self, write: Write) -> None:
        message = r"a\..*: no column is called text, .* or content; name the column.*There is: title, review"
        write_parquet("a.parquet", title=["x"], review=["A."])
        for name in (
            write("a.csv", "title,review\nx,A.\n"),
            write("a.jsonl", '{"title": "x", "review": "A."}'),
            "a.parquet",
        ):
            with pytest.raises(ReadError, match=message):
                list(rows(name))

    @pytest.mark.parametrize("option", ["text_column", "id_column"])
    def test_a_named_one_that_is_not_there(self, write: Write, option: str) -> None:
        write_parquet("a.parquet", title=["x"], text=["A."])
        for name in (write("a.csv", "title,text\nx,A.\n"), "a.parquet"):
            with pytest.raises(
                ReadError, match=r"has no column 'txt'; did you mean 'text'\? Known: text, title"
            ):
                list(rows(name, **{option: "txt"}))
        message = "a.jsonl, line 1: there is no column 'txt'; did you mean 'text'? Known: text, title"
        assert errors(write("a.jsonl", '{"title": "x", "text": "A."}'), **{option: "txt"}) == [
            ("a.jsonl:1", message)
        ]

    def test_two_of_one_name(self, write: Write) -> None:
        assert texts(write("a.csv", "text,x,text\nA,B,C\n")) == [("a.csv:1", "A")]
        assert texts("a.csv", text_column="text (3)") == [("a.csv:1", "C")]
        twice = pyarrow.Table.from_arrays([pyarrow.array(["A"])] * 2, names=["text", "text"])
        parquet.write_table(twice, "a.parquet")
        with pytest.raises(ReadError, match="a.parquet: has two columns 'text'; rename one"):
            list(rows("a.parquet"))

    @pytest.mark.timeout(30)
    def test_a_hundred_thousand(self, write: Write) -> None:
        header = ",".join(["text", *(f"column{number}" for number in range(100_000))])
        assert texts(write("a.csv", f"{header}\n{'A.,' * 100_000}\n")) == [("a.csv:1", "A.")]


class TestNames:
    def test_those_of_the_column_id(self, write: Write) -> None:
        data = "\n".join(json.dumps({"text": "A.", "id": name}) for name in ("a", 7, None, "", 0))
        names = ["a", "7", "a.jsonl:3", "a.jsonl:4", "0"]
        assert [item.id for item in rows(write("a.jsonl", data))] == names

    def test_what_is_no_name(self, write: Write) -> None:
        wrong: list[object] = [True, 1.5, [1], {}]
        data = "\n".join(json.dumps({"text": "A.", "id": name}) for name in wrong)
        found = errors(write("a.jsonl", data))
        assert [name for name, _ in found] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3", "a.jsonl:4"]
        assert (
            found[2][1]
            == "a.jsonl, line 3: the column 'id' is a list, and a name is a string or a whole number"
        )

    def test_the_place_as_it_was_given(self, write: Write) -> None:
        Path("folder").mkdir()
        assert texts(write("./folder/a.csv", "text\nA.\n")) == [("./folder/a.csv:1", "A.")]


class TestJsonLines:
    def test_rows_that_cannot_be_used(self, write: Write) -> None:
        good = '{"text": "A.", "id": "%s"}'
        bad = [
            "{",
            "[1]",
            '{"id": "x"}',
            '{"text": null}',
            '{"text": 3}',
            '{"text": "\\ud800"}',
            "[" * 10**5,
            "NaN",
        ]
        bad += ['{"text": "A.", "n": %s}' % ("1" * 5000)]
        path = write("a.jsonl", "\n".join([good % "first", *bad, "", good % "last", ""]))
        items = list(rows(path))
        assert (items[0], items[-1]) == (Item("first", text="A."), Item("last", text="A."))
        assert [item.id for item in items[1:-1]] == [f"a.jsonl:{n}" for n in (2, 3)] + ["x"] + [
            f"a.jsonl:{n}" for n in range(5, 11)
        ]
        reasons = [str(item.error).removeprefix("a.jsonl, line ")[3:] for item in items[1:-1]]
        assert reasons[0].startswith("is not valid JSON: Expecting property name")
        assert reasons[1:5] == [
            "is no JSON object",
            "there is no column 'text'; Known: id",
            "the column 'text' is null; on_error='skip' leaves such rows out",
            "the column 'text' is a number, not a string",
        ]
        assert "half a surrogate pair" in reasons[5]
        assert reasons[6].startswith(("has too many brackets", "is not valid JSON"))
        assert all(item.text is None and item.place is None for item in items[1:-1])

    def test_only_line_feeds_end_lines(self, write: Write) -> None:
        data = '{"text": "A\u2028B\x85\x0cC"}\r\n{"text": "D"}'
        assert texts(write("a.jsonl", data.replace("\x0c", "\\f"))) == [
            ("a.jsonl:1", "A\u2028B\x85\x0cC"),
            ("a.jsonl:2", "D"),
        ]

    def test_a_line_in_another_encoding_is_one_error(self, write: Write) -> None:
        data = b'{"text": "A"}\n{"text": "Gr\xfc\xdfe"}\n{"text": "B", "id": "\xfc"}\n{"text": "C"}\n'
        found = list(rows(write("a.jsonl", data)))
        assert [item.text for item in found] == ["A", None, None, "C"]
        assert [item.id for item in found] == [f"a.jsonl:{n}" for n in (1, 2, 3, 4)]
        assert "a.jsonl, line 2: the column 'text' has what is no character: bytes of another enc" in str(
            found[1].error
        )
        assert [item.text for item in rows("a.jsonl", encoding="latin-1")] == ["A", "Grüße", "B", "C"]

    def test_lines_that_are_too_long(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lines, "MAX_LINE", 20)
        monkeypatch.setattr(json_lines, "MAX_LINE", 20)
        data = "\n".join(
            ['{"text": "A"}', '{"text": "%s"}' % ("x" * 99), '{"text":  "123456"}', '{"text": "B"}']
        )
        found = list(rows(write("a.jsonl", data)))
        assert [item.text for item in found] == ["A", None, "123456", "B"]
        assert found[1].error == "a.jsonl, line 2: has more than 20 characters"

    @given(st.binary(max_size=60))
    def test_any_bytes_are_items_or_a_read_error(
        self, tmp_path_factory: pytest.TempPathFactory, data: bytes
    ) -> None:
        path = tmp_path_factory.getbasetemp() / "any.jsonl"
        path.write_bytes(data)
        try:
            items = list(rows(path))
        except ReadError:
            return
        assert all((item.text is None) != (item.error is None) for item in items)


class TestCsv:
    def test_quotes_hold_line_breaks_and_delimiters(self, write: Write) -> None:
        data = 'id,text\r\n1,"A, ""B"".\r\n\r\nC.\n"\r\n\r\n2,D\r\n'
        assert texts(write("a.csv", data)) == [("1", 'A, "B".\r\n\r\nC.\n'), ("2", "D")]

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_the_delimiter_is_seen(self, write: Write, delimiter: str) -> None:
        assert texts(write("a.csv", delimiter.join(["id", "text", "x"]) + "\n" + delimiter.join("1AB"))) == [
            ("1", "A")
        ]

    @pytest.mark.parametrize("name", ["a.tsv", "a.TAB"])
    def test_tsv_is_tabs_only(self, write: Write, name: str) -> None:
        assert texts(write(name, "text\ta;b;c;d\nA, B; C.\tx\n")) == [(f"{name}:1", "A, B; C.")]

    def test_one_column_and_old_line_ends(self, write: Write) -> None:
        assert texts(write("a.csv", "text\rA. B\rC.")) == [("a.csv:1", "A. B"), ("a.csv:2", "C.")]

    def test_huge_fields(self, write: Write) -> None:
        assert csv.field_size_limit() >= 131072
        huge = "word " * 100_000
        assert texts(write("a.csv", f'text\n"{huge}"\n')) == [("a.csv:1", huge)]

    def test_rows_that_cannot_be_used(self, write: Write) -> None:
        data = 'id,text\n1,A\n2\n3,B,C\n4,"D"x\n5,E\n6,"F\n'
        found = list(rows(write("a.csv", data)))
        assert [(item.id, item.text) for item in found] == [
            ("1", "A"),
            ("a.csv:2", None),
            ("a.csv:3", None),
            ("a.csv:4", None),
            ("5", "E"),
            ("a.csv:6", None),
        ]
        assert [item.error for item in found if item.error] == [
            "a.csv, line 3: has 1 field, and the header has 2",
            "a.csv, line 4: has 3 fields, and the header has 2",
            "a.csv, line 5: is not valid CSV: ',' expected after '\"'",
            "a.csv, line 7: is not valid CSV: unexpected end of data",
        ]

    def test_a_quote_that_is_never_closed(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lines, "MAX_LINE", 1000)
        monkeypatch.setattr(delimited, "MAX_LINE", 1000)
        limit = csv.field_size_limit(1000)
        try:
            found = list(rows(write("a.csv", 'text\nA\n"B\n' + "line\n" * 300 + "C\n")))
        finally:
            csv.field_size_limit(limit)
        assert found[0].text == "A"
        assert (
            found[1].error == "a.csv, lines 3 to 203: is not valid CSV: field larger than field limit (1000)"
        )
        assert found[-1].text == "C"

    def test_the_rows_that_a_quote_has_swallowed_are_told(self, write: Write) -> None:
        found = list(rows(write("a.csv", 'id,text\n1,"A\n2,B\n3,"C"\n4,D\n')))
        assert str(found[0].error).startswith("a.csv, lines 2 to 4: is not valid CSV")
        assert found[1:] == [Item("4", text="D")]

    @pytest.mark.parametrize("before", ["\n \r\n", "sep=;\r\n", "\nSEP=;\n\n"])
    def test_what_may_be_before_the_header(self, write: Write, before: str) -> None:
        found = list(rows(write("a.csv", before + "text;id\nA, B;1\nC;2;3\n")))
        assert found[0] == Item("1", text="A, B")
        n_lines = before.count("\n")
        assert found[1].error == f"a.csv, line {n_lines + 3}: has 3 fields, and the header has 2"

    @pytest.mark.parametrize("data", ["", "\n\n", '"', ",,\n1,2,3"])
    def test_without_a_header(self, write: Write, data: str) -> None:
        with pytest.raises(ReadError, match=r"a.csv: .*the first line must name the columns"):
            list(rows(write("a.csv", data)))

    def test_only_a_header(self, write: Write) -> None:
        assert list(rows(write("a.csv", "id,text\n"))) == []

    @given(st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))))
    def test_what_python_writes_is_what_is_read(
        self, tmp_path_factory: pytest.TempPathFactory, fields: list[tuple[str, str]]
    ) -> None:
        fields = [(title, text) for title, text in fields if "\0" not in title + text]
        table = io.StringIO()
        csv.writer(table).writerows([("title", "text"), *fields])
        path = tmp_path_factory.getbasetemp() / "any.csv"
        path.write_bytes(table.getvalue().encode())
        assert [item.text for item in rows(path)] == [text for _, text in fields]


class TestFiles:
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
    def test_marks(self, write: Write, encoding: str) -> None:
        assert texts(write("a.csv", "text,id\nGrüße,1\n".encode(encoding))) == [("1", "Grüße")]
        assert texts(write("a.jsonl", '{"text": "Grüße"}\n'.encode(encoding))) == [("a.jsonl:1", "Grüße")]

    @pytest.mark.timeout(20)
    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_a_pipe_is_read_once(self, tmp_path: Path) -> None:
        pipe = tmp_path / "p.csv"
        os.mkfifo(pipe)
        writer = Thread(target=pipe.write_bytes, args=["text\nGrüße\n".encode("cp1252")], daemon=True)
        writer.start()
        assert texts(str(pipe), encoding="cp1252") == [(f"{pipe}:1", "Grüße")]

    def test_encodings_that_are_named(self, write: Write) -> None:
        assert texts(write("a.csv", "text\nGrüße\n".encode("cp1252")), encoding="cp1252") == [
            ("a.csv:1", "Grüße")
        ]
        assert texts(write("a.csv", "text\nA\n".encode("utf-8-sig")), encoding="UTF8") == [("a.csv:1", "A")]
        with pytest.raises(InvalidValueError, match="unknown encoding 'latin-99'"):
            list(rows("a.csv", encoding="latin-99"))
        with pytest.raises(InvalidTypeError, match="a path must be a string or a Path, not int"):
            list(rows(7))  # type: ignore[arg-type]
        with pytest.raises(ReadError, match="has NUL bytes"):
            list(rows(write("a.csv", "text\nA\n".encode("utf-16-le"))))

    def test_packed_ones(self, write: Write) -> None:
        data = b'{"text": "A."}\n'
        assert texts(write("a.jsonl.gz", gzip.compress(data) * 2)) == [
            ("a.jsonl.gz:1", "A."),
            ("a.jsonl.gz:2", "A."),
        ]
        assert texts(write("a.CSV.GZ", gzip.compress(b"text\nA.\n"))) == [("a.CSV.GZ:1", "A.")]
        zstd = pytest.importorskip("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
        assert len(texts(write("a.jsonl.zst", zstd.compress(data) + zstd.compress(data)))) == 2

    def test_one_that_breaks_off(self, write: Write) -> None:
        data = gzip.compress(b"".join(b'{"text": "A.", "n": "%d"}\n' % n for n in range(20_000)))
        items = list(rows(write("a.jsonl.gz", data[: len(data) // 2])))
        assert len(items) > 1000
        assert all(item.text == "A." for item in items[:-1])
        assert items[-1].id == f"a.jsonl.gz:{len(items)}"
        assert "a.jsonl.gz: cannot be read further: " in str(items[-1].error)

    def test_what_cannot_be_read(self, write: Write) -> None:
        Path("folder.csv").mkdir()
        for name, message in [
            ("none.csv", "none.csv: no such file"),
            ("none.parquet", "none.parquet: no such file"),
            ("folder.csv", "is a folder"),
            (write("a.txt", "A."), "a.txt: is no table; the names of those end with .arrow, .csv, "),
            ("a\0.csv", "cannot be read: embedded null"),
            (write("a.jsonl.gz", "A."), "cannot be read"),
            (write("a.jsonl.zst", "A."), "cannot be read"),
            (write("a.parquet", "A."), "cannot be read as Parquet"),
        ]:
            with pytest.raises(ReadError, match=message):
                list(rows(name))

    def test_extras(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in ("pyarrow", "backports.zstd", "compression.zstd", "backports", "compression"):
            monkeypatch.setitem(sys.modules, module, None)
        for name in ("a.parquet", "a.jsonl.zst"):
            with pytest.raises(MissingExtraError, match=rf"{name}: .*pip install '[\w.-]+\[readers\]'"):
                list(rows(write(name, b"PAR1")))

    def test_memory_is_bounded(self, write: Write) -> None:
        row = json.dumps({"text": "word " * 200}).encode() + b"\n"
        path = write("a.jsonl.gz", gzip.compress(row * 20_000, 1))
        tracemalloc.start()
        try:
            assert sum(item.text is not None for item in rows(path)) == 20_000
            assert tracemalloc.get_traced_memory()[1] < 2_000_000
        finally:
            tracemalloc.stop()


class TestParquet:
    def test_types_of_text(self, write: Write) -> None:
        values = ["A.", None, "B."]
        kinds = [
            pyarrow.string(),
            pyarrow.large_string(),
            pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
        ]
        for kind in kinds:
            write_parquet(
                "a.parquet", text=pyarrow.array(values, kind), id=pyarrow.array([1, 2, None], pyarrow.int64())
            )
            assert list(rows("a.parquet")) == [
                Item("1", text="A."),
                Item(
                    "2",
                    error="a.parquet, row 2: the column 'text' is null; on_error='skip' leaves such rows out",
                ),
                Item("a.parquet:3", text="B."),
            ]

    def test_a_column_of_something_else(self, write: Write) -> None:
        write_parquet("a.parquet", text=[1, 2])
        with pytest.raises(ReadError, match="a.parquet: the column 'text' is int64, not string"):
            list(rows("a.parquet"))

    def test_text_that_is_not_utf_8(self, write: Write) -> None:
        broken = pyarrow.StringArray.from_buffers(
            2, pyarrow.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0"), pyarrow.py_buffer(b"A\xff")
        )
        write_parquet("a.parquet", text=broken)
        assert [item.text for item in rows("a.parquet")] == ["A", None]
        assert errors("a.parquet") == [("a.parquet:2", "a.parquet, row 2: has a string that is not UTF-8")]

    def test_row_groups_are_numbered_through(self, write: Write) -> None:
        table = pyarrow.table({"text": [f"Text {n}." for n in range(1000)]})
        parquet.write_table(table, "a.parquet", row_group_size=70)
        assert texts("a.parquet") == [(f"a.parquet:{n + 1}", f"Text {n}.") for n in range(1000)]

    def test_a_damaged_row_group(self, write: Write) -> None:
        table = pyarrow.table({"text": [f"Text {n}. " * 20 for n in range(1000)]})
        parquet.write_table(table, "a.parquet", row_group_size=100, use_dictionary=False)
        data = bytearray(Path("a.parquet").read_bytes())
        middle = parquet.ParquetFile("a.parquet").metadata.row_group(5).column(0).data_page_offset
        data[middle : middle + 400] = bytes(400)
        items = list(rows(write("a.parquet", bytes(data))))
        assert [item.text is None for item in items] == [False] * (len(items) - 1) + [True]
        assert 400 <= len(items) <= 501
        assert "a.parquet: cannot be read further: " in str(items[-1].error)

    def test_damaged_ones_are_items_or_a_read_error(self, write: Write) -> None:
        table = pyarrow.table({"text": [f"Text {n}. " * 5 for n in range(300)], "id": list(range(300))})
        parquet.write_table(table, "a.parquet", row_group_size=50)
        data = Path("a.parquet").read_bytes()
        n_errors = 0
        for seed in range(400):
            source = random.Random(seed)
            damaged = bytearray(data)
            for _ in range(source.choice((1, 2, 8))):
                damaged[-1 - source.randrange(1500)] ^= 1 << source.randrange(8)
            try:
                list(rows(write("b.parquet", bytes(damaged))))
            except ReadError:
                n_errors += 1
        assert n_errors > 50


class TestIsTable:
    @pytest.mark.parametrize(
        "name", ["a.jsonl", "a.NDJSON", "a.csv.gz", "a.tsv", "a.parquet", "a.pq", "a.jsonl.zst"]
    )
    def test_names_that_tell(self, name: str) -> None:
        assert is_table(name)
        assert is_table(Path(name))

    @pytest.mark.parametrize(
        "name", ["a.txt", "a", "a.json", "-", "", "csv", ".csv", "a.gz", "a.parquet.gz", "https://a.org/"]
    )
    def test_names_of_others(self, name: str) -> None:
        assert not is_table(name)

    @pytest.mark.parametrize(
        ("data", "table"),
        [
            (b'{"text": "A."}\n{"text"', True),
            (b'\xef\xbb\xbf{"text": "A."}', True),
            (b'{\n"text": "A."}', True),
            (b'[{"text": "A."}]', True),
            (b"A text, and not a table.", False),
            (b"\x00\xff\xfe", False),
            (b"", False),
            (b"[" * 10**5, False),
        ],
    )
    def test_beginnings_that_tell(self, write: Write, data: bytes, table: bool) -> None:
        for name in ("a.json", "data"):
            assert is_table(write(name, data)) is table
        assert is_table(write("a.json.gz", gzip.compress(data))) is table
        assert not is_table(write("a.txt", data))

    def test_parquet_of_any_name(self, write: Write) -> None:
        write_parquet("data", text=["A."])
        assert is_table("data")
        assert texts("data") == [("data:1", "A.")]


def test_wrong_columns_are_told_at_the_call() -> None:
    for arguments in ({"text_column": 5}, {"id_column": ["id"]}):
        with pytest.raises(InvalidTypeError, match="_column must be a string or None, not"):
            rows("none.csv", **arguments)  # type: ignore[arg-type]


class TestJson:
    @pytest.mark.parametrize(
        ("data", "found"),
        [
            ('[{"id": 7, "text": "A."}, "B."]', [("7", "A."), ("a.json:2", "B.")]),
            ('{\n"version": 1, "data": [{"text": "A."}, {"text": "B."}]}', [("a.json:1", "A."), ("a.json:2", "B.")]),
            ('{\n"a": {"text": "A."}, "b": {"text": "B."}}', [("a", "A."), ("b", "B.")]),
            ('{\n"a": "A.", "b": "B."}', [("a", "A."), ("b", "B.")]),
            ('{\n"id": {"0": 5, "1": 6}, "text": {"0": "A.", "1": "B."}}', [("5", "A."), ("6", "B.")]),
            ('{\n"id": "x", "title": "T", "text": "A."}', [("x", "A.")]),
            ('{\n"content": [{"text": "A."}, {"text": "B."}]}', [("a.json:1", "A."), ("a.json:2", "B.")]),
            ('{"content": [{"text": "A."}, {"text": "B."}]}\n', [("a.json:1", "A."), ("a.json:2", "B.")]),
            ('{\n"content": ["A.", "B."]}', [("a.json:1", "A.\nB.")]),
        ],
    )  # fmt: skip
    def test_arrays_and_objects_of_texts(self, write: Write, data: str, found: list[tuple[str, str]]) -> None:
        path = write("a.json", data)
        assert texts(path) == found
        assert [item.id for item in find_items("a.json")] == [row_id for row_id, _ in found]

    def test_one_text_is_a_document_and_several_are_not(self, write: Write) -> None:
        document = read(write("a.json", '{\n"title": "T", "text": "Cats purr."}'))
        assert (document.title, document.text) == ("T", "Cats purr.")
        with pytest.raises(ReadError, match="^a.json: has 2 texts, and a document is one"):
            read(write("a.json", '["Cats purr.", "Dogs bark."]'))

    @pytest.mark.parametrize(
        ("data", "n_read", "message"),
        [
            ('[{"text": "A."}, {"text"', 1, "is not valid JSON"),
            ('[{"text": "A."} {"text": "B."}]', 1, "Expecting ',' delimiter"),
            ('[{"text": "A."}', 1, "the array has no end"),
            ('[{"text": "A."}] [', 1, "Extra data"),
            ('[{"text": "A."}, ' + "[" * 10**5, 1, "too many brackets in one another"),
        ],
    )
    def test_what_is_damaged_ends_where_it_is(
        self, write: Write, data: str, n_read: int, message: str
    ) -> None:
        *good, last = list(rows(write("a.json", data)))
        assert [item.text for item in good] == ["A."] * n_read
        assert message in (last.error or "")

    def test_a_large_array_takes_little_memory(self, write: Write) -> None:
        path = write("a.json", "[" + ",".join([json.dumps({"text": "word " * 200})] * 20_000) + "]")
        tracemalloc.start()
        assert sum(1 for _ in rows(path)) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 12 << 20
        tracemalloc.stop()


class TestValues:
    def test_ids_that_were_whole_numbers_before_one_was_missing(self, write: Write) -> None:
        write_parquet("a.parquet", id=[1.0, None, 3.0], text=["A.", "B.", "C."])
        lines = '{"id": 1.0, "text": "A."}\n{"id": null, "text": "B."}\n{"id": 3.0, "text": "C."}\n'
        for path in (
            write("a.csv", "id,text\n1.0,A.\n,B.\n3.0,C.\n"),
            write("a.jsonl", lines),
            write("a.json", f"[{','.join(lines.splitlines())}]"),
            "a.parquet",
        ):
            assert [item.id for item in rows(path)] == ["1", f"{path}:2", "3"]
        assert "a name is a string or a whole number" in str(
            next(rows(write("a.jsonl", '{"id": 1.5, "text": "A."}'))).error
        )

    def test_a_column_in_another_one(self, write: Write) -> None:
        write_parquet("a.parquet", article=[{"body": "A.", "id": 7}])
        path = write("a.jsonl", '{"article": {"body": "A.", "id": 7}}\n{"article": {"id": 8}}\n')
        for each in (path, "a.parquet"):
            assert next(rows(each, text_column="article.body", id_column="article.id")) == Item(
                "7", text="A."
            )
        assert "there is no column 'article.body'" in str(
            list(rows(path, text_column="article.body"))[1].error
        )
        with pytest.raises(ReadError, match="a.csv: has no column 'a.b'"):
            list(rows(write("a.csv", "id,text\n1,A.\n"), text_column="a.b"))

    def test_a_list_of_sentences_is_a_text(self, write: Write) -> None:
        write_parquet("a.parquet", text=[["Cats purr.", "Dogs bark."]])
        for path in (write("a.jsonl", '{"text": ["Cats purr.", "Dogs bark."]}'), "a.parquet"):
            document = Document(str(next(rows(path)).text))
            assert [sentence.text for sentence in document.sentences] == ["Cats purr.", "Dogs bark."]
        assert str(next(rows(write("a.jsonl", '{"text": [1]}'))).error).endswith("is a list, not a string")

    def test_rows_without_a_text_are_left_out_if_asked_for(self, write: Write) -> None:
        path = write("a.jsonl", '{"text": "A."}\n{"text": null}\n{"text": NaN}\n{"text": "B."}\n')
        assert [item.error for item in rows(path)][1:3] == [
            "a.jsonl, line 2: the column 'text' is null; on_error='skip' leaves such rows out",
            "a.jsonl, line 3: the column 'text' is no text (NaN); on_error='skip' leaves such rows out",
        ]
        assert [item.text for item in rows(path, on_error="skip")] == ["A.", "B."]
        assert [item.text for item in find_items(path, on_error="skip")] == ["A.", "B."]
        with pytest.raises(InvalidValueError, match="on_error"):
            rows(path, on_error="drop")  # type: ignore[arg-type]


class TestSavedDatasets:
    def save(self, folder: str, *texts: str) -> None:
        import pyarrow

        Path(folder).mkdir(parents=True)
        for number, text in enumerate(texts):
            table = pyarrow.table({"id": [number], "text": [text]})
            with pyarrow.ipc.new_stream(f"{folder}/data-{number}.arrow", table.schema) as stream:
                stream.write_table(table)
        files = [{"filename": f"data-{number}.arrow"} for number in range(len(texts))]
        Path(folder, "state.json").write_text(json.dumps({"_data_files": files}))

    def test_a_folder_is_one_data_set(self, write: Write) -> None:
        self.save("cats", "A.", "B.")
        assert is_table("cats")
        assert texts("cats") == [("0", "A."), ("1", "B.")]
        assert [item.text for item in find_items("cats")] == ["A.", "B."]

    def test_splits_come_in_order(self, write: Write) -> None:
        self.save("all/train", "A.")
        self.save("all/test", "B.")
        Path("all/dataset_dict.json").write_text('{"splits": ["train", "test"]}')
        assert [item.text for item in find_items("all")] == ["A.", "B."]
        assert [item.text for item in find_items(".", recursive=True)] == ["A.", "B."]
        found = [(row.place, row.values) for row in table_rows("all", ["text"])]
        assert found == [("train, row 1", {"text": "A."}), ("test, row 1", {"text": "B."})]

    def test_as_the_package_saves_it(self, write: Write) -> None:
        datasets = pytest.importorskip("datasets")
        made = datasets.Dataset.from_dict({"text": ["A.", "B.", "C."]}).select([2, 0])
        made.save_to_disk("saved")
        datasets.DatasetDict(train=made).save_to_disk("splits")
        assert texts("saved") == [("saved:1", "C."), ("saved:2", "A.")]
        assert texts("splits") == [("splits/train:1", "C."), ("splits/train:2", "A.")]

    def test_what_is_damaged_is_told(self, write: Write) -> None:
        self.save("cats", "A.")
        Path("cats/data-0.arrow").write_bytes(b"\0" * 100)
        with pytest.raises(ReadError, match="^cats/data-0.arrow: cannot be read as Arrow"):
            texts("cats")
        Path("cats/state.json").write_text("{")
        assert not is_table("cats")
