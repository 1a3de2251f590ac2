"""Who leaves next month? One file, four commands: run, train, predict, evaluate.

Gradient boosting with trees of depth four on monthly snapshots; isotonic regression makes probabilities
on later months. `retention_minutes` is written when a customer has already called to leave; it is never read.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import joblib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy.stats import binomtest, bootstrap
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

DATA, OUT, DELAY, TARGET = "data/churn.csv.gz", Path("results"), 30, "churned"
OFFER, LOSS = 10.0, 60.0  # an offer to somebody who would have stayed; a customer who leaves without one
USED = [
    "tenure_days",
    "days_to_contract_end",
    "price",
    "lines",
    "gb_month",
    "gb_usual",
    "usage_ratio",
    "support_calls",
]
USED += ["outages", "paid_late", "rival_offer_in_area"]
PLANS, SELLERS = (
    ["prepaid", "monthly", "yearly", "family"],
    ["web", "shop", "phone", "partner", "reseller", "employer"],
)
BLOCKS = [
    ["gb_month", "gb_usual", "usage_ratio"],
    ["price", "lines", "plan"],
    ["days_to_contract_end"],
    ["tenure_days"],
]
BLOCKS += [["support_calls"], ["outages"], ["paid_late"], ["rival_offer_in_area"], ["sold_by"]]
SETTINGS = {
    "n_estimators": 120,
    "max_depth": 4,
    "learning_rate": 0.1,
    "subsample": 0.7,
    "min_samples_leaf": 15,
}
DRAWS = 200
GRID = np.linspace(0.02, 0.8, 79)  # thresholds of the cost curve
STEPS = {"y_min": 0.002, "y_max": 0.95, "out_of_bounds": "clip"}
ROUNDS, FAR = 2000, 9999.0


def read(path):
    frame = pd.read_csv(path)
    frame["time"] = pd.to_datetime(frame["time"])
    return frame


def design(frame):
    """Numbers, and one column for every plan and seller; no contract end becomes a date far away."""
    X = frame[USED].apply(pd.to_numeric, errors="coerce").astype(float)
    X["days_to_contract_end"] = X["days_to_contract_end"].fillna(FAR)
    for name, values in (("plan", PLANS), ("sold_by", SELLERS)):
        for value in values:
            X[f"{name}={value}"] = (frame[name] == value).astype(float)
    return X.fillna(0.0)


def months(frame):
    """The months of the file, counted from 0."""
    return ((frame["time"] - frame["time"].min()).dt.days // 30).to_numpy()


def parts(frame):
    """Training months, one left out, validation months, one left out, test months."""
    month = months(frame)
    return frame[month < 6], frame[(month >= 7) & (month < 9)], frame[month >= 10]


class Churn:
    """Boosted trees and the steps that make their scores probabilities."""

    def __init__(self, train, check, seed):
        self.trees = GradientBoostingClassifier(**SETTINGS, random_state=seed).fit(
            design(train), train[TARGET]
        )
        self.steps = IsotonicRegression(**STEPS)
        self.steps.fit(self.trees.predict_proba(design(check))[:, 1], check[TARGET])

    def probability(self, frame):
        """Isotonic steps tie many customers; a thousandth of the trees' own score keeps their order."""
        raw = self.trees.predict_proba(design(frame))[:, 1]
        return 0.999 * self.steps.predict(raw) + 0.001 * raw


def interval(measure, *columns):
    """95 % percentile interval over resampled rows."""
    found = bootstrap(
        columns,
        measure,
        paired=True,
        vectorized=False,
        n_resamples=DRAWS,
        method="percentile",
        rng=np.random.default_rng(0),
    )
    return {"low": float(found.confidence_interval.low), "high": float(found.confidence_interval.high)}


def cost(y, p, threshold):
    """Per customer and month, when everybody from `threshold` on gets an offer that keeps them."""
    asked = p >= threshold
    return float(np.mean(np.where(asked, OFFER * (y == 0), LOSS * (y == 1))))


