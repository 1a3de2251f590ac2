"""python train.py DATA MODEL SEED"""

import sys

import joblib
from columns import read
from forest import fit

if __name__ == "__main__":
    data, model, seed = sys.argv[1:]
    joblib.dump(fit(read(data), int(seed)), model, compress=3)
