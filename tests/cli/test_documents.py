"""What the command line takes and gives: folders, tables, archives, pages, formats, files of records."""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from summarize import ModelError, TextRank
from summarize.cli.inputs import Inputs
from summarize.cli.results import Request, print_results
from summarize.readers import find_items
from tests.cli.running import SEED, assert_fails, run, run_process

PAGE = """<html><head><title>Cats and mice</title></head><body><nav>Home Menu Login</nav><article>
<h1>Cats and mice</h1><p>Cats chase mice at night through the whole of the house.</p>
<p>Mice fear the cats of the house more than they fear the owl.</p></article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, and one in a folder."""
    (tmp_path / "texts" / "inner").mkdir(parents=True)
    for name, animal in (("a.txt", "Cats"), ("b.md", "Dogs"), ("inner/c.txt", "Owls")):
        (tmp_path / "texts" / name).write_text(f"{animal} sleep all day. {animal} eat at night.")
    return tmp_path


@contextmanager
def serve(page: str) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/cats"
    finally:
        server.shutdown()
        server.server_close()


class TestInputs:
    def test_a_folder_is_its_files(self, folder: Path) -> None:
        assert run("texts", "-s", "1", cwd=folder).stdout == (
            "==> texts/a.txt <==\nCats sleep all day.\n\n==> texts/b.md <==\nDogs sleep all day.\n"
        )
        assert "Owls" in run("texts", "-s", "1", "--recursive", cwd=folder).stdout

    def test_a_folder_has_tables_and_archives_too(self, folder: Path) -> None:
        (folder / "texts" / "t.csv").write_text("id,text\nr1,Bees hum.\nr2,Ants dig.\n")
        with zipfile.ZipFile(folder / "texts" / "z.zip", "w") as archive:
            archive.writestr("a.txt", "Cows moo.")
            archive.writestr("b.txt", "Pigs grunt.")
        done = run("texts", "-f", "json", cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
        names = [json.loads(line)["file"] for line in done.stdout.splitlines()]
        assert names == ["texts/a.txt", "texts/b.md", "r1", "r2", "texts/z.zip!a.txt", "texts/z.zip!b.txt"]

    def test_standard_input_is_no_table(self) -> None:
        done = run("--text-column", "text", stdin=b'{"text": "Cats sleep."}')
        assert_fails(done, 1, "standard input: is no table; put it into a file")

    def test_a_table_is_its_rows(self, folder: Path) -> None:
        rows = [{"key": f"k{n}", "body": f"Row {n} is here. It is a row."} for n in range(3)]
        (folder / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
        done = run("t.jsonl", "-s", "1", "--id-column", "key", "-f", "json", cwd=folder)
        assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["k0", "k1", "k2"]
        assert_fails(done, 1, "t.jsonl, line 4:")
        assert_fails(run("t.jsonl", "--text-column", "text", cwd=folder), 1, "no column 'text'")

    def test_an_archive_is_its_members(self, folder: Path) -> None:
        with zipfile.ZipFile(folder / "all.zip", "w") as archive:
            archive.write(folder / "texts" / "a.txt", "a.txt")
            archive.write(folder / "texts" / "b.md", "b.md")
        found = [json.loads(line) for line in run("all.zip", "-f", "json", cwd=folder).stdout.splitlines()]
        assert [each["file"] for each in found] == ["all.zip!a.txt", "all.zip!b.md"]

    def test_a_table_in_an_archive_is_no_text(self, folder: Path) -> None:
        with zipfile.ZipFile(folder / "all.zip", "w") as archive:
            archive.writestr("a.txt", "Cows moo.")
            archive.writestr("t.csv", "text\nSun shone.\n")
        done = run("all.zip", cwd=folder)
        assert "Cows moo." in done.stdout
        assert_fails(done, 1, "all.zip!t.csv: is a table in an archive, whose rows are not read; unpack it")

    def test_a_url_is_its_article_and_may_not_lead_to_this_machine(self) -> None:
        with serve(PAGE) as url:
            done = run(url, "--allow-private-hosts", "-s", "1")
            assert done.stdout.startswith("Cats chase mice")
            assert_fails(run(url), 1, "127.0.0.1")


class TestBar:
    def test_counts_what_is_in_a_folder(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        class Model(TextRank):
            batches_documents = True

        terminal = io.StringIO()
        terminal.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr(sys, "stderr", terminal)
        assert (
            print_results(Inputs(find_items(folder / "texts")), Request(Model(), None, None, None), "text")
            == 0
        )
        assert "2/2" in terminal.getvalue()


class TestFormats:
    def test_markdown_is_a_list_under_the_title(self, tmp_path: Path) -> None:
        (tmp_path / "cats.html").write_text(PAGE)
        done = run("cats.html", "-s", "1", "-f", "markdown", cwd=tmp_path)
        assert done.stdout.startswith("## Cats and mice\n\n- Cats chase mice")

    def test_markdown_has_no_markup_of_the_document(self, tmp_path: Path) -> None:
        (tmp_path / "[a](javascript:x).txt").write_text(
            "# news of <img src=x onerror=y>: the weir opened on Tuesday, as ![a](b) and [c](javascript:d) say."
        )
        done = run("[a](javascript:x).txt", "-s", "1", "-f", "markdown", cwd=tmp_path)
        name, said = done.stdout.rstrip().split("\n\n")
        assert name == "## \\[a](javascript:x).txt"
        assert said.startswith("- \\# news of \\<img")
        assert "!\\[a](b) and \\[c](javascript:d)" in said

    def test_html_is_in_the_encoding_that_it_names(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("“I like 🍎.” We all do.", encoding="utf-8")
        done = run_process("a.txt", "-f", "html", cwd=tmp_path, PYTHONIOENCODING="cp1252")
        assert "“I like 🍎.”" in done.stdout

    def test_html_is_one_page_for_all(self) -> None:
        page = run(SEED, SEED, "-f", "html").stdout
        assert page.count("<html") == 1
        assert page.count("<h2>Source</h2>") == 2

    def test_html_has_each_of_several_under_its_title_or_its_name(self, tmp_path: Path) -> None:
        (tmp_path / "cats.html").write_text(PAGE)
        (tmp_path / "a&b.txt").write_text("The mill was shut in the spring.")
        page = run("cats.html", "a&b.txt", "-f", "html", cwd=tmp_path).stdout
        headings = re.findall("<h2 dir=.auto.>(.*?)</h2>.*?<h2>Source</h2>", page, re.DOTALL)
        assert headings == ["Cats and mice", "a&amp;b.txt"]
        assert "<title>a&amp;b.txt</title>" in run("a&b.txt", "-f", "html", cwd=tmp_path).stdout

    def test_another_is_wrong_use(self) -> None:
        assert_fails(run(SEED, "-f", "pdf"), 2, "'pdf' is not one of")


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("page.html", ["-f", "html"]),
            ("page.HTM", []),
            ("list.md", []),
            ("list", ["-f", "markdown"]),
            ("all.txt", []),
            ("all.jsonl", ["-f", "text"]),
        ],
    )
    def test_have_what_would_be_printed(self, folder: Path, name: str, arguments: list[str]) -> None:
        done = run("texts", "-s", "1", "-o", name, *arguments, cwd=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        style = {"page": "html", "list": "markdown", "all": "text"}[name.partition(".")[0]]
        printed = run("texts", "-s", "1", "-f", style, cwd=folder).stdout

        def without_anchors(text: str) -> str:
            return re.sub(r'"#?s\d+-', '"', text)

        assert without_anchors((folder / name).read_text(encoding="utf-8")) == without_anchors(printed)

    def test_of_json_are_records(self, folder: Path) -> None:
        assert run("texts", "-o", "out", "-f", "json", cwd=folder).returncode == 0
        ids = [json.loads(line)["id"] for line in (folder / "out").read_text().splitlines()]
        assert ids == ["texts/a.txt", "texts/b.md"]

    def test_that_are_there_are_not_replaced_unasked(self, folder: Path) -> None:
        (folder / "a.md").write_text("mine")
        assert_fails(
            run("texts", "-o", "a.md", cwd=folder), 2, "a.md: is there already; take another name, or"
        )
        assert (folder / "a.md").read_text() == "mine"
        assert run("texts", "-o", "a.md", "--overwrite", cwd=folder).returncode == 0
        assert "mine" not in (folder / "a.md").read_text()

    def test_are_not_made_of_nothing(self, folder: Path) -> None:
        assert_fails(run("nowhere.txt", "-o", "a.md", cwd=folder), 1, "nowhere.txt: no such file")
        assert not (folder / "a.md").exists()
        assert_fails(run("texts", "-o", "no/a.md", cwd=folder), 1, "no/a.md: cannot be written: No such file")


class TestOutput:
    def test_is_a_record_a_document_and_goes_on_where_it_ended(self, folder: Path) -> None:
        done = run("texts", "-o", "out.jsonl", "-s", "1", cwd=folder)
        assert (done.returncode, done.stdout) == (0, "")
        first = (folder / "out.jsonl").read_bytes()
        assert [json.loads(line)["id"] for line in first.splitlines()] == ["texts/a.txt", "texts/b.md"]
        assert run("texts", "-o", "out.jsonl", "-s", "1", "--recursive", cwd=folder).returncode == 0
        second = (folder / "out.jsonl").read_bytes()
        assert second.startswith(first)
        assert len(second.splitlines()) == 3

    def test_in_the_folder_that_is_summarized_is_not_read(self, folder: Path) -> None:
        for _ in range(2):
            assert run("texts", "-o", "texts/out.jsonl", "-s", "1", cwd=folder).returncode == 0
        records = [json.loads(line) for line in (folder / "texts" / "out.jsonl").read_text().splitlines()]
        assert [record["id"] for record in records] == ["texts/a.txt", "texts/b.md"]

    def test_is_not_written_over_an_input(self, folder: Path) -> None:
        text = (folder / "texts" / "a.txt").read_text()
        done = run("texts/a.txt", "-o", "texts/../texts/a.txt", "--overwrite", cwd=folder)
        assert_fails(done, 2, "is the input texts/a.txt; name another file")
        assert (folder / "texts" / "a.txt").read_text() == text

    def test_with_other_options_is_refused(self, folder: Path) -> None:
        assert run("texts", "-o", "out.jsonl", "-s", "1", cwd=folder).returncode == 0
        assert_fails(run("texts", "-o", "out.jsonl", "-s", "2", cwd=folder), 2, "--overwrite")
        assert run("texts", "-o", "out.jsonl", "-s", "2", "--overwrite", cwd=folder).returncode == 0

    def test_with_other_options_goes_on_where_all_has_failed(self, folder: Path) -> None:
        (folder / "t.csv").write_text("report\nCats sleep all day.\n")
        assert_fails(run("t.csv", "-o", "out.jsonl", cwd=folder), 1, "--text-column")
        done = run("t.csv", "-o", "out.jsonl", "--text-column", "report", cwd=folder)
        dropped = "summarize: 1 error of a run with other options was dropped from out.jsonl\n"
        assert (done.returncode, done.stderr) == (0, dropped)

    @pytest.mark.parametrize(
        ("options", "way_on"),
        [([], "the same command goes on"), (["--overwrite"], "the same command without --overwrite goes on")],
    )
    def test_a_run_that_a_model_ends_says_how_to_go_on(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], way_on: str
    ) -> None:
        def ended(items: object, output: Path, *_: object, **given: object) -> None:
            output.write_text("{}\n")
            raise ModelError("it has gone")

        (folder / "out.jsonl").write_text("{}\n" * 3)
        monkeypatch.setattr("summarize.cli.batch.summarize_to_file", ended)
        done = run("texts", "-o", "out.jsonl", *options, cwd=folder)
        assert_fails(done, 2, f"it has gone; {way_on} with out.jsonl")

    def test_failures_are_told_and_tried_again(self, folder: Path) -> None:
        (folder / "texts" / "empty.txt").write_text("")
        done = run("texts", "-o", "out.jsonl", "--workers", "2", cwd=folder)
        assert_fails(done, 1, "texts/empty.txt")
        assert "--retry-failed" not in done.stderr
        done = run("texts", "-o", "out.jsonl", cwd=folder)
        told = (
            "all 3 have records in out.jsonl; 1 record is an error of an earlier run; --retry-failed tries it"
        )
        assert_fails(done, 1, f"nothing to do: {told} again")
        (folder / "texts" / "empty.txt").write_text("It is not empty any more.")
        assert run("texts", "-o", "out.jsonl", "--retry-failed", cwd=folder).returncode == 0
        records = [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]
        assert sorted(record["id"] for record in records) == ["texts/a.txt", "texts/b.md", "texts/empty.txt"]
        assert not any("error" in record for record in records)

    def test_what_was_skipped_is_told(self, folder: Path) -> None:
        command = ["texts", "-o", "out.jsonl", "--timeout", "60"]
        assert run(*command, cwd=folder).stderr == ""
        done = run(*command, cwd=folder)
        assert (done.returncode, done.stderr) == (
            0, "summarize: nothing to do: all 2 have records in out.jsonl\n"
        )  # fmt: skip
        (folder / "texts" / "a.txt").write_text("Bees hum. Ants dig.")
        done = run(*command, cwd=folder)
        assert "summarize: 1 has changed since and was skipped; --update does it again" in done.stderr
        assert run(*command, "--update", cwd=folder).stderr == ""
        assert json.loads((folder / "out.jsonl").read_text().splitlines()[-1])["summary"].startswith("Bees")
        (folder / "t.csv").write_text("text\n")
        done = run("t.csv", "-o", "none.jsonl", cwd=folder)
        assert "nothing to do: no document was found" in done.stderr

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--overwrite"], "--overwrite goes with --output FILE"),
            (["--workers", "2"], "--workers goes with --output FILE"),
            (
                ["-o", "x"],
                "its suffix is none of .jsonl, .md, .html and .txt; use one, or add --format",
            ),
            (["-o", "x.json"], "its suffix is none of .jsonl"),
            (["-o", "x.csv"], "pandas.read_json('x.jsonl', lines=True)[['id', 'summary']].to_csv('x.csv')"),
            (["-o", "."], "--output .: is a folder; name a file in it"),
            (
                ["-o", "x.md", "--workers", "2"],
                "writes JSON Lines: --output FILE.jsonl, or --format json; leave",
            ),
            (["-o", "x", "-f", "html", "--ray"], "--ray writes Parquet; leave --format html out"),
            (["--timeout", "2", "--update"], "--timeout and --update go with --output FILE"),
            (["-o", "x.jsonl", "--timeout", "0"], "--timeout must be finite and above 0, got 0.0"),
            (["-o", "x.jsonl", "--workers", "0"], "workers must be at least 1, got 0"),
            (["-o", "x.jsonl", "--keywords", "2"], "leave --output out"),
            (["--ray"], "--ray needs --output, the folder to write to"),
            (["-o", "x", "--workers", "2", "--ray"], "--ray writes a new folder; leave --workers out"),
            (["-o", "x", "--recursive", "--ray"], "--ray reads files by itself; leave --recursive out"),
            (["-o", "x", "--ray", SEED], f"--ray took the file {SEED} for the address of a cluster"),
        ],
    )
    def test_wrong_use(self, arguments: list[str], message: str, tmp_path: Path) -> None:
        assert_fails(run(SEED, *arguments, cwd=tmp_path), 2, message)


