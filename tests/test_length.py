"""One notion of length, checked once."""

import math

import numpy as np
import pytest

from summarize import InvalidTypeError, InvalidValueError, Length, summarize


@pytest.mark.parametrize(
    ("length", "message"),
    [
        ({}, "give one of sentences, words and ratio; got none of them"),
        ({"sentences": 2, "words": 10}, "give one of .*; got sentences=2, words=10"),
        ({"words": 10, "ratio": 0.5}, "got words=10, ratio=0.5"),
        ({"sentences": 0}, "sentences must be at least 1, got 0"),
        ({"words": -3}, "words must be at least 1, got -3"),
        ({"ratio": 0}, "ratio must be above 0 and at most 1, got 0"),
        ({"ratio": -0.1}, "ratio must be above 0 and at most 1, got -0.1"),
        ({"ratio": 1.01}, "ratio must be above 0 and at most 1, got 1.01"),
        ({"ratio": math.nan}, "ratio must be above 0 and at most 1, got nan"),
        ({"ratio": math.inf}, "ratio must be above 0 and at most 1, got inf"),
    ],
)
def test_a_length_that_makes_no_sense(length: dict[str, float], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        Length(**length)  # type: ignore[arg-type]
    if length:
        with pytest.raises(ValueError, match=message):
            summarize("A text. It is short.", **length)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("length", "message"),
    [
        ({"sentences": True}, r"sentences must be a whole number, got True \(bool\)"),
        ({"sentences": 2.0}, r"sentences must be a whole number, got 2.0 \(float\)"),
        ({"words": "100"}, r"words must be a whole number, got '100' \(str\)"),
        ({"words": math.nan}, "words must be a whole number, got nan"),
        ({"ratio": "20%"}, r"ratio must be a number, got '20%' \(str\)"),
        ({"ratio": False}, r"ratio must be a number, got False \(bool\)"),
    ],
)
def test_a_length_of_the_wrong_type(length: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidTypeError, match=message):
        Length(**length)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=message):
        summarize("A text. It is short.", **length)  # type: ignore[arg-type]


def test_a_ratio_is_taken_as_it_is_written() -> None:
    assert Length(ratio=0.29).word_budget(100) == 29
    assert Length(ratio=0.58).word_budget(50) == 29


def test_numbers_of_numpy_are_numbers() -> None:
    assert Length(sentences=np.int64(2)).sentences == 2  # type: ignore[arg-type]
    assert Length(ratio=np.float32(0.5)).word_budget(10) == 5  # type: ignore[arg-type]


def test_it_shows_what_it_is() -> None:
    assert str(Length(ratio=0.2)) == "ratio=0.2"
