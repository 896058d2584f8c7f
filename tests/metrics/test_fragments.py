"""Extractive fragments: the textbook algorithm gives the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.metrics.fragments import FragmentStatistics, fragment_lengths, fragment_statistics
from summarize.metrics.tokens import unicode_words
from tests.conftest import shared_file
from tests.strategies import any_text

words = st.lists(st.sampled_from("abc"), max_size=30)


def textbook(summary: list[str], source: list[str]) -> list[int]:
    """Figure 3 of Grusky et al. (2018), line by line."""
    lengths = []
    i = 0
    while i < len(summary):
        best = j = 0
        while j < len(source):
            if summary[i] == source[j]:
                i_end, j_end = i, j
                while i_end < len(summary) and j_end < len(source) and summary[i_end] == source[j_end]:
                    i_end, j_end = i_end + 1, j_end + 1
                best = max(best, i_end - i)
                j = j_end
            else:
                j += 1
        lengths += [best] if best else []
        i += max(best, 1)
    return lengths


@given(words, words)
def test_fragments_are_those_of_the_paper_where_words_recur(summary: list[str], source: list[str]) -> None:
    assert fragment_lengths(summary, source) == textbook(summary, source)


@given(any_text, any_text)
def test_fragments_are_those_of_the_paper_on_any_text(summary: str, source: str) -> None:
    texts = unicode_words(summary), unicode_words(source)
    assert fragment_lengths(*texts) == textbook(*texts)


@pytest.mark.parametrize("name", ["cnndm_validation", "urdu_uscorpus", "klexikon_de_test", "qmsum_test"])
def test_fragments_are_those_of_the_paper_on_real_documents(name: str) -> None:
    with shared_file(f"{name}.jsonl").open(encoding="utf-8") as lines:
        for _, line in zip(range(3), lines, strict=False):
            pair = json.loads(line)
            texts = unicode_words(pair["summary"]), unicode_words(pair["document"])
            assert fragment_lengths(*texts) == textbook(*texts)


def test_the_authors_pass_over_places_inside_a_run() -> None:
    assert fragment_lengths(list("aab"), list("aaab")) == [2, 1]


def test_a_copy_is_one_fragment(prose: str) -> None:
    """As long as the text is, this ends at once."""
    text = prose[:60_000]
    n_words = len(unicode_words(text))
    assert n_words > 10_000
    assert fragment_statistics(text, text) == FragmentStatistics(1.0, n_words, 1.0)


def test_two_long_texts_are_no_square(prose: str) -> None:
    """Each of 10,000 words against 10,000 would be 100 million comparisons."""
    coverage, density, _ = fragment_statistics(prose[100_000:160_000], prose[300_000:360_000])
    assert 0.5 < coverage < 1
    assert 0.5 < density < 5


@pytest.mark.parametrize(
    ("summary", "source", "expected"),
    [
        ("", "A cat.", (0, 0, 0)),
        ("…", "A cat.", (0, 0, 0)),
        ("A cat.", "", (0, 0, 0)),
        ("A dog.", "A cat sat.", (0.5, 0.5, 1.5)),
        ("東京は", "東京です", (2 / 3, 4 / 3, 4 / 3)),
    ],
)
def test_figures_worked_out_by_hand(summary: str, source: str, expected: tuple[float, ...]) -> None:
    assert fragment_statistics(summary, source) == pytest.approx(expected)
