"""Citations: numbers behind sentences, passages below, and links that lead to them."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given

from summarize import Document, EmptyTextError, ScriptedEngine, summarize
from summarize.views.citations import link_to
from tests.strategies import any_text

TEXT = (
    "Cats purr at night. Dogs - as a rule, and with reason - bark at all cats of the old harbour. It rained."
)


def test_each_passage_has_one_number() -> None:
    engine = ScriptedEngine(
        ["Dogs bark at cats of the harbour. At the old harbour dogs bark. Cats purr at night."]
    )
    summary = summarize(TEXT, model=engine)
    listed, _, passages = summary.to_markdown(cite=True).partition("\n\n### Sources\n\n")
    assert [re.findall(r"\[(\d+)\]", line) for line in listed.splitlines()] == [["1"], ["1"], ["2"]]
    assert [line.split(" ", 2)[:2] for line in passages.splitlines()] == [["1.", "Dogs"], ["2.", "Cats"]]


def test_a_sentence_without_support_has_no_number() -> None:
    summary = summarize(TEXT, model=ScriptedEngine(["Pigs fly over mountains."]))
    assert summary.to_markdown(cite=True) == "- Pigs fly over mountains."


def test_the_page_or_time_and_speaker_are_told_with_and_without_citations() -> None:
    talk = Document("Cats purr. Dogs bark.", title="Of *cats*", cues=[(0, 4.0, "Anna"), (11, 65.0, "Bo")])
    summary = summarize(talk, "lead", sentences=2)
    assert summary.to_markdown() == "## Of \\*cats\\*\n\n- Cats purr. (00:04 Anna)\n- Dogs bark. (01:05 Bo)"
    assert "2. Dogs bark. (01:05 Bo)" in summary.to_markdown(cite=True)


@pytest.mark.parametrize(
    ("start", "end", "link"),
    [
        (0, 19, "https://a.example/x#:~:text=Cats%20purr%20at%20night."),
        (
            20,
            93,
            "https://a.example/x#:~:text=Dogs%20%2D%20as%20a%20rule%2C,cats%20of%20the%20old%20harbour.",
        ),
    ],
)
def test_links_are_text_fragments(start: int, end: int, link: str) -> None:
    document = Document(TEXT)
    document.url = "https://a.example/x#top"
    assert link_to(document, start, end) == link


def test_links_into_a_document_with_pages_name_the_page() -> None:
    document = Document(TEXT, page_starts=[0, 20])
    document.url = "https://a.example/x.pdf"
    assert link_to(document, 20, 90) == "https://a.example/x.pdf#page=2"


@given(text=any_text)
def test_any_passage_has_a_link_that_is_one_word(text: str) -> None:
    try:
        document = Document(text)
    except EmptyTextError:
        return
    document.url = "https://a.example/"
    for sentence in document.sentences:
        link = link_to(document, sentence.start, sentence.end) or ""
        assert re.fullmatch(r"https://a\.example/#:~:text=[\w.~%]*(,[\w.~%]*)?", link, re.ASCII)
        first = unquote(link.split("=", 1)[1].split(",")[0])
        assert first.split()[:1] == sentence.text.encode("utf-8", "ignore").decode().split()[:1]
