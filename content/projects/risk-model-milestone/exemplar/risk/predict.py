"""Score payments: python -m risk.predict --model model.joblib --data payments.csv --out scores.csv

One row for each payment, in the order of the file: the probability of fraud and what the threshold says.
"""

from __future__ import annotations

import joblib
import pandas as pd

from risk.arguments import read_arguments
from risk.payments import read_payments


def main() -> None:
    given = read_arguments(__doc__, "model", "data", "out")
    model = joblib.load(given.model)
    probability = model.probability(read_payments(given.data))
    stop = (probability >= model.threshold).astype(int)
    pd.DataFrame({"probability": probability, "stop": stop}).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
