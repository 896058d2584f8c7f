"""The documentation site: no warning, no link or anchor that leads nowhere, nothing from elsewhere."""

import json
import re
import runpy
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from summarize.text.languages import SNOWBALL
from summarize.text.stop_words import languages_with_stop_words
from tests.conftest import ROOT

pytest.importorskip("zensical")
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "site" / "build.py"))
LOADING = {
    "img": "src",
    "script": "src",
    "iframe": "src",
    "source": "srcset",
}  # and links that are no anchors


class Page(HTMLParser):
    """The anchors and links of a page, what it loads, and its text outside code."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.prose: list[str] = []
        self._code = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.update(values[name] for name in ("id", "name") if name in values)
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in LOADING and LOADING[tag] in values:
            self.loads.append(values[LOADING[tag]])
        if tag == "link" and values.get("rel") not in ("canonical", "prev", "next"):
            self.loads.append(values["href"])
        self._code += tag in ("code", "pre", "script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("code", "pre", "script", "style")

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.prose.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return SCRIPT["build"](tmp_path_factory.mktemp("site") / "work")  # of this process alone


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in site.rglob("*.html") if path.name != "404.html"}


def test_every_page_of_the_repository_is_on_the_site(site: Path) -> None:
    written = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    assert {path for path in written if not (site / path).with_suffix(".html").is_file()} == set()
    menu = (site / "index.html").read_text(encoding="utf-8")
    assert {
        path for path in written if f'href="./{path.with_suffix(".html").as_posix()}"' not in menu
    } == set()


def test_links_and_anchors_lead_somewhere(pages: dict[Path, Page]) -> None:
    broken = defaultdict(list)
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"https?:|mailto:", link):
                continue
            name, _, anchor = unquote(link).partition("#")
            target = (path.parent / name).resolve() if name else path
            if not target.is_file() or (anchor and anchor not in pages[target].ids):
                broken[path.name].append(link)
    assert broken == {}
    assert sum(len(page.links) for page in pages.values()) > 500


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert page.loads
        assert [each for each in page.loads if not (path.parent / each).resolve().is_file()] == [], path.name
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text(encoding="utf-8")), (
            sheet.name
        )


def test_markdown_is_rendered(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        prose = "".join(page.prose)
        unrendered = re.findall(
            r"^(?:[-*] |>>> |```|\|.*\|$|#+ ).*|:(?:class|func|meth):", prose, re.MULTILINE
        )
        assert unrendered == [], path.name


def test_search_knows_the_methods_and_the_functions(site: Path) -> None:
    index = json.loads((site / "search.json").read_text(encoding="utf-8"))
    found = {
        entry["location"].partition("#")[0] for entry in index["items"] if "TextRank" in json.dumps(entry)
    }
    assert {"methods.html", "reference/summarize.html"} <= found


def test_the_reference_has_every_public_name(site: Path, pages: dict[Path, Page]) -> None:
    from importlib import import_module

    for door in SCRIPT["doors"]():
        page = pages[site / "reference" / f"{door}.html"]
        names = {f"{door}.{name}" for name in import_module(door).__all__}
        assert {name for name in names if name not in page.ids} == set()


def test_llms_txt_lists_pages_with_what_they_are_for(site: Path) -> None:
    lines = (site / "llms.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# summarize"
    assert re.fullmatch(r"> \w.{20,}\.", lines[2])
    entries = [re.fullmatch(r"- \[(.+)\]\(([\w/]+\.md)\): (.{20,})", line) for line in lines[6:]]
    assert all(entries)
    assert all((site / entry[2]).is_file() for entry in entries if entry)
    assert len(entries) > 15


def test_docstrings_become_markdown() -> None:
    to_markdown = runpy.run_path(str(ROOT / "scripts" / "site" / "docstrings.py"))["to_markdown"]
    docstring = "See :class:`~summarize.length.Length`.\n\n::\n\n    a tree\n\n>>> 1 + 1\n2\n\nEnd."
    assert to_markdown(docstring) == ("See `Length`.\n\n\n    a tree\n\n```pycon\n>>> 1 + 1\n2\n```\n\nEnd.")


def test_the_languages_are_those_of_the_tables() -> None:
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| [\w ]+ \| `(\w+)` \| (✓?) ?\| (✓?) ?\| (✓?) ?\| (✓?) ?\| (✓?) ?\|$", page, re.MULTILINE
    )

    def keys(name: str) -> set[str]:
        return set(json.loads((ROOT / "summarize" / name).read_text(encoding="utf-8")))

    tables = [
        set(SNOWBALL),
        set(languages_with_stop_words()),
        keys("text/openings.json"),
        keys("grounding/calendar.json"),
        keys("abstractive/prompts.json"),
    ]
    assert [{row[0] for row in rows if row[column]} for column in range(1, 6)] == tables