def area(y, p):
    return roc_auc_score(y, p) if 0 < y.sum() < len(y) else 0.5


def slices(frame, y, p):
    rows = []
    groups = {
        column: frame[column].astype(str)
        for column in ("plan", "sold_by", "age_group", "paid_late", "outages")
    }
    groups["tenure"] = pd.cut(
        frame["tenure_days"], [-1, 180, 720, 1e9], labels=["half a year", "two years", "longer"]
    )
    for column, values in groups.items():
        for value in sorted(values.unique()):
            inside = (values == value).to_numpy()
            ys, ps = y[inside], p[inside]
            if ys.sum() < 10:
                continue
            rows.append(
                {
                    "name": f"{column}={value}",
                    "n": len(ys),
                    "value": float(area(ys, ps)),
                    **interval(area, ys, ps),
                }
            )
    return sorted(rows, key=lambda row: row["value"])


def fairness(frame, y, p, threshold):
    age, asked = frame["age_group"].to_numpy(), p >= threshold
    groups = []
    for name in sorted(set(age)):
        row = {"name": name, "n": int((age == name).sum())}
        for rate, truth in (("tpr", 1), ("fpr", 0)):
            here = asked[(age == name) & (y == truth)]
            ends = binomtest(int(here.sum()), len(here)).proportion_ci(method="wilson")
            row |= {
                rate: float(here.mean()),
                f"{rate}_low": float(ends.low),
                f"{rate}_high": float(ends.high),
            }
        groups.append(row)
    gaps = {}
    for rate, truth in (("tpr", 1), ("fpr", 0)):
        rows = np.flatnonzero(y == truth)

        def gap(age, asked):
            means = pd.Series(asked).groupby(age).mean()
            return float(means.max() - means.min())

        gaps[rate] = {"value": gap(age[rows], asked[rows]), **interval(gap, age[rows], asked[rows])}
    return {"column": "age_group", "groups": groups, "gaps": gaps}


def attribution(model, frame, y, p):
    rng, whole, rows = np.random.default_rng(1), average_precision_score(y, p), []
    for block in BLOCKS:
        mixed = frame.copy()
        mixed[block] = frame[block].to_numpy()[rng.permutation(len(frame))]
        rows.append(
            {"columns": block, "value": float(whole - average_precision_score(y, model.probability(mixed)))}
        )
    return sorted(rows, key=lambda row: -row["value"])


def span(frame):
    return {
        "from": f"{frame['time'].min():%Y-%m-%d}",
        "to": f"{frame['time'].max():%Y-%m-%d}",
        "rows": len(frame),
    }


def evaluate(frame, seed):
    """Months 4 to the last in three stretches; each is scored by the months whose outcome was known then."""
    month, values, pieces = months(frame), [], []
    for fold, start in enumerate(range(4, int(month.max()) + 1, 3)):
        earlier = np.flatnonzero(month < start - 1)
        later = np.flatnonzero((month >= start) & (month < start + 3))
        trees = GradientBoostingClassifier(**SETTINGS, random_state=seed)
        trees.fit(design(frame.iloc[earlier]), frame[TARGET].iloc[earlier])
        p = trees.predict_proba(design(frame.iloc[later]))[:, 1]
        values.append(float(average_precision_score(frame[TARGET].iloc[later], p)))
        pieces.append(pd.DataFrame({"row": later, "fold": fold, "probability": p}))
    return {"seed": seed, "cv": {"mean": float(np.mean(values)), "folds": values}}, pd.concat(pieces)


