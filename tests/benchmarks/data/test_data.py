"""Data sets: what is read, and what is said of what cannot be used."""

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from benchmarks.data.examples import DataError, Example, Unusable, checksum_of
from benchmarks.data.hub import PRESETS
from benchmarks.data.load import load
from benchmarks.data.seed import SEED, load_seed
from benchmarks.results.results import describe_data
from benchmarks.results.scoring import prepare, reference_lines
from summarize import MissingExtraError
from summarize.metrics.metric import create_metric
from tests.conftest import shared_file


def write(path: Path, *records: object) -> Path:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_seed_is_a_set_of_one() -> None:
    dataset = load("seed")
    article = load_seed()
    expected = Example(SEED.stem, article.document, (article.reference,), "en", title=article.title)
    assert dataset.examples == (expected,)
    assert dataset.checksum == hashlib.sha256(SEED.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "n_examples"),
    [("cnndm_validation", 500), ("opinosis", 51), ("qmsum_test", 18), ("urdu_uscorpus", 25)],
)
def test_public_sets_are_read_whole(name: str, n_examples: int) -> None:
    path = shared_file(f"{name}.jsonl")
    dataset = load(str(path))
    assert (dataset.name, len(dataset.examples), dataset.unusable) == (name, n_examples, ())
    assert dataset.checksum == hashlib.sha256(path.read_bytes()).hexdigest()


def test_several_references_queries_titles_and_languages_are_kept(tmp_path: Path) -> None:
    path = write(
        tmp_path / "data.jsonl",
        {
            "document": "Ein Hund.",
            "summaries": ["Hund.", "Tier."],
            "language": "de",
            "query": "Was?",
            "title": "Rex",
            "x": 1,
        },
        {"document": "A cat.", "summary": "Cat.", "query": None, "title": " "},
    )
    first, second = load(str(path)).examples
    assert first == Example("line 1", "Ein Hund.", ("Hund.", "Tier."), "de", "Was?", "Rex")
    assert second == Example("line 2", "A cat.", ("Cat.",))


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("a cat", False),
        ("A CAT!", False),
        ("A Cat: Her Life", False),
        ("A\ncat", False),
        ("Cat", True),
        ("Cats", True),
    ],
)
def test_a_title_that_holds_the_reference_is_told_to_nobody(
    tmp_path: Path, title: str, is_told: bool
) -> None:
    path = write(tmp_path / "data.jsonl", {"document": "A cat sat.", "summary": "A\ncat.", "title": title})
    assert load(str(path)).examples[0].title == (title if is_told else None)


def test_titles_that_are_the_references_are_told_to_nobody(tmp_path: Path) -> None:
    path = write(tmp_path / "data.jsonl", {"document": "A cat sat.", "title": "A Cat"})
    assert load(f"{path}:summary=title").examples[0] == Example("line 1", "A cat sat.", ("A Cat",))


def test_an_empty_list_of_references_leaves_the_single_one(tmp_path: Path) -> None:
    path = write(tmp_path / "data.jsonl", {"document": "A cat.", "summary": "Cat.", "summaries": None})
    assert load(str(path)).examples[0].references == ("Cat.",)


def test_columns_can_be_named_and_the_named_one_counts(tmp_path: Path) -> None:
    record = {"body": "A cat sat.", "abstract": "Cat.", "summaries": ["Other."], "id": 7}
    path = write(tmp_path / "data.jsonl", record)
    (example,) = load(f"{path}:document=body,summary=abstract").examples
    assert (example.id, example.document, example.references) == ("7", "A cat sat.", ("Cat.",))


def test_each_line_that_cannot_be_used_is_named_with_its_reason(tmp_path: Path) -> None:
    good = {"id": "a", "document": "A cat sat.", "summary": "Cat."}
    path = write(
        tmp_path / "data.jsonl",
        good,
        '{"id": "b", "document"',
        "",
        good,
        {"document": " \n", "summary": "Cat."},
        {"document": "A cat.", "summary": "…"},
        {"document": "A cat.", "summaries": []},
        {"document": "A cat.", "summaries": "Cat."},
        {"document": 3, "summary": "Cat."},
        {"text": "A cat.", "summary": "Cat."},
        {"document": "A cat.", "summary": "Cat.", "language": "klingon"},
        "[1]",
    )
    dataset = load(str(path))
    assert [example.id for example in dataset.examples] == ["a"]
    reasons = {item.place: item.reason for item in dataset.unusable}
    assert reasons["line 2"].startswith("is not valid JSON: Expecting ':' delimiter")
    assert reasons["line 4"] == "the id 'a' is taken by an earlier one"
    assert reasons["line 5"] == "column 'document' is empty"
    assert reasons["line 6"] == "column 'summary' is empty"
    assert reasons["line 7"] == "there is no reference"
    assert reasons["line 8"] == "column 'summaries' is not a list"
    assert reasons["line 9"] == "column 'document' is not a text but int"
    assert reasons["line 10"] == "column 'document' is missing; there are 'summary', 'text'"
    assert "klingon" in reasons["line 11"]
    assert reasons["line 12"] == "is no JSON object"


