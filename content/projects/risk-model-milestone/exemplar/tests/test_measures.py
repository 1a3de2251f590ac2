import numpy as np
import pytest
from risk import measures
from scipy.stats import binomtest
from sklearn.metrics import average_precision_score, roc_auc_score

Y = np.array([0, 0, 1, 0, 1, 1, 0, 0, 0, 1])
P = np.array([0.1, 0.2, 0.2, 0.2, 0.3, 0.4, 0.4, 0.05, 0.6, 0.9])


def test_areas_equal_the_library_also_where_scores_are_tied():
    assert measures.auprc(Y, P) == pytest.approx(average_precision_score(Y, P))
    assert measures.auroc(Y, P) == pytest.approx(roc_auc_score(Y, P))


def test_auroc_of_one_class_is_no_number():
    assert np.isnan(measures.auroc(np.zeros(4), P[:4]))
    assert np.isnan(measures.auroc(np.ones(4), P[:4]))


def test_brier_skill_is_zero_for_the_base_rate_and_one_for_the_truth():
    assert measures.brier_skill(Y, np.full(10, 0.3), 0.3) == pytest.approx(0.0)
    assert measures.brier_skill(Y, Y.astype(float), 0.3) == 1.0
    assert measures.brier_skill(np.array([1, 0]), np.array([0.5, 0.5]), 0.0) == pytest.approx(0.5)


def test_bins_are_of_equal_size_and_in_order():
    bins = measures.quantile_bins(Y, P, 5)
    assert [size for *_, size in bins] == [2] * 5
    assert bins[0] == (pytest.approx(0.075), 0.0, 2)
    assert bins[4] == (pytest.approx(0.75), 0.5, 2)


def test_calibration_error_is_the_gap_weighted_by_size():
    y, p = np.r_[np.zeros(50), np.ones(50)], np.r_[np.full(50, 0.1), np.full(50, 0.7)]
    assert measures.ece(y, p) == pytest.approx(0.2)


def test_cost_counts_alarms_and_misses_from_the_threshold_on():
    assert measures.cost_per_case(Y, P, 0.4, false_alarm=4, miss=60) == pytest.approx((2 * 4 + 2 * 60) / 10)
    assert measures.cost_per_case(Y, P, 2.0, false_alarm=4, miss=60) == pytest.approx(24.0)


def test_wilson_equals_the_library():
    exact = binomtest(7, 40).proportion_ci(method="wilson")
    assert measures.wilson(7, 40) == (pytest.approx(exact.low), pytest.approx(exact.high))
    assert measures.wilson(0, 0) == (0.0, 1.0)
    assert measures.wilson(0, 9)[0] == 0.0


def test_bootstrap_holds_the_mean_and_narrows_with_the_rows():
    values = np.random.default_rng(0).normal(5, 1, 400)
    low, high = measures.bootstrap(lambda rows: values[rows].mean(), 400, seed=1, times=300)
    assert low < values.mean() < high
    assert high - low == pytest.approx(4 * values.std() / 20, rel=0.2)
    assert (low, high) == measures.bootstrap(lambda rows: values[rows].mean(), 400, seed=1, times=300)


def test_samples_without_a_value_are_left_out():
    assert measures.bootstrap(lambda rows: np.nan, 5, seed=0) == (0.0, 1.0)
