"""Everything, in one go: python -m risk.run

Compare candidates, train, calibrate, decide, measure on the test part once, draw, write. About a quarter of a
minute. The outputs go to results/: record.json, model.joblib, report.md, model_card.md and three figures.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import joblib
import numpy as np
import pandas as pd

from risk import card, report
from risk.deciding import decide
from risk.figures import draw_calibration, draw_cost, draw_slices
from risk.groups import attribution, group_rates, slices
from risk.measures import auprc, auroc, bootstrap, brier_skill, ece
from risk.models import RiskModel, choose, compare, logistic
from risk.payments import LABEL_DELAY_DAYS, LEAK, TIME, features, read_payments, target
from risk.splitting import Parts, split_by_time
from risk.train import CHOSEN, train

DATA = "data/card-fraud.csv.gz"
RESULTS = Path("results")
SEED = 0


def main() -> None:
    RESULTS.mkdir(exist_ok=True)
    parts = split_by_time(read_payments(DATA))
    models = compare(parts.train, SEED)
    for one in models:
        print(f"{one['name']:14} AUPRC over the rolling folds {np.mean(one['folds']):.3f}")
    if choose(models) != CHOSEN:
        raise SystemExit(
            f"The folds choose {choose(models)!r}: put that name into risk/train.py and run again."
        )
    model = train(DATA, SEED)
    alone = auroc(target(parts.train), parts.train[LEAK].to_numpy(float))
    record = measure(model, parts) | {
        "models": models,
        "chosen": CHOSEN,
        "leak": {"column": LEAK, "auroc": alone},
    }

    joblib.dump(model, RESULTS / "model.joblib")
    digest = hashlib.sha256((RESULTS / "model.joblib").read_bytes()).hexdigest()
    y, p = target(parts.test), model.probability(parts.test)
    draw_cost(y, p, record["decision"], RESULTS / "cost.png")
    draw_calibration(y, p, RESULTS / "calibration.png")
    draw_slices(record["slices"], record["auroc"]["value"], RESULTS / "slices.png")
    (RESULTS / "record.json").write_text(json.dumps(record, indent=1) + "\n")
    (RESULTS / "report.md").write_text(report.write(record))
    (RESULTS / "model_card.md").write_text(card.write(record, digest))
    print(
        f"AUPRC {record['metric']['value']:.3f}, logistic {record['baseline']['value']:.3f}; see {RESULTS}/"
    )


def measure(model: RiskModel, parts: Parts) -> dict:
    """The run record without the comparison: all of it on the test part, with the model that is shipped."""
    y, p = target(parts.test), model.probability(parts.test)
    plain = logistic(SEED).fit(features(parts.train), target(parts.train))
    q = plain.predict_proba(features(parts.test))[:, 1]

    def interval(score):
        low, high = bootstrap(lambda rows: score(y[rows], p[rows]), len(y), SEED)
        return {"value": score(y, p), "low": low, "high": high}

    gain_low, gain_high = bootstrap(
        lambda rows: auprc(y[rows], p[rows]) - auprc(y[rows], q[rows]), len(y), SEED
    )
    return {
        "seed": SEED,
        "metric": {"name": "auprc", **interval(auprc)},
        "baseline": {"name": "logistic regression on raw features", "value": auprc(y, q)},
        "gain": {"value": auprc(y, p) - auprc(y, q), "low": gain_low, "high": gain_high},
        "base_rate": {"train": model.base_rate, "test": float(y.mean())},
        "auroc": interval(auroc),
        "split": split_record(parts),
        "calibration": {
            "method": "Platt's curve on the validation part",
            "brier_skill": brier_skill(y, p, model.base_rate),
            "ece": ece(y, p),
        },
        "decision": decide(y, p),
        "slices": slices(parts.test, p, SEED),
        "attribution": attribution(model, parts.test, SEED),
        "fairness": group_rates(parts.test, p, model.threshold, SEED),
    }


def split_record(parts: Parts) -> dict:
    """First and last day, rows and frauds of each part."""
    named = {"train": parts.train, "validation": parts.validation, "test": parts.test}
    return {"label_delay_days": LABEL_DELAY_DAYS} | {name: _span(part) for name, part in named.items()}


def _span(part: pd.DataFrame) -> dict:
    first, last = part[TIME].min(), part[TIME].max()
    return {
        "from": f"{first:%Y-%m-%d}",
        "to": f"{last:%Y-%m-%d}",
        "rows": len(part),
        "positives": int(target(part).sum()),
    }


if __name__ == "__main__":
    main()