def test_a_column_that_is_missing_everywhere_is_an_error_with_those_there_are(tmp_path: Path) -> None:
    path = write(tmp_path / "data.jsonl", *[{"text": "A cat.", "summary": "Cat."}] * 3)
    with pytest.raises(DataError, match="column 'document' is missing; there are 'summary', 'text'") as error:
        load(str(path))
    assert str(error.value).endswith("; name the columns, as in own.csv:document=body,summary=abstract")


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl.gz", "parquet"])
def test_tables_are_read_as_by_summarize(tmp_path: Path, kind: str) -> None:
    pandas = pytest.importorskip("pandas")
    rows = [
        {"key": "a", "article": 'The "old" cat, it\nsat.', "gold": "Cat.", "lang": "en", "name": "A tale"},
        {"key": "b", "article": "A dog ran.", "gold": "", "lang": None, "name": None},
        {"key": "c", "article": "Ein Hund lief.", "gold": "Hund.", "lang": "de", "name": None},
    ]
    path, table = tmp_path / f"mine.{kind}", pandas.DataFrame(rows)
    if kind == "parquet":
        table.to_parquet(path)
    elif kind == "jsonl.gz":
        table.to_json(path, orient="records", lines=True)
    else:
        table.to_csv(path, index=False, sep="\t" if kind == "tsv" else ",")
    dataset = load(f"{path}:document=article,summary=gold,id=key,language=lang,title=name")
    assert dataset.examples == (
        Example("a", 'The "old" cat, it\nsat.', ("Cat.",), "en", title="A tale"),
        Example("c", "Ein Hund lief.", ("Hund.",), "de"),
    )
    assert [item.reason for item in dataset.unusable] == ["column 'gold' is empty"]
    with pytest.raises(DataError, match="'body'"):
        load(f"{path}:document=body")


def test_parquet_has_lists_of_references(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"document": ["A cat sat."], "summaries": [["Cat.", "A cat."]]})
    table.to_parquet(tmp_path / "a.parquet")
    assert load(str(tmp_path / "a.parquet")).examples == (Example("row 1", "A cat sat.", ("Cat.", "A cat.")),)


def test_bytes_of_another_encoding_are_named(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"document,summary\nEin Hund.,Hund.\nEine K\xfche.,Kuh.\n")
    dataset = load(str(path))
    assert [example.id for example in dataset.examples] == ["line 2"]
    assert dataset.unusable == (Unusable("line 3", "column 'document' is not UTF-8"),)


def test_a_folder_of_pairs(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(f"The cat {name} sat.")
    (tmp_path / "a.ref").write_text("Cat a.")
    (tmp_path / "b.ref").write_bytes(b"\xff")
    dataset = load(str(tmp_path))
    assert [(example.id, example.references) for example in dataset.examples] == [("a", ("Cat a.",))]
    assert dataset.unusable == (
        Unusable("b.txt", "not UTF-8"),
        Unusable("c.txt", "there is no c.ref beside it"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *(
            (path, f"there is no file or folder {re.escape(path)}$")
            for path in (
                "nowhere/news.jsonl",
                "news.JSON",
                "news.txt.gz",
                "./nowhere",
                "~/nowhere",
                "no/such/folder",
                "/nowhere",
                "nowhere/",
                r"nowhere\news",
                "my news",
            )
        ),
        ("seed:split=test", "unknown option 'split'; Known: none"),
        ("seed:split", "an option is written option=value, got 'split'"),
        ("EdinburghNLP/xsum:colour=red", "unknown option 'colour'"),
    ],
)
def test_what_is_no_data_set_is_said(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load(text)


def test_an_empty_folder_or_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"has no \.txt files"):
        load(str(tmp_path))
    with pytest.raises(DataError, match="empty has nothing to use: it is empty"):
        load(str(write(tmp_path / "empty.jsonl")))


def stand_in(monkeypatch: pytest.MonkeyPatch, load_dataset: Callable[..., object]) -> None:
    """Puts a module in the place of ``datasets``."""
    module = ModuleType("datasets")
    module.load_dataset = load_dataset  # type: ignore[attr-defined]
    module.config = SimpleNamespace(HF_HUB_OFFLINE=True)  # type: ignore[attr-defined]
    module.are_progress_bars_disabled = lambda: True  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "datasets", module)


