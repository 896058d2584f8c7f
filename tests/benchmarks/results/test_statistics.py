"""Intervals and significance against SciPy, exact counts and simulations with a known answer."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from benchmarks.results import statistics
from benchmarks.results.statistics import bootstrap_interval, holm, paired_bootstrap, paired_randomization
from summarize import InvalidTypeError, InvalidValueError
from tests.lazy import scipy_stats

Test = Callable[..., float]

TESTS: list[Test] = [paired_randomization, paired_bootstrap]
scores = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def systems(n_documents: int, difference: float, seed: int = 0) -> tuple[NDArray[np.float64], ...]:
    generator = np.random.default_rng(seed)
    a = generator.beta(3, 6, n_documents)
    return a, a + difference + generator.normal(0, 0.1, n_documents)


class TestBootstrapInterval:
    def test_it_is_scipys_percentile_bootstrap(self) -> None:
        a, _ = systems(500, 0)
        expected = scipy_stats.bootstrap(
            (a,), np.mean, n_resamples=10_000, method="percentile", rng=np.random.default_rng(1)
        ).confidence_interval
        found = bootstrap_interval(a)
        assert found.mean == a.mean()
        assert (found.low, found.high) == pytest.approx(expected, abs=3e-4)

    def test_it_is_close_to_that_of_the_normal_distribution(self) -> None:
        a, _ = systems(2_000, 0)
        half = 1.6449 * a.std() / np.sqrt(len(a))
        found = bootstrap_interval(a, confidence=0.9)
        assert (found.low, found.high) == pytest.approx((a.mean() - half, a.mean() + half), abs=3e-4)

    @settings(max_examples=30)
    @given(scores)
    def test_it_lies_in_the_range_of_the_scores(self, values: list[float]) -> None:
        found = bootstrap_interval(values, n_resamples=100)
        assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9

    def test_one_document_has_no_width(self) -> None:
        assert bootstrap_interval([0.25]) == (0.25, 0.25, 0.25)


class TestPairedTests:
    def test_randomization_is_the_share_of_all_ways_to_swap(self) -> None:
        a, b = systems(10, 0.01, seed=1)
        differences = a - b
        sums = np.array([np.dot(signs, differences) for signs in product([1, -1], repeat=10)])
        exact = np.mean(np.abs(sums) >= abs(differences.sum()) - 1e-12)
        assert 0.05 < exact < 0.95
        assert paired_randomization(a, b, n_resamples=40_000) == pytest.approx(exact, abs=0.01)

    def test_randomization_is_scipys(self) -> None:
        a, b = systems(300, 0.01)
        expected = scipy_stats.permutation_test(
            (a, b), lambda x, y, axis: np.mean(x - y, axis=axis), permutation_type="samples", vectorized=True
        ).pvalue
        assert paired_randomization(a, b) == pytest.approx(expected, abs=0.01)

    @pytest.mark.parametrize("test", TESTS)
    def test_it_is_close_to_the_t_test_where_that_holds(self, test: Test) -> None:
        a, b = systems(1_000, 0.006)
        assert test(a, b) == pytest.approx(scipy_stats.ttest_rel(a, b).pvalue, abs=0.01)

    @pytest.mark.parametrize("test", TESTS)
    @settings(max_examples=30)
    @given(values=scores)
    def test_equal_systems_have_p_1(self, test: Test, values: list[float]) -> None:
        assert test(values, values, n_resamples=100) == 1

    @pytest.mark.parametrize("test", TESTS)
    def test_the_smallest_p_is_that_of_the_number_of_trials(self, test: Test) -> None:
        a, b = systems(300, 0.5)
        assert test(a, b, n_resamples=999) == 1 / 1_000

    @pytest.mark.parametrize("test", TESTS)
    def test_the_systems_may_change_places(self, test: Test) -> None:
        a, b = systems(100, 0.01)
        assert test(a, b) == test(b, a)

    @pytest.mark.parametrize("test", TESTS)
    def test_chance_alone_is_rarely_significant(self, test: Test) -> None:
        found = [test(*systems(100, 0, seed), n_resamples=500, seed=seed) for seed in range(1_000)]
        assert 0.03 <= np.mean(np.array(found) <= 0.05) <= 0.065


class TestAll:
    def test_the_same_seed_gives_the_same_figures(self) -> None:
        a, b = systems(200, 0.01)
        for seed in (0, 1):
            assert bootstrap_interval(a, seed=seed) == bootstrap_interval(a, seed=seed)
            assert paired_randomization(a, b, seed=seed) == paired_randomization(a, b, seed=seed)
        assert bootstrap_interval(a, seed=0) != bootstrap_interval(a, seed=1)

    def test_how_much_is_drawn_at_a_time_does_not_matter(self, monkeypatch: pytest.MonkeyPatch) -> None:
        a, b = systems(64, 0.01)
        whole = bootstrap_interval(a), paired_bootstrap(a, b), paired_randomization(a, b)
        monkeypatch.setattr(statistics, "_CHUNK_BYTES", 64 * 8 * 100)
        assert (bootstrap_interval(a), paired_bootstrap(a, b), paired_randomization(a, b)) == whole

    @pytest.mark.parametrize("values", [[], [[0.1, 0.2]], [0.1, float("nan")], [float("inf")]])
    def test_what_is_no_list_of_scores_is_refused(self, values: list[float]) -> None:
        for compute in (
            bootstrap_interval,
            lambda v: paired_bootstrap(v, v),
            lambda v: paired_randomization(v, v),
        ):
            with pytest.raises(InvalidValueError, match="must be"):
                compute(values)

    def test_scores_of_other_documents_are_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="the same documents, got 2 and 3"):
            paired_randomization([0.1, 0.2], [0.1, 0.2, 0.3])

    def test_wrong_options_are_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="n_resamples must be at least 1"):
            bootstrap_interval([0.1], n_resamples=0)
        with pytest.raises(InvalidTypeError, match="n_resamples must be a whole number"):
            paired_randomization([0.1], [0.2], n_resamples=1.5)  # type: ignore[arg-type]
        with pytest.raises(InvalidValueError, match="confidence must be above 0 and below 1"):
            bootstrap_interval([0.1], confidence=95)


class TestHolm:
    def test_the_example_of_r(self) -> None:
        """``p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm")`` in R."""
        assert holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])

    def test_the_order_of_the_tests_is_kept(self) -> None:
        assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])

    @given(st.lists(st.floats(0, 1), max_size=10))
    def test_it_adjusts_upwards_and_no_more_than_bonferroni(self, p_values: list[float]) -> None:
        for p_value, adjusted in zip(p_values, holm(p_values), strict=True):
            assert p_value <= adjusted <= min(1, len(p_values) * p_value)

    def test_what_is_no_p_value_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="a p-value must be from 0 to 1, got 1.5"):
            holm([0.1, 1.5])


def test_what_only_rounding_makes_differ_is_no_difference() -> None:
    a = [0.1 + 0.2] * 20
    assert statistics.paired_differences(a, [0.3] * 20).tolist() == [0.0] * 20
    assert paired_randomization(a, [0.3] * 20) == paired_bootstrap(a, [0.3] * 20) == 1
    assert paired_randomization([1e-9] * 20, [0.0] * 20) < 0.05
