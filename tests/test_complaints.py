"""What users of other packages complain of, each as a test; numbers are their issues."""

import tracemalloc

import pytest

from summarize import summarize
from tests.conftest import shared_documents


@pytest.mark.parametrize("ratio", [0.001, 0.01, 0.05])
def test_a_small_ratio_does_not_give_an_empty_summary(seed_text: str, ratio: float) -> None:
    """summa #28 and #62, gensim #1531."""
    assert len(summarize(seed_text, ratio=ratio).sentences) == 1


def test_no_spaces_are_missing_between_sentences() -> None:
    """summa #47."""
    assert summarize("First one is here. Second one is here.") == "First one is here.\nSecond one is here."


def test_line_ends_are_not_sentence_ends() -> None:
    """summa #46."""
    wrapped = "The committee met on Monday\nto discuss the budget of\nthe coming year."
    assert [s.text for s in summarize(wrapped).sentences] == [wrapped]


def test_there_is_a_word_limit(seed_text: str) -> None:
    """sumy #159."""
    assert 40 <= len(summarize(seed_text, words=60).split()) <= 60


@pytest.mark.parametrize("n", range(1, 17))
def test_the_number_of_sentences_is_the_one_asked_for(seed_text: str, n: int) -> None:
    """bert-extractive-summarizer #29, #78 and #89."""
    assert len(summarize(seed_text, sentences=n).splitlines()) == n


def test_german_abbreviations_and_dates_do_not_end_sentences() -> None:
    """sumy #97."""
    text = "Am 3. Oktober sprach Dr. Meier z. B. über Abs. 2 der Satzung. Danach gingen alle nach Hause."
    assert len(summarize(text, language="german").sentences) == 2


def test_arabic_is_split_and_summarized() -> None:
    """summa #79."""
    text = "القاهرة عاصمة مصر. تقع القاهرة على النيل. هل زرت القاهرة؟ الطقس حار!"
    assert len(summarize(text, sentences=2).sentences) == 2
    assert len(summarize(text, sentences=9).sentences) == 4


def test_a_text_of_over_a_million_characters_goes_through(prose: str) -> None:
    """pytextrank #26 and bert-extractive-summarizer #59; sumy #109 and #121, summa #82 never end."""
    text = prose + prose[:100_000]
    summary = summarize(text, sentences=5)
    assert summary.document.text == text
    assert len(summary.sentences) == 5


def test_memory_does_not_grow_with_the_square_of_the_sentences() -> None:
    """summa #18, gensim #2068: 20 MB of text exhausted 16 GB.

    The matrix of these 40,000 sentences would take 12.8 GB.
    """
    text = " ".join(f"Word{i % 997} meets word{i % 89} and word{i % 1009}." for i in range(40_000))
    tracemalloc.start()
    assert len(summarize(text).document.sentences) == 40_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 150e6


def test_hundreds_of_paragraphs_take_no_time_to_speak_of() -> None:
    """sumy #109: 300 paragraphs ran for over 30 minutes; here each document of 10,000 words is one."""
    for text in shared_documents("qmsum_test"):
        assert len(summarize(text, sentences=10).sentences) == 10
