"""A summary is a string that knows where it comes from."""

import copy
import json
import pickle
from dataclasses import replace

import pytest

from summarize import Auto, Document, Length, Source, SourceSpan, Summary, summarize


@pytest.fixture
def summary(seed_text: str) -> Summary:
    return summarize(seed_text, sentences=2)


def test_it_is_a_string_of_a_sentence_a_line(summary: Summary) -> None:
    assert isinstance(summary, str)
    assert summary.splitlines() == [sentence.text for sentence in summary.sentences]
    assert f"{summary}" == str(summary) == summary


def test_sentences_are_where_they_say(summary: Summary, seed_text: str) -> None:
    for sentence in summary.sentences:
        assert seed_text[sentence.start : sentence.end] == sentence.text
        assert summary.document.sentences[sentence.position].text == sentence.text
        assert sentence.sources == (SourceSpan(sentence.start, sentence.end, 1.0),)
        assert Source is SourceSpan  # the old name
        assert Auto().scores(seed_text)[sentence.position] == pytest.approx(sentence.score)


def test_line_breaks_of_a_wrapped_text_are_folded_in_the_string_only() -> None:
    summary = summarize("A sentence that\n    is wrapped.\n\nAnother one.")
    assert summary == "A sentence that is wrapped.\nAnother one."
    assert summary.sentences[0].text == "A sentence that\n    is wrapped."


def test_it_says_how_it_was_made(summary: Summary) -> None:
    assert summary.method == "auto"
    assert summary.options == {"redundancy": "mmr"}
    assert summary.length == Length(sentences=2)
    assert summary.coverage == 1.0
    assert summary.signature.startswith("method:auto|redundancy:mmr|length:sentences=2|language:en|")


def test_it_says_which_options_the_method_had(seed_text: str) -> None:
    summary = summarize(seed_text, "textrank", sentences=2)
    assert summary.options == {
        "damping": 0.85,
        "similarity": "overlap",
        "tolerance": 1e-10,
        "max_iterations": 1000,
    }
    assert summary.signature.startswith(
        "method:textrank|damping:0.85|similarity:overlap|tolerance:1e-10|max_iterations:1000"
        "|length:sentences=2|language:en|summarize:"
    )
    assert "sentencex:" in summary.signature


def test_a_sentence_that_is_not_in_the_text_is_looked_through(summary: Summary) -> None:
    first = summary.sentences[0]
    written = replace(first, text="Kim met 73 ministers.", start=None, end=None, position=None)
    elsewhere = replace(first, text="Kim met 74 ministers.")
    for sentence, number in ((written, "73"), (elsewhere, "74")):
        invented = Summary([sentence], document=summary.document, method="a", options={}, length=None)
        assert invented.unsupported == (number,)
    assert summary.unsupported == ()


def test_the_signature_names_the_query(seed_text: str) -> None:
    assert "|query:'satellites'|" in summarize(seed_text, query="satellites").signature


def test_it_becomes_json(summary: Summary) -> None:
    record = json.loads(json.dumps(summary.to_dict()))
    assert record["summary"] == summary
    assert [s["text"] for s in record["sentences"]] == [s.text for s in summary.sentences]
    assert record["sentences"][0]["sources"] == [
        {"start": summary.sentences[0].start, "end": summary.sentences[0].end, "score": 1.0}
    ]
    assert record["signature"] == summary.signature
    assert set(record) == {
        "summary", "sentences", "method", "language", "coverage", "support", "unsupported", "notes", "signature",
    }  # fmt: skip


def test_a_pickle_holds_the_text_and_not_what_can_be_made_from_it(prose: str) -> None:
    summary = summarize(prose[:200_000])
    assert len(pickle.dumps(summary)) < 1.2 * len(prose[:200_000].encode())
    assert "terms" not in vars(summary.document)


@pytest.mark.parametrize(
    "remade", [copy.copy, copy.deepcopy, lambda summary: pickle.loads(pickle.dumps(summary))]
)
def test_it_can_be_copied_and_pickled(summary: Summary, remade) -> None:  # type: ignore[no-untyped-def]
    other = remade(summary)
    assert other == summary
    assert type(other) is Summary
    assert other.sentences == summary.sentences
    assert other.signature == summary.signature
    assert other.document.text == summary.document.text


