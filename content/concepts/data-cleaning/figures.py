"""The moving figure of the lesson: blood pressures, some missing, and what filling in makes of them."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, RED = "#2f5fd0", "#d9730d", "#c93c37"

N = 400
_rng = np.random.default_rng(3)
_z = _rng.normal(size=N)
AGE = 50 + 12 * _z
PRESSURE = 130 + 15 * (0.7 * _z + np.sqrt(1 - 0.7**2) * _rng.normal(size=N))
CHANCE = _rng.normal(size=N)
EDGES = np.arange(80, 184, 4)


def imputation(share, mechanism, strategy):
    gone = missing_rows(share, mechanism)
    known, age = PRESSURE[~gone], AGE[~gone]
    filled = filled_in(gone, strategy)
    after = known if strategy == "leave out" else np.concatenate([known, filled])
    ages = age if strategy == "leave out" else np.concatenate([age, AGE[gone]])

    fig, (ax, table) = plt.subplots(1, 2, figsize=(6.4, 4), width_ratios=[2.1, 1])
    fig.subplots_adjust(left=0.08, right=0.98, bottom=0.12, top=0.9, wspace=0.05)
    parts = [known] if strategy == "leave out" else [known, filled]
    ax.hist(parts, EDGES, stacked=True, color=[BLUE, ORANGE][: len(parts)], histtype="stepfilled", alpha=0.75)
    ax.hist(PRESSURE, EDGES, histtype="step", color=INK, linewidth=1.4)
    ax.set(xlim=(80, 180), xlabel="blood pressure", yticks=[])
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    height = ax.get_ylim()[1]
    for k, (text, color) in enumerate((("all (line)", INK), ("known", BLUE), ("filled in", ORANGE))):
        ax.text(82, height * (0.94 - 0.07 * k), text, color=color, size=10)
    ax.set_title(f"{gone.sum()} of {N} missing, {mechanism}; {strategy}", color=INK, size=10.5, loc="left")

    true, now = summary(PRESSURE, AGE), summary(after, ages)
    table.axis("off")
    for k, (name, a, b) in enumerate(
        zip(("mean", "st. deviation", "correlation\nwith age"), true, now, strict=True)
    ):
        digits = 2 if k == 2 else 1
        wrong = abs(b - a) > (0.05 if k == 2 else 1)
        table.text(0.08, 0.82 - 0.3 * k, name, color=MUTED, size=9.5, va="bottom")
        table.text(0.08, 0.72 - 0.3 * k, f"{a:.{digits}f}", color=INK, size=13)
        arrow = f"→ {b:.{digits}f}"
        table.text(0.45, 0.72 - 0.3 * k, arrow, color=RED if wrong else INK, size=13)
    return fig, told(gone.sum(), mechanism, strategy, true, now)


def missing_rows(share, mechanism):
    """The rows with the largest scores: pure chance, mostly age, or mostly the pressure itself."""
    scores = {
        "MCAR": CHANCE,
        "MAR (by age)": _z + 0.4 * CHANCE,
        "MNAR (by pressure)": (PRESSURE - 130) / 15 + 0.4 * CHANCE,
    }[mechanism]
    gone = np.zeros(N, dtype=bool)
    gone[np.argsort(-scores)[: round(share / 100 * N)]] = True
    return gone


def filled_in(gone, strategy):
    known = PRESSURE[~gone]
    if strategy == "predict from age":
        slope, start = np.polyfit(AGE[~gone], known, 1)
        return start + slope * AGE[gone]
    value = np.median(known) if strategy == "median" else known.mean()
    return np.full(gone.sum(), value)


def summary(pressure, age):
    return pressure.mean(), pressure.std(), np.corrcoef(pressure, age)[0, 1]


def told(count, mechanism, strategy, true, now):
    change = now[0] - true[0]
    moved = "nearly right" if abs(change) <= 1 else "too small" if change < 0 else "too large"
    return (
        f"{count} of {N} blood pressures are missing, {mechanism}; strategy: {strategy}. Mean "
        f"{true[0]:.1f} before, "
        f"{now[0]:.1f} after: {moved}. Standard deviation {true[1]:.1f} before, {now[1]:.1f} after. "
        f"Correlation "
        f"with age {true[2]:.2f} before, {now[2]:.2f} after."
    )
