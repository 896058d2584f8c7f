"""From scores to sentences: budgets, ties, headings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, EmptyTextError, Length
from summarize.extractive.selection import Order, by_score, comparable, select
from summarize.text.words import count_words
from tests.strategies import any_text

TEXT = "One two three four. Five six. Seven eight nine. Ten."


def chosen(scores: list[float], text: str = TEXT, **length: float) -> list[int]:
    return select(Document(text), by_score(np.array(scores)), Length(**length))  # type: ignore[arg-type]


def test_the_best_are_taken_in_the_order_of_the_text() -> None:
    assert chosen([0.1, 0.3, 0.2, 0.4], sentences=2) == [1, 3]


def test_ties_go_to_the_earlier_sentence_rounding_aside() -> None:
    assert chosen([0.25, 0.25 + 1e-15, 0.25, 0.25 + 1e-15], sentences=2) == [0, 1]


def test_more_than_there_are_gives_all() -> None:
    assert chosen([1, 2, 3, 4], sentences=100) == [0, 1, 2, 3]


def test_words_pass_over_a_sentence_that_would_go_over() -> None:
    assert chosen([0.4, 0.3, 0.2, 0.1], words=6) == [0, 1]
    assert chosen([0.4, 0.2, 0.3, 0.1], words=6) == [0, 1]  # the third sentence does not fit any more


def test_a_ratio_is_of_the_words() -> None:
    assert chosen([0.4, 0.3, 0.2, 0.1], ratio=0.6) == [0, 1]
    assert chosen([0.4, 0.3, 0.2, 0.1], ratio=1) == [0, 1, 2, 3]


def test_a_budget_too_small_for_any_gives_the_shortest() -> None:
    assert chosen([0.4, 0.3, 0.2], text="One two three four. Five six. Seven eight nine.", words=1) == [1]
    assert chosen([0.4, 0.3, 0.2, 0.1], ratio=0.001) == [3]


def test_any_number_is_a_number_of_sentences() -> None:
    assert chosen([1, 2, 3, 4], sentences=10**30) == [0, 1, 2, 3]


def test_sentences_that_touch_are_all_within_a_ratio_of_one() -> None:
    assert chosen([1, 2], text="Hello world。Good day。", ratio=1) == [0, 1]


def test_headings_do_not_fill_what_is_left_of_a_budget() -> None:
    text = "Short Title\n\nThe committee met on Monday to discuss it. It rained."
    assert chosen([0.9, 0.5, 0.1], text=text, words=4) == [2]
    assert chosen([0.9, 0.5, 0.1], text=text, words=1) == [2]
    assert chosen([0.9, 0.5, 0.1], text=text, words=12) == [0, 1, 2]


def test_headings_come_after_text_and_sentences_without_words_last() -> None:
    text = "# Title of it\n\nSome text is here.\n\n* * *\n\nMore text is here."
    document = Document(text)
    assert [s.text for s in document.sentences] == [
        "# Title of it",
        "Some text is here.",
        "* * *",
        "More text is here.",
    ]
    scores = [0.9, 0.1, 0.8, 0.2]
    assert [chosen(scores, text=text, sentences=n) for n in (1, 2, 3, 4)] == [
        [3],
        [1, 3],
        [0, 1, 3],
        [0, 1, 2, 3],
    ]


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

    document = Document(" ".join(f"Alpha{i} beta{i}." for i in range(100)))
    assert select(document, order(100), Length(words=5)) == [0, 1]
    assert asked == [0, 1, 2]
    short_first = Document("Yes. " + " ".join(f"Alpha{i} beta{i}." for i in range(100)))
    asked.clear()
    assert select(short_first, order(101), Length(words=4)) == [0, 1]
    assert asked == [0, 1, 2]


def test_headings_do_not_come_in_when_the_rest_of_the_text_does_not_fit() -> None:
    text = "Title\n\nThe committee met. It rained all day."
    assert chosen([0.9, 0.5, 0.1], text=text, words=4) == [1]
    assert chosen([0.9, 0.5, 0.1], text=text, words=8) == [0, 1, 2]


def test_without_passing_over_the_first_sentence_is_kept() -> None:
    text = "A Title\n\nThe committee met on Monday. Rain. It was late."
    document = Document(text)
    order = by_score(np.array([4.0, 3, 2, 1]))
    assert select(document, order, Length(words=2), passes_over=False) == [1]


def test_infinite_scores_come_first_and_last_and_do_not_hide_the_others() -> None:
    scores = np.array([0.1, -np.inf, 0.3, np.inf, 0.2])
    assert list(by_score(scores)) == [3, 2, 4, 0, 1]
    assert comparable(scores).tolist() == [0.333333333, -np.inf, 1.0, np.inf, 0.666666667]
    assert list(by_score(np.array([0.0, -np.inf, np.inf]))) == [2, 0, 1]
