"""From a probability to a decision, with the costs said aloud.

Stopping an honest payment costs a call and some goodwill: 4. Letting a fraud through costs the average loss
that is not recovered: 60. With probabilities that can be trusted, stopping pays from p on where
p * miss = (1 - p) * false alarm, so the threshold follows from the costs and nothing is tuned.
"""

from __future__ import annotations

import numpy as np

from risk.measures import cost_per_case

FALSE_ALARM = 4.0
MISS = 60.0
THRESHOLD = FALSE_ALARM / (FALSE_ALARM + MISS)


def cost_curve(y: np.ndarray, p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Thresholds from 0.005 to 0.6 and the cost of one payment at each."""
    thresholds = np.geomspace(0.005, 0.6, 120)
    return thresholds, np.array([cost(y, p, t) for t in thresholds])


def cost(y: np.ndarray, p: np.ndarray, threshold: float) -> float:
    return cost_per_case(y, p, threshold, FALSE_ALARM, MISS)


def decide(y: np.ndarray, p: np.ndarray) -> dict:
    """The record of the decision: costs at the threshold, at one half, at the best one, of doing nothing."""
    thresholds, costs = cost_curve(y, p)
    return {
        "threshold": THRESHOLD,
        "cost_false_alarm": FALSE_ALARM,
        "cost_miss": MISS,
        "cost_per_case": cost(y, p, THRESHOLD),
        "cost_at_half": cost(y, p, 0.5),
        "cost_of_nothing": cost(y, p, 2.0),
        "best_threshold": float(thresholds[costs.argmin()]),
        "best_cost": float(costs.min()),
    }
