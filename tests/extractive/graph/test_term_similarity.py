"""The factors of the overlap similarity, for any lengths at all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.extractive.graph.term_similarity import _length_factors


@given(st.lists(st.integers(2, 10_000_000), min_size=1, max_size=300))
def test_factors_give_the_denominators(lengths: list[int]) -> None:
    factors = _length_factors(np.array(lengths))
    logarithms = np.log(lengths)
    np.testing.assert_allclose(factors @ factors.T, 1 / (logarithms[:, None] + logarithms), rtol=1e-6)


@pytest.mark.parametrize("longest", [100, 10_000, 1_000_000])
def test_there_are_few_factors_whatever_the_lengths(longest: int) -> None:
    lengths = np.unique(np.geomspace(2, longest, 2000).astype(np.int64))
    factors = _length_factors(lengths)
    assert factors.shape[1] <= 12
    logarithms = np.log(lengths)
    np.testing.assert_allclose(factors @ factors.T, 1 / (logarithms[:, None] + logarithms), rtol=1e-6)
