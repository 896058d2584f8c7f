"""The titles of rows: read from tables of all kinds, and told to the methods that make use of one."""

import csv
import json
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from summarize import Edmundson, Length
from summarize.batch.run import summarize_to_file
from summarize.readers.tables import rows
from tests.batch.conftest import records
from tests.cli.test_cli import run

ROW = {"id": "1", "text": "Cats purr. Dogs bark at cats. Rain fell.", "title": " The\nRain "}
CHOSEN = "Rain fell."


@pytest.fixture(params=["csv", "jsonl", "parquet"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = tmp_path / f"a.{request.param}"
    if request.param == "jsonl":
        path.write_text(json.dumps(ROW) + "\n")
    elif request.param == "parquet":
        parquet.write_table(pyarrow.Table.from_pylist([ROW]), path)
    else:
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([ROW, ROW.values()])
    return str(path)


def test_tables_have_titles_in_a_column_of_this_name(table: str) -> None:
    (item,) = rows(table)
    assert item.title == "The Rain"


def test_a_batch_tells_them(table: str, tmp_path: Path) -> None:
    summarize_to_file(rows(table), tmp_path / "out.jsonl", Edmundson(), Length(sentences=1))
    assert [record["summary"] for record in records(tmp_path / "out.jsonl")] == [CHOSEN]


def test_the_command_line_tells_them(table: str) -> None:
    arguments = (table, "--method", "edmundson", "--sentences", "1")
    assert run(*arguments).stdout == f"{CHOSEN}\n"
    assert run(*arguments, "--format", "markdown").stdout == f"## The Rain\n\n- {CHOSEN}\n"


def test_what_is_no_title_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    titles: list[object] = [None, 7, " ", ["A"], "\ud800", "Rain"]
    path.write_text("\n".join(json.dumps({"text": "It rained.", "title": title}) for title in titles))
    found = [(item.text, item.title, item.error) for item in rows(path)]
    assert found == [("It rained.", None, None)] * 5 + [("It rained.", "Rain", None)]


def test_a_title_that_is_the_text_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title\nRain fell.\n")
    assert [(item.text, item.title) for item in rows(path, text_column="title")] == [("Rain fell.", None)]


def test_of_two_columns_neither_is_the_title(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    columns = [pyarrow.array([name]) for name in ("It rained.", "A", "B")]
    parquet.write_table(pyarrow.Table.from_arrays(columns, names=["text", "title", "title"]), path)
    assert [(item.text, item.title) for item in rows(path)] == [("It rained.", None)]
