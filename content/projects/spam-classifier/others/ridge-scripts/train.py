"""python train.py --data mail.csv --model model.json --seed 0"""

import argparse

from filtering import SpamFilter, folds_of
from reading import clean, families, load

if __name__ == "__main__":
    ask = argparse.ArgumentParser()
    for name in ("data", "model"):
        ask.add_argument(f"--{name}", required=True)
    ask.add_argument("--seed", type=int, default=0)
    said = ask.parse_args()
    rows = load(said.data)
    texts = [clean(row["text"]) for row in rows]
    y = [row["label"] == "spam" for row in rows]
    SpamFilter().fit(texts, y, folds_of(families(texts), 4, said.seed)).save(said.model)
