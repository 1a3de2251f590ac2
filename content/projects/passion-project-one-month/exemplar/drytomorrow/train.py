"""python -m drytomorrow.train --data table.csv --model model.json --seed 0

Nothing is drawn, so the seed changes nothing.
"""

import argparse

from drytomorrow.files import read_rows
from drytomorrow.model import fit, save

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    save(fit(read_rows(args.data)), args.model)