@pytest.mark.timeout(300)
def test_an_address_without_a_cluster_is_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    done = run(SEED, "-o", "out", "--ray", "nonsense://", cwd=tmp_path)
    assert_fails(done, 2, "no Ray cluster answers at address='nonsense://': Module: nonsense does not exist")
    assert not (tmp_path / "out").exists()


class TestExtract:
    def test_prints_the_clean_text_of_each_document_as_markdown(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(PAGE)
        (tmp_path / "b.tex").write_text(
            "\\title{Piers}\\begin{document}\\section{One}It is\nold~\\cite{a}."
            "\\begin{tabular}{ll}a & b\\\\1 & 2\\end{tabular}\\end{document}"
        )
        done = run("--extract", "a.html", "b.tex", cwd=tmp_path)
        page, paper = done.stdout.split("\n# Piers\n")
        assert page.startswith("# Cats and mice\n\nCats chase mice at night")
        assert "Home" not in page
        assert paper == "\n## One\n\nIt is old.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"

    def test_what_is_printed_can_be_read_again(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(
            "# of boats: it is\nunknown.\n\n- One came.\n- Two left.\n\n2. January was cold."
        )
        (tmp_path / "a.md").write_text(run("--extract", "a.txt", cwd=tmp_path).stdout)
        again = run("--extract", "a.md", cwd=tmp_path).stdout
        assert again == (tmp_path / "a.md").read_text()

    def test_says_what_cannot_be_read_and_goes_on(self, tmp_path: Path) -> None:
        (tmp_path / "a.org").write_text("* One")
        (tmp_path / "b.txt").write_text("Cats purr.")
        done = run("--extract", "a.org", "b.txt", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "Cats purr.\n")
        assert done.stderr.startswith("summarize: a.org: is Org, a markup that is not read")

    def test_takes_no_option_of_a_summary(self) -> None:
        assert_fails(run("--extract", "--words", "9", "a.txt"), 2, "leave --words out")
