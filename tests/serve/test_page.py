"""The page in a real browser: what people do with it, with a mouse, with keys alone, and on a telephone."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from summarize import summarize
from tests.serve.conftest import MODEL

CHROMIUM = which("chromium")
if CHROMIUM is None:
    pytest.skip("there is no Chromium", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

Page = Any


@pytest.fixture(scope="module")  # while it runs, there is an event loop, which other tests start themselves
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, server: str) -> Iterator[Page]:
    """The page, which must say nothing on the console and ask nobody else for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page = context.new_page()
    page.set_default_timeout(20_000)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server)
    yield page
    context.close()
    assert [each for each in said if not each.startswith("Failed to load resource")] == []  # a status of ours
    assert [url for url in asked if not url.startswith((server, "blob:", "data:"))] == []


def paste(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#keywords button")


def shown(page: Page, side: str = "a") -> list[str]:
    return page.locator(f"#list-{side} li a").evaluate_all("links => links.map(link => link.firstChild.data)")


def expect_shown(page: Page, wanted: list[str]) -> None:
    playwright.expect(page.locator("#list-a li a")).to_have_text(wanted)


def lines(text: str, **options: Any) -> list[str]:
    return str(summarize(text, **options)).splitlines()


def violations(page: Page) -> list[tuple[str, Any]]:
    found = axe.Axe().run(page).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]


class TestAText:
    def test_that_is_pasted_is_summarized_at_every_length(self, page: Page, news: str) -> None:
        paste(page, news)
        assert shown(page) == lines(news)
        for _ in range(2):
            page.keyboard.press("ArrowRight")  # the slider has the focus
        assert page.inner_text("#shown") == "5 sentences"
        assert shown(page) == lines(news, sentences=5)
        assert page.locator("#source .on").count() == 5
        page.check("[value=words]", force=True)
        playwright.expect(page.locator("#shown")).to_have_text("100 words")
        expect_shown(page, lines(news, words=100))

    def test_follows_method_and_query(self, page: Page, news: str) -> None:
        paste(page, news)
        page.select_option("#method", "textrank")
        page.fill("#query", "ferry crews")
        expect_shown(page, lines(news, method="textrank", query="ferry crews"))
        page.fill("#query", "zebra")
        page.wait_for_selector("#alert:has-text('no word of the query')")

    def test_leads_from_a_sentence_to_its_source_and_back(self, page: Page, news: str) -> None:
        paste(page, news)
        page.click("#list-a li:nth-child(2) a")
        source = page.locator("#source .on.at")
        assert " ".join(source.inner_text().split()) == shown(page)[1]
        assert "rank" in page.inner_text("#why")
        page.locator("#source .on").nth(2).click()
        assert page.locator("#list-a li.at a").inner_text() == shown(page)[2]

    def test_has_keywords_that_mark_their_places(self, page: Page, news: str) -> None:
        paste(page, news)
        chip = page.locator("#keywords button").first
        chip.click()
        assert chip.get_attribute("aria-pressed") == "true"
        marked = page.evaluate(
            "[...CSS.highlights.get('keyword')].map(range => range.toString().toLowerCase())"
        )
        assert len(marked) == int(chip.locator("small").inner_text())
        assert chip.evaluate("chip => chip.firstChild.data.toLowerCase()") in marked

    def test_with_characters_beyond_the_basic_plane_keeps_its_places(self, page: Page) -> None:
        paste(
            page,
            "🐈 Cats chase mice 🐁 at night. It rained 🌧 all day long. Mice fear cats and dogs 🐕 alike.",
        )
        assert page.locator("#source span").all_inner_texts()[1] == "It rained 🌧 all day long."

    def test_from_right_to_left_stands_on_the_right(self, page: Page) -> None:
        page.click("[data-example='4-qahwa']")
        page.wait_for_selector("#list-a li")
        assert page.locator("#source").get_attribute("lang") == "ar"
        link = page.locator("#list-a li a").first
        assert link.evaluate("link => getComputedStyle(link).direction") == "rtl"

    def test_that_is_wrong_is_explained(self, page: Page) -> None:
        page.fill("#text", "…!")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#alert:has-text('the text has no words')")
        assert page.is_visible("#start")

    def test_after_another_shows_nothing_of_the_other(self, page: Page, news: str) -> None:
        paste(page, news)
        page.locator("#keywords button").first.click()
        page.hover("#source .on >> nth=0")
        page.click("#again")
        paste(
            page, other := "Cats chase mice. It rained all day. Mice fear cats. Dogs bark at cats at night."
        )
        assert shown(page) == lines(other)
        assert page.inner_text("#why") == ""
        chip = page.locator("#keywords button").first
        chip.click()
        assert page.evaluate("CSS.highlights.get('keyword').size") == int(chip.locator("small").inner_text())


