"""The same rows as without Ray, whatever happens to the workers; wrong arguments fail in the driver."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")  # which comes with Ray

from summarize import (
    Abstractive,
    InvalidTypeError,
    InvalidValueError,
    TextRank,
    UnknownMethodError,
    UnknownOptionError,
    summarize_many,
)
from summarize.ray import summarize_dataset
from tests.abstractive.models import build
from tests.ray.methods import FATAL, DiesOnce

pytestmark = pytest.mark.timeout(900)  # Ray's processes wait behind all others
N_ROWS = 1_200


def texts(seed_text: str, number: int) -> list[str]:
    """Different texts of a few paragraphs of the seed article."""
    lines = [line for line in seed_text.splitlines() if line.strip()]
    return [f"Text {i}.\n\n" + "\n\n".join((lines * 2)[i % len(lines) :][:4]) for i in range(number)]


def rows_of(dataset: Any) -> list[dict[str, Any]]:
    return sorted(dataset.take_all(), key=lambda row: row["id"])


def items(values: list[str]) -> list[dict[str, Any]]:
    return [{"id": i, "text": value} for i, value in enumerate(values)]


@pytest.fixture(scope="module")
def bart(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build("bart", tmp_path_factory.mktemp("models")))


def test_killing_a_worker_loses_and_doubles_no_row(ray: Any, tmp_path: Path, seed_text: str) -> None:
    marker, values = tmp_path / "killed", texts(seed_text, N_ROWS)
    values[N_ROWS // 2] += f" {FATAL}"
    values[7] = " "
    dataset = ray.data.from_items(items(values), override_num_blocks=1)
    method = DiesOnce(TextRank(), marker)
    rows = rows_of(summarize_dataset(dataset, method=method, sentences=2, concurrency=2))
    assert int(marker.read_text()) != os.getpid()
    assert [row["id"] for row in rows] == list(range(N_ROWS))
    assert [(row["id"], row["error"]) for row in rows if row["error"]] == [
        (7, "EmptyTextError: the text is empty or blank")
    ]
    done = [row for row in rows if not row["error"]]
    local = list(summarize_many([row["text"] for row in done], "textrank", sentences=2))
    assert [row["summary"] for row in done] == [str(summary) for summary in local]
    assert [row["signature"] for row in done] == [summary.signature for summary in local]
    assert [row["sentences"] for row in done] == [
        [{**each, "sources": list(each["sources"])} for each in summary.to_dict()["sentences"]]
        for summary in local
    ]


def test_a_model_gives_the_rows_that_it_gives_here(ray: Any, seed_text: str, bart: str) -> None:
    values = texts(seed_text, 8)
    dataset = ray.data.from_items(items(values), override_num_blocks=4)
    rows = rows_of(summarize_dataset(dataset, method=Abstractive(bart, device="cpu")))
    assert Counter(row["id"] for row in rows) == Counter(range(8))
    local = list(summarize_many(values, model=bart, device="cpu"))
    assert [row["summary"] for row in rows] == [str(summary) for summary in local]
    assert [row["signature"] for row in rows] == [summary.signature for summary in local]


def test_a_model_that_is_not_there_ends_the_job(ray: Any, tmp_path: Path) -> None:
    dataset = summarize_dataset(ray.data.from_items(items(["A text."])), model=str(tmp_path / "none"))
    with pytest.raises(Exception, match="ModelError"):
        dataset.take_all()


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"method": "textrnk"}, UnknownMethodError, "did you mean 'textrank'"),
        ({"method": "textrank", "dampin": 1}, UnknownOptionError, "did you mean 'damping'"),
        ({"method": "lead", "model": "t5-small"}, InvalidValueError, "a method or a model, not both"),
        ({"sentences": 1, "words": 2}, InvalidValueError, "give one of"),
        ({"method": "lead", "query": "cats"}, InvalidValueError, "takes no query"),
        ({"language": "klingon"}, InvalidValueError, "klingon"),
        ({"concurrency": 0}, InvalidValueError, "concurrency must be at least 1"),
        ({"concurrency": 3}, InvalidValueError, "leaves none of the 3 cores"),
        ({"num_cpus": 3}, InvalidValueError, "concurrency=1 with num_cpus=3 leaves none of the 3 cores"),
        ({"num_gpus": 1}, InvalidValueError, "concurrency=1 with num_gpus=1 needs more than the 0 GPUs"),
        ({"num_gpus": -1}, InvalidValueError, "num_gpus must be at least 0"),
        ({"num_cpus": "2"}, InvalidTypeError, "num_cpus must be a number"),
        ({"text_column": "txt"}, InvalidValueError, "no column text_column='txt'; did you mean 'text'"),
        ({"text_column": "id"}, InvalidTypeError, "holds int64, not texts"),
    ],
)
def test_wrong_arguments_fail_at_once(
    ray: Any, arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        summarize_dataset(ray.data.from_items(items(["A text."])), **arguments)


def test_columns_that_would_be_lost_are_an_error(ray: Any) -> None:
    dataset = ray.data.from_items([{"text": "A text.", "summary": "A reference."}])
    with pytest.raises(InvalidValueError, match=r"rename_columns\(\{'summary': 'old_summary'\}\)"):
        summarize_dataset(dataset)


def test_something_else_than_a_dataset_is_an_error(ray: Any) -> None:
    with pytest.raises(InvalidTypeError, match="must be a ray.data.Dataset, got list"):
        summarize_dataset([{"text": "A text."}])  # type: ignore[arg-type]
