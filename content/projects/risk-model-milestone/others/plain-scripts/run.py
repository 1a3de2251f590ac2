"""python run.py: train, measure on the last days, write results/."""

import hashlib
import json
import os
from string import Template

import joblib
import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from columns import matrix, numbers, read, take
from evaluate import evaluate
from forest import DELAY, fit, split
from looking import ALARM, MISS, attribution, cost, dispute_auroc, fairness, interval, slices
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

DATA, SEED = "data/card-fraud.csv.gz", 0
THRESHOLD = ALARM / (ALARM + MISS)
GRID = np.geomspace(0.005, 0.7, 80)  # thresholds of the cost curve
BINS = {"n_bins": 10, "strategy": "quantile"}
SIZE = (10, 4)  # inches
ROUNDS = 2000  # of the logistic regression, at most


def part(columns, rows):
    times = [columns["time"][k][:10] for k in rows]
    return {"from": min(times), "to": max(times), "rows": len(rows)}


def measure(columns, model):
    grow, check, test = split(columns)
    last = take(columns, test)
    y, p = numbers(last["is_fraud"]), model.probability(last)
    X, labels = matrix(columns), numbers(columns["is_fraud"])
    plain = make_pipeline(StandardScaler(), LogisticRegression(max_iter=ROUNDS)).fit(X[grow], labels[grow])
    own = float(average_precision_score(y, p))
    low, high = interval(lambda r: average_precision_score(y[r], p[r]), len(y))
    base = float(average_precision_score(y, plain.predict_proba(X[test])[:, 1]))
    spans = {"train": part(columns, grow), "validation": part(columns, check), "test": part(columns, test)}
    record = {
        "seed": SEED,
        "metric": {"name": "auprc", "value": own, "low": low, "high": high},
        "baseline": {"name": "logistic regression", "value": base},
        "split": {"label_delay_days": DELAY, **spans},
        "decision": {
            "threshold": THRESHOLD,
            "cost_false_alarm": ALARM,
            "cost_miss": MISS,
            "cost_per_case": cost(y, p, THRESHOLD),
            "cost_at_half": cost(y, p, 0.5),
        },
        "calibration": {"mean_probability": float(p.mean()), "rate": float(y.mean())},
        "slices": slices(last, y, p),
        "attribution": attribution(model, last, y, p),
        "fairness": fairness(last, y, p, THRESHOLD),
        "dispute_auroc": dispute_auroc(take(columns, grow)),
    }
    return record, y, p


def draw(y, p):
    figure, (left, right) = plt.subplots(1, 2, figsize=SIZE)
    left.semilogx(GRID, [cost(y, p, t) for t in GRID])
    left.axvline(THRESHOLD, color="tab:red", label=f"chosen: {THRESHOLD:.4f}")
    left.set(xlabel="threshold", ylabel="cost of one payment", title="Cost curve, test days")
    left.legend()
    observed, said = calibration_curve(y, p, **BINS)
    right.plot(said, observed, "o-", label="ten bins")
    right.plot([0, said.max()], [0, said.max()], "k:", label="as promised")
    right.set(xlabel="mean probability", ylabel="share of frauds", title="Calibration, test days")
    right.legend()
    figure.tight_layout()
    return figure


def tables(record):
    line = "| {name} | {n} | {value:.3f} | {low:.3f} | {high:.3f} |".format
    rates = "| {name} | {n} | {tpr:.3f} ({tpr_low:.3f}-{tpr_high:.3f})"
    rates += " | {fpr:.3f} ({fpr_low:.3f}-{fpr_high:.3f}) |"
    return {
        "slices": "\n".join(line(**row) for row in record["slices"]),
        "worst": record["slices"][0]["name"],
        "groups": "\n".join(rates.format(**row) for row in record["fairness"]["groups"]),
        "blocks": "\n".join(
            f"| {' + '.join(a['columns'])} | {a['value']:.3f} |" for a in record["attribution"]
        ),
        "split": "\n".join(f"- {k}: {v}" for k, v in record["split"].items()),
        "fpr_gap": f"{record['fairness']['gaps']['fpr']['value']:.3f}",
        **{name: f"{record['metric'][name]:.3f}" for name in ("value", "low", "high")},
        "base": f"{record['baseline']['value']:.3f}",
        **{name: f"{value:.4f}" for name, value in record["decision"].items()},
        **{name: f"{value:.4f}" for name, value in record["calibration"].items()},
        "dispute": f"{record['dispute_auroc']:.3f}",
    }


def main():
    os.makedirs("results", exist_ok=True)
    columns = read(DATA)
    folds, _ = evaluate(take(columns, split(columns)[0]), SEED)
    model = fit(columns, SEED)
    record, y, p = measure(columns, model)
    record["models"] = [{"name": "extra trees", "family": "bagged trees", "folds": folds}]
    joblib.dump(model, "results/forest.joblib", compress=3)
    with open("results/forest.joblib", "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    draw(y, p).savefig("results/cost_and_calibration.png", metadata={"Software": None})
    filled = tables(record) | {"digest": digest}
    for name in ("report.md", "MODEL_CARD.md"):
        with open(f"templates/{name}") as file, open(f"results/{name}", "w") as out:
            out.write(Template(file.read()).substitute(filled))
    with open("results/record.json", "w") as file:
        json.dump(record, file, indent=1)
    print(f"AUPRC {record['metric']['value']:.3f} against {record['baseline']['value']:.3f}")


if __name__ == "__main__":
    main()
