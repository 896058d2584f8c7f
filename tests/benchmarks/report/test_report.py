"""The reports: a page that asks for nothing, and hostile documents that stay text."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from benchmarks.data.examples import Example
from benchmarks.report import html, markdown
from benchmarks.report.overview import overview
from benchmarks.report.text import code, code_block
from benchmarks.results.outputs import Output
from tests.benchmarks.conftest import invoke, read_results

HOSTILE = "</script><script>alert(1)</script> <img src=x onerror=alert(2)> & {{style}} <!-- ]]> \u2028 | `*_"


class Page(HTMLParser):
    """What elements and addresses a page has, and what its scripts hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.addresses: list[str] = []
        self.scripts: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        found = dict(attributes)
        self.names |= set(found)
        self.addresses += [
            value or "" for name, value in attributes if name in ("src", "href", "action", "data")
        ]
        if "id" in found:
            assert f"#{found['id']}" not in self.addresses
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, text: str) -> None:
        if self.elements[-1:] == ["script"]:
            self.scripts[-1] += text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run on documents of somebody who wishes us ill."""
    folder = tmp_path_factory.mktemp("report")
    records = [
        {
            "id": HOSTILE,
            "document": f"The cat sat down. {HOSTILE} It slept well.",
            "summary": f"Cat {HOSTILE}.",
        },
        {"id": "2", "document": "😀 The dog ran off. It came back late.", "summary": "The dog came back."},
    ]
    data = folder / "{{data}}&<b>.jsonl"
    data.write_text("\n".join([*map(json.dumps, records), f'{{"id": "{HOSTILE}"']), encoding="utf-8")
    done = invoke("run", "--data", data, "--systems", "lead,textrank,textrank:colour=<b>", "--sentences", 1,
                  "--metrics", "rouge,length", "--out", folder / "run")  # fmt: skip
    assert done.exit_code == 0, done.output
    return folder / "run"


def test_the_page_is_whole_in_itself(folder: Path) -> None:
    text = (folder / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.addresses == ["data:,"]
    assert "default-src 'none'" in text
    assert not re.search(
        r"url\(|@import|fetch\(|XMLHttpRequest|WebSocket|import\(|innerHTML|document\.write", text
    )
    assert page.elements.count("script") == 2
    assert not {"img", "iframe", "object", "embed", "form", "base"} & set(page.elements)
    assert not [name for name in page.names if name.startswith("on")]


def test_what_documents_say_stays_data(folder: Path) -> None:
    text = (folder / "report.html").read_text(encoding="utf-8")
    payload = json.loads(Page(text).scripts[0])
    first, second = payload["documents"]
    assert first["id"] == HOSTILE
    assert HOSTILE in first["text"]
    start, end = second["systems"]["lead"]["spans"][0]
    assert second["text"][start:end] == second["systems"]["lead"]["sentences"][0]
    assert "alert(1)</script" not in text
    assert text.count("</script>") == 2
    assert (
        text.count("--paper:") == 2
    )  # the style once, with its two schemes: no placeholder of theirs was filled
    assert "<title>{{data}}&amp;&lt;b&gt;: summaries compared</title>" in text


def test_the_page_has_all_figures_of_the_results(folder: Path) -> None:
    payload = json.loads(Page((folder / "report.html").read_text(encoding="utf-8")).scripts[0])
    results = read_results(folder)
    assert payload["results"] == results
    assert payload["figures"] == {
        "rouge1": True, "rouge2": True, "rougeL": True, "rougeLsum": True,
        "length.words": False, "length.sentences": False,
    }  # fmt: skip
    assert payload["shown"] == "rouge1"
    assert payload["titles"]["rouge1"] == "ROUGE-1"
    assert payload["titles"]["length.words"] == "words"
    for document in payload["documents"]:
        assert set(document["systems"]) == {"lead", "textrank"}
        assert 0 <= document["systems"]["lead"]["figures"]["rouge1"] <= 1
    assert {name: sum(counts) for name, counts in payload["histogram"]["counts"].items()} == {
        "reference": 2, "lead": 2, "textrank": 2
    }  # fmt: skip


def test_the_scripts_only_use_what_the_page_has() -> None:
    page = (html._FOLDER / "page.html").read_text(encoding="utf-8")
    scripts = "".join((html._FOLDER / name).read_text(encoding="utf-8") for name in html._SCRIPTS)
    used = set(re.findall(r'byId\("([\w-]+)"\)', scripts))
    assert used
    assert used <= set(re.findall(r'id="([\w-]+)"', page))


def test_the_markdown_cannot_be_broken_by_names_and_reasons(folder: Path) -> None:
    text = (folder / "report.md").read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table[:5]}) == 1
    assert "`textrank:colour=<b>` was not run" in text
    assert "1 of the data could not be used: line 3: is not valid JSON" in text
    assert "<script>" not in re.sub(r"`[^`\n]*`", "", text)
    assert text.startswith("# {{data}}&\\<b\\>: 2 documents")


def test_the_best_is_bold_and_the_oracle_is_out_of_competition() -> None:
    def system(f1: float, sees_references: bool = False) -> dict:
        metrics = {"rouge1": {"precision": f1, "recall": f1, "f1": f1, "low": f1 - 0.01, "high": f1 + 0.01}}
        return {
            "sees_references": sees_references, "n_documents": 9, "metrics": metrics, "own_metrics": metrics, "errors": [], "signature": "s",
            "comparison": {"rouge1": {"difference": f1 - 0.3, "n": 9, "p": 0.001, "p_holm": 0.002 if f1 < 0.3 else 0.4}},
        }  # fmt: skip

    results = {
        "baseline": "a",
        "data": {"n_compared": 9},
        "metrics": {"rouge": {"signature": "rouge", "higher_is_better": True}},
        "systems": {"a": system(0.3), "b": system(0.2), "c": system(0.4), "oracle": system(0.6, True)},
    }
    results["systems"]["d"] = system(0.2) | {
        "comparison": {"rouge1": {"difference": 0.0, "n": 9, "p": 0.001, "p_holm": 0.002}}
    }
    lines = markdown.quality_table(results).splitlines()
    assert lines[2] == "| a | 30.00 (29.0–31.0) | 9 |"
    assert lines[3] == "| b | 20.00▼ (19.0–21.0) | 9 |"
    assert lines[4] == "| c | **40.00 (39.0–41.0)** | 9 |"
    assert lines[5] == "| oracle | 60.00 (59.0–61.0) | 9 |"
    assert lines[6] == "| d | 20.00 (19.0–21.0) | 9 |"


def test_faults_have_a_table_and_the_overview_the_share_without(tmp_path: Path) -> None:
    data = tmp_path / "mills.jsonl"
    documents = ["Gone.", "The council shut the old mill. It had stood on the river since 1903."]
    lines = [json.dumps({"id": str(n), "document": d, "summary": "A mill."}) for n, d in enumerate(documents)]
    data.write_text("\n".join(lines), encoding="utf-8")
    done = invoke("run", "--data", data, "--systems", "lead", "--sentences", 1, "--out", tmp_path / "run")
    assert done.exit_code == 0, done.output
    text = (tmp_path / "run" / "report.md").read_text(encoding="utf-8")
    head, _, row = text.partition("## Faults of form")[2].splitlines()[4:7]
    cells = dict(zip(head.split(" | "), row.split(" | "), strict=True))
    assert (cells["crumbs"], cells["dangling openings"]) == ("50.0", "0.0")
    assert "| readability | documents |" in text
    results = read_results(tmp_path / "run")
    assert overview([results]).splitlines()[0] == "| system | mills | mean | readable |"
    assert overview([results]).splitlines()[2].endswith("| 50.0 |")
    page = Page((tmp_path / "run" / "report.html").read_text(encoding="utf-8"))
    assert "readability.crumbs" in json.loads(page.scripts[0])["faults"]


def test_a_single_document_has_neither_intervals_nor_plurals(tmp_path: Path) -> None:
    text = "The council shut the old mill. It had stood on the river since 1903."
    record = {"id": "6f9c", "document": text, "summary": "The mill is shut.", "title": "A mill on the river"}
    (tmp_path / "mill.jsonl").write_text(json.dumps(record), encoding="utf-8")
    done = invoke("run", "--data", tmp_path / "mill.jsonl", "--systems", "lead,random", "--sentences", 1,
                  "--out", tmp_path / "run")  # fmt: skip
    report = (tmp_path / "run" / "report.md").read_text(encoding="utf-8")
    assert report.startswith("# mill: 1 document, summaries of at most 1 sentence\n")
    for told in (done.output, report):
        assert re.search(r"^\| lead \| \**\d\d\.\d\** \|", told, re.MULTILINE)
        assert "interval" not in told.replace("no interval", "").partition("## How")[0]
        assert "1 documents" not in told
    payload = json.loads(Page((tmp_path / "run" / "report.html").read_text(encoding="utf-8")).scripts[0])
    assert payload["hasIntervals"] is False
    assert payload["documents"][0]["label"] == "A mill on the river"


def test_documents_without_a_title_are_listed_by_their_first_words(folder: Path) -> None:
    payload = json.loads(Page((folder / "report.html").read_text(encoding="utf-8")).scripts[0])
    assert payload["documents"][1]["label"] == "😀 The dog ran off. It came back late."
    assert payload["documents"][0]["label"].startswith("The cat sat down. ")
    assert payload["documents"][0]["label"].endswith("…")


def test_of_very_many_documents_the_page_has_the_extremes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "_MAX_DOCUMENTS", 4)
    examples = [Example(str(n), "A cat.", ("Cat.",)) for n in range(9)]
    scores = {"lead": {str(n): {"rouge1.f1": (n * 4 % 9) / 10} for n in range(9)}}
    kept = html._extremes(examples, {}, scores, "rouge1")
    assert [scores["lead"][str(n)]["rouge1.f1"] for n in sorted(kept, key=lambda n: n * 4 % 9)] == [
        0.0,
        0.1,
        0.7,
        0.8,
    ]


def test_of_very_large_documents_the_page_has_as_many_as_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MAX_BYTES", 112)
    sizes = [10, 20, 90, 20, 10, 20, 3]
    examples = [Example(str(n), "é" * (size // 2), ("Cat.",)) for n, size in enumerate(sizes)]
    outputs = {"lead": [Output(str(n), "", sentences=("A cat.",)) for n in range(len(sizes))]}
    scores = {"lead": {str(n): {"rouge1.f1": n / 10} for n in range(len(sizes))}}
    # Ten bytes more each: 0, 6, 1, 5, then 2 is too large, 4 fits, and 3 does not any more.
    assert html._extremes(examples, outputs, scores, "rouge1") == [0, 1, 4, 5, 6]


def test_halves_of_characters_are_escaped_in_the_page() -> None:
    assert html._embed({"text": "a\ud800b"}) == '{"text":"a\\ud800b"}'


def test_the_page_has_the_number_of_documents_that_the_table_has(folder: Path) -> None:
    payload = json.loads(Page((folder / "report.html").read_text(encoding="utf-8")).scripts[0])
    assert payload["counts"] == {"lead": "2", "textrank": "2"}


@pytest.mark.parametrize("name", ["a`b", "``", "a\n- b", "plain"])
def test_a_name_stays_in_its_span_of_code(name: str) -> None:
    span = code(name)
    fence = span[: len(span) - len(span.lstrip("`"))] if name != "``" else "```"
    assert span.startswith(fence)
    assert span.endswith(fence)
    assert fence not in span[len(fence) : -len(fence)]
    assert "\n" not in span


def test_a_command_stays_in_its_block() -> None:
    assert code_block("echo '\n```\n'", "bash").splitlines()[:1] == ["````bash"]


def test_the_overview_marks_sets_of_which_not_all_documents_count() -> None:
    def results(name: str, n_compared: int) -> dict:
        metrics = {figure: {"f1": 0.3} for figure in ("rouge1", "rouge2")}
        return {
            "data": {"name": name, "n_documents": 18, "n_compared": n_compared},
            "systems": {"lead": {"metrics": metrics}},
        }

    text = overview([results("a_b", 18), results("c", 15)])
    assert "readable" not in text
    assert text.startswith("| system | a\\_b | c, 15 of 18† | mean |\n")
    assert "\n\n† Only the documents that all systems have a summary of" in text
    assert "†" not in overview([results("a_b", 18)])
