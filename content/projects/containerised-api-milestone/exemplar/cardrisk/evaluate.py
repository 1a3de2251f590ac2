"""python -m cardrisk.evaluate --model FILE --data TABLE --out FILE: the held-out numbers. Are they enough?

Ends with status 1 where they do not: this is what CI and the release gate stop on.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from scipy.stats import rankdata

from cardrisk.model import Model, load
from cardrisk.schema import Payment
from cardrisk.table import split

LEAST_GAIN = 0.03  # AUROC over the rule that looks at the amount alone
LEAST_AUROC = 0.8
RESAMPLES = 400
BINS = 10


def headline(served: Model, later: list[Payment], y: np.ndarray) -> tuple[float, float]:
    """AUROC of the model, and of ranking by the amount alone."""
    return auroc(y, served.probabilities(later)), auroc(y, np.array([one.amount_eur for one in later]))


def suffices(value: float, rule: float) -> bool:
    return value >= max(LEAST_AUROC, rule + LEAST_GAIN)


def evaluate(model_path: Path, data: Path, seed: int = 0) -> dict[str, object]:
    """The report of a model on the last quarter of the table."""
    _, (later, y) = split(data)
    served = load(model_path)
    p = served.probabilities(later)
    value, rule = headline(served, later, y)
    low, high = interval(y, p, seed)
    return {
        "model_version": served.version,
        "n": len(y),
        "positive": int(y.sum()),
        "metric": {"name": "auroc", "value": value, "low": low, "high": high},
        "baseline": {"name": "amount alone", "value": rule},
        "brier": float(np.mean((p - y) ** 2)),
        "calibration_error": calibration_error(y, p),
        "slices": slices(later, y, p),
        "passed": suffices(value, rule),
    }


def auroc(y: np.ndarray, p: np.ndarray) -> float:
    """Mann and Whitney's U over n1 n0: how often a disputed payment scores higher than one that is not."""
    ranks = rankdata(p)
    n1, n0 = y.sum(), len(y) - y.sum()
    return float((ranks[y == 1].sum() - n1 * (n1 + 1) / 2) / (n1 * n0))


def interval(y: np.ndarray, p: np.ndarray, seed: int) -> tuple[float, float]:
    """95 % of bootstrap resamples of the payments."""
    rng = np.random.default_rng(seed)
    draws = (rng.integers(0, len(y), len(y)) for _ in range(RESAMPLES))
    scores = [auroc(y[rows], p[rows]) for rows in draws if 0 < y[rows].sum() < len(rows)]
    low, high = np.quantile(scores, [0.025, 0.975])
    return float(low), float(high)


def calibration_error(y: np.ndarray, p: np.ndarray) -> float:
    """Mean distance of predicted and observed share over ten bins of equal size."""
    bins = np.array_split(np.argsort(p), BINS)
    return float(sum(len(rows) * abs(p[rows].mean() - y[rows].mean()) for rows in bins) / len(y))


def slices(payments: list[Payment], y: np.ndarray, p: np.ndarray) -> list[dict[str, object]]:
    """AUROC by channel, with the number of payments it rests on."""
    found = []
    for name in sorted({one.channel for one in payments}):
        rows = np.array([one.channel == name for one in payments])
        if 0 < y[rows].sum() < rows.sum():
            low, high = interval(y[rows], p[rows], 0)
            value = auroc(y[rows], p[rows])
            found.append({"name": name, "n": int(rows.sum()), "value": value, "low": low, "high": high})
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    report = evaluate(given.model, given.data)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(report, indent=1) + "\n", encoding="ascii")
    print(f"AUROC {report['metric']['value']:.3f}, baseline {report['baseline']['value']:.3f}")  # type: ignore[index]
    sys.exit(0 if report["passed"] else 1)
