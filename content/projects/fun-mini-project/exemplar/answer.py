"""How much more ink does a handwritten 8 take than a 1? Writes result.json and figure.svg."""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib
import numpy as np
from sklearn.datasets import load_digits

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "ink"  # the same figure from the same data
matplotlib.rcParams["svg.fonttype"] = "none"  # text stays text
import matplotlib.pyplot as plt  # noqa: E402  (after the backend)

HERE = Path(__file__).parent
MEASURED = "#1b6ca8"


def ink_by_digit() -> list[np.ndarray]:
    """For each digit the ink of its images: the sum of 64 pixels of 0 to 16."""
    digits = load_digits()
    ink = digits.images.sum(axis=(1, 2))  # (1797,)
    return [ink[digits.target == digit] for digit in range(10)]


def half_width(sample: np.ndarray) -> float:
    """Half of the 95 % interval of a mean, for samples of more than a hundred."""
    return 1.96 * sample.std(ddof=1) / len(sample) ** 0.5


def more_in_percent(eights: np.ndarray, ones: np.ndarray) -> tuple[float, float, float]:
    """How much more the mean of the first is, with a 95 % interval from 2,000 bootstrap samples."""
    rng = np.random.default_rng(0)
    ratios = [
        rng.choice(eights, len(eights)).mean() / rng.choice(ones, len(ones)).mean() - 1 for _ in range(2000)
    ]
    low, high = np.quantile(ratios, [0.025, 0.975])
    return 100 * (eights.mean() / ones.mean() - 1), 100 * low, 100 * high


def draw(ink: list[np.ndarray], path: Path) -> None:
    """Means with intervals, ordered by ink; the scale begins at 290, so dots and not bars."""
    order = sorted(range(10), key=lambda digit: ink[digit].mean())
    figure, axes = plt.subplots(figsize=(6.4, 4.0), layout="constrained")
    for place, digit in enumerate(order):
        mean, half = ink[digit].mean(), half_width(ink[digit])
        colour = MEASURED if digit in (1, 8) else "#9aa5ae"
        axes.errorbar(mean, place, xerr=half, fmt="o", color=colour, capsize=3)
    axes.set_yticks(range(10), [str(digit) for digit in order])
    axes.set_title("An 8 takes hardly more ink than a 1", loc="left")
    axes.set_xlabel("mean ink of an image (sum of pixels of 0 to 16), with 95 % interval")
    axes.set_ylabel("digit (by ink)")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    ink = ink_by_digit()
    result, low, high = more_in_percent(ink[8], ink[1])
    lines = (HERE / "question.md").read_text().splitlines()
    said = dict(line.split(": ", 1) for line in lines if line.startswith(("Question: ", "Guess: ")))
    record = {
        "question": said["Question"],
        "guess": float(said["Guess"]),
        "result": round(result, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "unit": "percent",
        "n": {"eights": len(ink[8]), "ones": len(ink[1])},
    }
    (HERE / "result.json").write_text(json.dumps(record, indent=2) + "\n")
    draw(ink, HERE / "figure.svg")
    print(f"{said['Question']} Guess: {said['Guess']}. Result: {result:.1f} ({low:.1f} to {high:.1f}).")


if __name__ == "__main__":
    main()
