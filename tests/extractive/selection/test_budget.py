"""From scores to sentences: budgets, ties, headings. What waits for a reader's sake is in test_stumbles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, EmptyTextError, Length, summarize
from summarize.extractive.selection.budget import select
from summarize.extractive.selection.order import Order, by_score, rounded_scores
from summarize.text.words import count_words
from tests.strategies import any_text

TEXT = (
    "One two three four five six seven. Eight nine ten eleven. "
    "Twelve plus thirteen plus fourteen. One two or three."
)


def chosen(scores: list[float], text: str = TEXT, **length: float) -> list[int]:
    """Return the positions among the sentences that a summary may take."""
    order = by_score(np.array(scores))
    return select(Document(text, "en").body, order, Length(**length))  # type: ignore[arg-type]


def test_the_best_are_taken_in_the_order_of_the_text() -> None:
    assert chosen([0.1, 0.3, 0.2, 0.4], sentences=2) == [1, 3]


def test_ties_go_to_the_earlier_sentence_rounding_aside() -> None:
    assert chosen([0.25, 0.25 + 1e-15, 0.25, 0.25 + 1e-15], sentences=2) == [0, 1]


def test_more_than_there_are_gives_all() -> None:
    assert chosen([1, 2, 3, 4], sentences=100) == [0, 1, 2, 3]


def test_words_pass_over_a_sentence_that_would_go_over() -> None:
    assert chosen([0.4, 0.3, 0.2, 0.1], words=11) == [0, 1]
    assert chosen([0.4, 0.2, 0.3, 0.1], words=11) == [0, 1]  # the third sentence does not fit any more


def test_a_ratio_is_of_the_words() -> None:
    assert chosen([0.4, 0.3, 0.2, 0.1], ratio=0.6) == [0, 1]
    assert chosen([0.4, 0.3, 0.2, 0.1], ratio=1) == [0, 1, 2, 3]


def test_a_budget_too_small_for_any_gives_the_shortest() -> None:
    text = "One two three four five. Six seven eight nine. Ten eleven twelve plus one."
    assert chosen([0.4, 0.3, 0.2], text=text, words=1) == [1]
    text = "One two three four five six. Seven eight nine ten eleven. Twelve, thirteen, fourteen, fifteen."
    assert chosen([0.4, 0.3, 0.2], text=text, ratio=0.001) == [2]


def test_any_number_is_a_number_of_sentences() -> None:
    assert chosen([1, 2, 3, 4], sentences=10**30) == [0, 1, 2, 3]


def test_sentences_that_touch_are_all_within_a_ratio_of_one() -> None:
    assert chosen([1, 2], text="Hello world。Good day。", ratio=1) == [0, 1]


def test_headings_do_not_fill_what_is_left_of_a_budget() -> None:
    text = "Short Title\n\nThe committee met on Monday to discuss it. Rain fell all day."
    for words, expected in ((6, [1]), (1, [1]), (14, [0, 1])):
        assert chosen([0.5, 0.1], text=text, words=words) == expected
        found = summarize(text, "lead", words=words)
        assert "Short Title" not in found


def test_headings_are_taken_by_those_who_ask_for_all() -> None:
    text = "Short Title\n\nThe committee met on Monday to discuss it. Rain fell all day."
    found = summarize(text, "lead", words=14, candidates="all")
    assert found == "Short Title\nThe committee met on Monday to discuss it.\nRain fell all day."


def test_sentences_without_words_come_last() -> None:
    text = "# Title of it\n\nSome text is here.\n\n* * *\n\nMore text is here."
    document = Document(text)
    assert [s.text for s in document.sentences] == [
        "# Title of it",
        "Some text is here.",
        "* * *",
        "More text is here.",
    ]
    order = [0.9, 0.1, 0.8, 0.2]
    found = [
        select(document, by_score(np.array(order)), Length(sentences=n), is_for_readers=False)
        for n in (1, 2, 3, 4)
    ]
    assert found == [[0], [0, 3], [0, 1, 3], [0, 1, 2, 3]]


@given(
    any_text,
    st.one_of(
        st.integers(1, 20).map(lambda n: Length(words=n)), st.floats(0.01, 1).map(lambda r: Length(ratio=r))
    ),
)
def test_word_budgets_are_kept_unless_no_sentence_fits(text: str, length: Length) -> None:
    try:
        document = Document(text)
    except EmptyTextError:
        return
    scores = np.linspace(1, 2, len(document.sentences))
    positions = select(document, by_score(scores), length)
    all_sizes = [count_words(sentence.text) for sentence in document.sentences]
    sizes = [all_sizes[i] for i in positions]
    assert positions == sorted(set(positions))
    assert sum(sizes) <= length.word_budget(sum(all_sizes)) or len(sizes) == 1


@pytest.mark.parametrize("scores", [[0.0] * 4, [-1.0, -2.0, -3.0, -4.0]])
def test_scores_may_be_zero_or_negative(scores: list[float]) -> None:
    assert chosen(scores, sentences=1) == [0]


def test_selection_ends_when_nothing_fits_any_more() -> None:
    asked = []

    def order(n: int) -> Order:
        for position in range(n):
            asked.append(position)
            yield position

    sentences = " ".join(f"Alpha{i} beta{i} met gamma{i}." for i in range(100))
    document = Document(sentences, "en")
    assert select(document, order(100), Length(words=9)) == [0, 1]
    assert asked == [0, 1]
    short_first = Document(f"All four ran home. {sentences.replace('met', 'never met')}", "en")
    asked.clear()
    assert select(short_first, order(101), Length(words=13)) == [0, 1]
    assert asked == [0, 1]


def test_headings_do_not_come_in_when_the_rest_of_the_text_does_not_fit() -> None:
    text = "Title\n\nThe committee met again. Rain fell all the day."
    assert summarize(text, "lead", words=6) == "The committee met again."
    assert summarize(text, "lead", words=10) == "The committee met again.\nRain fell all the day."
    assert summarize(text, "lead", words=20) == "The committee met again.\nRain fell all the day."


def test_without_passing_over_the_first_sentence_is_kept() -> None:
    text = "A Title\n\nThe committee met on Monday. Rain. The night was late."
    document = Document(text, "en").body
    order = by_score(np.array([3.0, 2, 1]))
    assert select(document, order, Length(words=2), skip_too_long=False) == [0]


def test_infinite_scores_come_first_and_last_and_do_not_hide_the_others() -> None:
    scores = np.array([0.1, -np.inf, 0.3, np.inf, 0.2])
    assert list(by_score(scores)) == [3, 2, 4, 0, 1]
    assert rounded_scores(scores).tolist() == [0.333333333, -np.inf, 1.0, np.inf, 0.666666667]
    assert list(by_score(np.array([0.0, -np.inf, np.inf]))) == [2, 0, 1]


class TestSentencesThatWait:
    def test_are_taken_one_after_the_other_however_many(self) -> None:
        text = "Rain fell on day one. " + " ".join(f"She saw many old boats on day {i}." for i in range(1500))
        assert len(summarize(text, "lead", ratio=0.9, language="en").sentences) > 1000

    def test_say_nothing_twice_while_others_are_left(self) -> None:
        text = (
            "Rain fell on the hills. Fog came. She left the old house early. Fog came. She left the old house "
            "early. Fog came. She left the old house early. The mill is old and slow."
        )
        assert str(summarize(text, words=24, language="en")).count("She left") == 1
