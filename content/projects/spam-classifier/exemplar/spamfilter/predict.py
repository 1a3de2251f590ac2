"""python -m spamfilter.predict --model model.json --data mail.csv --out predictions.csv"""

import argparse
import csv

from spamfilter.mail import read_table
from spamfilter.model import Filter


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    shipped = Filter.load(args.model)
    ids, _, texts = read_table(args.data)
    with open(args.out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "probability", "spam"])
        for id, p in zip(ids, shipped.probability(texts), strict=True):
            writer.writerow([id, repr(float(p)), int(p >= shipped.threshold)])


if __name__ == "__main__":
    main()
