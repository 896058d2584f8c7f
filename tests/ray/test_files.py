"""Files through Ray to a folder of Parquet files."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray")

import pyarrow as pa
from pyarrow import parquet

from summarize import InvalidValueError, ReadError, SummarizeError, summarize
from summarize.ray import summarize_files
from summarize.ray.files import find_reader, read
from summarize.ray.rows import ADDED

TEXTS = [
    "Cats chase mice. It rained. Mice fear cats.",
    "",
    "Dogs bark at night. They sleep all day. Dogs eat.",
]


def rows_in(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = parquet.read_table(folder).to_pylist()
    return rows


def test_tables_of_all_kinds_are_read(ray: Any, tmp_path: Path) -> None:
    rows = [{"other": i, "article": text} for i, text in enumerate(TEXTS)]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "in.csv").write_text("other,article\n" + "".join(f'{i},"{t}"\n' for i, t in enumerate(TEXTS)))
    for name, reader in (("in.parquet", "read_parquet"), ("in.jsonl", "read_json"), ("in.csv", "read_csv")):
        path = str(tmp_path / name)
        assert find_reader([path]) == reader
        dataset, text_column = read(reader, [path], None, "other")
        assert text_column == "article"
        found = sorted(dataset.take_all(), key=lambda row: row["other"])
        assert found == [{"path": path, **row} for row in rows]


def test_the_output_has_a_row_for_each_text_without_the_text(ray: Any, tmp_path: Path) -> None:
    table = pa.table({"id": ["a", "b", "c"], "article": TEXTS, "summary": ["by", "another", "hand"]})
    parquet.write_table(table, tmp_path / "in.parquet")
    output = tmp_path / "out"
    arguments: dict[str, Any] = {"id_column": "id", "sentences": 1}
    assert summarize_files([tmp_path / "in.parquet"], output, **arguments) == (3, 1)
    rows = sorted(rows_in(output), key=lambda row: row["id"])
    assert [row["summary"] for row in rows] == [
        str(summarize(text, sentences=1)) if text else None for text in TEXTS
    ]
    assert rows[0].keys() == {"path", "id", *ADDED.names}
    with pytest.raises(InvalidValueError, match="is there already"):
        summarize_files([tmp_path / "in.parquet"], output, **arguments)


def test_other_documents_are_one_text_each(ray: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS[0])
    (tmp_path / "b.html").write_text(f"<html><body><p>{TEXTS[2]}</p></body></html>")
    paths = [str(tmp_path / name) for name in ("a.txt", "b.html")]
    reader = find_reader(paths)
    assert reader == "read_binary_files"
    dataset, column = read(reader, paths, None, None)
    assert {row["path"]: row[column] for row in dataset.take_all()} == {
        path: Path(path).read_bytes() for path in paths
    }


def test_a_name_without_a_suffix_is_a_folder_of_parquet_files() -> None:
    assert find_reader(["s3://bucket/folder/", "gs://bucket/other"]) == "read_parquet"


@pytest.mark.parametrize(
    ("names", "arguments", "error", "message"),
    [
        ([], {}, InvalidValueError, "no files"),
        (["none.csv"], {}, ReadError, "none.csv: no such file"),
        (["in.jsonl", "in.txt"], {}, InvalidValueError, "one kind at a time, not .jsonl and .txt"),
        (["in.jsonl"], {"text_column": "txt"}, ReadError, "has no column 'txt'"),
        (["in.jsonl"], {"id_column": "id"}, ReadError, "has no column 'id'"),
        (["in.jsonl"], {"method": "textrnk"}, SummarizeError, "did you mean 'textrank'"),
    ],
)
def test_wrong_use_is_an_error(
    ray: Any,
    tmp_path: Path,
    names: list[str],
    arguments: dict[str, Any],
    error: type[Exception],
    message: str,
) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "A text."}\n')
    (tmp_path / "in.txt").write_text("A text.")
    with pytest.raises(error, match=message):
        summarize_files([tmp_path / name for name in names], tmp_path / "out", **arguments)
    assert not (tmp_path / "out").exists()