class TestAFile:
    def test_that_is_dropped_is_read_with_its_pages(self, page: Page, two_pages: bytes) -> None:
        page.evaluate(
            """bytes => {
                const data = new DataTransfer();
                data.items.add(new File([new Uint8Array(bytes)], "cats.pdf", { type: "application/pdf" }));
                for (const name of ["dragenter", "drop"]) dispatchEvent(new DragEvent(name, { dataTransfer: data, cancelable: true }));
            }""",
            list(two_pages),
        )
        page.wait_for_selector("#list-a small:has-text('p. 2')")
        assert "2 pages" in page.inner_text("#facts")

    @pytest.fixture
    def two_pages(self) -> bytes:
        canvas = pytest.importorskip("reportlab.pdfgen.canvas")
        stream = io.BytesIO()
        drawn = canvas.Canvas(stream)
        for sentence in (
            "Cats chase mice at night in the old harbour.",
            "Mice fear cats and hide in the houses.",
        ):
            drawn.drawString(72, 720, sentence)
            drawn.showPage()
        drawn.save()
        return stream.getvalue()


class TestTwoMethods:
    def test_are_compared_side_by_side(self, page: Page, news: str) -> None:
        paste(page, news)
        page.click("#compare")
        page.wait_for_selector("#list-b li")
        assert shown(page, "b") == lines(news, method="textrank")
        both = set(shown(page)) & set(shown(page, "b"))
        assert page.locator("#source .a.b").count() == len(both)
        page.click("#compare")
        assert page.locator("#source .b").count() == 0


class TestAModel:
    def test_writes_and_shows_what_the_text_does_not_have(self, page: Page, news: str) -> None:
        paste(page, news)
        page.select_option("#method", f"model:{MODEL}")
        page.click("#write-a")
        page.wait_for_selector("#list-a li u")
        assert "99" in page.inner_text("#missing-a")
        assert re.search(r"support \d+ %", page.inner_text("#measure-a"))


class TestTakingAlong:
    def test_copies_and_saves(self, page: Page, news: str, tmp_path: Path) -> None:
        paste(page, news)
        page.click("#panel-a [data-take=copy]")
        page.wait_for_selector("#status:has-text('Copied')")
        assert page.evaluate("navigator.clipboard.readText()").splitlines() == lines(news)
        for kind, suffix in (("json", "json"), ("markdown", "md"), ("html", "html")):
            with page.expect_download() as download:
                page.click(f"#panel-a [data-take={kind}]")
            assert download.value.suggested_filename.endswith(f".{suffix}")
            content = Path(download.value.path()).read_text(encoding="utf-8")
            assert lines(news)[0] in (json.loads(content)["summary"] if kind == "json" else content)


class TestStarting:
    def test_loads_each_script_once_without_waiting_for_another(self, page: Page) -> None:
        loaded = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
        preloaded = page.locator("link[rel=modulepreload]").evaluate_all(
            "links => links.map(link => link.href)"
        )
        assert sorted(url for url in loaded if url.endswith(".js")) == sorted(preloaded)


class TestEverybody:
    def test_can_use_it_with_keys_alone(self, page: Page, news: str) -> None:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "summarize"
        paste(page, news)
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('#list-a a')"):
                break
        wanted = page.evaluate("document.activeElement.firstChild.data")
        page.keyboard.press("Enter")
        assert " ".join(page.evaluate("document.activeElement.textContent").split()) == wanted
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.firstChild.data") == wanted

    def test_can_read_it(self, page: Page, news: str) -> None:
        assert violations(page) == []
        paste(page, news)
        page.click("#compare")
        page.wait_for_selector("#list-b li")
        page.locator("#keywords button").first.click()
        assert violations(page) == []
        page.click("#theme")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        page.wait_for_timeout(200)  # until the colours have changed
        assert violations(page) == []

    def test_has_room_for_it_on_a_telephone(self, page: Page, news: str) -> None:
        page.set_viewport_size({"width": 360, "height": 740})
        paste(page, news)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        before = page.locator("#panel-a").bounding_box()["y"]
        page.focus("#length")
        page.keyboard.press("End")
        assert page.locator("#panel-a").bounding_box()["y"] == before
