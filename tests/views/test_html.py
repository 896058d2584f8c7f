"""The HTML view: whole in itself, each sentence linked to its source, hostile text harmless."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

from summarize import Document, EmptyTextError, Length, TextRank, summarize
from tests.strategies import any_text


class Page(HTMLParser):
    """The text of the source, the marks in it, links and elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.anchors: dict[str, str] = {}
        self.source = ""
        self._depth = 0
        self._anchor: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.elements.append(tag)
        if tag == "a":
            self.links.append(named["href"] or "")
        if tag == "div" and (named.get("class") == "source" or self._depth):
            self._depth += 1
        if tag == "mark":
            self._anchor = named.get("id")

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1
        if tag == "mark":
            self._anchor = None

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.source += data
            if self._anchor:
                self.anchors[self._anchor] = data


def test_each_sentence_links_to_its_place_in_the_source(seed_text: str) -> None:
    summary = summarize(seed_text, sentences=3)
    page = Page(summary.to_html())
    assert page.source == seed_text
    assert [page.anchors[link.removeprefix("#")] for link in page.links] == [
        s.text for s in summary.sentences
    ]


def test_a_part_of_a_page_can_be_embedded(seed_text: str) -> None:
    summary = summarize(seed_text)
    assert summary.to_html(page=False).startswith("<style>")
    assert Page(summary.to_html(page=False)).source == Page(summary.to_html()).source


def test_it_loads_nothing_and_runs_nothing(seed_text: str) -> None:
    text = summarize(seed_text).to_html()
    assert "default-src 'none'" in text
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(Page(text).elements)
    assert not re.search(r"url\(|@import|https?:", text)


def test_pages_titles_and_what_is_not_in_the_source_are_told() -> None:
    document = Document("First came one. Then came another.", title="A <b>title", page_starts=[0, 16])
    html = TextRank()(document, Length(sentences=2)).to_html()
    assert "<title>A &lt;b&gt;title</title>" in html
    assert "p. 1</span>" in html
    assert "p. 2</span>" in html
    assert "<h2>Signature</h2>" in html
    assert "Not in the source" not in html


def test_two_views_on_one_page_have_different_anchors(seed_text: str) -> None:
    summary = summarize(seed_text, sentences=1)
    both = Page(summary._repr_html_() + summary._repr_html_())
    assert len(set(both.links)) == 2


class TestNotebook:
    def test_shows_a_short_source_whole(self, seed_text: str) -> None:
        assert Page(summarize(seed_text)._repr_html_()).source == seed_text

    def test_folds_what_is_far_from_the_sources(self, prose: str) -> None:
        text = prose[:100_000]
        summary = summarize(text, "textrank", sentences=2)
        view = summary._repr_html_()
        shown = re.sub(r"<details>.*?</details>", "", view, flags=re.DOTALL)
        assert len(shown) < 10_000
        page = Page(shown)
        assert [page.anchors[link.removeprefix("#")] for link in page.links] == [
            s.text for s in summary.sentences
        ]
        before = summary.document.sentences[summary.sentences[0].position - 1]
        assert before.text[-20:] in page.source
        unfolded = re.sub(r"<summary>.*?</summary>", "", view)
        assert Page(unfolded).source == text

    @pytest.mark.parametrize("ratio", [0.001, 0.3])
    def test_is_never_large(self, prose: str, ratio: float) -> None:
        summary = summarize(prose, "lead", ratio=ratio)
        assert len(summary._repr_html_().encode()) < 202_000
        assert "summary.to_html() shows the whole text" in summary._repr_html_()
        assert Page(summary.to_html()).source == prose

    def test_is_not_large_for_a_text_without_sentence_ends(self) -> None:
        view = summarize("word " * 200_000, "lead", sentences=1)._repr_html_()
        assert len(view.encode()) < 202_000


@given(text=any_text)
def test_any_text_stays_text(text: str) -> None:
    try:
        summary = summarize(text, sentences=2)
    except EmptyTextError:
        return
    html = summary.to_html()
    html.encode()
    page = Page(html)
    assert set(page.elements) <= {
        "html", "head", "meta", "title", "body", "div", "header", "h1", "h2", "style", "ol", "li", "a", "p", "span", "mark"
    }  # fmt: skip