def measure(frame, model):
    train, check, test = parts(frame)
    y, p = test[TARGET].to_numpy(), model.probability(test)
    plain = make_pipeline(StandardScaler(), LogisticRegression(max_iter=ROUNDS)).fit(
        design(train), train[TARGET]
    )
    threshold = OFFER / (OFFER + LOSS)
    return {
        "seed": 0,
        "metric": {
            "name": "auprc",
            "value": float(average_precision_score(y, p)),
            **interval(average_precision_score, y, p),
        },
        "baseline": {
            "name": "logistic regression",
            "value": float(average_precision_score(y, plain.predict_proba(design(test))[:, 1])),
        },
        "split": {
            "label_delay_days": DELAY,
            "train": span(train),
            "validation": span(check),
            "test": span(test),
        },
        "decision": {
            "threshold": threshold,
            "cost_false_alarm": OFFER,
            "cost_miss": LOSS,
            "cost_per_case": cost(y, p, threshold),
            "cost_at_half": cost(y, p, 0.5),
        },
        "slices": slices(test, y, p),
        "attribution": attribution(model, test, y, p),
        "fairness": fairness(test, y, p, threshold),
    }


def draw(frame, model):
    y, p = frame[TARGET].to_numpy(), model.probability(frame)
    figure, axes = plt.subplots()
    axes.plot(GRID, [cost(y, p, t) for t in GRID])
    axes.axvline(OFFER / (OFFER + LOSS), linestyle=":", color="black")
    axes.set(
        xlabel="offer from this probability on",
        ylabel="cost per customer and month",
        title="Cost curve, test months",
    )
    figure.savefig(OUT / "cost.png", metadata={"Software": None})
    plt.close(figure)


def table(rows, *keys):
    lines = [" | ".join(keys), " | ".join("---" for _ in keys)]
    shown = [
        [f"{row[key]:.3f}" if isinstance(row[key], float) else str(row[key]) for key in keys] for row in rows
    ]
    return "\n".join(f"| {line} |" for line in [*lines, *(" | ".join(cells) for cells in shown)])


def write(record, digest):
    """report.md and card.md from texts/, with {names} of numbers and tables filled in."""
    slices_table = table(record["slices"], "name", "n", "value", "low", "high")
    rates = [{**row, "name": row["name"]} for row in record["fairness"]["groups"]]
    known = {
        "slices": slices_table,
        "groups": table(rates, "name", "n", "tpr", "tpr_low", "tpr_high", "fpr", "fpr_low", "fpr_high"),
        "parts": table(
            [{"name": k, **v} for k, v in record["split"].items() if k != "label_delay_days"],
            "name",
            "from",
            "to",
            "rows",
        ),
        "blocks": table(
            [{**row, "columns": ", ".join(row["columns"])} for row in record["attribution"]],
            "columns",
            "value",
        ),
        "digest": digest,
        **record["metric"],
        **record["decision"],
        "base": record["baseline"]["value"],
        "fpr_gap": record["fairness"]["gaps"]["fpr"]["value"],
    }
    for name in ("report.md", "card.md"):
        (OUT / name).write_text(Path("texts", name).read_text().format(**known))


def run():
    OUT.mkdir(exist_ok=True)
    frame = read(DATA)
    model = Churn(*parts(frame)[:2], seed=0)
    record = measure(frame, model) | evaluate(parts(frame)[0], 0)[0]
    joblib.dump(model, OUT / "churn.joblib")
    draw(parts(frame)[2], model)
    (OUT / "record.json").write_text(json.dumps(record, indent=1))
    write(record, hashlib.sha256((OUT / "churn.joblib").read_bytes()).hexdigest())
    print(f"AUPRC {record['metric']['value']:.3f}, logistic {record['baseline']['value']:.3f}")


def main(words):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["run", "train", "predict", "evaluate"])
    for name in ("data", "model", "out", "folds"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(words)
    if given.command == "run":
        run()
    elif given.command == "train":
        joblib.dump(Churn(*parts(read(given.data))[:2], given.seed), given.model)
    elif given.command == "predict":
        p = joblib.load(given.model).probability(read(given.data))
        pd.DataFrame({"probability": p}).to_csv(given.out, index=False)
    else:
        record, folds = evaluate(read(given.data), given.seed)
        Path(given.out).write_text(json.dumps(record))
        folds.to_csv(given.folds, index=False)


if __name__ == "__main__":
    sys.modules["churn"] = sys.modules["__main__"]
    Churn.__module__ = "churn"  # so that a saved model can be read wherever churn.py can be imported
    main(sys.argv[1:])
