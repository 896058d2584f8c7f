"""Numbers that a method cannot compute with are refused before it does."""

import warnings
from fractions import Fraction

import numpy as np
import pytest

from summarize import InvalidTypeError, InvalidValueError, summarize

TEXT = "Cats chase mice. Dogs bark at cats. It rained. The cat of the dog slept. Mice chase cats at night."


@pytest.mark.parametrize(
    ("method", "options", "message"),
    [
        ("textrank", {"damping": 10**400}, "damping must be at least 0 and below 1, got 1000"),
        (
            "textrank",
            {"damping": -(10**5000)},
            "damping must be .*, got a whole number of thousands of digits",
        ),
        ("pacsum", {"lambda1": -(10**400)}, "lambda1 must be finite, got -1000"),
        ("pacsum", {"lambda1": -1e308}, r"lambda1=-1e\+308 is too large to compute with"),
        ("hiporank", {"alpha": 1e308}, r"alpha=1e\+308 is too large"),
        ("kl", {"smoothing": 1e-320}, "smoothing=1e-320 is too small"),
        ("luhn", {"min_count": -(10**5000)}, "min_count must be at least 1, got a whole number of thousands"),
    ],
)
def test_numbers_out_of_range(method: str, options: dict[str, float], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        summarize(TEXT, method, **options)


def test_a_fraction_is_not_mixed_with_arrays() -> None:
    with pytest.raises(InvalidTypeError, match=r"damping must be a number, got Fraction\(1, 3\).*as a float"):
        summarize(TEXT, "textrank", damping=Fraction(1, 3))


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("pacsum", {"lambda1": -1e100, "lambda2": 1e100}),
        ("hiporank", {"alpha": 1e100}),
        ("hiporank", {"alpha": 1e-100}),
        ("kl", {"smoothing": 1e-100}),
        ("edmundson", {"cue_weight": 1e100, "key_weight": 1e100}),
        ("textrank", {"damping": np.longdouble(0.5)}),
        ("lexrank", {"damping": np.float16(0.5)}),
        ("lexrank", {"damping": np.longdouble(0.5)}),
        ("mmr", {"tradeoff": np.longdouble(0.5)}),
    ],
)
def test_all_others_are_computed_with(method: str, options: dict[str, float]) -> None:
    with warnings.catch_warnings(action="error"):
        assert summarize(TEXT, method, sentences=2, **options)
