"""Metrics against scikit-learn and by hand; intervals that hold what they should."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sk

from groundup.audit.probes import metric

Y = np.array([0.0, 1, 1, 0, 1, 0, 0, 1])
P = np.array([0.1, 0.8, 0.4, 0.4, 0.9, 0.2, 0.7, 0.6])


@given(st.integers(0, 10_000))
def test_ordering_metrics_are_those_of_scikit_learn_ties_and_all(seed):
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(30) % 2).astype(float)
    p = rng.integers(0, 8, 30) / 8
    assert metric.auroc(y, p) == pytest.approx(sk.roc_auc_score(y, p))
    assert metric.auprc(y, p) == pytest.approx(sk.average_precision_score(y, p))
    assert metric.f1(y, p) == pytest.approx(sk.f1_score(y, p >= 0.5, zero_division=0))
    assert metric.brier(y, p) == pytest.approx(sk.brier_score_loss(y, p))


def test_one_class_only_cannot_be_ordered():
    with pytest.raises(ValueError, match="one class"):
        metric.auroc(np.ones(3), np.array([0.1, 0.2, 0.3]))


def test_recall_is_the_highest_that_the_false_positive_rate_allows():
    y = np.array([0.0] * 100 + [1.0] * 10)
    p = np.concatenate([np.linspace(0, 0.5, 100), [0.49999] + [0.9] * 9])
    assert metric.recall_at_fpr(y, p, 0.0) == pytest.approx(0.9)
    assert metric.recall_at_fpr(y, p, 0.01) == pytest.approx(1.0)


def test_calibration_error_is_the_weighted_gap_of_ten_bins():
    p = np.repeat(np.linspace(0.05, 0.95, 10), 100)
    y = (np.tile(np.arange(100), 10) < np.repeat(np.arange(5, 100, 10), 100)).astype(float)
    assert metric.ece(y, p) == pytest.approx(0, abs=1e-12)
    assert metric.ece(y, np.clip(p + 0.03, 0, 1)) == pytest.approx(0.03)
    assert metric.ece(np.array([0.0, 1]), np.array([0.5, 0.5])) == 0


def test_calibration_error_does_not_depend_on_the_order_of_rows():
    order = np.random.default_rng(0).permutation(8)
    assert metric.ece(Y, P, 3) == pytest.approx(metric.ece(Y[order], P[order], 3))


def test_skill_is_what_is_won_over_the_base_rate():
    assert metric.brier_skill(Y, np.full(8, 0.5), 0.5) == 0
    assert metric.brier_skill(Y, Y, 0.5) == 1


def test_costs_are_counted_per_row_and_the_best_threshold_is_the_cheapest():
    assert metric.expected_cost(Y, P, 0.5, false_alarm=1, miss=10) == pytest.approx((1 + 10) / 8)
    threshold, cost = metric.best_threshold(Y, P, false_alarm=1, miss=10)
    everything = [metric.expected_cost(Y, P, t, false_alarm=1, miss=10) for t in np.linspace(0, 1.1, 111)]
    assert cost == pytest.approx(min(everything))
    assert metric.expected_cost(Y, P, threshold, false_alarm=1, miss=10) == cost
    assert metric.best_threshold(Y, 1 - Y, false_alarm=1000, miss=0.1)[0] == np.inf


def test_an_interval_comes_again_with_its_seed_and_holds_the_value():
    one = metric.bootstrap(metric.auroc, Y, P, seed=3, times=200)
    assert one == metric.bootstrap(metric.auroc, Y, P, seed=3, times=200)
    assert one.low <= one.value <= one.high and one.holds(one.value)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """AUROC of two normals one deviation apart is 0.760; of 60 intervals of 90 %, 47 to 60 are let pass."""
    held = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        y = np.arange(120.0) % 2
        held += metric.bootstrap(
            metric.auroc, y, y + rng.normal(0, 1, 120), seed=seed, times=150, level=0.9
        ).holds(0.7602)
    assert held >= 47


def test_rows_of_a_group_are_drawn_together_and_widen_the_interval():
    rng = np.random.default_rng(0)
    group = np.repeat(np.arange(40), 10)
    y = np.repeat(rng.integers(0, 2, 40), 10).astype(float)
    p = y + np.repeat(rng.normal(0, 1, 40), 10)
    alone = metric.bootstrap(metric.auroc, y, p, seed=0, times=200)
    together = metric.bootstrap(metric.auroc, y, p, seed=0, times=200, groups=group)
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_two_predictions_are_compared_on_the_same_draws():
    rng = np.random.default_rng(0)
    y = np.arange(200.0) % 2
    p = y + rng.normal(0, 1, 200)
    same = metric.paired_bootstrap(metric.auroc, y, p, p, seed=0, times=100)
    assert (same.value, same.low, same.high) == (0, 0, 0)
    better = metric.paired_bootstrap(metric.auroc, y, p, rng.normal(0, 1, 200), seed=0, times=200)
    assert better.low > 0


def test_rows_of_one_class_have_no_interval():
    with pytest.raises(ValueError, match="one class"):
        metric.bootstrap(metric.brier, np.ones(4), np.ones(4), seed=0)
