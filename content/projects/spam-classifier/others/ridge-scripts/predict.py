"""python predict.py --model model.json --data mail.csv --out out.csv"""

import argparse
import csv

from filtering import load_filter
from reading import clean, load

if __name__ == "__main__":
    ask = argparse.ArgumentParser()
    for name in ("model", "data", "out"):
        ask.add_argument(f"--{name}", required=True)
    said = ask.parse_args()
    one = load_filter(said.model)
    rows = load(said.data)
    with open(said.out, "w", newline="") as f:
        out = csv.writer(f)
        out.writerow(["probability", "decision"])
        for p in one.probabilities([clean(row["text"]) for row in rows]):
            out.writerow([f"{p:.10g}", "spam" if p > one.threshold else "ham"])
