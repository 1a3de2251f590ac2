"""Where the model is weak, and whom it stops: slices, groups, and what its ranking rests on."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from risk.measures import auprc, auroc, bootstrap, wilson
from risk.models import RiskModel
from risk.payments import CATEGORICAL, PROTECTED, TIME, TOGETHER, target

LEAST_FRAUDS = 8  # with fewer an AUROC says nothing
SHUFFLES = 3
STRONG = 0.7  # rank correlation above which columns are shuffled together


def slices(frame: pd.DataFrame, p: np.ndarray, seed: int) -> list[dict]:
    """AUROC in every slice that has LEAST_FRAUDS frauds, worst first."""
    y = target(frame)
    rows = []
    for name, member in _members(frame):
        ys, ps = y[member], p[member]
        if ys.sum() < LEAST_FRAUDS:
            continue
        low, high = bootstrap(lambda pick, ys=ys, ps=ps: auroc(ys[pick], ps[pick]), len(ys), seed)
        share = {"n": len(ys), "frauds": int(ys.sum())}
        rows.append({"name": name, **share, "value": auroc(ys, ps), "low": low, "high": high})
    return sorted(rows, key=lambda row: row["value"])


def _members(frame: pd.DataFrame):
    for column in [*CATEGORICAL, PROTECTED, "known_merchant"]:
        for value in sorted(frame[column].unique()):
            yield f"{column}={value}", (frame[column] == value).to_numpy()
    hour = frame[TIME].dt.hour.to_numpy()
    yield "night=yes", hour < 6
    yield "night=no", hour >= 6
    middle = frame["amount"].median()
    yield "amount=below-median", (frame["amount"] < middle).to_numpy()
    yield "amount=above-median", (frame["amount"] >= middle).to_numpy()


def group_rates(frame: pd.DataFrame, p: np.ndarray, threshold: float, seed: int) -> dict:
    """Who is stopped, by the protected column: rates with Wilson intervals, gaps with bootstrap intervals."""
    y, flagged, group = target(frame), p >= threshold, frame[PROTECTED].to_numpy()
    names = sorted(set(group))
    groups = [{"name": name, **_rates(y[group == name], flagged[group == name])} for name in names]
    gaps = {}
    for rate in ("tpr", "fpr"):
        values = [one[rate] for one in groups]

        def gap(pick, rate=rate):
            ys, fs, gs = y[pick], flagged[pick], group[pick]
            found = [_rates(ys[gs == name], fs[gs == name])[rate] for name in names]
            return max(found) - min(found)

        low, high = bootstrap(gap, len(y), seed)
        gaps[rate] = {"value": max(values) - min(values), "low": low, "high": high}
    return {"column": PROTECTED, "groups": groups, "gaps": gaps}


def _rates(y: np.ndarray, flagged: np.ndarray) -> dict:
    ones, zeros = int(y.sum()), int((y == 0).sum())
    caught, alarms = int((flagged & (y == 1)).sum()), int((flagged & (y == 0)).sum())
    tpr_low, tpr_high = wilson(caught, ones)
    fpr_low, fpr_high = wilson(alarms, zeros)
    return {
        "n": len(y),
        "frauds": ones,
        "flagged": float(flagged.mean()) if len(y) else 0.0,
        "tpr": caught / max(ones, 1),
        "tpr_low": tpr_low,
        "tpr_high": tpr_high,
        "fpr": alarms / max(zeros, 1),
        "fpr_low": fpr_low,
        "fpr_high": fpr_high,
    }


def attribution(model: RiskModel, frame: pd.DataFrame, seed: int) -> list[dict]:
    """AUPRC lost when columns are shuffled, those that belong together in one go; largest first."""
    rng = np.random.default_rng(seed)
    y, whole = target(frame), auprc(target(frame), model.probability(frame))
    rows = []
    for columns in TOGETHER:
        losses = []
        for _ in range(SHUFFLES):
            shuffled = frame.copy()
            shuffled[columns] = frame[columns].to_numpy()[rng.permutation(len(frame))]
            losses.append(whole - auprc(y, model.probability(shuffled)))
        spread = float(np.std(losses, ddof=1))
        rows.append({"columns": columns, "value": float(np.mean(losses)), "spread": spread})
    return sorted(rows, key=lambda row: -row["value"])


def strong_pairs(frame: pd.DataFrame, columns: list[str], bound: float = STRONG) -> list[tuple[str, str]]:
    """Pairs of columns whose rank correlation is above the bound: each has to share a line of TOGETHER."""
    ranks = frame[columns].corr("spearman").abs()
    return [(a, b) for a, b in combinations(columns, 2) if ranks.loc[a, b] > bound]