class TestHub:
    def test_a_preset_asks_for_its_columns_and_split(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = []

        def load_dataset(*arguments: object, **options: object) -> list[dict[str, str]]:
            asked.append((arguments, options))
            return [
                {"id": "x", "article": "A cat sat.", "highlights": "Cat."},
                {"article": "", "highlights": "Cat."},
            ]

        stand_in(monkeypatch, load_dataset)
        dataset = load("cnn_dailymail:split=validation")
        assert asked == [(("abisee/cnn_dailymail", "3.0.0"), {"split": "validation", "revision": None})]
        assert [example.id for example in dataset.examples] == ["x"]
        assert dataset.unusable == (Unusable("row 2", "column 'article' is empty"),)
        assert dataset.length == PRESETS["cnn_dailymail"].length

    @pytest.mark.parametrize("name", ["user/my.set-v1.1", "set-2.0", "user/v1.5"])
    def test_options_and_ids_are_asked_for_as_they_are_written(
        self, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        asked = []

        def load_dataset(*arguments: object, **options: object) -> list[dict[str, str]]:
            asked.append((arguments, options))
            return [{"document": "A cat sat.", "1": "Cat."}]

        stand_in(monkeypatch, load_dataset)
        load(f"{name}:config=1.10,split=test,revision=1e5,summary=1")
        assert asked == [((name, "1.10"), {"split": "test", "revision": "1e5"})]

    def test_without_the_library_the_error_is_the_command(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "datasets", None)
        with pytest.raises(MissingExtraError, match="pip install datasets"):
            load("EdinburghNLP/xsum")

    def test_no_network_is_one_sentence_which_helps_who_meant_a_file(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def load_dataset(*arguments: object, **options: object) -> None:
            raise ConnectionError("Couldn't reach 'news.v1'\non the Hub")

        stand_in(monkeypatch, load_dataset)
        with pytest.raises(
            DataError,
            match="'news.v1' cannot be loaded: there is no file or folder of this name, .*"
            "ConnectionError: Couldn't reach 'news.v1' on the Hub$",
        ):
            load("news.v1")


def test_references_without_a_word_that_the_metric_sees_are_named() -> None:
    dataset = load(str(shared_file("urdu_uscorpus.jsonl")))
    lines = reference_lines(dataset)
    prepared = prepare(dataset, lines, [create_metric("rouge")])
    assert {example.language for example in prepared.examples} == {"ur"}
    assert len(prepared.examples) + len(prepared.unusable) == 25
    assert all("tokenizer='unicode'" in item.reason for item in prepared.unusable)
    assert prepared.unusable[0].place.startswith("document ")
    assert len(prepare(dataset, lines, [create_metric("rouge:tokenizer=unicode")]).examples) == 25


def test_suffixes_are_read_in_any_case_and_what_lacks_its_other_half_is_named(tmp_path: Path) -> None:
    for name in ("a.TXT", "b.txt", "c.txt"):
        (tmp_path / name).write_text("The cat sat.")
    for name in ("a.ref", "b.REF", "d.ref"):
        (tmp_path / name).write_text("Cat.")
    dataset = load(str(tmp_path))
    assert [example.id for example in dataset.examples] == ["a", "b"]
    assert dataset.unusable == (
        Unusable("c.txt", "there is no c.ref beside it"),
        Unusable("d.ref", "no .txt file goes with it"),
    )


def test_json_too_deep_to_read_is_one_line_that_cannot_be_used(tmp_path: Path) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    path = write(tmp_path / "data.jsonl", deep, {"document": "A cat sat.", "summary": "Cat."})
    dataset = load(str(path))
    assert len(dataset.examples) == 1
    assert dataset.unusable[0].reason == "has too many brackets in one another"


def test_names_of_files_need_not_be_utf_8(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"news\xff")
    folder.mkdir()
    for suffix in ("txt", "ref"):
        (folder / f"a\udcfe.{suffix}").write_text("The cat sat.")
    dataset = load(str(folder))
    assert (dataset.name, dataset.examples[0].id) == ("news\ufffd", "a\ufffd")


def test_an_empty_name_is_no_data_set() -> None:
    with pytest.raises(DataError, match="no data set is named"):
        load(" ")


EXAMPLE = Example("1", "A cat sat.", ("Cat.",), "en", "cat", "On Cats")


@pytest.mark.parametrize(
    "other",
    [
        {"id": "2"},
        {"document": "A dog sat."},
        {"references": ("Dog.",)},
        {"references": ("Cat.", "Cat.")},
        {"language": None},
        {"query": None},
        {"title": None},
    ],
    ids=str,
)
def test_the_checksum_of_examples_is_of_all_that_they_hold(other: dict) -> None:
    assert checksum_of([replace(EXAMPLE, **other)]) != checksum_of([EXAMPLE])
    assert checksum_of([replace(EXAMPLE)]) == checksum_of([EXAMPLE])


def test_what_has_no_title_has_the_checksum_that_it_had_before_there_were_titles() -> None:
    fields = ["1", "A cat sat.", ["Cat."], "en", "cat"]
    expected = hashlib.sha256(json.dumps(fields).encode()).hexdigest()
    assert checksum_of([replace(EXAMPLE, title=None)]) == expected


def test_the_results_have_the_checksum_of_the_examples_as_they_were_read(tmp_path: Path) -> None:
    records = [
        {"id": str(n), "document": "A cat sat. It slept.", "summary": "Cat. It slept."} for n in range(3)
    ]
    whole = load(str(write(tmp_path / "data.jsonl", *records, "{broken")))
    lines = reference_lines(whole)
    dataset = prepare(whole, lines, [create_metric("rouge")], 2)
    assert dataset.examples[0].references != whole.examples[0].references
    data = describe_data(whole, dataset, lines)
    assert data["examples_sha256"] == checksum_of(whole.examples[:2])
    assert (data["n_documents"], data["n_not_taken"], data["n_unusable"]) == (2, 1, 1)
