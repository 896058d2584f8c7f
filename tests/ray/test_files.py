"""Files through Ray to a folder of Parquet files."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import Mock, call

import pytest

pytest.importorskip("pyarrow")  # which comes with Ray

import pyarrow as pa
from pyarrow import parquet

from summarize import InvalidValueError, ReadError, SummarizeError, summarize
from summarize.ray import summarize_files
from summarize.ray.files import _connected, _sources
from summarize.ray.reading import find_reader, read
from summarize.ray.rows import ADDED

pytestmark = pytest.mark.timeout(900)  # Ray's processes wait behind all others
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


def test_tables_by_less_usual_names_are_the_same(ray: Any, tmp_path: Path) -> None:
    parquet.write_table(pa.table({"id": [1], "text": TEXTS[:1]}), tmp_path / "in.pq")
    (tmp_path / "in.tsv").write_text(f"id\ttext\n1\t{TEXTS[0]}\n")
    for name in ("in.pq", "in.tsv"):
        path = str(tmp_path / name)
        dataset, _ = read(find_reader([path]), [path], None, "id")
        assert dataset.take_all() == [{"path": path, "id": 1, "text": TEXTS[0]}], name
    assert find_reader(["in.ndjson"]) == find_reader(["in.jsonl"])


def test_texts_in_csv_may_have_line_breaks_and_be_long_and_look_like_numbers(
    ray: Any, tmp_path: Path
) -> None:
    lines = ["2024", "", *[f'"{TEXTS[0]}\n\nIt was ""late"".\n"'] * 20_000, f'"{TEXTS[0] * 30_000}"']
    (tmp_path / "in.csv").write_text("id,text\n" + "".join(f"{i},{text}\n" for i, text in enumerate(lines)))
    dataset, _ = read("read_csv", [str(tmp_path / "in.csv")], None, "id")
    assert dataset.count() == len(lines)
    first = sorted(dataset.take(3), key=lambda row: row["id"])
    assert [row["text"] for row in first] == ["2024", "", f'{TEXTS[0]}\n\nIt was "late".\n']


def test_a_column_of_its_own_that_is_called_path_is_kept(ray: Any, tmp_path: Path) -> None:
    rows = [{"path": "a", "text": TEXTS[0]}, {"path": "b", "text": TEXTS[2]}]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    for id_column in ("path", None):
        dataset, _ = read("read_parquet", [str(tmp_path / "in.parquet")], None, id_column)
        assert dataset.take_all() == rows


def test_of_no_rows_there_is_no_output(ray: Any, tmp_path: Path) -> None:
    parquet.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "in.parquet")
    assert summarize_files([tmp_path / "in.parquet"], tmp_path / "out") == (0, 0)


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


@pytest.mark.parametrize("runs", [False, True])
def test_ray_is_stopped_only_where_it_did_not_run_before(runs: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ray = Mock(**{"is_initialized.return_value": runs})
    monkeypatch.setattr("summarize.ray.files.import_ray", lambda: ray)
    with pytest.raises(KeyError), _connected("local"):
        raise KeyError
    started = [call.init(address="local"), call.shutdown()]
    assert ray.method_calls == [call.is_initialized(), *([] if runs else started)]


def test_a_folder_of_this_machine_is_its_files_or_one_of_parquet(tmp_path: Path) -> None:
    for name in (
        "texts/a.txt",
        "texts/b.txt",
        "texts/.hidden",
        "texts/inner/c.txt",
        "parts/0.parquet",
        "parts/_SUCCESS",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("A text.")
    folders = [tmp_path / "texts", tmp_path / "parts", "s3://bucket/parts"]
    assert list(_sources(folders)) == [
        str(tmp_path / "texts" / "a.txt"), str(tmp_path / "texts" / "b.txt"), str(tmp_path / "parts"), "s3://bucket/parts"
    ]  # fmt: skip


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
        (["in.jsonl"], {"id_column": "text"}, InvalidValueError, "is the text, which is not kept"),
        (["in.csv", "in.tsv"], {}, InvalidValueError, "one kind at a time, not .csv and .tsv"),
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
    for name in ("in.txt", "in.csv", "in.tsv"):
        (tmp_path / name).write_text("A text.")
    with pytest.raises(error, match=message):
        summarize_files([tmp_path / name for name in names], tmp_path / "out", **arguments)
    assert not (tmp_path / "out").exists()
