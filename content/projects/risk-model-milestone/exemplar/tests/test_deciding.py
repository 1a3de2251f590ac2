import numpy as np
import pytest
from risk.deciding import THRESHOLD, cost, cost_curve, decide

Y = np.array([0, 0, 0, 1, 1])
P = np.array([0.01, 0.05, 0.3, 0.2, 0.7])


def test_the_threshold_follows_from_the_costs():
    assert pytest.approx(4 / 64) == THRESHOLD


def test_the_record_prices_the_decision_and_its_alternatives():
    said = decide(Y, P)
    assert said["cost_per_case"] == pytest.approx(4 / 5)
    assert said["cost_at_half"] == pytest.approx(60 / 5)
    assert said["cost_of_nothing"] == pytest.approx(120 / 5)
    assert said["best_cost"] == pytest.approx(4 / 5)
    assert said["threshold"] == THRESHOLD
    assert cost(Y, P, said["best_threshold"]) == said["best_cost"]


def test_the_curve_reaches_over_all_thresholds_that_matter():
    thresholds, costs = cost_curve(Y, P)
    assert thresholds[0] == pytest.approx(0.005)
    assert thresholds[-1] == pytest.approx(0.6)
    assert costs[0] == pytest.approx(12 / 5)
    assert len(costs) == 120
