"""python predict.py MODEL DATA OUT"""

import csv
import sys

import joblib
from columns import read

if __name__ == "__main__":
    model, data, out = sys.argv[1:]
    probability = joblib.load(model).probability(read(data))
    with open(out, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["probability"])
        writer.writerows([f"{p:.9f}"] for p in probability)
