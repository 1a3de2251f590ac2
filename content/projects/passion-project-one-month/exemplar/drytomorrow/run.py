"""python -m drytomorrow.run: from the weather record to results/."""

import argparse
import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from drytomorrow.measure import auroc, forward, interval
from drytomorrow.model import fit, save
from drytomorrow.rule import as_today
from drytomorrow.table import days, table

RESULTS = Path("results")
SEASONS = {"winter": (12, 1, 2), "spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11)}
FIRST = ("id", "wet", "wind", "dry")  # what the first version knew
GO = 0.6  # the bicycle is taken from this chance of a dry day on


def season_slices(y, p, rows, seed):
    """AUROC inside each season: how well it orders days that the calendar does not already order."""
    month = np.array([int(row["id"][5:7]) for row in rows])
    slices = []
    for name, months in SEASONS.items():
        here = np.isin(month, months)
        low, high = interval(y[here], p[here], seed=seed, times=400)
        value = auroc(y[here], p[here])
        slices.append({"name": name, "n": int(here.sum()), "value": value, "low": low, "high": high})
    return slices


def measured(rows, seed):
    y, p, scored = forward(rows)
    rule = np.array(as_today(scored))
    _, first, _ = forward([{name: row[name] for name in FIRST} for row in rows])
    low, high = interval(y, p, seed=seed)
    gain_low, gain_high = interval(y, p, first, seed=seed)
    record = {
        "seed": seed,
        "metric": {"name": "auroc", "value": auroc(y, p), "low": low, "high": high},
        "baseline": {"name": "as today", "value": auroc(y, rule)},
        "first_version": auroc(y, first),
        "gain": {
            "value": auroc(y, p) - auroc(y, first),
            "low": gain_low,
            "high": gain_high,
        },
        "go": {
            "share_of_days": float(np.mean(p >= GO)),
            "dry_when_gone": float(np.mean(y[p >= GO])),
            "dry_anyway": float(np.mean(y)),
        },
        "slices": season_slices(y, p, scored, seed),
        "rows": {"all": len(rows), "scored": len(y)},
    }
    return record, y, p


def draw(path, record, y, p):
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    bins = np.quantile(p, np.linspace(0, 1, 9))
    place = np.clip(np.searchsorted(bins, p, side="right") - 1, 0, 7)
    said = [p[place == k].mean() for k in range(8)]
    came = [y[place == k].mean() for k in range(8)]
    left.plot([0, 1], [0, 1], color="#8a94a6", lw=1)
    left.plot(said, came, "o-", color="#1f2a44")
    left.set(
        xlabel="chance of a dry day, as said",
        ylabel="share of dry days, as it came",
        xlim=(0, 1),
        ylim=(0, 1),
    )
    left.set_title("It means what it says", loc="left")
    names = [one["name"] for one in record["slices"]]
    for at, one in enumerate(record["slices"]):
        right.plot([one["low"], one["high"]], [at, at], color="#8a94a6", lw=2)
        right.plot(one["value"], at, "o", color="#1f2a44")
    right.axvline(0.5, color="#c8442f", lw=1, ls="--")
    right.text(0.507, 1.4, "a coin", color="#c8442f")
    right.set(
        yticks=range(len(names)), yticklabels=names, xlabel="AUROC inside the season", xlim=(0.45, 0.95)
    )
    right.set_title("Where it knows something", loc="left")
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=150, metadata={"Software": None})
    plt.close(figure)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    seed = parser.parse_args().seed
    RESULTS.mkdir(exist_ok=True)
    rows = table(days())
    record, y, p = measured(rows, seed)
    save(fit(rows), RESULTS / "model.json")
    draw(RESULTS / "dry.png", record, y, p)
    (RESULTS / "record.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
