"""python ask.py MODEL DATA OUT, or python ask.py rule DATA OUT: a probability for each patient."""

import sys

import joblib
import pandas as pd
from fit import inputs

if __name__ == "__main__":
    model, data, out = sys.argv[1:]
    table = pd.read_csv(data)
    if model == "rule":  # heavier patients first
        p = ((table["bmi"] - 15) / 30).clip(0, 1)
    else:
        p = joblib.load(model).predict_proba(inputs(table))[:, 1]
    pd.DataFrame({"patient": table["patient"], "probability": p}).to_csv(out, index=False)
