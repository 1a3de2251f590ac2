"""python all.py: cross-validated AUROC with a bootstrap interval, and the model on all patients."""

import json
import os

import joblib
import numpy as np
from fit import build, inputs
from rows import rows
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

if __name__ == "__main__":
    os.makedirs("out", exist_ok=True)
    table = rows()
    X, y = inputs(table), table["far"].to_numpy()
    p = cross_val_predict(
        build(0), X, y, cv=StratifiedKFold(5, shuffle=True, random_state=0), method="predict_proba"
    )[:, 1]
    rng = np.random.default_rng(0)
    draws = [rng.integers(len(y), size=len(y)) for _ in range(500)]
    low, high = np.quantile([roc_auc_score(y[i], p[i]) for i in draws], [0.025, 0.975])
    metric = {"name": "auroc", "value": float(roc_auc_score(y, p)), "low": float(low), "high": float(high)}
    record = {
        "seed": 0,
        "metric": metric,
        "baseline": {"name": "bmi", "value": float(roc_auc_score(y, X["bmi"]))},
    }
    with open("out/record.json", "w") as file:
        json.dump(record, file, indent=1)
    joblib.dump(build(0).fit(X, y), "out/model.joblib")
