"""A document and its body: which sentences a summary may take, and where they stand in the whole."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given

from summarize import Document, EmptyTextError, InvalidValueError, Length, TextRank, methods, summarize
from summarize.document import Section
from summarize.registry import create
from tests.conftest import shared_documents
from tests.strategies import any_text

TEXT = """# The Walls

By Anna Moor

The walls were built by three brothers. They came from the north.

## The Storm

The great storm broke none of the walls.

Figure 1: The walls after the storm

- The gates of the harbour fell.
"""


@pytest.fixture
def document() -> Document:
    return Document(TEXT, "en")


class TestBody:
    def test_is_what_a_summary_may_take(self, document: Document) -> None:
        assert [sentence.text for sentence in document.body.sentences] == [
            "The walls were built by three brothers.",
            "They came from the north.",
            "The great storm broke none of the walls.",
            "- The gates of the harbour fell.",
        ]
        assert all(sentence.is_candidate for sentence in document.body.sentences)

    def test_knows_the_places_in_the_whole(self, document: Document) -> None:
        body = document.body
        assert list(body.positions) == [2, 3, 5, 7]
        assert [document.sentences[position] for position in body.positions] == list(body.sentences)
        assert list(document.positions) == list(range(len(document.sentences)))

    def test_is_of_the_same_text(self, document: Document) -> None:
        body = document.body
        assert (body.text, body.language, body.title) == (document.text, "en", document.title)
        assert all(TEXT[start:end] == text for start, end, text, _ in body.sentences)

    def test_knows_the_whole(self, document: Document) -> None:
        assert document.body.whole is document
        assert document.whole is document

    def test_is_its_own_body_and_made_once(self, document: Document) -> None:
        assert document.body is document.body
        assert document.body.body is document.body

    @pytest.mark.parametrize("text", ["The walls held. The gates fell.", "# One\n\n# Two\n\n# Three"])
    def test_is_the_document_if_all_or_none_are_candidates(self, text: str) -> None:
        document = Document(text)
        assert document.body is document
        assert len(document.body.sentences) == len(document.sentences) >= 2

    def test_counts_its_own_terms(self, document: Document) -> None:
        assert document.terms.shape[0] == 8
        assert document.body.terms.shape[0] == 4
        assert "figur" not in document.body.terms.vocabulary
        other = Document(TEXT, "en")
        assert other.body.terms.shape == document.body.terms.shape

    def test_has_the_sections_of_the_whole_with_its_own_sentences(self, document: Document) -> None:
        assert document.sections == (Section("The Walls", 1, 0, 4), Section("The Storm", 2, 4, 8))
        assert document.body.sections == (Section("The Walls", 1, 0, 2), Section("The Storm", 2, 2, 4))

    def test_has_a_section_without_text_where_the_whole_has_a_heading_alone(self) -> None:
        body = Document("# Walls\n\n## Stones\n\nThey are of grey stone.").body
        assert body.sections == (Section("Walls", 1, 0, 0), Section("Stones", 2, 0, 1))

    @given(any_text)
    def test_of_any_text(self, text: str) -> None:
        try:
            document = Document(text)
        except EmptyTextError:
            return
        body = document.body
        assert body.sentences
        assert [document.sentences[position] for position in body.positions] == list(body.sentences)
        end = 0
        for section in body.sections:
            assert section.first == end <= section.end
            end = section.end
        assert end == len(body.sentences)

    def test_of_real_documents_is_most_of_them(self) -> None:
        for text in list(shared_documents("cnndm_validation"))[:50]:
            document = Document(text, "en")
            n_words = [sum(len(s.text.split()) for s in d.sentences) for d in (document.body, document)]
            assert n_words[0] > 0.8 * n_words[1]


class TestScores:
    @pytest.mark.parametrize("method", methods())
    def test_of_a_body_are_those_of_its_sentences_in_the_whole(self, method: str, document: Document) -> None:
        scores = create(method).scores(document)  # type: ignore[attr-defined]
        of_body = create(method).scores(document.body)  # type: ignore[attr-defined]
        assert of_body.shape == (4,)
        np.testing.assert_array_equal(scores[list(document.body.positions)], of_body)
        assert not np.delete(scores, list(document.body.positions)).any()

    def test_of_all_candidates_are_those_of_every_sentence(self, document: Document) -> None:
        assert (TextRank(candidates="all").scores(document) > 0).all()

    def test_candidates_are_prose_or_all(self) -> None:
        with pytest.raises(InvalidValueError, match="candidates='al' is unknown; did you mean 'all'"):
            TextRank(candidates="al")  # type: ignore[arg-type]

    def test_options_name_the_candidates_if_they_are_all(self, document: Document) -> None:
        assert "candidates" not in TextRank()(document).options
        assert TextRank(candidates="all")(document).options["candidates"] == "all"
        assert "candidates:all" in TextRank(candidates="all")(document).signature


class TestSummary:
    def test_keeps_the_whole_document_and_places_in_it(self, document: Document) -> None:
        summary = summarize(document, sentences=100)
        assert summary.document is document
        assert [sentence.position for sentence in summary.sentences] == [2, 3, 5, 7]

    def test_of_a_body_has_the_same_sentences(self, document: Document) -> None:
        of_body = summarize(document.body, "lead", sentences=2)
        assert of_body.sentences == summarize(document, "lead", sentences=2).sentences

    def test_a_ratio_is_of_the_words_of_the_whole(self, document: Document) -> None:
        assert len(summarize(document, ratio=1).sentences) == 4
        n_all = len(TEXT.split())
        assert len(summarize(document, ratio=0.3).split()) <= 0.3 * n_all

    def test_a_note_tells_of_a_text_without_running_text(self) -> None:
        note = "the text has no running text; headings, tables and the like were ranked"
        assert summarize("# One\n\n# Two\n\n# Three").notes == (note,)
        assert summarize("# One\n\nThe walls of the town held.").notes == ()

    @pytest.mark.parametrize("words", [1, 3, 6])
    def test_a_note_tells_of_a_sentence_that_is_over_the_budget(self, words: int, document: Document) -> None:
        summary = TextRank()(document, Length(words=words))
        n_words = len(summary.replace("- ", "").split())
        expected = f"one sentence is always kept: it has {n_words} words, and {words} were asked for"
        assert summary.notes == (() if n_words <= words else (expected,))
        assert bool(summary.notes) == (words < 5)

    def test_notes_are_in_the_record(self) -> None:
        assert len(summarize("# One\n\n# Two\n\n# Three").to_dict()["notes"]) == 1


class TestCopies:
    @pytest.mark.parametrize(
        "remade", [copy.copy, copy.deepcopy, lambda document: pickle.loads(pickle.dumps(document))]
    )
    def test_have_the_same_sentences_and_body(self, remade, document: Document) -> None:  # type: ignore[no-untyped-def]
        _ = document.body.terms
        other = remade(Document(TEXT, "en", title="Walls", lines="wrapped"))
        assert (other.title, other.lines) == ("Walls", "wrapped")
        document.notes = ("A scan.",)
        other = remade(document)
        assert other.notes == ("A scan.",)
        assert not {"sentences", "blocks"} & set(vars(other))  # found anew, as for measuring
        assert other.sentences == document.sentences
        assert other.body.sentences == document.body.sentences
        assert other.body.whole is other


def test_a_document_shows_how_many_blocks_it_has_of_each_kind() -> None:
    document = Document("# Cats\n\nThey purr at night, and sleep all day.\n\nThey bark not.")
    assert repr(document).endswith("…, 62 characters; blocks: 2 prose, 1 heading)")
    assert repr(Document("Cats purr.")) == "Document('Cats purr.', 10 characters; blocks: 1 prose)"
