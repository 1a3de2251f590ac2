"""What a reader wants to know of the test days: slices, groups, attribution, the decision, with intervals."""

import numpy as np
from columns import KINDS, numbers
from sklearn.metrics import average_precision_score, roc_auc_score

ALARM, MISS = 4.0, 60.0
AGES = ("18-29", "30-44", "45-59", "60+")
BLOCKS = (  # columns that go together when they are shuffled
    ("amount", "amount_ratio", "usual_amount"),
    ("minutes_since_last", "payments_24h"),
    ("channel", "device_days"),
    ("known_merchant",),
    ("distance_km",),
    ("card_months",),
    ("merchant",),
    ("acquirer",),
    ("time",),
)
DRAWS = 200


def interval(measure, n, seed=0):
    """95 % percentile interval of measure(rows) over DRAWS resamples; draws without both classes are NaN."""
    rng = np.random.default_rng(seed)
    values = [measure(rng.integers(0, n, n)) for _ in range(DRAWS)]
    return [float(one) for one in np.nanquantile(values, (0.025, 0.975))]


def auc(y, p):
    return float(roc_auc_score(y, p)) if 0 < y.sum() < len(y) else float("nan")


def cost(y, p, threshold):
    stopped = p >= threshold
    return float(np.mean(ALARM * (stopped & (y == 0)) + MISS * (~stopped & (y == 1))))


def slices(columns, y, p, least=6):
    """AUROC for every value of every column of names, and for day and night; worst first."""
    members = {f"{kind}={v}": np.array(columns[kind]) == v for kind, values in KINDS.items() for v in values}
    members |= {f"age_group={age}": np.array(columns["age_group"]) == age for age in AGES}
    hours = np.array([int(cell[11:13]) for cell in columns["time"]])
    members |= {"hour=0-5": hours < 6, "hour=6-23": hours >= 6}
    rows = []
    for name, inside in members.items():
        ys, ps = y[inside], p[inside]
        if ys.sum() >= least:
            low, high = interval(lambda r, ys=ys, ps=ps: auc(ys[r], ps[r]), len(ys))
            rows.append({"name": name, "n": len(ys), "value": auc(ys, ps), "low": low, "high": high})
    return sorted(rows, key=lambda row: row["value"])


def share(hits, n):
    """A share with Agresti and Coull's interval: two hits and two misses are added before it is taken."""
    middle = (hits + 2) / (n + 4)
    half = 1.96 * np.sqrt(middle * (1 - middle) / (n + 4))
    value = hits / n if n else 0.0
    return value, float(max(0.0, min(middle - half, value))), float(min(1.0, max(middle + half, value)))


def fairness(columns, y, p, threshold):
    ages, stopped = np.array(columns["age_group"]), p >= threshold
    groups = []
    for age in AGES:
        row = {"name": age, "n": int((ages == age).sum())}
        for rate, truth in (("tpr", 1), ("fpr", 0)):
            inside = (ages == age) & (y == truth)
            row[rate], row[f"{rate}_low"], row[f"{rate}_high"] = share(
                int(stopped[inside].sum()), int(inside.sum())
            )
        groups.append(row)
    gaps = {}
    for rate, truth in (("tpr", 1), ("fpr", 0)):
        values = [row[rate] for row in groups]

        def gap(rows, truth=truth):
            found = [stopped[rows][(ages[rows] == age) & (y[rows] == truth)] for age in AGES]
            means = [one.mean() for one in found if len(one)]
            return max(means) - min(means)

        low, high = interval(gap, len(y))
        gaps[rate] = {"value": max(values) - min(values), "low": low, "high": high}
    return {"column": "age_group", "groups": groups, "gaps": gaps}


def attribution(model, columns, y, p, seed=0):
    """AUPRC lost when a block is shuffled, once each: the forest asks every tree, which takes its time."""
    rng = np.random.default_rng(seed)
    whole, rows = average_precision_score(y, p), []
    for block in BLOCKS:
        order = rng.permutation(len(y))
        mixed = columns | {name: [columns[name][k] for k in order] for name in block}
        loss = whole - average_precision_score(y, model.probability(mixed))
        rows.append({"columns": list(block), "value": float(loss)})
    return sorted(rows, key=lambda row: -row["value"])


def dispute_auroc(columns):
    """How much the field from after the outcome would tell by itself."""
    return auc(numbers(columns["is_fraud"]), numbers(columns["dispute_minutes"]))
