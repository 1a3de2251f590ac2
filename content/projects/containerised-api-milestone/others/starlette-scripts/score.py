"""python score.py MODEL TABLE OUT: probabilities for a table."""

import sys

import joblib
from fit import probabilities, read

if __name__ == "__main__":
    rows, _ = read(sys.argv[2])
    lines = [repr(p) for p in probabilities(joblib.load(sys.argv[1]), rows)]
    with open(sys.argv[3], "w", encoding="ascii") as file:
        file.write("\n".join(["probability", *lines]) + "\n")
