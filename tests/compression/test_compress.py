"""``compress``: the passages of a text that matter for a query."""

import pickle

import pytest
from hypothesis import given

from summarize import Document, InvalidTypeError, InvalidValueError, compress
from summarize.text.words import count_words, has_word
from tests.strategies import any_text

CHUNK = """The museum opens at ten. It has a garden with old trees.

The boiler was replaced in March. A new pump moves the water through the house, and the
heating costs fell by a third. The director thanked the donors.

| part | price |
|---|---|
| pump | 420 |

Children enter free on Sundays. The café sells soup. Guided tours start at noon."""


def test_passages_are_verbatim_and_in_order() -> None:
    kept = compress(CHUNK, "What did the pump do to the costs?", words=30)
    assert kept.n_words <= 30
    assert "A new pump moves the water through the house, and the\nheating costs fell by a third." in kept
    starts = [passage.start for passage in kept.passages]
    assert starts == sorted(starts)
    for text, start, end, _ in kept.passages:
        assert CHUNK[start:end] == text
    assert kept == "\n\n".join(passage.text for passage in kept.passages)


def test_what_does_not_matter_is_left_out_even_if_there_is_room() -> None:
    kept = compress(CHUNK, "the boiler", words=1000)
    assert "boiler" in kept
    assert "tours" not in kept
    assert "soup" not in kept
    assert kept.n_words + kept.n_words_left_out == count_words(CHUNK)


def test_rows_of_tables_count_as_text() -> None:
    assert "| pump | 420 |" in compress(CHUNK, "price of the pump")


def test_without_a_hit_the_text_passes_through() -> None:
    kept = compress(CHUNK, "submarines", words=10)
    assert kept == CHUNK
    assert kept.n_words_left_out == 0
    assert kept.notes == ("no word of the query is in the text: it is returned whole",)


def test_without_a_query_the_best_sentences_stay() -> None:
    kept = compress(CHUNK, words=40)
    assert 0 < kept.n_words <= 40


def test_tokens_are_counted_by_the_caller() -> None:
    kept = compress(CHUNK, "the new pump", tokens=120, count_tokens=len)  # a token a character
    assert 0 < len(kept) <= 120
    with pytest.raises(InvalidValueError, match="tokens needs count_tokens"):
        compress(CHUNK, "pump", tokens=5)
    with pytest.raises(InvalidValueError, match="words or tokens, not both"):
        compress(CHUNK, "pump", words=5, tokens=5, count_tokens=len)
    with pytest.raises(InvalidTypeError, match="count_tokens must be a function"):
        compress(CHUNK, "pump", tokens=5, count_tokens=5)  # type: ignore[arg-type]


def test_a_sentence_longer_than_the_limit_has_a_note() -> None:
    text = "The pump moves water through the house all day and all night."
    for limits in ({"words": 3}, {"tokens": 3, "count_tokens": len}):
        kept = compress(text, "pump", **limits)
        assert kept == text
        assert "one sentence is always kept" in kept.notes[0]


def test_pages_are_kept() -> None:
    document = Document("Rain fell. The pump broke.", page_starts=[0, 11])
    assert [passage.page for passage in compress(document, "pump", words=4).passages] == [2]


def test_a_document_has_its_language_already() -> None:
    with pytest.raises(InvalidValueError, match="language='de' belongs to Document"):
        compress(Document(CHUNK), "pump", language="de")


def test_it_can_be_pickled() -> None:
    kept = compress(CHUNK, "pump", words=20)
    again = pickle.loads(pickle.dumps(kept))
    assert (again, again.passages, again.n_words_left_out) == (kept, kept.passages, kept.n_words_left_out)


@given(any_text)
def test_any_text_at_all(text: str) -> None:
    if not has_word(text):
        return
    kept = compress(text, "the fox and 京 है", words=20)
    assert kept.n_words <= 20 or kept.notes
    assert all(text[start:end] == passage for passage, start, end, _ in kept.passages)
