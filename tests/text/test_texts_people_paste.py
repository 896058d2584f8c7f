"""Texts as people paste them: pages, chats, mails, transcripts, papers; what of them is a candidate, and its units."""

import pytest

from summarize import Document, summarize

BRIDGE = (
    "The old bridge over the river was closed on Monday. The council will repair it next year. "
    "It has carried the coast road for a hundred years."
)


def candidates(text: str) -> list[str]:
    return [sentence.text for sentence in Document(text).body.sentences]


def kinds(text: str) -> list[str]:
    return [block.kind for block in Document(text).blocks]


def test_a_masthead_is_no_part_of_the_article() -> None:
    text = (
        "Maintown Gazette\nBy Jane Doe, Staff Writer\nPublished 3 May 2026\nShare this article\n\n"
        f"MAINTOWN — {BRIDGE}"
    )
    assert candidates(text)[0] == "MAINTOWN — The old bridge over the river was closed on Monday."


def test_a_title_over_a_list_is_a_heading() -> None:
    text = "Budget\n- The budget was approved\n- Bob writes a report"
    assert kinds(text) == ["heading", "item", "item"]


def test_greeting_thanks_and_signature_of_a_mail_are_none() -> None:
    text = f"Hi Bob,\n\nThanks for the numbers.\n\n{BRIDGE}\n\nBest,\nAnn"
    assert summarize(text, sentences=2).splitlines() == candidates(text)[:2]
    assert candidates(text) == [sentence.text for sentence in Document(BRIDGE).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2026, 14:05 - Ann: who paints the pier\n12/03/2026, 14:06 - Bob: I do\n"
        "12/03/2026, 14:09 - Ann: thank you so much for that",
        "[03:12] <ann> who paints the pier\n[03:13] <bob> I do\n[03:13] <ann> thank you so much for that",
        "[00:12] Ann: who paints the pier\n[00:15] Bob: I do\n[00:19] Ann: thank you so much for that",
        "Ann: who paints the pier\nBob: I do\nAnn: thank you so much for that\nBob: the pier is grey now",
    ],
)
def test_a_message_is_a_unit_without_time_and_name(text: str) -> None:
    found = candidates(text)
    assert found[:3] == ["who paints the pier", "I do", "thank you so much for that"]


@pytest.mark.parametrize(
    "text",
    [
        "[00:00.000 --> 00:04.000]  The ferry stays in port.\n[00:04.000 --> 00:08.000]  The piles rot.\n"
        "[00:08.000 --> 00:12.000]  Nobody pays for it.",
        "Anna Moor  0:03\nThe ferry stays in port.\n\nBo Berg  0:12\nThe piles rot.\n\nAnna Moor  0:20\nNobody pays for it.",
    ],
)
def test_times_of_a_transcript_are_in_no_sentence(text: str) -> None:
    assert candidates(text) == ["The ferry stays in port.", "The piles rot.", "Nobody pays for it."]


def test_one_review_a_line_is_a_unit_each() -> None:
    text = (
        "clean room near the harbour\nrude staff all day long\nbreakfast is good value\nwe would come again"
    )
    assert candidates(text) == text.split("\n")


def test_a_heading_in_a_quoted_bill_is_one() -> None:
    text = (
        "The Act is amended by adding the following:\n\n``SEC. 19A. FARM TO SCHOOL PROGRAM.\n\n"
        "``(a) In General.--The Secretary shall carry out a program for schools."
    )
    assert kinds(text)[1] == "heading"


def test_rows_of_numbers_are_no_candidates() -> None:
    text = f"{BRIDGE}\n0 1 2 3 4 5\n0 1 2 3 4 5\n0 2 4 6 8\nThe mayor met the crews at noon."
    assert not any(candidate[0].isdigit() for candidate in candidates(text))


@pytest.mark.parametrize(
    "title", ["References", "Literatur", "参考文献", "Références", "Литература", "Kaynakça"]
)
def test_entries_under_a_title_of_references_are_none(title: str) -> None:
    entries = "[1] A. Moor, B. Dahl. Piles of old. In Proceedings of Piles, pages 3-12.\n[2] C. Lund. More piles, 2011."
    assert candidates(f"{BRIDGE}\n\n{title}\n\n{entries}") == candidates(BRIDGE)


@pytest.mark.parametrize("method", ["auto", "textrank", "lead"])
def test_crumbs_do_not_fill_a_budget(method: str) -> None:
    summary = summarize(f"{BRIDGE}\n\nYes.\n\nJane Roe", method, words=60)
    assert summary.splitlines() == candidates(BRIDGE)


def test_a_text_of_one_word_without_end_keeps_the_limit_or_says_so() -> None:
    summary = summarize("a " * 1000, words=10)
    assert len(summary.split()) <= 60
    assert summary.notes


def test_speech_without_full_stops_keeps_the_limit() -> None:
    speech = "so we went down to the harbour and nobody knew why the old bridge was closed to all " * 150
    assert len(summarize(speech, words=50).split()) <= 50


def test_markdown_lends_its_prose_alone() -> None:
    text = (
        f"# Bridges\n\n[![build](https://ci.org/b.svg)](https://ci.org)\n\n{BRIDGE}\n\n```python\nimport bridge\n```\n\n"
        "- [Docs](https://bridge.org/docs)\n- [Forum](https://bridge.org/forum)\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    assert candidates(text) == candidates(BRIDGE)


def test_a_string_of_html_is_cut_at_its_tags_and_a_note_names_the_reader() -> None:
    text = f"<html><head><title>Piles</title><script>var x = 1;</script></head><body><p>{BRIDGE}</p></body></html>"
    summary = summarize(text, sentences=9)
    assert summary.splitlines() == candidates(BRIDGE)
    assert "read_bytes" in summary.notes[0]


def test_lead_ins_wait() -> None:
    text = f"Install the package with this command:\n\n{BRIDGE}"
    assert "Install" not in summarize(text, "lead", sentences=2)


@pytest.mark.parametrize(
    "caption",
    ["Figure 1: The bridge in May", "Table 2 Boats of the harbour", "Abb. 3: Die Brücke", "图1：大桥"],
)
def test_captions_are_no_candidates(caption: str) -> None:
    assert candidates(f"{BRIDGE}\n\n{caption}\n\nThe mayor met the crews.")[-1] == "The mayor met the crews."
    assert caption not in candidates(f"{BRIDGE}\n\n{caption}\n\nThe mayor met the crews.")


def test_a_page_number_is_no_part_of_a_sentence() -> None:
    text = f"{BRIDGE}\nCopyright by the council.\n85\ndegree of rust on the steel of the bridge.\n{BRIDGE}"
    assert not any("85" in candidate for candidate in candidates(text))


def test_a_number_in_the_middle_of_a_sentence_is_none_of_a_page() -> None:
    sentence = (
        "The parish by the bridge has, by the last count of the council, a\n340\nsteps long wall of stone."
    )
    assert candidates(sentence) == [sentence]
