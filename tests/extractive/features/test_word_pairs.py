"""Pairs of adjacent words that recur; test_auto compares them with a textbook version."""

import numpy as np
import pytest

from summarize import Document
from summarize.extractive.features import word_pairs
from summarize.extractive.features.word_pairs import repeated_pairs


def test_pairs_are_the_same_where_their_numbers_would_be_too_large(
    seed_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document(seed_text)
    expected = repeated_pairs(document)
    monkeypatch.setattr(word_pairs, "_LARGEST", 0)
    np.testing.assert_array_equal(repeated_pairs(document), expected)
    assert expected.any()


def test_a_text_without_a_pair_has_none() -> None:
    assert repeated_pairs(Document("No. Yes. 3.", "en")).tolist() == [0, 0, 0]
