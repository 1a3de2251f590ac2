"""python -m cardrisk.run [--seed N]: train, evaluate, pass the gate, and write what the README shows."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from cardrisk import model, release
from cardrisk.evaluate import BINS, evaluate
from cardrisk.table import split
from cardrisk.train import train

CANDIDATE = Path("build/model.json")
RESULTS = Path("results")
RECORDED = ("metric", "baseline", "slices", "model_version")


def run(data: Path, seed: int) -> None:
    train(data, CANDIDATE, seed)
    report = evaluate(CANDIDATE, data)
    release.deploy(CANDIDATE, data=data)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "evaluation.json").write_text(json.dumps(report, indent=1) + "\n", encoding="ascii")
    record = {"seed": seed, **{name: report[name] for name in RECORDED}}
    (RESULTS / "record.json").write_text(json.dumps(record, indent=1) + "\n", encoding="ascii")
    draw_reliability(data, RESULTS / "reliability.png")


def draw_reliability(data: Path, path: Path) -> None:
    """Observed against predicted share of disputes, in ten bins of equal size, with Wilson's interval."""
    _, (payments, y) = split(data)
    p = model.load(CANDIDATE).probabilities(payments)
    bins = np.array_split(np.argsort(p), BINS)
    predicted = np.array([p[rows].mean() for rows in bins])
    observed = np.array([y[rows].mean() for rows in bins])
    n = np.array([len(rows) for rows in bins])
    low, high = wilson(observed, n)
    figure, axes = plt.subplots(figsize=(5, 4.2), layout="constrained")
    axes.plot([0, 0.65], [0, 0.65], color="0.7", lw=1)
    axes.errorbar(
        predicted, observed, yerr=(observed - low, high - observed), fmt="o", color="#1f5fa8", capsize=2
    )
    axes.set(xlabel="predicted probability of a dispute", ylabel="observed share (95 % interval)")
    axes.set_title(f"{len(y)} held-out payments, ten bins of {n[0]}")
    figure.savefig(path, dpi=110, metadata={"Software": None})
    plt.close(figure)


def wilson(share: np.ndarray, n: np.ndarray, z: float = 1.96) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of a share of n: Wilson (1927), equation of the score interval."""
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return np.maximum(centre - half, 0), np.minimum(centre + half, 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=release.DATA)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    run(given.data, given.seed)
