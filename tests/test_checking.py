"""Checks of anybody's summary: what supports each sentence, and what nothing does."""

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from summarize import Document, EmptyTextError, InvalidTypeError, ScriptedEngine, check, summarize
from tests.conftest import shared_documents

SOURCE = (
    "On October 3rd, 2023, Kim Jong Un met Vladimir Putin at the cosmodrome. He promised 1.2 million dollars "
    'for "a new era of strong friendship between both states". It rained in the mountains all day.'
)
SUMMARY = (
    "Kim Jong Un met Vladimir Lavrov on October 4. He promised 12 million dollars.\n"
    "He spoke of “a new era of weak friendship”. Pigs can fly. It rained in the mountains all day."
)


def test_each_planted_fault_is_marked_at_its_place_beside_what_the_source_has() -> None:
    found = check(SUMMARY, SOURCE)
    assert [(fact.text, fact.kind, fact.nearest) for fact in found.unsupported] == [
        ("Vladimir Lavrov", "name", "Vladimir Putin"),
        ("October 4", "date", "October 3rd, 2023"),
        ("12 million", "number", "1.2 million dollars"),
        ("a new era of weak friendship", "quotation", "a new era of strong friendship"),
    ]
    assert all(SUMMARY[fact.start : fact.end] == fact.text for fact in found.unsupported)


def test_a_verbatim_sentence_without_words_is_supported() -> None:
    found = check("It rained.\n\n— — —", "It rained.\n\n— — —\n\nIt snowed.")
    assert [sentence.support for sentence in found.sentences] == [1, 1]


def test_support_tells_verbatim_from_rewritten_from_invented_sentences() -> None:
    summary = "It rained in the mountains all day. In the mountains, rain fell all day. Pigs can fly."
    verbatim, rewritten, invented = check(summary, SOURCE).sentences
    assert verbatim.support == 1
    assert 0.3 < rewritten.support < 1
    assert invented.support == 0
    assert invented.sources == ()
    assert [SOURCE[start:end] for start, end, _ in rewritten.sources][:1] == [verbatim.text]


def test_a_fact_that_nothing_supports_lowers_the_support_of_its_sentence() -> None:
    right, wrong = (
        check(f"He promised {number} million dollars.", SOURCE).support for number in ("1.2", "1.3")
    )
    assert wrong < right / 2


def test_places_belong_to_the_summary_as_it_is_written() -> None:
    summary = "  It\trained  in \n the  mountains,\n said  Sergei \t Lavrov, for\n12  million  years. "
    found = check(summary, SOURCE)
    assert [summary[fact.start : fact.end].split() for fact in found.unsupported] == [
        ["Sergei", "Lavrov"],
        ["12", "million", "years"] if "years" in found.unsupported[-1].text else ["12", "million"],
    ]


def test_a_quotation_may_leave_words_out_where_it_says_so() -> None:
    for said in (
        "a new era … between both states",
        "a new era [...] between both states",
        "A new era of strong",
    ):
        assert check(f'He wants "{said}".', SOURCE).unsupported == ()
    assert [fact.text for fact in check('He wants "an era of new friendship".', SOURCE).unsupported] == [
        "an era of new friendship"
    ]


def test_sources_have_their_page() -> None:
    source = Document("Cats purr at night. Dogs bark at cats.", page_starts=(0, 20))
    (sentence,) = check("Dogs barked at cats.", source).sentences
    assert (sentence.page, sentence.location) == (2, "p. 2")


def test_it_is_text_json_markdown_and_html() -> None:
    found = check(SUMMARY, SOURCE)
    assert "12 million; the source has 1.2 million dollars" in str(found)
    assert "**Vladimir Lavrov**" in found.to_markdown()
    page = found.to_html()
    assert re.findall(r'<u class="unsupported">(.*?)</u>', page) == [fact.text for fact in found.unsupported]
    assert page.startswith("<!doctype html>")
    assert not found.to_html(page=False).startswith("<!doctype html>")
    values = json.loads(json.dumps(found.to_dict()))
    assert values["unsupported"][2]["nearest"] == "1.2 million dollars"
    assert values["support"] == found.support


def test_html_of_the_texts_is_text() -> None:
    page = check('Kim <b>met</b> "five <i>wild</i> pigs & cows".', SOURCE).to_html(page=False)
    assert "<b>" not in page
    assert "<i>" not in page


def test_an_extractive_summary_is_supported_entirely() -> None:
    for text in list(shared_documents("cnndm_validation"))[:5]:
        found = check(summarize(text, sentences=2), text)
        assert found.unsupported == ()
        assert found.support == 1


def test_texts_without_words_and_other_things_are_errors() -> None:
    with pytest.raises(EmptyTextError):
        check(" ", SOURCE)
    with pytest.raises(EmptyTextError):
        check(SUMMARY, "")
    with pytest.raises(InvalidTypeError):
        check(SUMMARY, 5)  # type: ignore[arg-type]


@pytest.mark.timeout(20)
def test_a_long_source_is_no_obstacle() -> None:
    source = Document("\n\n".join(shared_documents("cnndm_validation"))[:1_000_000], "en")
    assert check("Kim paid 12,345,678 dollars to nobody.", source).unsupported[0].kind == "number"


def test_summaries_by_models_have_the_same_support_and_extracted_ones_have_one() -> None:
    written = "It rained in the mountains all day. He promised 12 million dollars."
    summary = summarize(SOURCE, model=ScriptedEngine([written]))
    found = check(written, SOURCE)
    assert [sentence.support for sentence in summary.sentences] == [each.support for each in found.sentences]
    assert summary.support == summary.to_dict()["support"] == pytest.approx(found.support)
    assert summarize(SOURCE, sentences=2).support == 1


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def test_a_browser_underlines_each_fault_and_shows_the_passage_on_focus(browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    try:
        page.set_content(check(SUMMARY, SOURCE).to_html())
        faults = page.locator("ol u.unsupported")
        assert faults.all_inner_texts() == [
            "Vladimir Lavrov",
            "October 4",
            "12 million",
            "a new era of weak friendship",
        ]
        assert "12 million; the source has 1.2 million dollars" in page.locator("ol li").nth(1).inner_text()
        assert "no passage supports it" in page.locator("ol li").nth(3).inner_text()
        passage = page.locator("ol .passage").first
        assert not passage.is_visible()
        page.keyboard.press("Tab")
        assert passage.is_visible()
        assert "Kim Jong Un met Vladimir Putin" in passage.inner_text()
        page.keyboard.press("Tab")
        assert not passage.is_visible()
        page.locator("ol a").first.hover()
        assert passage.is_visible()
    finally:
        page.close()
