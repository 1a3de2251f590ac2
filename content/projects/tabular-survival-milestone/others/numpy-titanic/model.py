"""The shipped model as JSON: what its columns were fitted to, and its weights. Nothing is unpickled.

python model.py train --data CSV --model JSON [--seed 0]
python model.py predict --data CSV --model JSON --out CSV
"""

import argparse
import csv
import json

import numpy as np
from crossval import MODELS, SHIPPED
from passengers import design, fit_columns, outcomes, read_rows


def fit(rows, seed):
    fitted = fit_columns(rows)
    line = MODELS[SHIPPED][1](seed).fit(design(rows, fitted), outcomes(rows))
    return {"columns": fitted, "weights": line.coef_[0].tolist(), "offset": float(line.intercept_[0])}


def probabilities(model, rows):
    logit = design(rows, model["columns"]) @ np.array(model["weights"]) + model["offset"]
    return 1 / (1 + np.exp(-logit))


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("what", choices=["train", "predict"])
    words.add_argument("--data", required=True)
    words.add_argument("--model", required=True)
    words.add_argument("--out")
    words.add_argument("--seed", type=int, default=0)
    given = words.parse_args()
    rows = read_rows(given.data)
    if given.what == "train":
        with open(given.model, "w") as file:
            json.dump(fit(rows, given.seed), file)
        return
    with open(given.model) as file:
        p = probabilities(json.load(file), rows)
    with open(given.out, "w", newline="") as file:
        csv.writer(file).writerows([("probability",), *((repr(float(one)),) for one in p)])


if __name__ == "__main__":
    main()
