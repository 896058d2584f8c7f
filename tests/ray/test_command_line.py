"""``summarize --ray``, with the Ray of these tests."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")  # which comes with Ray

from pyarrow import parquet

from tests.cli.running import assert_fails, run

pytestmark = pytest.mark.timeout(900)  # Ray's processes wait behind all others


def test_writes_a_folder_of_parquet(ray: Any, tmp_path: Path) -> None:
    rows = [{"id": n, "body": f"Row {n} is here. It is a row."} for n in range(3)] + [{"id": 3, "body": ""}]
    (tmp_path / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    columns = ["--text-column", "body", "--id-column", "id"]
    done = run("t.jsonl", "-s", "1", *columns, "-o", "out", "--ray", "local", cwd=tmp_path)
    assert_fails(done, 1, "1 of 4 rows have errors")
    found = parquet.read_table(tmp_path / "out").to_pylist()
    assert {row["id"]: row["summary"] for row in found} == {
        0: "Row 0 is here.", 1: "Row 1 is here.", 2: "Row 2 is here.", 3: None
    }  # fmt: skip