def test_a_conversation_names_its_speakers_and_keeps_to_its_words() -> None:
    text = (
        "Ann: Shall we mend the old walls of the port?\nBob: Yes.\nAnn: They need new stones before winter.\n"
        "Bob: Port Marrow has more stones than it needs this year."
    )
    summary = summarize(text, sentences=2)
    assert all(line.startswith(("Ann: ", "Bob: ")) for line in summary.splitlines())
    assert all(text[each.start : each.end] == each.text for each in summary.sentences)
    for words in (9, 10, 12, 20):
        summary = summarize(text, words=words)
        assert len(summary.split()) <= words or summary.notes


def test_a_lone_speaker_is_not_named() -> None:
    text = "The walls of the port need new stones. They are old."
    assert summarize(Document(text, cues=[(0, 1.0, "Ann")]), sentences=1) == text.partition(" They")[0]


def test_a_word_that_a_line_end_has_broken_is_whole() -> None:
    text = "The recon-\nstruction of the well-\nknown mill began.\nThe reconstruction cost a lot."
    assert summarize(text, sentences=2).splitlines() == [
        "The reconstruction of the well-known mill began.",
        "The reconstruction cost a lot.",
    ]


def test_a_word_that_a_program_has_broken_is_whole() -> None:
    text = "The wheels of one hun\u2010\ndred well\u2010\nkept mills turn.\nA well\u2010kept mill is a plea\xad\nsure."
    assert summarize(text, sentences=2).splitlines() == [
        "The wheels of one hundred well-kept mills turn.",
        "A well\u2010kept mill is a pleasure.",
    ]


def test_each_line_may_end_with_a_broken_word() -> None:
    # It takes minutes if the text is searched once for each of them.
    lines = [f"The recon-\nstruction of mill {i} was in the vill-\nage of Dahl." for i in range(1_500)]
    summary = summarize("\n".join([*lines, "The Village is old."]), "lead", sentences=1_501)
    assert summary.startswith("The recon-struction of mill 0 was in the village of Dahl.")
    assert summary.count("the village of") == 1_500


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("LONDON (Reuters) - The old mill is open again.", "The old mill is open again."),
        ("Mill open\n\nBUFFALO, N.Y. — The old mill is open again.", "The old mill is open again."),
        ("12  Mills were closed by the town.", "12 Mills were closed by the town."),
        (
            "IBM – International Business Machines – makes mills.",
            "IBM – International Business Machines – makes mills.",
        ),
        ("WARNING — Never open the gate of a mill.", "WARNING — Never open the gate of a mill."),
        ("- The old mill is open again.\n- (bb) It rained.", "The old mill is open again."),
        ("3. **The mill is open.\n4. It is old, and all like it.**", "The mill is open."),
        ("Mills — old ones — turn again in the county.", "Mills — old ones — turn again in the county."),
        (
            "(a) Program Required.--The miller shall count all wheels of the mill.\n\n(b) Report.--He shall report.",
            "The miller shall count all wheels of the mill.",
        ),
        (
            "The firm is Moor Inc.—The largest maker of mills in the country by far.",
            "The firm is Moor Inc.—The largest maker of mills in the country by far.",
        ),
        (
            "May 2009The mill by the river was closed because its wheel was cracked.",
            "The mill by the river was closed because its wheel was cracked.",
        ),
        (
            "Section 1981A provides that a party may recover damages.",
            "Section 1981A provides that a party may recover damages.",
        ),
    ],
)
def test_marks_and_datelines_before_a_sentence_are_not_in_the_string(text: str, shown: str) -> None:
    summary = summarize(text, sentences=1)
    assert summary == shown
    assert summary.sentences[0].text in text


@pytest.mark.parametrize("number", ["[{}] ", "{}\xa0\xa0\xa0\xa0\xa0"])
def test_the_numbers_of_paragraphs_are_not_in_the_string(number: str) -> None:
    said = ["The appeal of the miller is allowed.", "The mill was sold in May.", "The court heard nobody."]
    text = "\n\n".join(number.format(n) + sentence for n, sentence in enumerate(said, 3))
    assert summarize(text, "lead", sentences=3).splitlines() == said
    assert summarize(number.format(3) + said[0], sentences=1) != said[0]


@pytest.mark.timeout(60)
def test_a_table_alone_takes_linear_time() -> None:
    text = "".join(f"| mill {i} | wheel {i} |\n" for i in range(20_000))
    assert len(summarize(text, "lead", ratio=1.0).sentences) > 10_000
