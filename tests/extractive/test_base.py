"""What the base makes of the scores that a method returns."""

from dataclasses import dataclass

import numpy as np
import pytest

from summarize import Document, Extractive, InvalidTypeError, InvalidValueError, Length

TEXT = "One came. Two came. Three came."


@dataclass(frozen=True)
class Fixed(Extractive):
    """A method whose scores are given."""

    name = "fixed"

    values: object = None

    def score_sentences(self, document: Document, query: str | None) -> np.ndarray:
        return self.values  # type: ignore[return-value]


@pytest.mark.parametrize("values", [[1, 3, 2], np.array([1, 3, 2], np.float32), (False, True, False)])
def test_any_numbers_will_do(values: object) -> None:
    assert Fixed(values=values)(TEXT, Length(sentences=1)) == "Two came."
    assert Fixed(values=values).scores(TEXT).dtype == np.float64


@pytest.mark.parametrize("redundancy", [None, "mmr", "trigrams"])
def test_minus_infinity_is_for_what_is_taken_last(redundancy: str | None) -> None:
    method = Fixed(values=[-np.inf, 0.1, 0.2], redundancy=redundancy)  # type: ignore[arg-type]
    assert method(TEXT, Length(sentences=1)) == "Three came."
    assert method(TEXT, Length(sentences=2)) == "Two came.\nThree came."
    assert method(TEXT, Length(sentences=3)) == "One came.\nTwo came.\nThree came."


@pytest.mark.parametrize("values", [[1, 2], np.zeros((3, 1)), 1.0, np.zeros(4), []])
def test_one_score_a_sentence(values: object) -> None:
    with pytest.raises(
        InvalidValueError, match=r"method 'fixed' must return one score a sentence, shape \(3,\)"
    ):
        Fixed(values=values)(TEXT)


def test_nan_is_refused_with_its_position() -> None:
    with pytest.raises(InvalidValueError, match="method 'fixed' gave sentence 1 the score NaN"):
        Fixed(values=[1.0, np.nan, np.nan]).scores(TEXT)


@pytest.mark.parametrize("values", [None, ["a", "b", "c"], [1, None, 2], [[1], [1, 2], []], [1j, 0, 0]])
def test_what_is_no_number_is_refused(values: object) -> None:
    with pytest.raises(InvalidTypeError, match="method 'fixed' must return an array of numbers"):
        Fixed(values=values)(TEXT)
